import * as vscode from 'vscode';
import { describer } from '../../core/anchor/describe';
import { articlesOf, type ArticleInfo } from '../../core/corpus/article';
import type { Entity } from '../../core/model';
import type { Choice } from '../../core/offers/offer';
import { parseSeed } from '../../core/seed/parse';
import { entityId } from '../../core/store/entityId';
import { gitBlobId } from '../../core/store/gitBlobId';
import { byFile, type Intent } from '../../core/store/intents';
import { documentAt } from '../article/fileNow';
import type { Corpus } from '../corpus/corpus';
import { withOpen } from '../entities/entities';
import { giveIntent, passNamesIntents, takeIntent } from '../entities/entityChanges';
import type { Session } from '../session';
import { filesOf, mentionCount, placeCount } from '../window/counts';
import { report, tell } from '../window/report';
import { partOf, type Work } from '../window/working';
import { aliasIntent, corpusIntent, mentionsIntent, newEntityIntent } from '../writing/annotations';
import { writing } from '../writing/writing';
import type { Found } from './occurrenceList';
import { throughFiles } from './throughFiles';

/** What part of the time of tagging goes into reading the articles. */
const shareOfReading = 0.3;

/** Something done to places of a corpus in one step. */
interface Deed {
  readonly corpus: Corpus;
  readonly label: string;
  readonly places: readonly Found[];
  readonly intents: readonly Intent[];
}

/** An article as it is now, with the places in it that are to be tagged. */
interface ArticleNow {
  readonly info: ArticleInfo;
  readonly text: string;
  /** Git's id of the file's bytes; `''` while it has unsaved changes. */
  readonly textId: string;
  readonly places: readonly Found[];
}

/**
 * Tags places as an entity, in one step: those that are tagged as another one change, the others are new. Refused as a whole,
 * and said, when the text has changed at one of them since it was found.
 */
export async function tagPlaces(session: Session, corpus: Corpus, places: readonly Found[], choice: Choice, words: string | undefined): Promise<boolean> {
  const wanted = places.filter(({ state }) => state.kind !== 'tagged' || choice.kind === 'new' || state.tag.entity !== choice.entity);
  const { id, name, intents } = entityFor(corpus, choice, words);
  const done = await writing(byFile(wanted).size, async work => {
    const articles = await articlesNow(corpus, wanted, work && partOf(work, 0, shareOfReading));
    if (articles === 'stopped') return report(session, { done: false, refusal: { reason: 'stopped', uri: corpus.files.root } });
    if (articles === 'changed') return tellChanged();
    const label = vscode.l10n.t('tag {0} as {1}', placeCount(wanted.length), name);
    const all = [corpusIntent(), ...intents, ...retags(wanted, id), ...articles.map(each => mentionsIn(corpus, each, id))];
    return perform(session, { corpus, label, places: wanted, intents: all }, work && partOf(work, shareOfReading, 1));
  });
  if (done) await session.recent.add(corpus, id);
  if (done) tell(vscode.l10n.t('Tagged {0} as {1}', placeCount(wanted.length), name));
  return done;
}

function tellChanged(): false {
  tell(vscode.l10n.t('Nothing was tagged: an article has changed since it was listed. The list is up to date now.'));
  return false;
}

/** Untags places, in one step. */
export async function untagPlaces(session: Session, corpus: Corpus, places: readonly Found[]): Promise<boolean> {
  const ids = markIds(places);
  const count = [...ids.values()].flat().length;
  const label = vscode.l10n.t('untag {0}', placeCount(count));
  const done = await perform(session, { corpus, label, places, intents: [...ids].map(([path, marks]) => takeIntent(path, marks)) });
  if (done) tell(vscode.l10n.t('Untagged {0}', placeCount(count)));
  return done;
}

/** Gives mentions of one entity to another, which may be new, with the names that only they are called by; in one step. */
export async function movePlaces(session: Session, corpus: Corpus, from: string, places: readonly Found[], choice: Choice): Promise<boolean> {
  const { id, name, intents } = entityFor(corpus, choice, undefined);
  const ids = markIds(places);
  const names = namesFor(corpus, from, name, places);
  const moves = [...ids].map(([path, marks]) => giveIntent(path, marks, id));
  const label = vscode.l10n.t('give {0} of {1} to {2}', mentionCount(places.length), corpus.index.entity(from)?.name ?? from, name);
  const done = await perform(session, { corpus, label, places, intents: [...intents, ...passNamesIntents(corpus, from, id, names.gained, names.lost), ...moves] });
  if (done) tell(vscode.l10n.t('Now of {1}: {0}', mentionCount(places.length), name));
  return done;
}

async function perform(session: Session, { corpus, label, places, intents }: Deed, work?: Work): Promise<boolean> {
  if (places.length === 0) return false;
  const articles = withOpen(corpus, places.map(({ path }) => path));
  return report(session, await session.do(corpus, label, articles, intents, work));
}

/** The entity that was chosen, and what it takes for it to be there, and to be called by these words. */
function entityFor(corpus: Corpus, choice: Choice, words: string | undefined): { readonly id: string; readonly name: string; readonly intents: readonly Intent[] } {
  const { index } = corpus;
  const alias = words !== undefined && words.charAt(0) === words.charAt(0).toUpperCase() ? [words] : [];
  if (choice.kind === 'new') {
    const id = entityId(choice.name, { has: each => index.entity(each) !== undefined });
    const entity: Entity = { id, name: choice.name, type: choice.type, aliases: alias.filter(each => each.toLowerCase() !== choice.name.toLowerCase()), description: '', links: new Map() };
    return { id, name: choice.name, intents: [newEntityIntent(corpus, entity)] };
  }
  const entity = index.entity(choice.entity);
  const known = new Set([entity?.name, ...entity?.aliases ?? []].map(each => each?.toLowerCase()));
  const added = alias.filter(each => !known.has(each.toLowerCase()));
  return { id: choice.entity, name: entity?.name ?? choice.entity, intents: added.map(each => aliasIntent(corpus, choice.entity, each)) };
}

/** The names that go along with mentions: the new one gains all they are called by, the old one loses what nothing else of it is called by. */
function namesFor({ index }: Corpus, from: string, to: string, places: readonly Found[]): { readonly gained: readonly string[]; readonly lost: readonly string[] } {
  const moved = new Set(places.flatMap(({ state }) => state.kind === 'tagged' ? [state.tag.id] : []));
  const called = new Set(places.map(({ quote }) => quote.replace(/\s+/g, ' ')));
  const staying = new Set(index.mentionsOf(from).flatMap(({ mention }) => moved.has(mention.id) ? [] : [mention.anchor.quote.replace(/\s+/g, ' ')]));
  const aliases = index.entity(from)?.aliases ?? [];
  return {
    gained: [...called].filter(name => name !== to && (aliases.includes(name) || name === index.entity(from)?.name)),
    lost: aliases.filter(alias => called.has(alias) && !staying.has(alias)),
  };
}

function retags(places: readonly Found[], entity: string): Intent[] {
  const same = places.filter(({ span, state }) => (state.kind === 'otherwise' || state.kind === 'tagged') && state.tag.span.start === span.start && state.tag.span.end === span.end);
  return [...markIds(same)].map(([path, marks]) => giveIntent(path, marks, entity));
}

/** The ids of the marks on places, by sidecar. */
function markIds(places: readonly Found[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { state } of places) {
    if (state.kind === 'tagged' || state.kind === 'otherwise') ids.set(state.tag.path, [...ids.get(state.tag.path) ?? [], state.tag.id]);
  }
  return ids;
}

function mentionsIn(corpus: Corpus, { info, text, textId, places }: ArticleNow, entity: string): Intent {
  const anchorOf = describer(text, info.span);
  return mentionsIntent(corpus, info.id, textId, places.map(({ span }) => ({ entity, anchor: anchorOf(span) })));
}

/** The articles of the places that are not tagged yet, or why there is nothing to be done to them. */
async function articlesNow(corpus: Corpus, places: readonly Found[], work?: Work): Promise<readonly ArticleNow[] | 'changed' | 'stopped'> {
  const files = byFile(places.filter(isUntagged));
  const articles = await throughFiles([...files.keys()], path => articlesIn(corpus, path, files.get(path) ?? []), {
    isStopped: () => work?.isStopped() === true,
    reached: done => work?.reached(done, files.size, vscode.l10n.t('reading {0}', filesOf(done, files.size))),
  });
  if (articles === undefined) return 'stopped';
  return articles.some(each => each === 'changed') ? 'changed' : articles.filter(each => each !== 'changed');
}

/** The articles of one file with places in them. */
async function articlesIn(corpus: Corpus, path: string, places: readonly Found[]): Promise<readonly (ArticleNow | 'changed')[]> {
  const file = await textNow(corpus, path);
  if (file === undefined || places.some(({ span, quote }) => file.text.slice(span.start, span.end) !== quote)) return ['changed'];
  const infos = articlesOf(path, parseSeed(file.text));
  return [...new Set(places.map(({ article }) => article))].map(id => {
    const info = infos.find(each => each.id === id);
    return info === undefined ? 'changed' : { info, ...file, places: places.filter(({ article }) => article === id) };
  });
}

/** What an editor has, or else the disk. */
async function textNow(corpus: Corpus, path: string): Promise<Pick<ArticleNow, 'text' | 'textId'> | undefined> {
  const unsaved = corpus.unsaved(path);
  if (unsaved !== undefined) return { text: unsaved.getText(), textId: '' };
  const bytes = await corpus.files.readBytes(path);
  return bytes && { text: documentAt(corpus, path)?.getText() ?? new TextDecoder().decode(bytes), textId: gitBlobId(bytes) };
}

/** Whether tagging makes a new mention: not where one stands on exactly the same words. */
function isUntagged({ span, state }: Found): boolean {
  if (state.kind === 'tagged') return false;
  return state.kind !== 'otherwise' || state.tag.span.start !== span.start || state.tag.span.end !== span.end;
}
