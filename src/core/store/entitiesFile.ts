import { firstWhere } from '../ascending';
import type { Entity, Span } from '../model';
import type { Problem } from '../problem';
import { finished } from '../steps';
import { difference } from '../text/difference';
import type { Edits } from '../yaml/edit';
import { renameKey, setValue } from '../yaml/edit';
import { addItems, insertEntries } from '../yaml/insert';
import type { Lines } from '../yaml/insert';
import { asText, entryOf, isNothing, itemsOf, valueOf } from '../yaml/node';
import type { MapNode } from '../yaml/node';
import { printFlowList, printFlowMap, printPair, printString } from '../yaml/print';
import { removeEntry, removeParts } from '../yaml/remove';
import { appendLines, indexFor, setField } from './fields';
import { readEntity, readEntries, shifted, type Entries, type EntityEntry } from './entityEntries';
import { Findings, inOrderOfText, readFile, shapeProblem } from './reading';
import type { YamlFile } from './reading';

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

/** Where the file speaks of an entity. */
export interface EntityPlace {
  readonly keySpan: Span;
  /** Undefined where the entity has no name of its own, and goes by its id. */
  readonly nameSpan: Span | undefined;
  readonly typeSpan: Span | undefined;
  /** From the id to the end of the last value. */
  readonly span: Span;
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
  return entries === undefined ? readWhole(text) : new EntryByEntry(text, entries);
}

/** A file as the sum of its entries. What its edits need of YAML's nodes is read when they ask. */
class EntryByEntry implements EntitiesFile {
  readonly readable = true;
  readonly entities: readonly Entity[];
  readonly problems: readonly Problem[];
  #whole: YamlFile | undefined;

  /** @param entities of the entries, where they are known */
  constructor(readonly text: string, readonly entries: Entries, entities?: readonly Entity[]) {
    const sum = entities === undefined ? summed(entries) : { entities, problems: problemsOf(entries) };
    this.entities = sum.entities;
    this.problems = inOrderOfText(sum.problems);
  }

  get node(): MapNode | undefined {
    return (this.#whole ??= readFile(this.text)).node;
  }
}

/** The entities of entries, and what is wrong with them, a second one with an id included. */
function summed({ list, starts }: Entries): Pick<EntitiesFile, 'entities' | 'problems'> {
  const seen = new Set<string>();
  const entities: Entity[] = [];
  const problems: Problem[] = [];
  for (const [at, { id, keyLength, entity, problems: own }] of list.entries()) {
    const start = starts[at] ?? 0;
    if (seen.has(id)) problems.push({ code: 'entity-duplicate', span: { start, end: start + keyLength }, data: { id } });
    else if (entity !== undefined) entities.push(entity);
    for (const problem of own) problems.push(shifted(problem, start));
    seen.add(id);
  }
  return { entities, problems };
}

function problemsOf({ list, starts }: Entries): Problem[] {
  return list.flatMap(({ problems }, at) => problems.length === 0 ? [] : problems.map(problem => shifted(problem, starts[at] ?? 0)));
}

/** Reads what differs from an earlier text, and takes the other entries as they were; undefined where that is not certain. */
function* readChanges(text: string, before: EntitiesFile, { list, starts }: Entries): Generator<undefined, EntitiesFile | undefined> {
  const [first, last, region] = changedEntries(text, before.text, starts);
  const read = yield* readEntries(text.slice(region.start, region.end));
  if (read === undefined) return undefined;
  const shift = text.length - before.text.length;
  const entries = {
    list: list.slice(0, first).concat(read.list, list.slice(last)),
    starts: starts.slice(0, first).concat(read.starts.map(start => start + region.start), starts.slice(last).map(start => start + shift)),
  };
  const isPlain = before.entities.length === list.length && areDistinct(list, first, last, read.list);
  const entities = isPlain ? before.entities.slice(0, first).concat(read.list.flatMap(({ entity }) => entity ?? []), before.entities.slice(last)) : undefined;
  return new EntryByEntry(text, entries, entities);
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

// -- places

/** Where the file speaks of an entity; undefined for one that it does not have. */
export function placeOf(file: EntitiesFile, id: string): EntityPlace | undefined {
  const { entries } = file;
  return entries === undefined ? placeIn(file.node, 0, id) : placeAt(file.text, entries, entries.list.findIndex(entry => entry.id === id));
}

/** As `placeOf`, for many of a file's entities. */
export function placesIn(file: EntitiesFile): (id: string) => EntityPlace | undefined {
  const { entries, node, text } = file;
  if (entries === undefined) return id => placeIn(node, 0, id);
  const indices = new Map(entries.list.map((entry, at) => [entry.id, at] as const).reverse());
  return id => placeAt(text, entries, indices.get(id) ?? -1);
}

/** Where the ids of some of a file's entities stand. */
export function keysOf({ entries, node }: EntitiesFile, ids: ReadonlySet<string>): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (const { key, keySpan } of entries === undefined ? node?.entries ?? [] : []) if (ids.has(key) && !spans.has(key)) spans.set(key, keySpan);
  for (const [at, { id, keyLength }] of entries?.list.entries() ?? []) {
    const start = entries?.starts[at] ?? 0;
    if (ids.has(id) && !spans.has(id)) spans.set(id, { start, end: start + keyLength });
  }
  return spans;
}

function placeAt(text: string, { list, starts }: Entries, at: number): EntityPlace | undefined {
  const [entry, start] = [list[at], starts[at]];
  return entry === undefined || start === undefined ? undefined : placeIn(readFile(text.slice(start, starts[at + 1])).node, start, entry.id);
}

/** The entity that the file speaks of at an offset, with its place. */
export function entityAtOffset(file: EntitiesFile, offset: number): { readonly entity: Entity; readonly place: EntityPlace } | undefined {
  const id = file.entries === undefined
    ? file.node?.entries.find(({ span }) => span.start <= offset && offset <= span.end)?.key
    : file.entries.list[firstWhere(file.entries.starts, start => start > offset) - 1]?.id;
  const entity = file.entities.find(each => each.id === id);
  const place = entity && placeOf(file, entity.id);
  return entity && place && place.span.start <= offset && offset <= place.span.end ? { entity, place } : undefined;
}

/** @param by where what was read as `node` starts in the file */
function placeIn(node: MapNode | undefined, by: number, id: string): EntityPlace | undefined {
  const entry = entryOf(node, id);
  if (entry === undefined) return undefined;
  const { keySpan, value, span } = entry;
  const moved = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  const [name, type] = ['name', 'type'].map(key => valueOf(value, key)?.span);
  return { keySpan: moved(keySpan), nameSpan: name && moved(name), typeSpan: type && moved(type), span: moved(span) };
}

/** A file of a few of another's entries. */
interface Part {
  readonly file: EntitiesFile;
  /** Where it starts in the other. */
  readonly start: number;
}

/** The entry of an entity and those around it, which are all that an edit of it looks at; the whole where it must be. */
function partAbout(file: EntitiesFile, id: string): Part | undefined {
  if (file.entries === undefined) return { file, start: 0 };
  const at = file.entries.list.findIndex(entry => entry.id === id);
  return at < 0 ? undefined : partAt(file, file.entries, at - 1, at + 2);
}

function partAt(file: EntitiesFile, { starts }: Entries, from: number, to: number): Part {
  const start = from <= 0 ? 0 : starts[from] ?? 0;
  return start === 0 && to >= starts.length ? { file, start } : { file: readEntities(file.text.slice(start, starts[to])), start };
}

/** Does an edit of an entity in the lines about it. */
function editPart(file: EntitiesFile, id: string, edit: (part: EntitiesFile) => Edits): Edits {
  const part = file.readable ? partAbout(file, id) : undefined;
  return part && movedBy(edit(part.file), part.start);
}

function movedBy(edits: Edits, by: number): Edits {
  return by === 0 ? edits : edits?.map(({ span, text }) => ({ span: { start: span.start + by, end: span.end + by }, text }));
}

// -- edits: undefined where refused, also for an entity that is not there

/** Appends entities; refused when one of the ids is there already. */
export function addEntities(file: EntitiesFile, entities: readonly Entity[]): Edits {
  if (entities.length === 0) return [];
  if (!file.readable || !areNew(file, entities)) return undefined;
  const { entries } = file;
  if (entries === undefined || entries.list.length < 3) return addAtEnd(file, entities);
  const { file: end, start } = partAt(file, entries, entries.list.length - 2, entries.list.length);
  return movedBy(addAtEnd(end, entities), start);
}

function areNew({ entries, node }: EntitiesFile, entities: readonly Entity[]): boolean {
  const ids = new Set(entities.map(({ id }) => id));
  const known = entries?.list ?? (node?.entries ?? []).map(({ key }) => ({ id: key }));
  return known.every(({ id }) => !ids.has(id));
}

function addAtEnd(file: EntitiesFile, entities: readonly Entity[]): Edits {
  if (file.node === undefined) return appendLines(file.text, entities.flatMap(printEntity));
  const gap = hasGaps(file.text, file.node) ? [''] : [];
  const sources = entities.map((entity) => (file.node?.flow === true ? printEntityInBrackets(entity) : [...gap, ...printEntity(entity)]));
  return insertEntries(file.text, file.node, file.node.entries.length, sources);
}

/** Whether a blank line stands between the last two entities: then the file keeps them apart. */
function hasGaps(text: string, { entries }: MapNode): boolean {
  const [previous, last] = entries.slice(-2);
  return previous !== undefined && last !== undefined && /\n[ \t]*\r?\n/.test(text.slice(previous.span.end, last.span.start));
}

/** Sets one field of an entity; undefined as value removes it. */
export function setEntityField(file: EntitiesFile, id: string, field: 'name' | 'type' | 'description', value: string | undefined): Edits {
  return editPart(file, id, part => {
    const node = entityNode(part, id);
    return node && setField(part.text, node, field, value, entityKeys);
  });
}

/** Adds an alias at the end of the list; nothing to do where it is there. */
export function addAlias(file: EntitiesFile, id: string, alias: string): Edits {
  return addNames(file, id, 'aliases', [alias]);
}

/** Notes a name by which the entity is never to be offered; nothing to do where that is noted. */
export function addNever(file: EntitiesFile, id: string, name: string): Edits {
  return addNames(file, id, 'never', [name]);
}

/** Notes that an entity is not another one, however alike they look; nothing to do where either says so already. */
export function addDistinct(file: EntitiesFile, id: string, other: string): Edits {
  const said = file.entities.find((entity) => entity.id === other)?.distinct?.includes(id) === true;
  return said && file.entities.some((entity) => entity.id === id) ? [] : addNames(file, id, 'distinct', [other]);
}

/**
 * Where entities are said to be distinct from one that has another id now, or is gone (undefined): they say it of the other id,
 * or no longer. An entity is never distinct from itself, so one that an entity merges into loses the word on that one.
 */
export function followDistinct(file: EntitiesFile, id: string, newId: string | undefined): Edits {
  const edits = file.entities.filter(({ distinct }) => distinct?.includes(id) === true).map((entity) => {
    const drops = newId === undefined || newId === entity.id || entity.distinct?.includes(newId) === true;
    return drops ? removeName(file, entity.id, 'distinct', id) : replaceName(file, entity.id, id, newId);
  });
  return edits.includes(undefined) ? undefined : edits.flatMap((each) => each ?? []);
}

function replaceName(file: EntitiesFile, entity: string, id: string, newId: string): Edits {
  return editPart(file, entity, part => {
    const own = valueOf(entityNode(part, entity), 'distinct');
    const written = own?.kind === 'seq' ? own.items.map(({ value }) => value) : [own];
    const first = written.find((node) => asText(node) === id);
    return first && setValue(part.text, first, printString(newId, own?.kind === 'seq' && own.flow ? 'flow' : 'block'));
  });
}

/** The lists of an entity's names, and of ids. */
export type NameList = 'aliases' | 'never' | 'distinct';

/** Adds those of the names that the list does not have, at its end, in this order. */
export function addNames(file: EntitiesFile, id: string, key: NameList, names: readonly string[]): Edits {
  return editPart(file, id, part => addNamesIn(part, id, key, names));
}

function addNamesIn(file: EntitiesFile, id: string, key: NameList, names: readonly string[]): Edits {
  const node = entityNode(file, id);
  if (node === undefined) return undefined;
  const own = valueOf(node, key);
  const single = asText(own);
  const known = new Set([single, ...itemsOf(own).map(({ value }) => asText(value))]);
  const added = [...new Set(names)].filter((name) => !known.has(name));
  if (added.length === 0) return [];
  if (own !== undefined && single !== undefined) return setValue(file.text, own, printFlowList([single, ...added].map((name) => printString(name, 'flow'))));
  const place = { key, index: itemsOf(own).length, style: 'flow', entryIndex: indexFor(node, key, entityKeys) } as const;
  const isBlock = own?.kind === 'seq' && !own.flow;
  return addItems(file.text, node, place, added.map((name) => printString(name, isBlock ? 'block' : 'flow')));
}

/** Removes an alias, wherever the list has it; nothing to do where it does not. */
export function removeAlias(file: EntitiesFile, id: string, alias: string): Edits {
  return removeName(file, id, 'aliases', alias);
}

/** Removes a name, wherever the list has it, and a list of ids with its last one; nothing to do where it is not there. */
export function removeName(file: EntitiesFile, id: string, key: NameList, name: string): Edits {
  return editPart(file, id, part => removeNameIn(part, id, key, name));
}

function removeNameIn(file: EntitiesFile, id: string, key: NameList, name: string): Edits {
  const node = entityNode(file, id);
  if (node === undefined) return undefined;
  const list = valueOf(node, key);
  if (list?.kind !== 'seq') return asText(list) === name ? removeEntry(file.text, node, key) : [];
  const indices = list.items.flatMap(({ value }, index) => (asText(value) === name ? index : []));
  if (key === 'distinct' && indices.length > 0 && indices.length === list.items.length) return removeEntry(file.text, node, key);
  return removeParts(file.text, list, new Set(indices));
}

/** Gives an entity another id in this file; its mentions are in the sidecars. Refused when the id is taken. */
export function renameEntityId(file: EntitiesFile, id: string, newId: string): Edits {
  if (id !== newId && file.entries?.list.some(entry => entry.id === newId)) return undefined;
  return editPart(file, id, part => entityNode(part, id) && part.node && renameKey(part.text, part.node, id, newId));
}

/** Removes an entity with all that the file says of it. */
export function removeEntity(file: EntitiesFile, id: string): Edits {
  return editPart(file, id, part => entityNode(part, id) && part.node && removeEntry(part.text, part.node, id));
}

/** Adds links under keys that the entity does not have yet; what it has stays. */
export function addEntityLinks(file: EntitiesFile, id: string, links: ReadonlyMap<string, string>): Edits {
  return editPart(file, id, part => addLinksIn(part, id, links));
}

function addLinksIn(file: EntitiesFile, id: string, links: ReadonlyMap<string, string>): Edits {
  const node = entityNode(file, id);
  if (node === undefined) return undefined;
  const own = valueOf(node, 'links');
  const added = [...links].filter(([key]) => entryOf(own, key) === undefined);
  if (added.length === 0) return [];
  const pairs = (place: 'block' | 'flow') => added.map(([key, value]) => printPair(key, printString(value, place), place));
  if (own?.kind === 'map') return insertEntries(file.text, own, own.entries.length, pairs(own.flow ? 'flow' : 'block').map((pair) => [pair]));
  if (!isNothing(own)) return undefined;
  const printed = printFlowMap(pairs('flow'));
  if (own !== undefined) return setValue(file.text, own, printed);
  return insertEntries(file.text, node, indexFor(node, 'links', entityKeys), [[printPair('links', printed, node.flow ? 'flow' : 'block')]]);
}

function entityNode(file: EntitiesFile, id: string): MapNode | undefined {
  const node = file.readable ? valueOf(file.node, id) : undefined;
  return node?.kind === 'map' ? node : undefined;
}

// -- the canonical form

/** An entity as lines, what it does not have left out. */
export function printEntity(entity: Entity): Lines {
  return [printPair(entity.id, '', 'block'), ...pairsOf(entity, 'block').map((pair) => `  ${pair}`)];
}

function printEntityInBrackets(entity: Entity): Lines {
  return [printPair(entity.id, printFlowMap(pairsOf(entity, 'flow')), 'flow')];
}

function pairsOf({ name, type, aliases, never = [], distinct = [], description, links }: Entity, place: 'block' | 'flow'): readonly string[] {
  const pairs = [printPair('name', printString(name, place), place), printPair('type', printString(type, place), place)];
  if (aliases.length > 0) pairs.push(`aliases: ${printFlowList(aliases.map((alias) => printString(alias, 'flow')))}`);
  if (never.length > 0) pairs.push(`never: ${printFlowList(never.map((alias) => printString(alias, 'flow')))}`);
  if (distinct.length > 0) pairs.push(`distinct: ${printFlowList(distinct.map((id) => printString(id, 'flow')))}`);
  if (description !== '') pairs.push(`description: ${printString(description, place)}`);
  if (links.size > 0) pairs.push(`links: ${printFlowMap([...links].map(([key, value]) => printPair(key, printString(value, 'flow'), 'flow')))}`);
  return pairs;
}
