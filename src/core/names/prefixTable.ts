/** Of each slot: the hash, how many names go through it (0: the slot is free), the first entry that ends there, and what may follow. */
const width = 4;
const countAt = 1;
const endAt = 2;
const followAt = 3;

/**
 * What is known of each beginning of a name, whole words long, by its 32-bit hash: which entry ends there, and how it may go on.
 * One typed array with open addressing and linear probing, at most half full; what is asked together lies together.
 * Deleting moves later slots of the same cluster back, so there are no tombstones, and a table that has seen many changes is as fast as a new one.
 */
export class PrefixTable {
  private slots = new Int32Array(width * 16);
  private bits = 4;
  private used = 0;
  /** A bit for each hash that is there, and for some that are not: small enough to stay in the cache where the slots do not. */
  private marks = new Uint8Array(markBytes(this.slots));

  /** How many hashes it holds. */
  get size(): number {
    return this.used;
  }

  has(hash: number): boolean {
    const { marks } = this;
    return ((marks[(hash >>> 3) & (marks.length - 1)] ?? 0) >>> (hash & 7) & 1) !== 0 && this.slots[this.slotOf(hash) + countAt] !== 0;
  }

  /** Where a hash stands, or where it would. Good until the next change. */
  slotOf(hash: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = this.home(hash);
    while (slots[slot + countAt] !== 0 && slots[slot] !== hash) slot = (slot + width) & mask;
    return slot;
  }

  /** The index of the first entry that ends at a slot; 0 for none. */
  endOf(slot: number): number {
    return this.slots[slot + endAt] ?? 0;
  }

  /** Makes an entry, or with 0 none, the first that ends at a hash that is there. */
  setEnd(hash: number, entry: number): void {
    this.slots[this.slotOf(hash) + endAt] = entry;
  }

  /** Bits of `followBit` of the words that may come next; 0 where nothing may. An upper bound: what is taken away leaves its bits. */
  followOf(slot: number): number {
    return this.slots[slot + followAt] ?? 0;
  }

  /** Counts one more name that goes through a hash and on with `follow`: the bit of its next word, 0 at its end. */
  add(hash: number, follow: number): void {
    if (this.used * 2 * width >= this.slots.length) this.grow();
    const { slots } = this;
    const slot = this.slotOf(hash);
    const count = slots[slot + countAt] ?? 0;
    if (count === 0) this.used++;
    slots[slot] = hash;
    slots[slot + countAt] = count + 1;
    slots[slot + followAt] = this.followOf(slot) | follow;
    this.mark(hash);
  }

  /** Counts one name less; with the last the slot becomes free. Nothing happens for a hash that is not there. */
  remove(hash: number): void {
    const { slots } = this;
    const slot = this.slotOf(hash);
    const count = slots[slot + countAt] ?? 0;
    if (count > 1) slots[slot + countAt] = count - 1;
    else if (count === 1) this.free(slot);
  }

  private free(slot: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    this.used--;
    let hole = slot;
    for (let at = (hole + width) & mask; slots[at + countAt] !== 0; at = (at + width) & mask) {
      // A hash may fill the hole unless its home lies behind the hole and at or before its place.
      const home = this.home(slots[at] ?? 0);
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      slots.copyWithin(hole, at, at + width);
      hole = at;
    }
    slots.fill(0, hole, hole + width);
  }

  /** Fibonacci hashing: the golden ratio's bits spread neighbouring hashes. */
  private home(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> (32 - this.bits)) * width;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    this.bits++;
    this.marks = new Uint8Array(markBytes(this.slots));
    for (let at = 0; at < old.length; at += width) {
      const hash = old[at] ?? 0;
      if (old[at + countAt] === 0) continue;
      this.slots.set(old.subarray(at, at + width), this.slotOf(hash));
      this.mark(hash);
    }
  }

  private mark(hash: number): void {
    const { marks } = this;
    const at = (hash >>> 3) & (marks.length - 1);
    marks[at] = (marks[at] ?? 0) | 1 << (hash & 7);
  }
}

/** Four bits for each slot, half of which are used at most. */
function markBytes(slots: Int32Array): number {
  return slots.length / width / 2;
}

/** The bit that stands for a word by its first unit, letter case aside: `fold` is 0 for what is no letter of a script with spaces. */
export function followBit(unit: number, fold: number): number {
  return 1 << ((fold === 0 ? unit : fold) & 31);
}
