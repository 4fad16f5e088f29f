import { endAt, hasCountAt, longestEntry, stepAt, unpack, write } from './entries';
import type { Entry } from './entries';
import { withRoom } from './growing';
import { Places, roomFor } from './places';

/** What is known of a list: its first and its last part, how many entries it has, and its last number or one up to which there are no others. */
const firstField = 0;
const tailField = 1;
const lengthField = 2;
const lastField = 3;
/** What is known of a part: its place, how many bytes it has, the number before its first one, and the part behind it. Parts count from 1; 0 is none. */
const placeField = 0;
const sizeField = 1;
const baseField = 2;
const nextField = 3;
const fields = 4;

/** A part has no more bytes. */
const longestPart = 1 << 10;

/** An entry in a part; undefined behind the last one. */
interface Standing {
  readonly entry: Entry | undefined;
  /** The number before it. */
  readonly before: number;
  /** Where it begins and ends, in bytes from the start of the part. */
  readonly start: number;
  readonly end: number;
}

/**
 * Many ascending lists of numbers, each once in a list, with a count, in bytes. A long list is a chain of parts: a part has the numbers above its base,
 * up to the base of the next one, so that a change of a long list costs as much as one of a short list.
 */
export class CountedLists {
  readonly #places = new Places();
  #lists = new Int32Array(fields << 8);
  #parts = new Int32Array(fields << 8);
  #partLimit = 1;
  readonly #freeParts: number[] = [];
  #read = new Int32Array(1 << 8);
  readonly #written = new Uint8Array(longestPart + 2 * longestEntry);

  /** How many bytes there is room for. */
  get room(): number {
    return this.#places.room;
  }

  lengthOf(list: number): number {
    return this.#lists[list * fields + lengthField] ?? 0;
  }

  /** The entries of a list; a view, good until another list is asked for. */
  of(list: number): Int32Array {
    const length = this.lengthOf(list);
    this.#read = withRoom(this.#read, length);
    this.read(list, this.#read, 0);
    return this.#read.subarray(0, length);
  }

  /** Puts the entries of a list into an array that has room for them; returns where they end there. */
  read(list: number, into: Int32Array, start: number): number {
    let end = start;
    for (let part = this.#listed(list, firstField); part !== 0; part = this.#part(part, nextField)) end = this.#readPart(part, into, end);
    return end;
  }

  /** Gives a list other entries, in ascending order. */
  set(list: number, entries: Int32Array): void {
    this.#clear(list);
    let [base, before, size] = [-1, -1, 0];
    for (let i = 0; i < entries.length; i++) {
      if (size + longestEntry > longestPart) {
        this.#addPart(list, this.#listed(list, tailField), base, size);
        [base, size] = [before, 0];
      }
      const entry = entries[i] ?? 0;
      size = write(this.#written, size, before, entry);
      before = entry >> 8;
    }
    if (size > 0) this.#addPart(list, this.#listed(list, tailField), base, size);
    this.#note(list, entries.length, before);
  }

  /** Puts an entry in its order, or in the place of the one with its number. */
  put(list: number, entry: Entry): void {
    this.#lists = withRoom(this.#lists, (list + 1) * fields);
    const [number, length] = [entry >> 8, this.lengthOf(list)];
    const last = length === 0 ? -1 : this.#listed(list, lastField);
    if (number > last) {
      this.#append(list, last, entry);
      this.#note(list, length + 1, number);
    } else if (this.#insert(list, entry)) this.#note(list, length + 1, last);
  }

  /** Takes out the entry with this number; there is one. */
  remove(list: number, number: number): void {
    const [length, last, part] = [this.lengthOf(list), this.#listed(list, lastField), this.#partWith(list, number)];
    if (length === 1) {
      this.#clear(list);
      return;
    }
    const found = this.#find(part, number);
    const { entry, end } = this.#standing(part, found.end, number);
    this.#exchange(part, found.start, end, entry === undefined ? 0 : write(this.#written, 0, found.before, entry));
    this.#note(list, length - 1, number === last ? found.before : last);
  }

  #listed(list: number, field: number): number {
    return this.#lists[list * fields + field] ?? 0;
  }

  #part(part: number, field: number): number {
    return this.#parts[part * fields + field] ?? 0;
  }

  #note(list: number, length: number, last: number): void {
    this.#lists[list * fields + lengthField] = length;
    this.#lists[list * fields + lastField] = last;
  }

  #clear(list: number): void {
    this.#lists = withRoom(this.#lists, (list + 1) * fields);
    for (let part = this.#listed(list, firstField); part !== 0; part = this.#part(part, nextField)) {
      this.#resize(part, 0);
      this.#freeParts.push(part);
    }
    this.#lists.fill(0, list * fields, (list + 1) * fields);
  }

  #append(list: number, last: number, entry: Entry): void {
    const tail = this.#listed(list, tailField);
    const size = this.#part(tail, sizeField);
    const length = write(this.#written, 0, last, entry);
    if (tail === 0 || size + length > longestPart) this.#addPart(list, tail, last, length);
    else this.#exchange(tail, size, size, length);
  }

  /** Whether there was none with that number. */
  #insert(list: number, entry: Entry): boolean {
    const number = entry >> 8;
    const part = this.#partWith(list, number);
    const found = this.#find(part, number);
    const isThere = found.entry !== undefined && found.entry >> 8 === number;
    const end = write(this.#written, 0, found.before, entry);
    this.#exchange(part, found.start, found.end, isThere || found.entry === undefined ? end : write(this.#written, end, number, found.entry));
    if (this.#part(part, sizeField) > longestPart) this.#split(list, part);
    return !isThere;
  }

  #split(list: number, part: number): void {
    const entries = this.#entriesIn(part);
    const half = entries.length >> 1;
    this.#exchange(part, 0, this.#part(part, sizeField), this.#write(this.#part(part, baseField), entries.subarray(0, half)));
    const base = (entries[half - 1] ?? 0) >> 8;
    this.#addPart(list, part, base, this.#write(base, entries.subarray(half)));
  }

  #write(base: number, entries: Int32Array): number {
    let [before, size] = [base, 0];
    for (const entry of entries) {
      size = write(this.#written, size, before, entry);
      before = entry >> 8;
    }
    return size;
  }

  /** Makes a part of the first `size` bytes that were written, behind another one. */
  #addPart(list: number, before: number, base: number, size: number): void {
    const part = this.#freeParts.pop() ?? this.#partLimit++;
    this.#parts = withRoom(this.#parts, (part + 1) * fields);
    this.#parts[part * fields + sizeField] = 0;
    this.#parts[part * fields + baseField] = base;
    this.#parts[part * fields + nextField] = before === 0 ? 0 : this.#part(before, nextField);
    this.#exchange(part, 0, 0, size);
    if (before === 0) this.#lists[list * fields + firstField] = part;
    else this.#parts[before * fields + nextField] = part;
    if (before === this.#listed(list, tailField)) this.#lists[list * fields + tailField] = part;
  }

  /** The part in which a number is, or would be. */
  #partWith(list: number, number: number): number {
    let part = this.#listed(list, firstField);
    for (let next = this.#part(part, nextField); next !== 0 && this.#part(next, baseField) < number; next = this.#part(part, nextField)) part = next;
    return part;
  }

  #entriesIn(part: number): Int32Array {
    this.#read = withRoom(this.#read, this.#part(part, sizeField));
    return this.#read.subarray(0, this.#readPart(part, this.#read, 0));
  }

  /** Reads a part to a place in an array that has room for it; returns where it ends there. */
  #readPart(part: number, into: Int32Array, start: number): number {
    const [place, size] = [this.#part(part, placeField), this.#part(part, sizeField)];
    const from = this.#places.startOf(place);
    return unpack(this.#places.blockOf(place), from, from + size, this.#part(part, baseField), into, start);
  }

  /** The first entry of a part whose number is not below this one. */
  #find(part: number, number: number): Standing {
    const [place, size] = [this.#part(part, placeField), this.#part(part, sizeField)];
    const [bytes, start] = [this.#places.blockOf(place), this.#places.startOf(place)];
    let [at, before] = [start, this.#part(part, baseField)];
    while (at < start + size) {
      const step = stepAt(bytes, at);
      if (before + step >= number) break;
      before += step;
      at = endAt(bytes, at);
    }
    return this.#standing(part, at - start, before);
  }

  #standing(part: number, start: number, before: number): Standing {
    const [place, size] = [this.#part(part, placeField), this.#part(part, sizeField)];
    if (start === size) return { entry: undefined, before, start, end: start };
    const [bytes, at] = [this.#places.blockOf(place), this.#places.startOf(place) + start];
    const end = endAt(bytes, at);
    const count = hasCountAt(bytes, at) ? bytes[end - 1] ?? 0 : 1;
    return { entry: ((before + stepAt(bytes, at)) << 8) | count, before, start, end: start + end - at };
  }

  /** Puts the first `length` bytes that were written in the place of those of a part from `start` to `end`. */
  #exchange(part: number, start: number, end: number, length: number): void {
    const size = this.#part(part, sizeField);
    const after = size - (end - start) + length;
    if (after > size) this.#resize(part, after);
    const place = this.#part(part, placeField);
    const [bytes, at] = [this.#places.blockOf(place), this.#places.startOf(place)];
    if (end < size) bytes.copyWithin(at + start + length, at + end, at + size);
    for (let i = 0; i < length; i++) bytes[at + start + i] = this.#written[i] ?? 0;
    if (after < size) this.#resize(part, after);
  }

  /** Moves a part to another place where its own has another size than it needs. */
  #resize(part: number, size: number): void {
    const [before, place] = [this.#part(part, sizeField), this.#part(part, placeField)];
    this.#parts[part * fields + sizeField] = size;
    if (roomFor(before) === roomFor(size)) return;
    const other = size === 0 ? 0 : this.#places.take(roomFor(size));
    const [from, to] = [this.#places.startOf(place), this.#places.startOf(other)];
    if (before > 0 && size > 0) this.#places.blockOf(other).set(this.#places.blockOf(place).subarray(from, from + Math.min(before, size)), to);
    if (before > 0) this.#places.giveBack(place, roomFor(before));
    this.#parts[part * fields + placeField] = other;
  }
}
