import * as vscode from 'vscode';
import type { ArticleInfo } from '../../core/corpus/article';
import type { Entity } from '../../core/model';
import type { Corpus } from '../corpus/corpus';
import { articleCount, mentionCount, numeral } from '../window/counts';

/** The commands that a card may run; nothing else that a file says can become one. */
const commands = [
  'seedmark.openArticle', 'seedmark.revealEntity', 'seedmark.openEntity', 'seedmark.untag', 'seedmark.nextArticleWith', 'editor.action.goToReferences',
  'seedmark.goToLinked', 'seedmark.editLinkRelation', 'seedmark.editLinkNote', 'seedmark.turnLinkRound', 'seedmark.deleteLink', 'seedmark.relatedArticles',
  'seedmark.acceptSuggestion', 'seedmark.acceptAllSuggestions', 'seedmark.rejectSuggestion', 'seedmark.concordance',
];

/** How many articles a card names; the rest are a click away. */
const mostArticles = 4;

/** An entity on a card: what it is, where else it is, what can be done. `home` is the article the reader is in. */
export function entityCard(corpus: Corpus, entity: Entity, home: string): vscode.MarkdownString {
  const card = newCard();
  card.appendMarkdown(headOf(corpus, entity));
  const links = [...entity.links].map(([name, target]) => linkTo(name, target));
  const facts = [escaped(entity.description), links.join(' · ')].filter(Boolean);
  if (facts.length > 0) card.appendMarkdown(`${facts.join(' &nbsp; ')}\n\n`);
  card.appendMarkdown([
    action('arrow-right', vscode.l10n.t('Next article'), 'seedmark.nextArticleWith', entity.id),
    action('history', vscode.l10n.t('Through time'), 'seedmark.concordance', { entity: entity.id, order: 'date' }),
    action('references', vscode.l10n.t('References'), 'editor.action.goToReferences'),
    action('list-tree', vscode.l10n.t('Tree'), 'seedmark.revealEntity', entity.id),
    action('edit', vscode.l10n.t('Edit'), 'seedmark.openEntity', entity.id),
    action('trash', vscode.l10n.t('Untag'), 'seedmark.untag'),
  ].join(' &nbsp; '));
  card.appendMarkdown(`\n\n---\n\n${mentionLines(corpus, entity.id, home)}`);
  return card;
}

/** What an entity is called, and what kind of thing it is, as Markdown. */
export function headOf(corpus: Corpus, entity: Entity): string {
  const type = corpus.index.config.types.find(each => each.id === entity.type);
  const name = `$(${type?.icon ?? 'tag'}) **${escaped(entity.name)}** · ${escaped(type?.label ?? entity.type)}\n\n`;
  const also = entity.aliases.length > 0 ? `*${escaped(vscode.l10n.t('also {0}', entity.aliases.join(', ')))}*\n\n` : '';
  return name + also;
}

/** An article on a card: what is known of it, what of that was inferred, and who is in it. */
export function articleCardOf(corpus: Corpus, article: ArticleInfo): vscode.MarkdownString {
  const { index } = corpus;
  const shown = index.card(article);
  const card = newCard();
  card.appendMarkdown(`$(file-text) **${escaped(shown.title)}**\n\n`);
  const inferred = article.date?.inferred === true && shown.date === article.date.value ? vscode.l10n.t('{0} (from the text)', shown.date) : shown.date;
  const facts = [inferred, shown.section, article.byline?.value ?? '', statusWord(index.status(article.id))].filter(Boolean);
  card.appendMarkdown(`${escaped(facts.join(' · '))}\n\n\`${article.id}\`\n\n---\n\n`);
  card.appendMarkdown(`${escaped(whoIsIn(corpus, article.id))}\n\n`);
  card.appendMarkdown(action('references', vscode.l10n.t('Related articles'), 'seedmark.relatedArticles', article.id));
  return card;
}

/** The state of an article's annotation, in words. */
export function statusWord(status: 'untouched' | 'in-work' | 'done'): string {
  switch (status) {
    case 'untouched': return vscode.l10n.t('untouched');
    case 'in-work': return vscode.l10n.t('in work');
    case 'done': return vscode.l10n.t('done');
  }
}

/** The articles of an entity with the number of its mentions there, the earliest first; undated ones at the end. */
export function articlesOf(corpus: Corpus, entity: string): { readonly article: ArticleInfo; readonly count: number }[] {
  const { index } = corpus;
  const found = [...index.mentionCounts(entity)].flatMap(([id, count]) => {
    const article = index.article(id);
    return article === undefined ? [] : [{ article, count, date: index.dateOf(id) || '9999' }];
  });
  return found.sort((a, b) => a.date < b.date ? -1 : a.date > b.date ? 1 : a.article.id < b.article.id ? -1 : 1);
}

function mentionLines(corpus: Corpus, entity: string, home: string): string {
  const { index } = corpus;
  const here = index.mentionsOfIn(entity, home);
  const { count, earliest } = corpus.earliest.of(entity);
  const head = vscode.l10n.t('{0} here · {1} in {2}', numeral(here), numeral(index.mentionCount(entity)), articleCount(count));
  const shown = earliest.filter(id => id !== home).slice(0, mostArticles);
  const lines = shown.flatMap(id => {
    const article = index.article(id);
    if (article === undefined) return [];
    const { title, date } = index.card(article);
    return [`- ${commandLink(escaped(title), 'seedmark.openArticle', { corpus: corpus.id, article: id, entity })} ${escaped(date)} · ${index.mentionsOfIn(entity, id)}`];
  });
  const left = count - shown.length - (here > 0 ? 1 : 0);
  const more = left > 0 ? [`- ${vscode.l10n.t('{0} more', numeral(left))}`] : [];
  return [escaped(head), '', ...lines, ...more].join('\n');
}

function whoIsIn(corpus: Corpus, article: string): string {
  const mentions = corpus.index.sidecars(article).flatMap(place => place.file.sidecar.mentions);
  const counts = new Map<string, number>();
  for (const { entity } of mentions) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  const names = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([id, count]) => `${corpus.index.entity(id)?.name ?? id} ${count}`);
  return mentions.length === 0 ? vscode.l10n.t('No mentions yet') : vscode.l10n.t('{0}: {1}', mentionCount(mentions.length), names.join(', '));
}

/** A card that shows icons and may run what is listed above. */
export function newCard(): vscode.MarkdownString {
  const card = new vscode.MarkdownString('', true);
  card.isTrusted = { enabledCommands: commands };
  return card;
}

/** A link that runs a command, as Markdown. */
export function action(icon: string, words: string, command: string, argument?: unknown): string {
  return commandLink(`$(${icon}) ${escaped(words)}`, command, argument);
}

/** As `action`, for a label that is Markdown already. */
export function commandLink(label: string, command: string, argument?: unknown): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${label}](command:${command}${query})`;
}

/** A link that an entity carries. Only the web is linked to; anything else is shown as it is. */
function linkTo(name: string, target: string): string {
  const address = name === 'wikidata' && /^Q\d+$/.test(target) ? `https://www.wikidata.org/wiki/${target}` : target;
  return /^https?:\/\/\S+$/.test(address) ? `[${escaped(name)}](${encodeURI(decodable(address))})` : escaped(`${name}: ${target}`);
}

function decodable(address: string): string {
  return address.replace(/[()<>]/g, character => encodeURIComponent(character));
}

/** Text that Markdown shows as it is. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&').replace(/\s+/g, ' ');
}
