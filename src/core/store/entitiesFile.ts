import { firstWhere } from '../ascending';
import type { Entity, Span } from '../model';
import type { Problem } from '../problem';
import { finished, type Steps } from '../steps';
import { difference } from '../text/difference';
import { copyOf } from '../text/copyOf';
import type { MapNode } from '../yaml/node';
import { readEntity, readEntries, shifted, type EntityEntry, type Entries } from './entityEntries';
import { Findings, inOrderOfText, readFile, shapeProblem, type YamlFile } from './reading';

/** The keys that an entity may have, in their usual order. Others are left alone. */
export const entityKeys = ['name', 'type', 'aliases', 'never', 'distinct', 'description', 'links'] as const;

/** `entities.yaml` as read: the entities in the order of the file, of several with one id the first. */
export interface EntitiesFile extends YamlFile {
  readonly entities: readonly Entity[];
  /** Where each can be read by itself, the entries one by one; undefined where the file is to be read as a whole. */
  readonly entries: Entries | undefined;
  /** For a file that cannot be read whole, what it was when it could. */
  readonly sound?: EntitiesFile;
}

/**
 * Reads `entities.yaml`; undefined for none yet.
 * @param before the file as it was read before: only what differs is read again
 */
export function readEntities(text: string | undefined, before?: EntitiesFile): EntitiesFile {
  return finished(readingEntities(text, before));
}

/**
 * As `readEntities`, stopping every few milliseconds.
 * @param stretch about how much is read between two stops, in UTF-16 units
 */
export function* readingEntities(text = '', before?: EntitiesFile, stretch?: number): Generator<undefined, EntitiesFile> {
  if (text === before?.text) return before;
  const sound = before?.sound ?? before;
  const known = sound?.entries === undefined ? undefined : yield* readChanges(text, sound, sound.entries);
  if (known !== undefined) return known;
  const broken = sound?.entries === undefined || text.length < readWholeUpTo ? undefined : withBrokenPart(text, sound, sound.entries);
  if (broken !== undefined) return broken;
  const entries = yield* readEntries(text, stretch);
  return entries === undefined ? readWhole(text) : new EntryByEntry(text, entries, yield* summed(entries));
}

/** A file as the sum of its entries. What its edits need of YAML's nodes is read when they ask. */
class EntryByEntry implements EntitiesFile {
  readonly readable = true;
  readonly entities: readonly Entity[];
  readonly problems: readonly Problem[];
  #whole: YamlFile | undefined;

  /** @param sum of the entries */
  constructor(readonly text: string, readonly entries: Entries, sum: Sum) {
    this.entities = sum.entities;
    this.problems = inOrderOfText(sum.problems);
  }

  get node(): MapNode | undefined {
    return (this.#whole ??= readFile(this.text)).node;
  }
}

type Sum = Pick<EntitiesFile, 'entities' | 'problems'>;

/** Of how many entries the ids are compared at a stretch. */
const entriesAtOnce = 5000;

/** The entities of entries, and what is wrong with them, a second one with an id included. */
function* summed({ list, starts }: Entries): Steps<Sum> {
  const seen = new Set<string>();
  const entities: Entity[] = [];
  const problems: Problem[] = [];
  for (const [at, { id, keyLength, entity, problems: own }] of list.entries()) {
    const start = starts[at] ?? 0;
    if (seen.has(id)) problems.push({ code: 'entity-duplicate', span: { start, end: start + keyLength }, data: { id } });
    else if (entity !== undefined) entities.push(entity);
    for (const problem of own) problems.push(shifted(problem, start));
    seen.add(id);
    if (at % entriesAtOnce === 0) yield;
  }
  return { entities, problems };
}

function problemsOf({ list, starts }: Entries): Problem[] {
  return list.flatMap(({ problems }, at) => problems.length === 0 ? [] : problems.map(problem => shifted(problem, starts[at] ?? 0)));
}

/** Reads what differs from an earlier text, and takes the other entries as they were; undefined where that is not certain. */
function* readChanges(text: string, before: EntitiesFile, { list, starts }: Entries): Generator<undefined, EntitiesFile | undefined> {
  const [first, last, region] = changedEntries(text, before.text, starts);
  const changed = text.slice(region.start, region.end);
  // What is cut out of a text keeps all of it: with each of a hundred changes a text of megabytes would stay.
  const read = yield* readEntries(list.length === 0 ? changed : copyOf(changed));
  if (read === undefined) return undefined;
  const shift = text.length - before.text.length;
  const entries = {
    list: list.slice(0, first).concat(read.list, list.slice(last)),
    starts: starts.slice(0, first).concat(read.starts.map(start => start + region.start), starts.slice(last).map(start => start + shift)),
  };
  yield;
  const isPlain = list.length > 0 && before.entities.length === list.length && areDistinct(list, first, last, read.list);
  if (!isPlain) return new EntryByEntry(text, entries, yield* summed(entries));
  const entities = before.entities.slice(0, first).concat(read.list.flatMap(({ entity }) => entity ?? []), before.entities.slice(last));
  yield;
  return new EntryByEntry(text, entries, { entities, problems: problemsOf(entries) });
}

/** Whether each of the entries that come in the place of some is an entity, and has an id that no other has. */
function areDistinct(list: readonly EntityEntry[], first: number, last: number, come: readonly EntityEntry[]): boolean {
  const ids = new Set(come.map(({ id }) => id));
  if (ids.size < come.length || come.some(({ entity }) => entity === undefined)) return false;
  for (let at = first; at < last; at++) ids.delete(list[at]?.id ?? '');
  return ids.size === 0 || !list.some(({ id }, at) => ids.has(id) && (at < first || at >= last));
}

/**
 * The entries from `first` to before `last` that an earlier text lost, and what stands in their place in the text of now.
 * The entry before a change is among them, for its last lines may be the ones that changed.
 */
function changedEntries(text: string, before: string, starts: readonly number[]): [first: number, last: number, region: Span] {
  const [change] = difference(before, text);
  if (change === undefined) return [0, 0, { start: 0, end: 0 }];
  const first = Math.max(0, firstWhere(starts, start => start > change.span.start) - 2);
  const last = firstWhere(starts, start => start > change.span.end);
  const start = first === 0 ? 0 : starts[first] ?? 0;
  return [first, last, { start, end: (starts[last] ?? before.length) + text.length - before.length }];
}

/** A shorter text is read as a whole where it is broken: what the full reader makes of the rest is worth the time. */
const readWholeUpTo = 100_000;

/**
 * A long file that someone is in the middle of writing: what has changed is read by itself, the rest is as it was. Undefined where
 * very much has changed, or what has changed refers to another place.
 */
function withBrokenPart(text: string, sound: EntitiesFile, { list, starts }: Entries): EntitiesFile | undefined {
  const [first, last, region] = changedEntries(text, sound.text, starts);
  if (region.end - region.start > readWholeUpTo) return undefined;
  const part = readWhole(text.slice(region.start, region.end));
  if (part.problems.some(({ data }) => data['reason'] === 'alias-unknown')) return undefined;
  const known = new Set(part.entities.map(({ id }) => id));
  const kept = [...list.slice(0, first), ...list.slice(last)].flatMap(({ entity }) => entity ?? []);
  return {
    text, sound,
    get node() { return readFile(text).node; },
    readable: false,
    entities: [...kept.filter(({ id }) => !known.has(id)), ...part.entities],
    entries: undefined,
    problems: part.readable ? [brokenAt(region)] : part.problems.map(problem => shifted(problem, region.start)),
  };
}

function brokenAt(span: Span): Problem {
  return { code: 'yaml-syntax', span, data: { reason: 'unreadable' } };
}

function readWhole(text: string): EntitiesFile {
  const file = readFile(text);
  const findings = new Findings();
  const seen = new Set<string>();
  const entities: Entity[] = [];
  for (const entry of file.node?.entries ?? []) {
    if (seen.has(entry.key)) findings.add('entity-duplicate', entry.keySpan, { id: entry.key });
    else if (entry.value.kind === 'map') entities.push(readEntity(entry.key, entry.value, findings));
    else findings.problems.push(shapeProblem(entry.value, 'map', entry.key));
    seen.add(entry.key);
  }
  const others = file.problems.filter((problem) => !isTopLevel(problem, file.node));
  return { ...file, entities, entries: undefined, problems: inOrderOfText([...others, ...findings.problems]) };
}

/** A key that stands twice at the top of the file is two entities with one id, and told as such. */
function isTopLevel(problem: Problem, node: MapNode | undefined): boolean {
  return problem.code === 'duplicate-key' && node !== undefined && node.entries.some(({ keySpan }) => keySpan.start === problem.span.start);
}
