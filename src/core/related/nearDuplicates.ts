import { withRoom } from './growing';
import { mixed, sketchLength, sketchOf } from './minHash';
import { jaccard, shinglesOf } from './shingles';
import type { WordReader } from './wordReader';

/**
 * A sketch is cut into 64 bands of 2; articles that agree in one whole band are compared. A pair with Jaccard index j
 * is missed with probability (1 - j²)^64: .24 % at .3, 1 in 10⁸ at .5; a pair at .05 is compared in 15 of 100 cases.
 */
const rows = 2;
const bands = sketchLength / rows;
/** Three standard errors of an estimate at .3. */
const margin = 0.12;
const none = -1;

/** An article that says the same in the same words. */
export interface Duplicate {
  readonly id: string;
  /** The share of their runs of three words that both articles have, 0 to 1. */
  readonly jaccard: number;
}

/** Finds articles that are nearly the same, whatever was cut, added or moved: MinHash sketches in bands. */
export class NearDuplicates {
  readonly #words: WordReader;
  readonly #slots = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #free: number[] = [];
  /** The sketch of slot s starts at `s * sketchLength`. */
  #sketches = new Uint16Array(0);
  /** Chains of places; place `s * bands + b` is band b of slot s. */
  #heads = new Int32Array(1024).fill(none);
  #following = new Int32Array(0);

  constructor(words: WordReader) {
    this.#words = words;
  }

  /** Puts an article in, or another text in the place of its old one. */
  set(id: string, text: string): void {
    this.delete(id);
    const shingles = shinglesOf(text, this.#words);
    if (shingles.length === 0) return;
    const slot = this.#free.pop() ?? this.#ids.length;
    this.#slots.set(id, slot);
    this.#ids[slot] = id;
    this.#sketches = withRoom(this.#sketches, (slot + 1) * sketchLength);
    this.#following = withRoom(this.#following, (slot + 1) * bands);
    this.#sketches.set(sketchOf(shingles), slot * sketchLength);
    if (this.#slots.size * bands > this.#heads.length) this.#enlarge();
    else this.#chain(slot);
  }

  /** Takes an article out; false when there was none, or one without words. */
  delete(id: string): boolean {
    const slot = this.#slots.get(id);
    if (slot === undefined) return false;
    for (let band = 0; band < bands; band++) this.#unchain(slot * bands + band);
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

  /** The articles whose estimate is at least `least`, the most alike first; equal ones by id. */
  candidates(id: string, least: number): Duplicate[] {
    const slot = this.#slots.get(id);
    if (slot === undefined) return [];
    const found: Duplicate[] = [];
    for (const other of this.#sharingBand(slot)) {
      const estimate = this.#agreement(slot, other);
      if (estimate >= least) found.push({ id: this.#ids[other] ?? '', jaccard: estimate });
    }
    return found.sort(byJaccard);
  }

  /** The articles whose Jaccard index with `id` is at least `least`, counted on the texts; none for an unknown article. */
  duplicatesOf(id: string, least: number, textOf: (id: string) => string): Duplicate[] {
    const candidates = this.candidates(id, least - margin);
    if (candidates.length === 0) return [];
    const shingles = (article: string): Set<number> => new Set(shinglesOf(textOf(article), this.#words));
    const own = shingles(id);
    return candidates.map((candidate) => ({ id: candidate.id, jaccard: jaccard(own, shingles(candidate.id)) }))
      .filter((duplicate) => duplicate.jaccard >= least).sort(byJaccard);
  }

  #agreement(a: number, b: number): number {
    let agreeing = 0;
    const first = a * sketchLength;
    const second = b * sketchLength;
    for (let i = 0; i < sketchLength; i++) if (this.#sketches[first + i] === this.#sketches[second + i]) agreeing++;
    return agreeing / sketchLength;
  }

  #sharingBand(slot: number): Set<number> {
    const sharing = new Set<number>();
    for (let band = 0; band < bands; band++) {
      let place = this.#heads[this.#headOf(slot * bands + band)] ?? none;
      for (; place !== none; place = this.#following[place] ?? none) sharing.add(Math.floor(place / bands));
    }
    sharing.delete(slot);
    return sharing;
  }

  #headOf(place: number): number {
    const row = place * rows;
    const key = ((this.#sketches[row] ?? 0) << 16) | (this.#sketches[row + 1] ?? 0);
    return mixed(key + Math.imul(place % bands, 0x9e3779b9)) & (this.#heads.length - 1);
  }

  #chain(slot: number): void {
    for (let place = slot * bands; place < (slot + 1) * bands; place++) {
      const head = this.#headOf(place);
      this.#following[place] = this.#heads[head] ?? none;
      this.#heads[head] = place;
    }
  }

  #unchain(place: number): void {
    const head = this.#headOf(place);
    const following = this.#following[place] ?? none;
    let before = this.#heads[head] ?? none;
    if (before === place) {
      this.#heads[head] = following;
      return;
    }
    while (this.#following[before] !== place) before = this.#following[before] ?? none;
    this.#following[before] = following;
  }

  #enlarge(): void {
    this.#heads = new Int32Array(this.#heads.length * 2).fill(none);
    for (const slot of this.#slots.values()) this.#chain(slot);
  }
}

function byJaccard(a: Duplicate, b: Duplicate): number {
  return b.jaccard - a.jaccard || (a.id < b.id ? -1 : 1);
}
