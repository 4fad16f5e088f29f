import { Pool } from './pool';

/** Of each slot: the hash, and what is known of it: the first entry that ends there, and in the lowest bits what may follow; 0 where the slot is free. */
const width = 2;
const knownAt = 1;
const followBits = 6;
const followMask = (1 << followBits) - 1;

/**
 * What is known of each beginning of a name, whole words long, by its 32-bit hash: which entry ends there, and how it may go on.
 * A part of a pool with open addressing and linear probing, at most three quarters full; what is asked together lies together.
 * Deleting moves later slots of the same cluster back, so there are no tombstones, and a table that has seen many changes is as fast as a new one.
 */
export class PrefixTable {
  /** It has 2 to the power of so many slots. */
  bits = 4;
  /** Where in the pool they begin. */
  start: number;
  /** How many names go through each slot. No search asks for it, so it lies elsewhere. */
  private counts = new Uint32Array(1 << this.bits);
  private used = 0;

  constructor(private readonly pool = new Pool()) {
    this.start = pool.allocate(width << this.bits);
  }

  /** How many hashes it holds. */
  get size(): number {
    return this.used;
  }

  /** What is known of a hash, for `endOf` and `followOf`; 0 for one that is not there. */
  known(hash: number): number {
    return this.knownIn(this.slotOf(hash));
  }

  /** Counts one more name that goes through a hash and on with `follow`, the `followBit` of its next word. */
  addBeginning(hash: number, follow: number): void {
    const slot = this.count(hash);
    this.put(slot, hash, this.knownIn(slot) | follow);
  }

  /** Counts one more name, whose end a hash is; `entry` is then the first that ends there, an index of the pool. */
  addEnd(hash: number, entry: number): void {
    this.setEnd(this.count(hash), hash, entry);
  }

  /** Counts one name less that goes through a hash; with the last of all the slot becomes free. Nothing happens for a hash that is not there. */
  removeBeginning(hash: number): void {
    const slot = this.slotOf(hash);
    const count = this.counts[slot] ?? 0;
    if (count > 1) this.counts[slot] = count - 1;
    else if (count === 1) this.free(slot);
  }

  /** Counts one name less that ends at a hash; `entry` is then the first that ends there, 0 for none. */
  removeEnd(hash: number, entry: number): void {
    this.setEnd(this.slotOf(hash), hash, entry);
    this.removeBeginning(hash);
  }

  private setEnd(slot: number, hash: number, entry: number): void {
    this.put(slot, hash, followOf(this.knownIn(slot)) | entry << followBits);
  }

  /** The slot where a hash stands, or where it would. */
  private slotOf(hash: number): number {
    const { pool: { words }, start } = this;
    const mask = this.counts.length - 1;
    let slot = this.home(hash);
    for (let at = start + slot * width; words[at + knownAt] !== 0 && words[at] !== hash; at = start + slot * width) slot = (slot + 1) & mask;
    return slot;
  }

  private hashIn(slot: number): number {
    return this.pool.words[this.start + slot * width] ?? 0;
  }

  private knownIn(slot: number): number {
    return this.pool.words[this.start + slot * width + knownAt] ?? 0;
  }

  private put(slot: number, hash: number, known: number): void {
    const at = this.start + slot * width;
    this.pool.words[at] = hash;
    this.pool.words[at + knownAt] = known;
  }

  /** Counts a hash once more, and returns its slot. */
  private count(hash: number): number {
    if (this.used * 4 >= this.counts.length * 3) this.grow();
    const slot = this.slotOf(hash);
    const count = this.counts[slot] ?? 0;
    if (count === 0) this.used++;
    this.counts[slot] = count + 1;
    return slot;
  }

  private free(slot: number): void {
    const mask = this.counts.length - 1;
    this.used--;
    let hole = slot;
    for (let at = (hole + 1) & mask; this.knownIn(at) !== 0; at = (at + 1) & mask) {
      // A hash may fill the hole unless its home lies behind the hole and at or before its place.
      const home = this.home(this.hashIn(at));
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      this.put(hole, this.hashIn(at), this.knownIn(at));
      this.counts[hole] = this.counts[at] ?? 0;
      hole = at;
    }
    this.put(hole, 0, 0);
    this.counts[hole] = 0;
  }

  /** Fibonacci hashing: the golden ratio's bits spread neighbouring hashes. */
  private home(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> (32 - this.bits);
  }

  /** Moves to a place in the pool that is twice as large. The old one is lost: all of these together are as large as the new one. */
  private grow(): void {
    const { start, counts } = this;
    this.bits++;
    this.start = this.pool.allocate(width << this.bits);
    this.counts = new Uint32Array(1 << this.bits);
    const { words } = this.pool;
    for (const [old, count] of counts.entries()) {
      if (count === 0) continue;
      const hash = words[start + old * width] ?? 0;
      const slot = this.slotOf(hash);
      this.put(slot, hash, words[start + old * width + knownAt] ?? 0);
      this.counts[slot] = count;
    }
  }
}

/** Of what is `known` of a hash: the first entry that ends there, 0 for none. */
export function endOf(known: number): number {
  return known >>> followBits;
}

/** Of what is `known` of a hash: the bits of the words that may come next. An upper bound: what is taken away leaves its bits. */
export function followOf(known: number): number {
  return known & followMask;
}

/** The bit that stands for a word by its first unit, letter case aside: `fold` is 0 for what is no letter of a script with spaces. */
export function followBit(unit: number, fold: number): number {
  return 1 << ((fold === 0 ? unit : fold) % followBits);
}
