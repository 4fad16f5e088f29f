import { withRoom } from './growing';
import { Places, roomFor } from './places';

/** A number in the upper 23 bits, with how often it occurs, 1 to 255, in the lower 8. */
export type Entry = number;

/** What is known of a list besides its bytes: four numbers. */
const fields = 4;
const placeField = 0;
const sizeField = 1;
const lengthField = 2;
const lastField = 3;
/** An entry takes no more bytes. */
const longestEntry = 5;

/** An entry among the bytes of a list. */
interface Standing {
  readonly entry: Entry;
  /** The number of the entry before it, -1 for the first one. */
  readonly before: number;
  /** Where it begins and ends, in bytes from the start of the list. */
  readonly start: number;
  readonly end: number;
}

/**
 * Many lists of numbers from 0 to 2²³ - 1, each once in a list, with a count. They stand in ascending order, and in bytes: twice the step from the
 * number before, and one more where the count is not 1, in groups of seven bits, the lowest first; then that count. 5, 7 three times, and 300 are
 *
 *     0c   05 03   ca 04        6 from -1; 2, counted; 293
 *
 * Most entries of an index of words take a byte or two, where an array takes four for each.
 */
export class CountedLists {
  readonly #places = new Places();
  /** By list its place, how many bytes and entries it has, and its last number. */
  #lists = new Int32Array(fields << 8);
  #read = new Int32Array(1 << 8);
  #written = new Uint8Array(1 << 8);

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
    const read = this.#read = withRoom(this.#read, length);
    const place = this.#placeOf(list);
    const bytes = this.#places.blockOf(place);
    let [at, number] = [this.#places.startOf(place), -1];
    for (let i = 0; i < length; i++) {
      const step = stepAt(bytes, at);
      at += sizeOf(step);
      number += step >> 1;
      read[i] = (number << 8) | ((step & 1) === 0 ? 1 : bytes[at++] ?? 0);
    }
    return read.subarray(0, length);
  }

  /** Gives a list other entries, in ascending order. */
  set(list: number, entries: Int32Array): void {
    this.#makeRoom(list, entries.length * longestEntry);
    let [end, before] = [0, -1];
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] ?? 0;
      end = write(this.#written, end, before, entry);
      before = entry >> 8;
    }
    this.#exchange(list, 0, this.#sizeOf(list), end);
    this.#note(list, entries.length, before);
  }

  /** Puts an entry in its order, or in the place of the one with its number. */
  put(list: number, entry: Entry): void {
    this.#makeRoom(list, 2 * longestEntry);
    const [number, length, last] = [entry >> 8, this.lengthOf(list), this.#lastOf(list)];
    if (number > last) {
      const size = this.#sizeOf(list);
      this.#exchange(list, size, size, write(this.#written, 0, last, entry));
      this.#note(list, length + 1, number);
      return;
    }
    const found = this.#find(list, number);
    const isNew = found.entry >> 8 !== number;
    const end = write(this.#written, 0, found.before, entry);
    this.#exchange(list, found.start, found.end, isNew ? write(this.#written, end, number, found.entry) : end);
    if (isNew) this.#note(list, length + 1, last);
  }

  /** Takes out the entry with this number; there is one. */
  remove(list: number, number: number): void {
    const [found, last] = [this.#find(list, number), this.#lastOf(list)];
    if (number === last) this.#exchange(list, found.start, found.end, 0);
    else {
      const following = this.#standing(list, found.end, number);
      this.#exchange(list, found.start, following.end, write(this.#written, 0, found.before, following.entry));
    }
    this.#note(list, this.lengthOf(list) - 1, number === last ? found.before : last);
  }

  #placeOf(list: number): number {
    return this.#lists[list * fields + placeField] ?? 0;
  }

  /** In bytes. */
  #sizeOf(list: number): number {
    return this.#lists[list * fields + sizeField] ?? 0;
  }

  /** The last number; -1 in an empty list. */
  #lastOf(list: number): number {
    return this.lengthOf(list) === 0 ? -1 : this.#lists[list * fields + lastField] ?? 0;
  }

  #note(list: number, length: number, last: number): void {
    this.#lists[list * fields + lengthField] = length;
    this.#lists[list * fields + lastField] = last;
  }

  #makeRoom(list: number, bytes: number): void {
    this.#lists = withRoom(this.#lists, (list + 1) * fields);
    this.#written = withRoom(this.#written, bytes);
  }

  /** The first entry whose number is not below this one; there is one. */
  #find(list: number, number: number): Standing {
    const place = this.#placeOf(list);
    const [bytes, start] = [this.#places.blockOf(place), this.#places.startOf(place)];
    let [at, before] = [start, -1];
    for (;;) {
      const step = stepAt(bytes, at);
      if (before + (step >> 1) >= number) return this.#standing(list, at - start, before);
      before += step >> 1;
      at += sizeOf(step) + (step & 1);
    }
  }

  #standing(list: number, start: number, before: number): Standing {
    const place = this.#placeOf(list);
    const [bytes, at] = [this.#places.blockOf(place), this.#places.startOf(place) + start];
    const step = stepAt(bytes, at);
    const end = start + sizeOf(step);
    const counted = (step & 1) === 1;
    return { entry: ((before + (step >> 1)) << 8) | (counted ? bytes[at + end - start] ?? 0 : 1), before, start, end: counted ? end + 1 : end };
  }

  /** Puts the first `length` bytes that were written in the place of those from `start` to `end`. */
  #exchange(list: number, start: number, end: number, length: number): void {
    const size = this.#sizeOf(list);
    const after = size - (end - start) + length;
    if (after > size) this.#resize(list, after);
    const place = this.#placeOf(list);
    const [bytes, at] = [this.#places.blockOf(place), this.#places.startOf(place)];
    if (end < size) bytes.copyWithin(at + start + length, at + end, at + size);
    for (let i = 0; i < length; i++) bytes[at + start + i] = this.#written[i] ?? 0;
    if (after < size) this.#resize(list, after);
  }

  /** Moves a list to another place where its own has another size than it needs. */
  #resize(list: number, size: number): void {
    const [before, place] = [this.#sizeOf(list), this.#placeOf(list)];
    this.#lists[list * fields + sizeField] = size;
    if (roomFor(before) === roomFor(size)) return;
    const other = size === 0 ? 0 : this.#places.take(roomFor(size));
    const [from, to] = [this.#places.startOf(place), this.#places.startOf(other)];
    if (before > 0 && size > 0) this.#places.blockOf(other).set(this.#places.blockOf(place).subarray(from, from + Math.min(before, size)), to);
    if (before > 0) this.#places.giveBack(place, roomFor(before));
    this.#lists[list * fields + placeField] = other;
  }
}

/** Writes an entry that stands behind one with the number `before`; returns where it ends. */
function write(bytes: Uint8Array, start: number, before: number, entry: Entry): number {
  const count = entry & 0xff;
  let [at, rest] = [start, ((entry >> 8) - before) * 2 + (count === 1 ? 0 : 1)];
  for (; rest >= 0x80; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80;
  bytes[at++] = rest;
  if (count !== 1) bytes[at++] = count;
  return at;
}

function stepAt(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  return first < 0x80 ? first : longStepAt(bytes, start);
}

function longStepAt(bytes: Uint8Array, start: number): number {
  let step = 0;
  for (let [at, shift] = [start, 0]; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    step |= (byte & 0x7f) << shift;
    if (byte < 0x80) return step;
  }
}

/** How many bytes a step takes. */
function sizeOf(step: number): number {
  if (step < 1 << 7) return 1;
  if (step < 1 << 14) return 2;
  return step < 1 << 21 ? 3 : 4;
}
