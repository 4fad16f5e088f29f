import { ByteWriter, isWide, textOf, type Units } from './bytes';

/**
 * Gives each text that is met a number, the same one whenever it is met again, so that a million places can name it in a few
 * bytes. The texts are kept in bytes too: as many strings in a map would take four times the room, and time of the garbage
 * collector. Numbers are found by a hash, with open addressing and linear probing in a table that is at most half full.
 */
export class Numbered {
  /** A number and one more; 0 for nothing. */
  #slots = new Uint32Array(64);
  /** By number, the hash of a text; its lowest bit says whether it is wide. */
  #hashes = new Uint32Array(32);
  /** By number, where the units of a text end, which begin where those before it end. */
  #ends = new Uint32Array(32);
  readonly #bytes = new ByteWriter(1 << 9);
  readonly #scratch = new ByteWriter(1 << 6);
  /** The strings that were asked for. */
  readonly #texts: (string | undefined)[] = [];

  /** How many there are: numbers are below it. */
  get size(): number {
    return this.#texts.length;
  }

  add(text: string): number {
    return this.addUnits(this.#unitsOf(text));
  }

  addUnits(units: Units): number {
    const hash = hashOf(units);
    const slot = this.#slotOf(hash, units.bytes);
    return this.#slots[slot] === 0 ? this.#enter(slot, hash, units.bytes) : (this.#slots[slot] ?? 0) - 1;
  }

  /** `undefined` for a text that was never met. */
  find(text: string): number | undefined {
    const units = this.#unitsOf(text);
    const known = this.#slots[this.#slotOf(hashOf(units), units.bytes)] ?? 0;
    return known === 0 ? undefined : known - 1;
  }

  /** `''` for a number that was never given. */
  textOf(number: number): string {
    if (number < 0 || number >= this.size) return '';
    return this.#texts[number] ??= textOf(this.unitsOf(number));
  }

  unitsOf(number: number): Units {
    return { bytes: this.#bytes.written().subarray(this.#startOf(number), this.#ends[number]), wide: ((this.#hashes[number] ?? 0) & 1) === 1 };
  }

  #unitsOf(text: string): Units {
    const wide = isWide(text);
    this.#scratch.clear();
    this.#scratch.units(text, wide);
    return { bytes: this.#scratch.written(), wide };
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : this.#ends[number - 1] ?? 0;
  }

  /** The slot of a text: where it is, or would be. */
  #slotOf(hash: number, bytes: Uint8Array): number {
    const mask = this.#slots.length - 1;
    let slot = (hash >>> 1) & mask;
    for (let held = this.#slots[slot] ?? 0; held !== 0 && !this.#isSame(held - 1, hash, bytes); held = this.#slots[slot] ?? 0) slot = (slot + 1) & mask;
    return slot;
  }

  #isSame(number: number, hash: number, bytes: Uint8Array): boolean {
    if (this.#hashes[number] !== hash) return false;
    const from = this.#startOf(number);
    if ((this.#ends[number] ?? 0) - from !== bytes.length) return false;
    const all = this.#bytes.written();
    for (let at = 0; at < bytes.length; at++) if (all[from + at] !== bytes[at]) return false;
    return true;
  }

  #enter(slot: number, hash: number, bytes: Uint8Array): number {
    const number = this.size;
    if (number >= this.#hashes.length) this.#makeRoom();
    this.#texts.push(undefined);
    this.#bytes.append(bytes);
    this.#hashes[number] = hash;
    this.#ends[number] = this.#bytes.length;
    this.#slots[slot] = number + 1;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  #makeRoom(): void {
    [this.#hashes, this.#ends] = [doubled(this.#hashes), doubled(this.#ends)];
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = ((this.#hashes[number] ?? 0) >>> 1) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number + 1;
    }
  }
}

/** FNV-1a, mixed so that its low bits depend on all of the text, and for its lowest bit whether the text is wide. */
function hashOf({ bytes, wide }: Units): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  return ((Math.imul(hash, 0x85ebca6b) & ~1) | (wide ? 1 : 0)) >>> 0;
}

function doubled(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
