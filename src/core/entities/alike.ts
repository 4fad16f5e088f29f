import type { Entity } from '../model';
import type { Problem } from '../problem';
import type { EntitiesFile } from '../store/entitiesFile';
import { placesIn } from '../store/entityPlaces';
import { DuplicateFinder, type Duplicate } from './duplicates';

/** With more entities than this nobody is told unasked which look alike: finding that out takes seconds and much memory. */
export const mostUnasked = 5000;

/** A finder for the entities of a corpus. */
export function finderOfDuplicates(): DuplicateFinder {
  return new DuplicateFinder(type => type === 'person');
}

/** What is to be said of pairs that were found in a file, each at the later entity's id. A pair of which one is gone is passed over. */
export function alikeProblems(file: EntitiesFile, pairs: readonly Duplicate[]): Problem[] {
  const placeOf = placesIn(file);
  const names = new Map(file.entities.map(({ id, name }) => [id, name]));
  return pairs.flatMap(pair => {
    const [one, other] = [names.get(pair.one), names.get(pair.other)];
    const place = placeOf(pair.other);
    if (one === undefined || other === undefined || place === undefined) return [];
    const data = { entity: other, other: one, likeness: pair.likeness, name: pair.names[1], otherName: pair.names[0] };
    return [{ code: 'entity-alike', span: place.keySpan, data }];
  });
}

/** The pairs among some entities, in one go. */
export function duplicatesAmong(entities: readonly Entity[]): Duplicate[] {
  const finder = finderOfDuplicates();
  return entities.flatMap(entity => finder.add(entity));
}
