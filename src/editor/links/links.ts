import * as vscode from 'vscode';
import { articleOfSidecar, configPath } from '../../core/corpus/fileKind';
import { farEnd, relationRead, turnedRound, type LinkEnd } from '../../core/links/links';
import { marksOn, type LinkMark } from '../../core/marks/marks';
import { hasPlace, type StandingMark } from '../../core/marks/placing';
import type { Link, LinkTarget, Relation } from '../../core/model';
import { addRelation, newCorpusText, readCorpus } from '../../core/store/corpusFile';
import { gitBlobId } from '../../core/store/gitBlobId';
import type { Intent } from '../../core/store/intents';
import { newMarkId } from '../../core/store/markId';
import { addLinks, setLinkRelation, setLinkTarget, setMarkNote } from '../../core/store/sidecarEdits';
import { applyEdits } from '../../core/yaml/splice';
import { locate } from '../article/locate';
import type { Corpus } from '../corpus/corpus';
import type { Place, Session } from '../session';
import { toRange } from '../window/convert';
import { sidecarIntent, untagIntent } from '../writing/annotations';

/** One end of a link, as plain data that a command can be given. */
export interface LinkRef {
  /** The corpus's root. */
  readonly corpus: string;
  /** The sidecar that holds the link. */
  readonly path: string;
  readonly link: string;
  /** The end at which the person is. */
  readonly end: LinkEnd;
}

/** A link that a command is about: what it was given, or hangs on an item of a tree. */
export type LinkArgument = LinkRef | { readonly ref: LinkRef };

/** Tells a link from what else a command may be given: a context menu of an editor hands over the file's address. */
export function isLinkArgument(given: unknown): given is LinkArgument {
  return typeof given === 'object' && given !== null && ('ref' in given || ('link' in given && 'end' in given));
}

export interface FoundLink {
  readonly corpus: Corpus;
  readonly mark: LinkMark;
}

export function refOf(corpus: Corpus, { path, link, end }: LinkMark): LinkRef {
  return { corpus: corpus.id, path, link: link.id, end };
}

/** The link of a reference, as it is now; `undefined` when it is gone. */
export async function findLink(session: Session, ref: LinkRef): Promise<FoundLink | undefined> {
  const corpus = (await session.corpora()).find(each => each.id === ref.corpus);
  const index = await corpus?.ready();
  const file = index?.sidecarFile(ref.path);
  if (corpus === undefined || index === undefined || file === undefined) return undefined;
  const link = file.sidecar.links.find(each => each.id === ref.link);
  const home = file.sidecar.article || articleOfSidecar(ref.path);
  const article = ref.end === 'from' ? home : link?.to.article ?? home;
  const mark = marksOn(index, article).find(each => each.kind === 'link' && each.path === ref.path && each.link.id === ref.link && each.end === ref.end);
  return mark?.kind === 'link' ? { corpus, mark } : undefined;
}

/** The links at a place, the innermost first. */
export function linksAt({ marks }: Place): Extract<StandingMark, LinkMark>[] {
  return marks.filter(mark => mark.kind === 'link');
}

/** A passage at the far end of a link, as it can be shown. */
export interface FarPassage {
  readonly title: string;
  readonly date: string;
  /** What it says now; the words it had, where they cannot be found. */
  readonly text: string;
  readonly isFound: boolean;
  /** Where it is, or its article's heading; `undefined` when there is no such article. */
  readonly location: vscode.Location | undefined;
}

export async function farPassage(session: Session, corpus: Corpus, link: LinkMark): Promise<FarPassage> {
  const { article, anchor, key } = farEnd(link);
  const { title, date } = cardOf(corpus, article);
  const found = await locate(session, corpus, article);
  const mark = found?.marks.find(each => each.key === key);
  const span = mark !== undefined && hasPlace(mark) ? mark.placement.span : undefined;
  const text = found !== undefined && span !== undefined ? found.text.slice(span.start, span.end) : anchor.quote;
  const location = found && new vscode.Location(found.uri, toRange(found.positions, span ?? found.heading));
  return { title, date, text, isFound: span !== undefined, location };
}

/** The title and date of an article; of one that is gone, its id. */
export function cardOf(corpus: Corpus, article: string): { readonly title: string; readonly date: string } {
  const info = corpus.index.article(article);
  return info === undefined ? { title: article, date: '' } : corpus.index.card(info);
}

/** What a link is called at the end where the reader is. */
export function relationAt(corpus: Corpus, { link, end }: LinkMark): string {
  return relationRead(corpus.index.config.relations, link.relation, end);
}

/** The files of the articles at both ends: in either of them, undo means what was done to the link. */
export function articleUris(corpus: Corpus, ...articles: readonly string[]): vscode.Uri[] {
  const paths = new Set(articles.flatMap(article => corpus.index.article(article)?.path ?? []));
  return [...paths].map(path => corpus.files.uri(path));
}

// -- what is meant for the files

/** Writes a link into the sidecar of its first end, with an id of its own. */
export async function linkIntent(corpus: Corpus, home: string, link: Omit<Link, 'id'>, wantedId?: string): Promise<Intent> {
  const textId = await textIdOf(corpus, home);
  return sidecarIntent(corpus.index.sidecarPath(home), home, textId, file => {
    const taken = new Set(file.marks.keys());
    const id = wantedId !== undefined && !taken.has(wantedId) ? wantedId : newMarkId(taken, Math.random);
    return addLinks(file, [{ ...link, id }]);
  });
}

/** Swaps the ends of a link: it moves into the sidecar of what was its far end. */
export async function turnIntents(corpus: Corpus, { path, link, home }: LinkMark): Promise<Intent[]> {
  return [untagIntent(path, link.id), await linkIntent(corpus, link.to.article, turnedRound(link, home), link.id)];
}

export function setRelationIntent({ path, link }: LinkMark, relation: string): Intent {
  return sidecarIntent(path, '', '', file => setLinkRelation(file, link.id, relation));
}

export function setNoteIntent({ path, link }: LinkMark, note: string): Intent {
  return sidecarIntent(path, '', '', file => setMarkNote(file, link.id, note === '' ? undefined : note));
}

export function retargetIntent(path: string, link: string, target: LinkTarget): Intent {
  return sidecarIntent(path, '', '', file => setLinkTarget(file, link, target));
}

/** Writes a relation into `corpus.yaml`, which is begun where there is none. */
export function newRelationIntent(relation: Relation): Intent {
  return {
    path: configPath,
    edits: text => {
      const before = text ?? newCorpusText();
      const file = readCorpus(before);
      const edits = addRelation(file, relation);
      if (edits === undefined) return file.readable ? 'not-editable' : 'broken-file';
      return text === undefined ? [{ span: { start: 0, end: 0 }, text: applyEdits(before, edits) }] : edits;
    },
  };
}

/** Git's id of an article's file as it is on disk; `''` while an editor has unsaved changes of it. */
async function textIdOf(corpus: Corpus, article: string): Promise<string> {
  const path = corpus.index.article(article)?.path;
  if (path === undefined || corpus.unsaved(path) !== undefined) return '';
  const bytes = await corpus.files.readBytes(path);
  return bytes === undefined ? '' : gitBlobId(bytes);
}
