import type { Entity } from '../model';
import { sameEntity } from '../store/entityEntries';

/** What became of the entities of a corpus. One that says something else now is in both. */
export interface EntityChanges {
  /** As they were. */
  readonly gone: readonly Entity[];
  /** As they are now. */
  readonly come: readonly Entity[];
}

/** From one list of entities to another, whose ids are each there once. Cheap where both share most of their objects, in order. */
export function entityChanges(before: readonly Entity[], after: readonly Entity[]): EntityChanges {
  if (before.length === 0) return { gone: [], come: after };
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const old = new Map(before.slice(start, before.length - end).map(entity => [entity.id, entity]));
  const come: Entity[] = [];
  for (const entity of after.slice(start, after.length - end)) {
    const known = old.get(entity.id);
    if (known !== undefined && sameEntity(known, entity)) old.delete(entity.id);
    else come.push(entity);
  }
  return { gone: [...old.values()], come };
}
