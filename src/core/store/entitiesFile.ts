import type { Entity, Span } from '../model';
import type { Problem } from '../problem';
import type { Edits } from '../yaml/edit';
import { renameKey, setValue } from '../yaml/edit';
import { addItems, insertEntries } from '../yaml/insert';
import type { Lines } from '../yaml/insert';
import { asText, entryOf, isNothing, itemsOf, valueOf } from '../yaml/node';
import type { MapEntry, MapNode } from '../yaml/node';
import { printFlowList, printFlowMap, printPair, printString } from '../yaml/print';
import { removeEntry, removeParts } from '../yaml/remove';
import { appendLines, indexFor, setField } from './fields';
import { Findings, inOrderOfText, readFile, shapeProblem } from './reading';
import type { YamlFile } from './reading';

/** The keys that an entity may have, in their usual order. Others are left alone. */
export const entityKeys = ['name', 'type', 'aliases', 'never', 'distinct', 'description', 'links'] as const;

/** An entity and where the file says what of it. */
export interface EntityRecord extends Entity {
  readonly keySpan: Span;
  /** Undefined where the entity has no name of its own, and goes by its id. */
  readonly nameSpan: Span | undefined;
  readonly typeSpan: Span | undefined;
  /** From the id to the end of the last value. */
  readonly span: Span;
}

/** `entities.yaml` as read: the entities in the order of the file, of several with one id the first. */
export interface EntitiesFile extends YamlFile {
  readonly entities: readonly EntityRecord[];
}

/** Reads `entities.yaml`; undefined for none yet. */
export function readEntities(text: string | undefined): EntitiesFile {
  const file = readFile(text ?? '');
  const findings = new Findings();
  const seen = new Set<string>();
  const entities: EntityRecord[] = [];
  for (const entry of file.node?.entries ?? []) {
    if (seen.has(entry.key)) findings.add('entity-duplicate', entry.keySpan, { id: entry.key });
    else if (entry.value.kind === 'map') entities.push(readEntity(entry, entry.value, findings));
    else findings.problems.push(shapeProblem(entry.value, 'map', entry.key));
    seen.add(entry.key);
  }
  const others = file.problems.filter((problem) => !isTopLevel(problem, file.node));
  return { ...file, entities, problems: inOrderOfText([...others, ...findings.problems]) };
}

/** A key that stands twice at the top of the file is two entities with one id, and told as such. */
function isTopLevel(problem: Problem, node: MapNode | undefined): boolean {
  return problem.code === 'duplicate-key' && node !== undefined && node.entries.some(({ keySpan }) => keySpan.start === problem.span.start);
}

function readEntity({ key: id, keySpan, span }: MapEntry, node: MapNode, findings: Findings): EntityRecord {
  const links = findings.collection(node, 'links', 'map');
  return {
    id,
    name: findings.needed(node, 'name') ?? id,
    type: findings.needed(node, 'type') ?? '',
    aliases: findings.texts(node, 'aliases') ?? [],
    ...unlessEmpty(findings.texts(node, 'never') ?? [], never => ({ never })),
    ...unlessEmpty(findings.texts(node, 'distinct') ?? [], distinct => ({ distinct })),
    description: findings.text(node, 'description') ?? '',
    links: new Map(links?.entries.flatMap(({ key }) => {
      const value = findings.text(links, key);
      return value === undefined ? [] : [[key, value] as const];
    })),
    keySpan,
    nameSpan: valueOf(node, 'name')?.span,
    typeSpan: valueOf(node, 'type')?.span,
    span,
  };
}

/** A list is absent where it is empty. */
function unlessEmpty<Part>(names: readonly string[], part: (names: readonly string[]) => Part): Part | undefined {
  return names.length === 0 ? undefined : part(names);
}

// -- edits: undefined where refused, also for an entity that is not there

/** Appends entities; refused when one of the ids is there already. */
export function addEntities(file: EntitiesFile, entities: readonly Entity[]): Edits {
  if (entities.length === 0) return [];
  if (!file.readable || entities.some(({ id }) => entryOf(file.node, id) !== undefined)) return undefined;
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
  const node = entityNode(file, id);
  return node && setField(file.text, node, field, value, entityKeys);
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
  return said && entityNode(file, id) !== undefined ? [] : addNames(file, id, 'distinct', [other]);
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
  const own = valueOf(entityNode(file, entity), 'distinct');
  const written = own?.kind === 'seq' ? own.items.map(({ value }) => value) : [own];
  const first = written.find((node) => asText(node) === id);
  return first && setValue(file.text, first, printString(newId, own?.kind === 'seq' && own.flow ? 'flow' : 'block'));
}

/** The lists of an entity's names, and of ids. */
export type NameList = 'aliases' | 'never' | 'distinct';

/** Adds those of the names that the list does not have, at its end, in this order. */
export function addNames(file: EntitiesFile, id: string, key: NameList, names: readonly string[]): Edits {
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
  return entityNode(file, id) && file.node && renameKey(file.text, file.node, id, newId);
}

/** Removes an entity with all that the file says of it. */
export function removeEntity(file: EntitiesFile, id: string): Edits {
  return entityNode(file, id) && file.node && removeEntry(file.text, file.node, id);
}

/** Adds links under keys that the entity does not have yet; what it has stays. */
export function addEntityLinks(file: EntitiesFile, id: string, links: ReadonlyMap<string, string>): Edits {
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
