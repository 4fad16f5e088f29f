import uFuzzy from '@leeoniya/ufuzzy';
import Fuse from 'fuse.js';
import fuzzysort from 'fuzzysort';
import { fuseOptions, PickerIndex, type PickerContext, type PickerEntity } from '../../src/core/picker/rank';

/** The ids of the first ten entities for what was typed, the best first. */
export type Pick = (typed: string) => readonly string[];

/** A way to pick an entity by typing. */
export interface NamePicker {
  readonly name: string;
  readonly prepare: (entities: readonly PickerEntity[]) => Pick;
  /** Whether among many entities it is asked some of the keystrokes only, for all would take minutes. */
  readonly isSlow: boolean;
}

/** Nothing was used before, so that all see the same. */
export const noContext: PickerContext = { recent: [], here: [], types: [] };

const shown = 10;

/** The peers see names and aliases; fuse.js what the picker sees, ids and descriptions too. */
export const namePickers: readonly NamePicker[] = [
  { name: 'picker', prepare: own, isSlow: false },
  { name: 'fuse.js', prepare: plainFuse, isSlow: true },
  { name: 'uFuzzy', prepare: plainUFuzzy, isSlow: false },
  { name: 'fuzzysort', prepare: plainFuzzysort, isSlow: false },
];

function own(entities: readonly PickerEntity[]): Pick {
  const index = new PickerIndex(entities);
  return typed => index.rank(typed, noContext, shown).map(({ entity }) => entity);
}

function plainFuse(entities: readonly PickerEntity[]): Pick {
  const fuse = new Fuse(entities, fuseOptions);
  return typed => fuse.search(typed, { limit: shown }).map(({ item }) => item.id);
}

/** In its mode for one error a word; it wants accents taken off beforehand. */
function plainUFuzzy(entities: readonly PickerEntity[]): Pick {
  const named = namesOf(entities);
  const names = uFuzzy.latinize(named.map(({ name }) => name));
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum is one of the compiler's only; at run time there is none
  const fuzzy = new uFuzzy({ intraMode: 1 });
  return typed => {
    const [found, info, order] = fuzzy.search(names, uFuzzy.latinize(typed));
    const best = order === null || info === null ? found ?? [] : order.map(at => info.idx[at] ?? -1);
    return firstIds(best.map(at => named[at]?.id));
  };
}

function plainFuzzysort(entities: readonly PickerEntity[]): Pick {
  const named = namesOf(entities);
  const snapshot = fuzzysort.snapshot(named, { key: 'name' });
  return typed => firstIds(fuzzysort.go(typed, snapshot, { limit: 2 * shown }).map(({ obj }) => obj.id));
}

interface Named {
  readonly name: string;
  readonly id: string;
}

function namesOf(entities: readonly PickerEntity[]): readonly Named[] {
  return entities.flatMap(({ id, name, aliases }) => [name, ...aliases].map(each => ({ name: each, id })));
}

/** An entity may be found by its name and by an alias. */
function firstIds(ids: readonly (string | undefined)[]): readonly string[] {
  const first = new Set<string>();
  for (const id of ids) {
    if (id !== undefined) first.add(id);
    if (first.size === shown) break;
  }
  return [...first];
}
