import * as vscode from 'vscode';
import { describe } from '../../core/anchor/describe';
import type { MentionMark } from '../../core/marks/marks';
import type { Anchor, Mention, Span } from '../../core/model';
import { quoteIn } from '../../core/offers/acts';
import type { Tagged } from '../../core/offers/habits';
import { mentionOn } from '../../core/offers/mending';
import { resolve, type Resolved, type Tagging } from '../../core/offers/tagging';
import type { Intent } from '../../core/store/intents';
import type { OpenArticle } from '../article/openArticle';
import type { OpenFile } from '../article/openFile';
import type { Session } from '../session';
import { report } from '../window/report';
import { aliasIntent, corpusIntent, mentionsIntent, newEntityIntent, retagIntent } from '../writing/annotations';
import { advance } from './advance';
import { numeral } from '../window/counts';

/** A stretch of an article that is to be tagged. */
export interface Stretch {
  readonly article: OpenArticle;
  readonly span: Span;
}

/**
 * Tags stretches of an open file, all in one step: makes the entities that are new, gives known ones the names that
 * they are called by, and changes a mention that stands on exactly the same stretch. In annotate mode the caret goes on.
 * Answers whether it was done.
 */
export async function tagAs(session: Session, file: OpenFile, taggings: readonly Tagging<Stretch>[]): Promise<boolean> {
  const { index } = file.corpus;
  const resolved = resolve(taggings, { entity: id => index.entity(id), marksPassages: type => marksPassages(file, type), quoteOf: ({ span }) => quoteOf(file, span) });
  const last = resolved.at(-1);
  const stretch = last?.stretches.at(-1);
  if (last === undefined || stretch === undefined) return false;
  const textId = await session.files.textId(file);
  const intents = [corpusIntent(), ...entityIntents(file, resolved), ...markIntents(file, resolved, textId)];
  const count = resolved.reduce((sum, each) => sum + each.stretches.length, 0);
  const quote = quoteOf(file, stretch.span);
  const label = count === 1 ? vscode.l10n.t('tag “{0}” as {1}', quote, last.name) : vscode.l10n.t('tag {0} places', numeral(count));
  if (!report(session, await session.do(file.corpus, label, [file.document.uri], intents))) return false;
  for (const { choice, id } of resolved) if (choice.kind === 'new') file.corpus.madeByTags.add(id);
  const words = count === 1 ? vscode.l10n.t('Tagged “{0}” as {1}', quote, last.name) : vscode.l10n.t('Tagged {0} places', numeral(count));
  await session.tagged({ file, article: stretch.article.info.id, entity: last.id, words });
  const editor = vscode.window.activeTextEditor;
  if (session.annotating.on && editor?.document === file.document) await advance(session, editor);
  return true;
}

/** Whether a type is put on whole passages. */
export function marksPassages(file: OpenFile, type: string | undefined): boolean {
  return file.corpus.index.config.types.find(each => each.id === type)?.marks === 'passages';
}

/** What is tagged in a file, each mention with its place and entity, by position. */
export function mentionsIn(file: OpenFile): readonly (MentionMark & Tagged)[] {
  return file.standing().flatMap(mark => mark.kind === 'mention' ? [{ ...mark, span: mark.placement.span, entity: mark.mention.entity }] : []);
}

/** A stretch's words, with white space as one space. */
export function quoteOf(file: OpenFile, span: Span): string {
  return quoteIn(file.document.getText(), span);
}

/** The entities that are to be made, and the aliases that known ones gain. */
function entityIntents({ corpus }: OpenFile, resolved: readonly Resolved<Stretch>[]): Intent[] {
  return resolved.flatMap(({ choice, id, name, type, gains }) => {
    if (choice.kind === 'new') return [newEntityIntent(corpus, { id, name, type, aliases: gains, description: '', links: new Map() })];
    return corpus.index.entity(id) === undefined ? [] : gains.map(alias => aliasIntent(corpus, id, alias));
  });
}

function markIntents(file: OpenFile, resolved: readonly Resolved<Stretch>[], textId: string): Intent[] {
  const standing = mentionsIn(file);
  const retags: Intent[] = [];
  const fresh = new Map<string, Omit<Mention, 'id'>[]>();
  for (const { id, stretches } of resolved) {
    for (const stretch of stretches) {
      const { info } = stretch.article;
      const same = mentionOn(standing, stretch.span);
      if (same !== undefined) retags.push(retagIntent(same.path, same.mention.id, id));
      else fresh.set(info.id, [...fresh.get(info.id) ?? [], { entity: id, anchor: anchorOf(file, stretch) }]);
    }
  }
  return [...retags, ...[...fresh].map(([article, mentions]) => mentionsIntent(file.corpus, article, textId, mentions))];
}

/** How a stretch is found again. */
export function anchorOf(file: OpenFile, { article, span }: Stretch): Anchor {
  return describe(file.document.getText(), article.info.span, span);
}
