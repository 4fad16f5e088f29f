import type { Entity } from '../model';
import { renameKey, setValue, type Edits } from '../yaml/edit';
import { insertEntries } from '../yaml/insert';
import { entryOf, isNothing, valueOf, type MapNode } from '../yaml/node';
import { printFlowMap, printPair, printString } from '../yaml/print';
import { removeEntry } from '../yaml/remove';
import { entityKeys, type EntitiesFile } from './entitiesFile';
import { editPart, entityNode, movedBy, partAt } from './entityParts';
import { appendLines, indexFor, setField } from './fields';
import { printEntity, printEntityInBrackets } from './printEntity';

// Edits of `entities.yaml`: undefined where refused, also for an entity that is not there.

/** Appends entities; refused when one of the ids is there already. */
export function addEntities(file: EntitiesFile, entities: readonly Entity[]): Edits {
  if (entities.length === 0) return [];
  if (!file.readable || !areNew(file, entities)) return undefined;
  const { entries } = file;
  if (entries === undefined || entries.list.length < 3) return addAtEnd(file, entities);
  const { file: end, start } = partAt(file, entries, entries.list.length - 2, entries.list.length);
  return movedBy(addAtEnd(end, entities), start);
}

function areNew(file: EntitiesFile, entities: readonly Entity[]): boolean {
  const ids = new Set(entities.map(({ id }) => id));
  const known = file.entries?.list ?? (file.node?.entries ?? []).map(({ key }) => ({ id: key }));
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
