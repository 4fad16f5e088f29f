import type { Entity } from '../model';
import type { EntitiesFile } from '../store/entitiesFile';
import { addEntityLinks, setEntityField } from '../store/entityEdits';
import { addNames } from '../store/entityNames';
import type { Edits } from '../yaml/edit';

/** What an entity gains when another one turns out to be the same. */
export interface Gain {
  /** The other's name and aliases, without those that it bears already. */
  readonly aliases: readonly string[];
  /** Those of the names that it gains by which the other is never offered. */
  readonly never: readonly string[];
  /** The entities that the other is not, however alike. */
  readonly distinct: readonly string[];
  /** The other's description where it has none itself; undefined where it keeps its own. */
  readonly description: string | undefined;
  /** Under keys that it does not have. */
  readonly links: ReadonlyMap<string, string>;
}

/** What `into` gains from `from`. Its own name, type, description and links always stay. */
export function gainOf(into: Entity, from: Entity): Gain {
  const names = new Set([into.name, ...into.aliases]);
  const aliases = [...new Set([from.name, ...from.aliases])].filter(name => !names.has(name));
  return {
    aliases,
    never: (from.never ?? []).filter(name => aliases.includes(name)),
    distinct: (from.distinct ?? []).filter(id => id !== into.id),
    description: into.description === '' && from.description !== '' ? from.description : undefined,
    links: new Map([...from.links].filter(([key]) => !into.links.has(key))),
  };
}

/** Gives an entity what it gains. The one that it comes from stays, for `removeEntity` to take away. */
export function enrich(file: EntitiesFile, id: string, gain: Gain): Edits {
  const aliases = addNames(file, id, 'aliases', gain.aliases);
  const never = addNames(file, id, 'never', gain.never);
  const distinct = addNames(file, id, 'distinct', gain.distinct);
  const description = gain.description === undefined ? [] : setEntityField(file, id, 'description', gain.description);
  const links = addEntityLinks(file, id, gain.links);
  return aliases && never && distinct && description && links && [...aliases, ...never, ...distinct, ...description, ...links];
}
