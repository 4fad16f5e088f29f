import type { Edits } from '../yaml/edit';
import { setValue } from '../yaml/edit';
import { insertEntries } from '../yaml/insert';
import { asText, entriesOf, itemsOf, valueOf } from '../yaml/node';
import type { MapEntry, MapNode, YamlNode } from '../yaml/node';
import { removeEntry } from '../yaml/remove';
import { applyEdits } from '../yaml/splice';
import { entityKeys, readEntities, type EntitiesFile } from './entitiesFile';
import { addNames, removeName, type NameList } from './entityNames';
import { indexFor } from './fields';
import { said } from './heldMarks';
import { withComments, type Commented } from './mergeComments';

/** What a merge of entities could not decide, and how it left it. */
export type EntityConflict =
  /** One side deleted the entity and the other one changed it: it is kept. */
  | { readonly kind: 'deletion-dropped'; readonly id: string }
  /** Both sides gave one key of the entity another value: ours stands. `theirs` is as they wrote it. */
  | { readonly kind: 'value'; readonly id: string; readonly key: string; readonly theirs: string };

export interface EntitiesMerge {
  readonly text: string;
  readonly conflicts: readonly EntityConflict[];
}

/** One change of our text; each is made in the text that the one before it left. */
type Step = (file: EntitiesFile) => Edits;

/**
 * Brings two versions of `entities.yaml` together, entity by entity and key by key; the names of lists and links one by one. The result is
 * our text, changed where theirs says more: comments and formatting of ours stay, and what is new of theirs, entities and comments, comes as they wrote it.
 * @param base what both come from; without it nothing counts as deleted
 * @returns undefined when one of the texts cannot be read whole, or either is written in a way that edits keep away from
 */
export function mergeEntities(base: string | undefined, ours: string, theirs: string): EntitiesMerge | undefined {
  const [old, our, their] = [readEntities(base), readEntities(ours), readEntities(theirs)];
  if (![old, our, their].every(file => file.readable && isPlain(file))) return undefined;
  if (our.node === undefined || their.node === undefined) return mergeWithNothing(old, our, their);
  if (ours === base) return { text: theirs, conflicts: [] };
  const conflicts: EntityConflict[] = [];
  const steps = stepsFor(old, our, their, conflicts);
  const text = steps.reduce<string | undefined>((now, step) => {
    const edits = now === undefined ? undefined : step(readEntities(now));
    return now === undefined || edits === undefined ? undefined : applyEdits(now, edits);
  }, ours);
  // A key or value of theirs may be written so that it means something only where it stood.
  return text !== undefined && readEntities(text).readable ? { text: withComments(base, text, theirs, commented), conflicts } : undefined;
}

/** Comments are about an entity, or about a key of one. */
function commented(text: string): Commented {
  const { node } = readEntities(text);
  const parts = entriesOf(node).flatMap(({ key: id, keySpan, value }) => [{ name: id, span: keySpan }, ...entriesOf(value).map(({ key, span }) => ({ name: `${id} ${key}`, span }))]);
  return { text, node, parts };
}

/** Whether each entity is said once, and as a map: else it is not clear which one is meant. */
function isPlain({ problems }: EntitiesFile): boolean {
  return problems.every(({ code }) => code !== 'entity-duplicate' && code !== 'duplicate-key' && code !== 'yaml-shape');
}

/** One side says nothing: that is a whole deletion only where the other one changed nothing. */
function mergeWithNothing(old: EntitiesFile, our: EntitiesFile, their: EntitiesFile): EntitiesMerge | undefined {
  const full = our.node === undefined ? their : our;
  const isUnchanged = full.node !== undefined && old.node !== undefined && said(full.node) === said(old.node);
  if (isUnchanged) return { text: our.node === undefined ? our.text : their.text, conflicts: [] };
  return { text: full.text, conflicts: old.entities.map(({ id }) => ({ kind: 'deletion-dropped', id })) };
}

function stepsFor(old: EntitiesFile, our: EntitiesFile, their: EntitiesFile, conflicts: EntityConflict[]): Step[] {
  const ids = new Set([our, their].flatMap(({ entities }) => entities.map(({ id }) => id)));
  return [...ids].flatMap(id => {
    const [was, ours, theirs] = [old, our, their].map(({ node }) => valueOf(node, id));
    if (isSame(ours, theirs) || (was !== undefined && isSame(was, theirs))) return [];
    if (ours?.kind === 'map' && theirs?.kind === 'map') return mergedKeys({ id, within: file => mapAt(file, id), their, conflicts, order: entityKeys }, was, ours, theirs);
    const isDeleted = theirs === undefined && was !== undefined && isSame(was, ours);
    if (was !== undefined && !isDeleted) conflicts.push({ kind: 'deletion-dropped', id });
    if (isDeleted) return [(file): Edits => file.node && removeEntry(file.text, file.node, id)];
    return ours === undefined ? [(file): Edits => addTheirs(file, their, id)] : [];
  });
}

function isSame(one: YamlNode | undefined, other: YamlNode | undefined): boolean {
  return (one && said(one)) === (other && said(other));
}

function mapAt(file: EntitiesFile, id: string): MapNode | undefined {
  const node = valueOf(file.node, id);
  return node?.kind === 'map' ? node : undefined;
}

/** A map of ours that takes in what another one says: an entity, or its links. */
interface Target {
  readonly id: string;
  readonly within: (file: EntitiesFile) => MapNode | undefined;
  readonly their: EntitiesFile;
  readonly conflicts: EntityConflict[];
  readonly order: readonly string[];
}

function mergedKeys(target: Target, was: YamlNode | undefined, ours: MapNode, theirs: MapNode): Step[] {
  const keys = new Set([ours, theirs].flatMap(node => node.entries.map(({ key }) => key)));
  return [...keys].flatMap(key => {
    const [wasOne, our, their] = [was, ours, theirs].map(node => valueOf(node, key));
    if (isSame(our, their) || (was !== undefined && isSame(wasOne, their)) || (was === undefined && their === undefined)) return [];
    if (was !== undefined && isSame(wasOne, our)) return taken(target, key, theirs);
    if (our === undefined && was === undefined) return taken(target, key, theirs);
    if (isNameList(key) && isList(our) && isList(their)) return mergedNames(target.id, key, namesIn(wasOne), namesIn(our), namesIn(their));
    if (key === 'links' && our?.kind === 'map' && their?.kind === 'map') return mergedKeys(linksOf(target), wasOne, our, their);
    target.conflicts.push({ kind: 'value', id: target.id, key, theirs: their === undefined ? '' : target.their.text.slice(their.span.start, their.span.end) });
    return [];
  });
}

function linksOf(target: Target): Target {
  return {
    ...target, order: [],
    within: file => {
      const links = valueOf(target.within(file), 'links');
      return links?.kind === 'map' ? links : undefined;
    },
  };
}

/** A list, or one name without brackets, which is read as a list of one. */
function isList(node: YamlNode | undefined): boolean {
  return node?.kind === 'seq' || asText(node) !== undefined;
}

function namesIn(node: YamlNode | undefined): string[] {
  const single = asText(node);
  return single === undefined ? itemsOf(node).flatMap(({ value }) => asText(value) ?? []) : [single];
}

function isNameList(key: string): key is NameList {
  return key === 'aliases' || key === 'never' || key === 'distinct';
}

function mergedNames(id: string, key: NameList, was: readonly string[], ours: readonly string[], theirs: readonly string[]): Step[] {
  const added = theirs.filter(name => !was.includes(name) && !ours.includes(name));
  const removed = was.filter(name => !theirs.includes(name) && ours.includes(name));
  return [...added.map((name): Step => file => addNames(file, id, key, [name])), ...removed.map((name): Step => file => removeName(file, id, key, name))];
}

// -- taking over what they wrote

/** Makes a key of ours what it is in theirs. */
function taken({ within, their, order }: Target, key: string, theirs: MapNode): Step[] {
  const entry = theirs.entries.find(each => each.key === key);
  const remove: Step = file => {
    const node = within(file);
    return node && removeEntry(file.text, node, key);
  };
  if (entry === undefined) return [remove];
  const source = their.text.slice(entry.value.span.start, entry.value.span.end);
  const insert: Step = file => {
    const node = within(file);
    return node && insertEntries(file.text, node, order.includes(key) ? indexFor(node, key, order) : node.entries.length, [linesOf(their.text, entry)]);
  };
  if (/[\r\n]/.test(source)) return [remove, insert];
  return [file => {
    const own = valueOf(within(file), key);
    return own === undefined || source === '' ? insert(file) : setValue(file.text, own, source);
  }];
}

/** Appends an entity with the comment above it. */
function addTheirs(file: EntitiesFile, their: EntitiesFile, id: string): Edits {
  const entries = entriesOf(their.node);
  const index = entries.findIndex(({ key }) => key === id);
  const entry = entries[index];
  if (file.node === undefined || entry === undefined) return undefined;
  const above = their.text.slice(entries[index - 1]?.span.end ?? entry.span.start, entry.span.start).split(/\r?\n/).slice(1, -1);
  const lines = file.node.flow ? [] : above.map(line => line.trimEnd());
  return insertEntries(file.text, file.node, file.node.entries.length, [[...lines, ...linesOf(their.text, entry)]]);
}

/** An entry's source without the indentation of its surroundings. */
function linesOf(text: string, { keySpan, span }: MapEntry): string[] {
  const indent = keySpan.start - (text.lastIndexOf('\n', keySpan.start - 1) + 1);
  return text.slice(span.start, span.end).split(/\r?\n/).map((line, index) => (index === 0 ? line : line.slice(Math.min(indent, line.length - line.trimStart().length))));
}
