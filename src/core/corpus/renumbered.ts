import type { Units } from './bytes';
import type { Names } from './keptSidecars';
import type { Numbered } from './numbered';

/** Turns numbers of entities and quotes into those of the same texts elsewhere. */
export class Renumbered {
  readonly #entities: (number: number) => number;
  readonly #quotes: (number: number) => number;

  constructor([entities, quotes]: readonly [Texts, Texts], [entitiesThere, quotesThere]: readonly [Numbered, Numbered]) {
    this.#entities = renumbering(entities, entitiesThere);
    this.#quotes = renumbering(quotes, quotesThere);
  }

  of({ mentions, rejected }: Names): Names {
    return { mentions: mentions.map((number, at) => at % 2 === 0 ? this.#entities(number) : this.#quotes(number)), rejected: rejected.map(this.#entities) };
  }
}

interface Texts {
  unitsOf(number: number): Units;
}

/** Each text is looked up once. */
function renumbering(from: Texts, to: Numbered): (number: number) => number {
  const known = new Map<number, number>();
  return number => {
    const there = known.get(number) ?? to.addUnits(from.unitsOf(number));
    known.set(number, there);
    return there;
  };
}
