/**
 * A map from 32-bit keys to positive integers in one typed array: open addressing with linear probing,
 * at most half full. Deleting moves later keys of the same cluster back, so there are no tombstones
 * and a map that has seen many changes is as fast as a new one.
 */
export class IntMap {
  /** Key and value side by side; a value of 0 marks a free slot. */
  private slots = new Int32Array(2 * 16);
  private bits = 4;
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The value of a key, 0 when there is none. */
  get(key: number): number {
    const slots = this.slots;
    const mask = slots.length - 1;
    for (let at = this.home(key); ; at = (at + 2) & mask) {
      const value = slots[at + 1] ?? 0;
      if (value === 0 || slots[at] === key) return value;
    }
  }

  /** Sets a key's value, which must be positive. */
  set(key: number, value: number): void {
    if (this.count * 4 >= this.slots.length) this.grow();
    const at = this.find(key);
    if (this.slots[at + 1] === 0) this.count++;
    this.slots[at] = key;
    this.slots[at + 1] = value;
  }

  delete(key: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let hole = this.find(key);
    if (slots[hole + 1] === 0) return;
    this.count--;
    for (let at = (hole + 2) & mask; slots[at + 1] !== 0; at = (at + 2) & mask) {
      // A key may fill the hole unless its home lies behind the hole and at or before its place.
      const home = this.home(slots[at] ?? 0);
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      slots[hole] = slots[at] ?? 0;
      slots[hole + 1] = slots[at + 1] ?? 0;
      hole = at;
    }
    slots[hole + 1] = 0;
  }

  private find(key: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let at = this.home(key);
    while (slots[at + 1] !== 0 && slots[at] !== key) at = (at + 2) & mask;
    return at;
  }

  /** Fibonacci hashing: the golden ratio's bits spread neighbouring keys. */
  private home(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> (32 - this.bits)) << 1;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2);
    this.bits++;
    this.count = 0;
    for (let at = 0; at < old.length; at += 2) {
      const value = old[at + 1] ?? 0;
      if (value !== 0) this.set(old[at] ?? 0, value);
    }
  }
}
