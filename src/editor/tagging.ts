import * as vscode from 'vscode';
import { describe } from '../core/anchor/describe';
import type { Anchor, Entity, Mention, Span } from '../core/model';
import type { Choice } from '../core/offers/offer';
import { entityId } from '../core/store/entityId';
import type { Intent } from '../core/store/intents';
import { advance } from './advance';
import { aliasIntent, corpusIntent, mentionsIntent, newEntityIntent, retagIntent } from './annotations';
import type { OpenArticle } from './openArticle';
import type { OpenFile } from './openFile';
import { report } from './report';
import type { Session } from './session';

/** A stretch of an article that is to be tagged. */
export interface Stretch {
  readonly article: OpenArticle;
  readonly span: Span;
}

/** Stretches, and what they are. */
export interface Tagging {
  readonly choice: Choice;
  readonly stretches: readonly Stretch[];
}

/** A tagging whose entity has its id, made or known. */
interface Resolved extends Tagging {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

/**
 * Tags stretches of an open file, all in one step: makes the entities that are new, gives known ones the names that
 * they are called by, and changes a mention that stands on exactly the same stretch. In annotate mode the caret goes on.
 * Answers whether it was done.
 */
export async function tagAs(session: Session, file: OpenFile, taggings: readonly Tagging[]): Promise<boolean> {
  const resolved = resolve(file, taggings.filter(({ stretches }) => stretches.length > 0));
  const last = resolved.at(-1);
  const stretch = last?.stretches.at(-1);
  if (last === undefined || stretch === undefined) return false;
  const textId = await session.files.textId(file);
  const intents = [corpusIntent(), ...entityIntents(file, resolved), ...markIntents(file, resolved, textId)];
  const count = resolved.reduce((sum, each) => sum + each.stretches.length, 0);
  const quote = quoteOf(file, stretch.span);
  const label = count === 1 ? vscode.l10n.t('tag “{0}” as {1}', quote, last.name) : vscode.l10n.t('tag {0} places', count);
  if (!report(session, await session.do(file.corpus, label, [file.document.uri], intents))) return false;
  for (const { choice, id } of resolved) if (choice.kind === 'new') file.corpus.madeByTags.add(id);
  const words = count === 1 ? vscode.l10n.t('Tagged “{0}” as {1}', quote, last.name) : vscode.l10n.t('Tagged {0} places', count);
  await session.tagged({ file, article: stretch.article.info.id, entity: last.id, words });
  const editor = vscode.window.activeTextEditor;
  if (session.annotating.on && editor?.document === file.document) await advance(session, editor);
  return true;
}

/** Whether a type is put on whole passages. */
export function marksPassages(file: OpenFile, type: string | undefined): boolean {
  return file.corpus.index.config.types.find(each => each.id === type)?.marks === 'passages';
}

/** A stretch's words, with white space as one space. */
export function quoteOf(file: OpenFile, span: Span): string {
  return file.document.getText().slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}

/** A stretch without the white space at its ends; undefined where it is nothing else. */
export function trimmed(text: string, { start, end }: Span): Span | undefined {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  const length = words.trim().length;
  return length === 0 ? undefined : { start: start + lead, end: start + lead + length };
}

/** Gives each new entity an id of its own. */
function resolve(file: OpenFile, taggings: readonly Tagging[]): Resolved[] {
  const { index } = file.corpus;
  const made = new Set<string>();
  return taggings.map(tagging => {
    const { choice } = tagging;
    if (choice.kind === 'new') {
      const id = entityId(choice.name, { has: each => made.has(each) || index.entity(each) !== undefined });
      made.add(id);
      return { ...tagging, id, name: choice.name, type: choice.type };
    }
    const entity = index.entity(choice.entity);
    return { ...tagging, id: choice.entity, name: entity?.name ?? choice.entity, type: entity?.type ?? '' };
  });
}

/** The entities that are to be made, and the aliases that known ones gain. */
function entityIntents(file: OpenFile, resolved: readonly Resolved[]): Intent[] {
  const { corpus } = file;
  return resolved.flatMap(({ choice, id, name, type, stretches }) => {
    const quotes = marksPassages(file, type) ? [] : [...new Set(stretches.map(({ span }) => quoteOf(file, span)))];
    if (choice.kind === 'new') {
      const entity: Entity = { id, name, type, aliases: newAliases(quotes, [name]), description: '', links: new Map() };
      return [newEntityIntent(corpus, entity)];
    }
    const entity = corpus.index.entity(id);
    return entity === undefined ? [] : newAliases(quotes, [entity.name, ...entity.aliases]).map(alias => aliasIntent(corpus, id, alias));
  });
}

/** New names for an entity: none that it has in another letter case or inflected, and no "the company", which begins small. */
function newAliases(quotes: readonly string[], names: readonly string[]): string[] {
  const known = new Set(names.flatMap(name => [name.toLowerCase(), `${name.toLowerCase()}s`]));
  return quotes.filter(quote => quote.charAt(0) === quote.charAt(0).toUpperCase() && !known.has(quote.toLowerCase()));
}

function markIntents(file: OpenFile, resolved: readonly Resolved[], textId: string): Intent[] {
  const retags: Intent[] = [];
  const fresh = new Map<string, Omit<Mention, 'id'>[]>();
  for (const { id, stretches } of resolved) {
    for (const stretch of stretches) {
      const { info } = stretch.article;
      const retag = retagOf(file, stretch.span, id);
      if (retag !== undefined) retags.push(retag);
      else fresh.set(info.id, [...fresh.get(info.id) ?? [], { entity: id, anchor: anchorOf(file, stretch) }]);
    }
  }
  return [...retags, ...[...fresh].map(([article, mentions]) => mentionsIntent(file.corpus, article, textId, mentions))];
}

/** The change of the mention that stands on exactly this stretch. */
function retagOf(file: OpenFile, { start, end }: Span, entity: string): Intent | undefined {
  const same = file.at(start).find(mark => mark.kind === 'mention' && mark.placement.span.start === start && mark.placement.span.end === end);
  return same?.kind === 'mention' ? retagIntent(same.path, same.mention.id, entity) : undefined;
}

/** How a stretch is found again. */
export function anchorOf(file: OpenFile, { article, span }: Stretch): Anchor {
  return describe(file.document.getText(), article.info.span, span);
}
