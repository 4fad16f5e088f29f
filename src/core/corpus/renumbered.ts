import type { Units } from './bytes';
import type { Numbered } from './numbered';
import type { Names } from './sidecarNames';

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
  readonly size: number;
  unitsOf(number: number): Units;
}

/** Each text is looked up once. */
function renumbering(from: Texts, to: Numbered): (number: number) => number {
  /** By number, what it is there and one more; 0 for a text that was not looked up yet. */
  const known = new Uint32Array(from.size);
  return number => {
    const there = known[number] || to.addUnits(from.unitsOf(number)) + 1;
    known[number] = there;
    return there - 1;
  };
}
