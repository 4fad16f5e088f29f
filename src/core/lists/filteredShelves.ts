import type { CorpusIndex } from '../corpus/corpusIndex';
import type { Entity } from '../model';
import { entityFilter, sifted } from '../picker/filter';
import { finished, type Steps } from '../steps';
import { EntityShelves, inAlphabet, type Shelved } from './entityShelves';

/** The entities of a corpus by type, of which only those are seen that a filter lets through. */
export class FilteredShelves {
  readonly all: EntityShelves;
  #filter = '';
  #passes = entityFilter('');
  /** What the filter lets through, by type, the most mentioned first, as long as filter and shelves are what they are. */
  #found = new Map<string, readonly Shelved[]>();
  /** What the filter let through before one more letter was typed: only that is asked again. */
  #before: ReadonlyMap<string, readonly Shelved[]> | undefined;

  constructor(index: CorpusIndex) {
    this.all = new EntityShelves(index);
  }

  /** Lets through what a filter does, as `entityFilter` says; everything for `''`. */
  set filter(words: string) {
    const isNarrower = this.#filter !== '' && words.startsWith(this.#filter);
    this.#filter = words;
    this.#passes = entityFilter(words);
    this.#before = isNarrower ? this.#found : undefined;
    this.#found = new Map();
  }

  /** Whether the filter lets an entity through. */
  shows(entity: Entity): boolean {
    return this.#passes(entity);
  }

  /** Brings the shelves up to date, stopping every few milliseconds. Answers of which types the entities are other ones, or others in number, than before. */
  *update(): Steps<ReadonlySet<string> | 'everything'> {
    yield* this.all.update();
    const changed = this.all.takeChanged();
    if (changed === 'everything' || changed.size > 0) {
      this.#found = new Map();
      this.#before = undefined;
    }
    return changed;
  }

  /** Does what `byCount` would have to do at once. The filter may be another one meanwhile. */
  *sift(type: string): Steps<void> {
    for (let filter: string | undefined; filter !== this.#filter;) {
      filter = this.#filter;
      const found = this.#found;
      if (filter === '' || found.has(type)) return;
      found.set(type, yield* sifted(this.#before?.get(type) ?? this.all.byCount(type), this.#passes));
    }
  }

  /** The entities of a type, the most mentioned first. */
  byCount(type: string): readonly Shelved[] {
    finished(this.sift(type));
    return this.#filter === '' ? this.all.byCount(type) : this.#found.get(type) ?? [];
  }

  byName(type: string): readonly Shelved[] {
    return this.#filter === '' ? this.all.byName(type) : [...this.byCount(type)].sort(inAlphabet);
  }
}
