import type { WordReader } from './wordReader';

const absent = -1;

/** Numbers for words: an open-addressing hash table, so that a word that is known costs no string. */
export class Vocabulary {
  #table = new Int32Array(1024).fill(absent);
  readonly #hashes: number[] = [];
  readonly #words: string[] = [];
  readonly #free: number[] = [];
  #count = 0;

  /** One more than the largest number given out so far. */
  get limit(): number {
    return this.#words.length;
  }

  /** The number of the word that `reader` stands on; -1 when it has none. */
  find(reader: WordReader): number {
    return this.#table[this.#place(reader, reader.hash)] ?? absent;
  }

  /** The number of the word that `reader` stands on, given now if need be. */
  add(reader: WordReader): number {
    const hash = reader.hash;
    const place = this.#place(reader, hash);
    const known = this.#table[place] ?? absent;
    if (known !== absent) return known;
    const id = this.#free.pop() ?? this.#words.length;
    this.#words[id] = reader.word;
    this.#hashes[id] = hash;
    this.#table[place] = id;
    if (++this.#count * 2 > this.#table.length) this.#grow();
    return id;
  }

  wordOf(id: number): string {
    return this.#words[id] ?? '';
  }

  /** Forgets a word; its number will be given to another one. */
  remove(id: number): void {
    const mask = this.#table.length - 1;
    let place = this.#home(id);
    while (this.#table[place] !== id) place = (place + 1) & mask;
    this.#closeGap(place);
    this.#words[id] = '';
    this.#free.push(id);
    this.#count--;
  }

  /** Where the word is, or where it would go. */
  #place(reader: WordReader, hash: number): number {
    const mask = this.#table.length - 1;
    let place = hash & mask;
    for (;;) {
      const id = this.#table[place] ?? absent;
      if (id === absent || (this.#hashes[id] === hash && isSame(this.#words[id] ?? '', reader))) return place;
      place = (place + 1) & mask;
    }
  }

  #home(id: number): number {
    return (this.#hashes[id] ?? 0) & (this.#table.length - 1);
  }

  /** Linear probing finds nothing behind a gap, so what stands behind it and could stand in it moves up. */
  #closeGap(place: number): void {
    const mask = this.#table.length - 1;
    let gap = place;
    for (let next = (gap + 1) & mask; ; next = (next + 1) & mask) {
      const id = this.#table[next] ?? absent;
      if (id === absent) break;
      if (((next - this.#home(id)) & mask) < ((next - gap) & mask)) continue;
      this.#table[gap] = id;
      gap = next;
    }
    this.#table[gap] = absent;
  }

  #grow(): void {
    const old = this.#table;
    const mask = old.length * 2 - 1;
    this.#table = new Int32Array(old.length * 2).fill(absent);
    for (const id of old) {
      if (id === absent) continue;
      let place = this.#home(id);
      while (this.#table[place] !== absent) place = (place + 1) & mask;
      this.#table[place] = id;
    }
  }
}

function isSame(word: string, reader: WordReader): boolean {
  if (word.length !== reader.length) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== reader.units[i]) return false;
  return true;
}
