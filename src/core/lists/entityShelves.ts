import type { CorpusIndex } from '../corpus/corpusIndex';
import type { Entity } from '../model';
import { SortedList } from './sortedList';

/** An entity as it stands in a list. */
export interface Shelved {
  readonly entity: Entity;
  /** How often it is mentioned. */
  readonly count: number;
}

/** The entities of one type. */
interface Shelf {
  /** The most mentioned first. */
  readonly byCount: SortedList<Shelved>;
  readonly byName: SortedList<Shelved>;
}

/** The key of the shelf for entities of types that the corpus does not have. */
export const unknownType = '';

/** How many entities are looked at at a stretch. */
const stretch = 200;
/** How many are put into other places at a stretch. */
const replacedAtOnce = 50;
/** More than these are not put into their places one by one: each moves half of a shelf. */
const mostReplaced = 500;

/** The entities of a corpus by type, in order, kept in step with it: a change costs what it is about. */
export class EntityShelves {
  #shelves = new Map<string, Shelf>();
  #places = new Map<string, { readonly type: string; readonly shelved: Shelved }>();
  #changed: Set<string> | 'everything' = 'everything';
  #revision = -1;

  constructor(private readonly index: CorpusIndex) {}

  /** Brings the shelves up to date, stopping every few milliseconds. At each stop every entity stands where it stood, or where it is to stand. */
  *update(): Generator<undefined, void> {
    const { revision } = this.index;
    const touched = this.index.touchedSince(this.#revision);
    yield; // of ten thousand files that alone takes a while
    if (touched === 'everything') yield* this.#fill();
    else if (touched.entities.size > mostReplaced) yield* this.#replaceMoved(touched.entities);
    else yield* this.#replaceAll(touched.entities);
    this.#revision = revision;
  }

  /** The types whose shelves are different, or that have entities whose mentions are, since this was asked before; not to say that all are the same types as before. */
  takeChanged(): ReadonlySet<string> | 'everything' {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** The types that have entities, in no order. */
  types(): readonly string[] {
    return [...this.#shelves].filter(([, { byCount }]) => byCount.items.length > 0).map(([type]) => type);
  }

  /** The entities of a type, the most mentioned first. */
  byCount(type: string): readonly Shelved[] {
    return this.#shelves.get(type)?.byCount.items ?? [];
  }

  byName(type: string): readonly Shelved[] {
    return this.#shelves.get(type)?.byName.items ?? [];
  }

  /** Where an entity stands. */
  placeOf(id: string): { readonly type: string; readonly byCount: number; readonly byName: number } | undefined {
    const place = this.#places.get(id);
    const shelf = place && this.#shelves.get(place.type);
    return place && shelf && { type: place.type, byCount: shelf.byCount.placeOf(place.shelved), byName: shelf.byName.placeOf(place.shelved) };
  }

  /** Builds all anew, beside what there is. */
  *#fill(): Generator<undefined, void> {
    const places = new Map<string, { readonly type: string; readonly shelved: Shelved }>();
    const byType = new Map<string, Shelved[]>();
    for (const [at, entity] of this.index.entities().entries()) {
      const [type, shelved] = [this.#typeOf(entity), { entity, count: this.index.mentionCount(entity.id) }];
      places.set(entity.id, { type, shelved });
      const known = byType.get(type);
      if (known === undefined) byType.set(type, [shelved]);
      else known.push(shelved);
      if (at % stretch === 0) yield;
    }
    const shelves = new Map<string, Shelf>();
    for (const [type, all] of byType) {
      const shelf = emptyShelf();
      yield* shelf.byCount.fillWith(all);
      yield* shelf.byName.fillWith(all);
      shelves.set(type, shelf);
    }
    this.#places = places;
    this.#shelves = shelves;
    this.#changed = 'everything';
  }

  /** A change in many files touches many entities, of which few come to stand elsewhere. */
  *#replaceMoved(ids: Iterable<string>): Generator<undefined, void> {
    const moved: string[] = [];
    let looked = 0;
    for (const id of ids) {
      if (++looked % stretch === 0) yield;
      if (this.#isMoved(id)) moved.push(id);
    }
    if (moved.length > mostReplaced) return yield* this.#fill();
    yield* this.#replaceAll(moved);
    this.#changed = 'everything';
  }

  /** A change of a sidecar is about all entities that it names, of which most stand where they stood. */
  *#replaceAll(ids: Iterable<string>): Generator<undefined, void> {
    let replaced = 0;
    for (const id of ids) {
      if (this.#isMoved(id)) this.#replace(id);
      else this.#note(this.#places.get(id)?.type);
      if (++replaced % replacedAtOnce === 0) yield;
    }
  }

  #isMoved(id: string): boolean {
    const [before, entity] = [this.#places.get(id), this.index.entity(id)];
    return before?.shelved.entity !== entity || (before !== undefined && before.shelved.count !== this.index.mentionCount(id));
  }

  #replace(id: string): void {
    const before = this.#places.get(id);
    const entity = this.index.entity(id);
    const now = entity && { type: this.#typeOf(entity), shelved: { entity, count: this.index.mentionCount(id) } };
    if (now !== undefined && before?.type === now.type) {
      this.#on(now.type, shelf => { shelf.byCount.exchange(before.shelved, now.shelved); shelf.byName.exchange(before.shelved, now.shelved); });
    } else {
      if (before !== undefined) this.#on(before.type, shelf => { shelf.byCount.drop(before.shelved); shelf.byName.drop(before.shelved); });
      if (now !== undefined) this.#on(now.type, shelf => { shelf.byCount.put(now.shelved); shelf.byName.put(now.shelved); });
    }
    if (now === undefined) this.#places.delete(id);
    else this.#places.set(id, now);
  }

  #on(type: string, change: (shelf: Shelf) => void): void {
    const shelf = this.#shelves.get(type) ?? emptyShelf();
    this.#shelves.set(type, shelf);
    change(shelf);
    this.#note(type);
  }

  #note(type: string | undefined): void {
    if (type !== undefined && this.#changed !== 'everything') this.#changed.add(type);
  }

  #typeOf({ type }: Entity): string {
    return this.index.config.types.some(({ id }) => id === type) ? type : unknownType;
  }
}

function emptyShelf(): Shelf {
  return { byCount: new SortedList(moreFirst), byName: new SortedList(inAlphabet) };
}

function moreFirst(one: Shelved, other: Shelved): number {
  return other.count - one.count || inAlphabet(one, other);
}

/** By name, and by id where two have one name. */
export function inAlphabet({ entity: one }: Shelved, { entity: other }: Shelved): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
