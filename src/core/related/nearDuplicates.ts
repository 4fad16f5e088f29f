import { withRoom } from './growing';
import { sketchLength, sketchOf } from './minHash';
import { jaccard, shinglesOf } from './shingles';
import type { WordReader } from './wordReader';

/** From this Jaccard index on, two articles are called near-duplicates. */
export const nearDuplicateFrom = 0.3;

/** Three standard errors of an estimate at .3: of a thousand pairs one is missed. */
const margin = 0.12;

/**
 * Tells articles that are nearly the same, whatever was cut, added or moved. MinHash sketches say of which that may be so,
 * without their texts; for those few the runs of words are counted.
 */
export class NearDuplicates {
  readonly #words: WordReader;
  readonly #slots = new Map<string, number>();
  #limit = 0;
  readonly #free: number[] = [];
  /** The sketch of slot s starts at `s * sketchLength`. */
  #sketches = new Uint16Array(0);

  constructor(words: WordReader) {
    this.#words = words;
  }

  /** Puts an article in, or another text in the place of its old one. */
  set(id: string, text: string): void {
    this.delete(id);
    const shingles = shinglesOf(text, this.#words);
    if (shingles.length === 0) return;
    const slot = this.#free.pop() ?? this.#limit++;
    this.#slots.set(id, slot);
    this.#sketches = withRoom(this.#sketches, (slot + 1) * sketchLength);
    this.#sketches.set(sketchOf(shingles), slot * sketchLength);
  }

  /** Takes an article out; false when there was none, or one without words. */
  delete(id: string): boolean {
    const slot = this.#slots.get(id);
    if (slot === undefined) return false;
    this.#slots.delete(id);
    this.#free.push(slot);
    return true;
  }

  /** The Jaccard index of two articles as their sketches have it; 0 when one is unknown or has no words. */
  estimate(a: string, b: string): number {
    const first = this.#slots.get(a);
    const second = this.#slots.get(b);
    return first === undefined || second === undefined ? 0 : this.#agreement(first, second);
  }

  /** Whether it is worth counting how much of two articles is the same. */
  areLikely(a: string, b: string): boolean {
    return this.estimate(a, b) >= nearDuplicateFrom - margin;
  }

  /** The share of their runs of three words that both texts have, 0 to 1. */
  shareOf(a: string, b: string): number {
    return jaccard(new Set(shinglesOf(a, this.#words)), new Set(shinglesOf(b, this.#words)));
  }

  #agreement(a: number, b: number): number {
    let agreeing = 0;
    const first = a * sketchLength;
    const second = b * sketchLength;
    for (let i = 0; i < sketchLength; i++) if (this.#sketches[first + i] === this.#sketches[second + i]) agreeing++;
    return agreeing / sketchLength;
  }
}
