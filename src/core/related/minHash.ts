/** The numbers in a sketch. The standard error of a Jaccard index of .3 estimated from 128 is .04. */
export const sketchLength = 128;

const seed = 0x5eed;

/**
 * Makes sketches of sets (Broder, "On the resemblance and containment of documents", 1997): the share of places
 * in which two sketches agree estimates the Jaccard index of the sets. The functions are fixed, so a set always gets
 * the same sketch.
 */
export class MinHash {
  readonly #factors = new Int32Array(sketchLength);
  readonly #offsets = new Int32Array(sketchLength);
  readonly #least = new Int32Array(sketchLength);

  constructor() {
    let state = seed;
    for (let i = 0; i < sketchLength; i++) {
      this.#factors[i] = mixed(++state) | 1;
      this.#offsets[i] = mixed(++state);
    }
  }

  /** 16 bits of the least hash of the set under each function; two different hashes agree once in 65,536. */
  sketch(set: ReadonlySet<number>): Uint16Array {
    this.#least.fill(0x7fffffff);
    for (const element of set) this.#lower(mixed(element));
    const sketch = new Uint16Array(sketchLength);
    for (let i = 0; i < sketchLength; i++) sketch[i] = mixed(this.#least[i] ?? 0);
    return sketch;
  }

  #lower(element: number): void {
    const least = this.#least;
    const factors = this.#factors;
    const offsets = this.#offsets;
    for (let i = 0; i < sketchLength; i++) {
      const hash = (Math.imul(element, factors[i] ?? 0) + (offsets[i] ?? 0)) | 0;
      if (hash < (least[i] ?? 0)) least[i] = hash;
    }
  }
}

/** Spreads a number over 32 bits: the last steps of MurmurHash3. */
export function mixed(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
