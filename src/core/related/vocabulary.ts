import { withRoom } from './growing';
import type { WordReader } from './wordReader';

/**
 * Numbers for words, the same one whenever a word is met again: an open-addressing hash table. The words stand one behind the other in
 * one array, so that none is a string.
 */
export class Vocabulary {
  /** By place the hash of a word, and its number and one more; 0 for none. At most half of the places are taken. */
  #table = new Int32Array(2 << 10);
  /** By number where the units of a word end, which begin where those before it end. */
  #ends = new Int32Array(1 << 9);
  #units = new Uint16Array(1 << 12);
  #count = 0;

  /** One more than the largest number given out so far. */
  get limit(): number {
    return this.#count;
  }

  /** The number of the word that `reader` stands on; -1 when it has none. */
  find(reader: WordReader): number {
    return (this.#table[this.#place(reader, reader.hash) + 1] ?? 0) - 1;
  }

  /** The number of the word that `reader` stands on, given now if need be. */
  add(reader: WordReader): number {
    const hash = reader.hash;
    const place = this.#place(reader, hash);
    const known = (this.#table[place + 1] ?? 0) - 1;
    if (known >= 0) return known;
    const number = this.#enter(reader);
    this.#table[place] = hash;
    this.#table[place + 1] = number + 1;
    if (this.#count * 4 > this.#table.length) this.#grow();
    return number;
  }

  wordOf(number: number): string {
    // Spreading the array would take many times as long.
    return String(Reflect.apply(String.fromCharCode, undefined, this.#units.subarray(this.#startOf(number), this.#ends[number])));
  }

  #enter(reader: WordReader): number {
    const number = this.#count++;
    const start = this.#startOf(number);
    const end = start + reader.length;
    this.#units = withRoom(this.#units, end);
    this.#units.set(reader.units.subarray(0, reader.length), start);
    this.#ends = withRoom(this.#ends, this.#count);
    this.#ends[number] = end;
    return number;
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : this.#ends[number - 1] ?? 0;
  }

  /** Where the word is in the table, or where it would go. */
  #place(reader: WordReader, hash: number): number {
    const last = this.#table.length - 2;
    let place = (hash << 1) & last;
    for (;;) {
      const number = (this.#table[place + 1] ?? 0) - 1;
      if (number < 0 || (this.#table[place] === hash && this.#isSame(number, reader))) return place;
      place = (place + 2) & last;
    }
  }

  #isSame(number: number, reader: WordReader): boolean {
    const start = this.#startOf(number);
    const length = (this.#ends[number] ?? 0) - start;
    if (length !== reader.length) return false;
    for (let i = 0; i < length; i++) if (this.#units[start + i] !== reader.units[i]) return false;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    const last = this.#table.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let place = ((old[from] ?? 0) << 1) & last;
      while (this.#table[place + 1] !== 0) place = (place + 2) & last;
      this.#table[place] = old[from] ?? 0;
      this.#table[place + 1] = old[from + 1] ?? 0;
    }
  }
}
