import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import type { Entity } from '../../core/model';
import { entityAtOffset } from '../../core/store/entityPlaces';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { corpusIn, entityIn } from '../window/commandArguments';
import { articleCount, mentionCount } from '../window/counts';
import { tell } from '../window/report';
import { pickKnownEntity } from './entityPicker';

/** Entities that a command is about. Never empty. */
export interface Meant {
  readonly corpus: Corpus;
  readonly entities: readonly [Entity, ...Entity[]];
}

/**
 * The entities that a command is about: those that its arguments name (`"id"`, `{ entity: "id" }`, `{ entities: ["id", …] }`
 * or items of the tree, of which `selected` are all that are selected), else the one under the caret, of a mention or in
 * `entities.yaml`, else one that is asked for under `title`. Undefined when there is none, which the person has then been told.
 */
export async function meantEntities(session: Session, title: string, argument: unknown, selected?: unknown): Promise<Meant | undefined> {
  const nodes = Array.isArray(selected) && selected.length > 0 ? selected : [argument];
  const ids = [...new Set(nodes.flatMap(idsIn))];
  const here = await underCaret(session);
  const all = await session.corpora();
  const corpora = [corpusIn(argument, all), here?.corpus, ...all].filter(each => each !== undefined);
  if (ids.length > 0) return known(corpora, ids);
  const [corpus] = corpora;
  if (corpus === undefined) return undefined;
  const id = here?.entity ?? await pickKnownEntity({
    corpus, title, placeholder: vscode.l10n.t('Type a name, an alias, or /type'), first: session.recent.of(corpus), without: [],
  });
  return id === undefined ? undefined : known([corpus], [id]);
}

/** The entities with these ids, in the first corpus that has them all. One that is not known may have been written a moment ago. */
async function known(corpora: readonly Corpus[], ids: readonly string[]): Promise<Meant | undefined> {
  for (const corpus of corpora) {
    await corpus.whole();
    if (ids.some(id => corpus.index.entity(id) === undefined)) {
      corpus.mark(corpus.files.uri(entitiesPath));
      await corpus.ready();
    }
    const [first, ...others] = ids.map(id => corpus.index.entity(id)).filter(each => each !== undefined);
    if (first !== undefined && others.length === ids.length - 1) return { corpus, entities: [first, ...others] };
  }
  tell(vscode.l10n.t('There is no entity {0}.', ids.join(', ')));
  return undefined;
}

/** How much a change of an entity moves: its mentions, and the articles that they are in. */
export function extentOf({ index }: Corpus, entity: string): { readonly mentions: number; readonly articles: number } {
  return { mentions: index.mentionCount(entity), articles: index.articlesWith(entity).length };
}

/** The files of the articles that have the entities, and those that are open: there, undo means what was done to them. */
export function articlesWith(corpus: Corpus, entities: readonly string[]): vscode.Uri[] {
  const { index } = corpus;
  const ids = new Set(entities.flatMap(id => index.articlesWith(id)));
  return withOpen(corpus, [...ids].flatMap(id => index.article(id)?.path ?? []));
}

/** Files of articles, and those of the corpus that are open: whichever a person turns to next, undo there means what was just done. */
export function withOpen({ files }: Corpus, paths: readonly string[]): vscode.Uri[] {
  const open = vscode.workspace.textDocuments.flatMap(({ languageId, uri }) => languageId === 'seed' ? files.path(uri) ?? [] : []);
  return [...new Set([...open, ...paths])].map(path => files.uri(path));
}

/** `12 mentions in 5 articles`. */
export function extentInWords({ mentions, articles }: { readonly mentions: number; readonly articles: number }): string {
  if (mentions === 0) return vscode.l10n.t('no mentions');
  if (mentions === 1) return vscode.l10n.t('1 mention');
  return vscode.l10n.t('{0} in {1}', mentionCount(mentions), articleCount(articles));
}

/** The ids in an argument. An item of the tree that is no entity, but something beneath one, names none. */
function idsIn(argument: unknown): string[] {
  if (typeof argument === 'object' && argument !== null) {
    if ('kind' in argument && argument.kind !== 'entity') return [];
    if ('entities' in argument && Array.isArray(argument.entities)) return argument.entities.flatMap(idsIn);
  }
  const id = entityIn(argument);
  return id === undefined ? [] : [id];
}

async function underCaret(session: Session): Promise<{ readonly corpus: Corpus; readonly entity: string | undefined } | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const place = await session.place(editor.document, editor.selection.active);
  if (place !== undefined) return { corpus: place.corpus, entity: place.marks.find(mark => mark.kind === 'mention')?.mention.entity };
  const corpus = await session.corpusOf(editor.document.uri);
  if (corpus === undefined || corpus.files.path(editor.document.uri) !== entitiesPath) return corpus && { corpus, entity: undefined };
  return { corpus, entity: entityAt(corpus, editor.document.offsetAt(editor.selection.active))?.id };
}

/** The entity at an offset of `entities.yaml`, from its id to its last value. */
export function entityAt(corpus: Corpus, offset: number): Entity | undefined {
  return entityAtOffset(corpus.index.entitiesFile, offset)?.entity;
}
