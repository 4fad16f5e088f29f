import * as vscode from 'vscode';
import type { EntityType } from '../../core/model';
import { mentionCount, numeral } from '../window/counts';
import { opening } from '../window/show';
import { typeOf, type ArticleNode, type EntityNode, type MentionNode, type MoreNode, type NodeOfEntity, type StretchNode, type TypeNode } from './entityNodes';

/** How anything below a type is drawn. */
export function itemOf(node: Exclude<EntityNode, TypeNode>): vscode.TreeItem {
  switch (node.kind) {
    case 'stretch': return stretchItem(node);
    case 'entity': return entityItem(node);
    case 'article': return articleItem(node);
    case 'mention': return mentionItem(node);
    case 'more': return moreItem(node);
  }
}

/** A type, and how many of its entities are to be seen. */
export function typeItem({ corpus, type }: TypeNode, count: number, filtered: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(type.label, filtered ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  // Another id while filtered: VS Code remembers by id what was collapsed, and found entities must be seen.
  item.id = `${corpus.id}#${type.id}${filtered ? '#filtered' : ''}`;
  item.description = numeral(count);
  item.iconPath = iconOf(type);
  item.contextValue = 'type';
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} entities', type.label, numeral(count)) };
  return item;
}

/** From the first name to the last. */
function stretchItem({ corpus, items, parent }: StretchNode): vscode.TreeItem {
  const [first, last] = [items[0]?.entity, items.at(-1)?.entity];
  const item = new vscode.TreeItem(`${first?.name ?? ''} … ${last?.name ?? ''}`, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${corpus.id}#${parent.type.id}#from ${first?.id ?? ''}`;
  item.description = numeral(items.length);
  item.iconPath = new vscode.ThemeIcon('list-flat');
  item.contextValue = 'stretch';
  return item;
}

function entityItem({ corpus, entity, parent }: NodeOfEntity): vscode.TreeItem {
  const count = corpus.index.mentionCount(entity.id);
  const item = new vscode.TreeItem(entity.name, count > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  const type = typeOf(parent);
  item.id = `${corpus.id}#${type.id}#${entity.id}${parent.kind === 'stretch' ? '#by name' : ''}`;
  item.description = [numeral(count), entity.aliases.join(', ')].filter(Boolean).join('  ');
  item.tooltip = [entity.name, entity.aliases.join(', '), entity.description].filter(Boolean).join('\n');
  item.iconPath = iconOf(type);
  item.contextValue = 'entity';
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1}, {2}', entity.name, type.label, mentionCount(count)) };
  return item;
}

/** Tells the items under an entity that stands twice, among the most mentioned and by name, apart. */
function within(node: EntityNode): string {
  return node.kind === 'entity' && node.parent.kind === 'stretch' ? '#by name' : node.kind === 'article' ? within(node.parent) : '';
}

function articleItem({ corpus, article, entity, count, parent }: ArticleNode): vscode.TreeItem {
  const card = corpus.index.card(article);
  const item = new vscode.TreeItem(card.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${corpus.id}#${entity.id}#${article.id}${within(parent)}`;
  item.description = [numeral(count), card.date].filter(Boolean).join('  ');
  item.tooltip = article.id;
  item.iconPath = new vscode.ThemeIcon('file-text');
  item.contextValue = 'article';
  item.command = opening({ corpus: corpus.id, article: article.id, entity: entity.id });
  return item;
}

function mentionItem({ corpus, place: { article, mention }, path, entity, parent }: MentionNode): vscode.TreeItem {
  const before = lastWords(mention.anchor.before, 24);
  const quote = mention.anchor.quote.replace(/\s+/g, ' ');
  const label = `${before}${quote}${mention.anchor.after.split('\n')[0]?.slice(0, 40) ?? ''}`;
  const item = new vscode.TreeItem({ label, highlights: [[before.length, before.length + quote.length]] });
  item.id = `${corpus.id}#${entity.id}#${article}#${mention.id}${within(parent)}`;
  item.tooltip = mention.note;
  item.contextValue = 'mention';
  item.command = opening({ corpus: corpus.id, article, mark: `${path}#${mention.id}` });
  return item;
}

function moreItem({ corpus, entity, count, parent }: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('{0} more articles', numeral(count)));
  item.id = `${corpus.id}#${entity.id}#more${within(parent)}`;
  item.description = vscode.l10n.t('in the concordance');
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { title: vscode.l10n.t('Open'), command: 'seedmark.concordance', arguments: [{ entity: entity.id }] };
  return item;
}

/** The end of the last line of a context, from the beginning of a word. */
function lastWords(before: string, length: number): string {
  const line = before.split('\n').at(-1) ?? '';
  if (line.length <= length) return line;
  const cut = line.slice(-length);
  return cut.slice(cut.indexOf(' ') + 1);
}

function iconOf({ icon, color }: EntityType): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(`seedmark.mention.${color}`));
}
