/** Of each slot: the hash, and what is known of it: the first entry that ends there, and in the lowest bits what may follow; 0 where the slot is free. */
const width = 2;
const knownAt = 1;
const followBits = 6;
const followMask = (1 << followBits) - 1;

/**
 * What is known of each beginning of a name, whole words long, by its 32-bit hash: which entry ends there, and how it may go on.
 * One typed array with open addressing and linear probing, at most three quarters full; what is asked together lies together.
 * Deleting moves later slots of the same cluster back, so there are no tombstones, and a table that has seen many changes is as fast as a new one.
 */
export class PrefixTable {
  private bits = 4;
  private slots = new Int32Array(width << this.bits);
  /** How many names go through each slot. No search asks for it, so it lies elsewhere. */
  private counts = new Uint32Array(1 << this.bits);
  private used = 0;

  /** How many hashes it holds. */
  get size(): number {
    return this.used;
  }

  /** What is known of a hash, for `endOf` and `followOf`; 0 for one that is not there. */
  known(hash: number): number {
    return this.slots[this.slotOf(hash) + knownAt] ?? 0;
  }

  /** Counts one more name that goes through a hash and on with `follow`, the `followBit` of its next word. */
  addBeginning(hash: number, follow: number): void {
    const slot = this.count(hash) + knownAt;
    this.slots[slot] = (this.slots[slot] ?? 0) | follow;
  }

  /** Counts one more name, whose end a hash is; `entry` is then the first that ends there. Entries are counted from 1. */
  addEnd(hash: number, entry: number): void {
    this.count(hash);
    this.setEnd(hash, entry);
  }

  /** Counts one name less that goes through a hash; with the last of all the slot becomes free. Nothing happens for a hash that is not there. */
  removeBeginning(hash: number): void {
    const slot = this.slotOf(hash);
    const count = this.counts[slot / width] ?? 0;
    if (count > 1) this.counts[slot / width] = count - 1;
    else if (count === 1) this.free(slot);
  }

  /** Counts one name less that ends at a hash; `entry` is then the first that ends there, 0 for none. */
  removeEnd(hash: number, entry: number): void {
    this.setEnd(hash, entry);
    this.removeBeginning(hash);
  }

  private setEnd(hash: number, entry: number): void {
    const slot = this.slotOf(hash) + knownAt;
    this.slots[slot] = ((this.slots[slot] ?? 0) & followMask) | (entry << followBits);
  }

  /** Where a hash stands, or where it would. */
  private slotOf(hash: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = this.home(hash);
    while (slots[slot + knownAt] !== 0 && slots[slot] !== hash) slot = (slot + width) & mask;
    return slot;
  }

  /** Counts a hash once more, and returns its slot. */
  private count(hash: number): number {
    if (this.used * 4 >= this.counts.length * 3) this.grow();
    const slot = this.slotOf(hash);
    const count = this.counts[slot / width] ?? 0;
    if (count === 0) this.used++;
    this.slots[slot] = hash;
    this.counts[slot / width] = count + 1;
    return slot;
  }

  private free(slot: number): void {
    const mask = this.slots.length - 1;
    this.used--;
    let hole = slot;
    for (let at = (hole + width) & mask; this.slots[at + knownAt] !== 0; at = (at + width) & mask) {
      // A hash may fill the hole unless its home lies behind the hole and at or before its place.
      const home = this.home(this.slots[at] ?? 0);
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      this.slots.copyWithin(hole, at, at + width);
      this.counts[hole / width] = this.counts[at / width] ?? 0;
      hole = at;
    }
    this.slots.fill(0, hole, hole + width);
    this.counts[hole / width] = 0;
  }

  /** Fibonacci hashing: the golden ratio's bits spread neighbouring hashes. */
  private home(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> (32 - this.bits)) * width;
  }

  private grow(): void {
    const { slots, counts } = this;
    this.bits++;
    this.slots = new Int32Array(width << this.bits);
    this.counts = new Uint32Array(1 << this.bits);
    for (let at = 0; at < slots.length; at += width) {
      if (slots[at + knownAt] === 0) continue;
      const hash = slots[at] ?? 0;
      const slot = this.slotOf(hash);
      this.slots.set(slots.subarray(at, at + width), slot);
      this.counts[slot / width] = counts[at / width] ?? 0;
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
