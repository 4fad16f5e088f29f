import type { Pool } from './pool';
import { mayStray, type Spelling } from './spelling';

/**
 * Of each spelling: the next one with the same hash, its number, its length in units; twice the unit where its core begins, and 1 more if
 * it is found where it is written otherwise; then its text, two units in a number.
 */
const numberAt = 1;
const lengthAt = 2;
const coreAt = 3;
const textAt = 4;

/**
 * Spellings with the entities that bear them. What a search looks at lies side by side in the pool: an object for each would be
 * fetched from memory piece by piece, which takes longer than the comparison. A spelling is called by its entry, an index of the pool; 0 means none.
 */
export class SpellingShelf {
  /** By number, from 1 on. */
  private readonly spellings: (Spelling | undefined)[] = [undefined];
  private readonly bearers: (readonly string[])[] = [[]];
  /** Entries that nobody uses, with their numbers, by how many of the pool's numbers they have. */
  private readonly free = new Map<number, number[]>();

  constructor(private readonly pool: Pool) {}

  /** @param next the next spelling with the same hash, 0 for none */
  add(spelling: Spelling, entities: readonly string[], next: number): number {
    const { text } = spelling;
    const size = sizeOf(text.length);
    const entry = this.free.get(size)?.pop() ?? this.pool.allocate(size);
    const number = this.number(entry) || this.spellings.length;
    this.spellings[number] = spelling;
    this.bearers[number] = entities;
    this.pool.words.set([next, number, text.length, spelling.coreStart * 2 + Number(mayStray(spelling))], entry);
    for (let index = 0, at = textOf(entry); index < text.length; index++) this.pool.units[at + index] = text.charCodeAt(index);
    return entry;
  }

  remove(entry: number): void {
    const number = this.number(entry);
    this.spellings[number] = undefined;
    this.bearers[number] = [];
    const size = sizeOf(this.lengthOf(entry));
    const free = this.free.get(size) ?? [];
    free.push(entry);
    this.free.set(size, free);
  }

  spelling(entry: number): Spelling | undefined {
    return this.spellings[this.number(entry)];
  }

  entitiesOf(entry: number): readonly string[] {
    return this.bearers[this.number(entry)] ?? [];
  }

  setEntities(entry: number, entities: readonly string[]): void {
    this.bearers[this.number(entry)] = entities;
  }

  next(entry: number): number {
    return this.pool.words[entry] ?? 0;
  }

  /** Of the chain of spellings that begins with `first`, the one with this text; 0 for none. */
  entryIn(first: number, text: string): number {
    let entry = first;
    while (entry !== 0 && this.spelling(entry)?.text !== text) entry = this.next(entry);
    return entry;
  }

  /** Takes a spelling out of the chain that begins with `first`. Returns its new first, 0 where nothing is left. */
  without(entry: number, first: number): number {
    if (first === entry) return this.next(entry);
    let before = first;
    while (this.next(before) !== entry) before = this.next(before);
    this.pool.words[before] = this.next(entry);
    return first;
  }

  coreStart(entry: number): number {
    return (this.pool.words[entry + coreAt] ?? 0) >>> 1;
  }

  lengthOf(entry: number): number {
    return this.pool.words[entry + lengthAt] ?? 0;
  }

  /** Whether a spelling stands in the text at `at`, unit by unit. */
  standsAt(text: Uint16Array, at: number, entry: number): boolean {
    const { units } = this.pool;
    const from = textOf(entry);
    const length = this.lengthOf(entry);
    let index = 0;
    while (index < length && text[at + index] === units[from + index]) index++;
    return index === length;
  }

  private number(entry: number): number {
    return this.pool.words[entry + numberAt] ?? 0;
  }
}

/** How many of the pool's numbers an entry has. */
function sizeOf(length: number): number {
  return textAt + ((length + 1) >> 1);
}

/** Where an entry's text begins among the pool's units. */
function textOf(entry: number): number {
  return (entry + textAt) * 2;
}
