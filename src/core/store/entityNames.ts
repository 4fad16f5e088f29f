import { setValue, type Edits } from '../yaml/edit';
import { addItems } from '../yaml/insert';
import { asText, itemsOf, valueOf } from '../yaml/node';
import { printFlowList, printString } from '../yaml/print';
import { removeEntry, removeParts } from '../yaml/remove';
import { entityKeys, type EntitiesFile } from './entitiesFile';
import { editPart, entityNode } from './entityParts';
import { indexFor } from './fields';

// Edits of the lists of an entity's names, and of ids: undefined where refused, also for an entity that is not there.

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
