import type { Spelling } from './spelling';

/** Of each spelling: where its text begins in `units`, its length, where its core begins in it, and the next spelling with the same hash. */
const width = 4;
const lengthAt = 1;
const coreAt = 2;
const nextAt = 3;

/** So much may lie about before texts are moved together, in UTF-16 units. */
const leastWaste = 4096;

/**
 * Spellings by number, from 1 on, with the entities that bear them. What a search looks at lies side by side in typed arrays:
 * an object for each would be fetched from memory piece by piece, which takes longer than the comparison.
 */
export class SpellingShelf {
  private records = new Int32Array(width * 16);
  private units = new Uint16Array(256);
  private usedUnits = 0;
  private wasted = 0;
  /** Index 0 stays empty: it means none. */
  private readonly spellings: (Spelling | undefined)[] = [undefined];
  private readonly bearers: (readonly string[])[] = [[]];
  private readonly free: number[] = [];

  /** @param next the next spelling with the same hash, 0 for none */
  add(spelling: Spelling, entities: readonly string[], next: number): number {
    const number = this.free.pop() ?? this.spellings.length;
    this.spellings[number] = spelling;
    this.bearers[number] = entities;
    if ((number + 1) * width > this.records.length) this.records = grown(this.records, new Int32Array(this.records.length * 2));
    this.records.set([this.put(spelling.text), spelling.text.length, spelling.coreStart, next], number * width);
    return number;
  }

  remove(number: number): void {
    this.wasted += this.lengthOf(number);
    this.spellings[number] = undefined;
    this.bearers[number] = [];
    this.records.fill(0, number * width, (number + 1) * width);
    this.free.push(number);
    if (this.wasted > leastWaste && this.wasted * 2 > this.usedUnits) this.tidy();
  }

  spelling(number: number): Spelling | undefined {
    return this.spellings[number];
  }

  entitiesOf(number: number): readonly string[] {
    return this.bearers[number] ?? [];
  }

  setEntities(number: number, entities: readonly string[]): void {
    this.bearers[number] = entities;
  }

  next(number: number): number {
    return this.records[number * width + nextAt] ?? 0;
  }

  setNext(number: number, next: number): void {
    this.records[number * width + nextAt] = next;
  }

  coreStart(number: number): number {
    return this.records[number * width + coreAt] ?? 0;
  }

  lengthOf(number: number): number {
    return this.records[number * width + lengthAt] ?? 0;
  }

  /** Whether a spelling stands in the text at `at`, unit by unit. */
  standsAt(text: Uint16Array, at: number, number: number): boolean {
    const { units } = this;
    const from = this.records[number * width] ?? 0;
    const length = this.lengthOf(number);
    let index = 0;
    while (index < length && text[at + index] === units[from + index]) index++;
    return index === length;
  }

  /** Puts a text behind the others; returns where it begins. */
  private put(text: string): number {
    const from = this.usedUnits;
    this.usedUnits += text.length;
    if (this.usedUnits > this.units.length) this.units = grown(this.units, new Uint16Array(Math.max(this.usedUnits, this.units.length * 2)));
    for (let index = 0; index < text.length; index++) this.units[from + index] = text.charCodeAt(index);
    return from;
  }

  /** Moves the texts together. */
  private tidy(): void {
    this.usedUnits = this.wasted = 0;
    for (const [number, spelling] of this.spellings.entries()) if (spelling !== undefined) this.records[number * width] = this.put(spelling.text);
  }
}

function grown<Numbers extends Int32Array | Uint16Array>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}
