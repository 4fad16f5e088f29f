/**
 * What two sequences have in common, in order.
 *
 * Long runs of rare elements are found first, where they are asked for; then those that occur once on each side, which are held
 * to the same order (patience), since they cannot be mistaken; what lies between them is compared by Myers, "An O(ND) difference algorithm and its variations"
 * (Algorithmica 1, 1986, p. 251). Where even that would be long, nothing is said to be in common: the longer the
 * comparison has taken already, the sooner.
 */

import type { Steps } from '../steps';
import { rarestRun, type Stretch } from './histogram';

/** For each element of the old sequence, the index of the same element in the new one, or -1. Ascending where it is not -1. */
export type Matching = Int32Array;

/** Myers' algorithm keeps a row for each difference: a thousand rows are half a million cells. */
const mostDifferences = 1000;
/** As many are looked for everywhere, however much there was to do before. */
const leastDifferences = 32;
/** After so many cells, a hundredth of a second or so, half as many differences are looked for; after twice as many a third. */
const patience = 1_000_000;
/** How many elements, and how many rows, are worked on between two stops. */
const breath = 16_384;
const breathRows = 64;

/**
 * @param runs the lengths of the runs that have to occur once only, tried one after the other: `[6, 3, 1]`, or none
 * @param long runs that are so long come before all others, the rarest first, though they occur more often
 */
export function* diff(oldKeys: readonly string[], newKeys: readonly string[], runs: readonly number[], long = Infinity): Steps<Matching> {
  const ids = new Map<string, number>();
  const texts: Texts = {
    old: yield* numbered(oldKeys, ids),
    new: yield* numbered(newKeys, ids),
    runs,
    matching: new Int32Array(oldKeys.length).fill(-1),
    effort: { cells: 0 },
  };
  const whole = { oldStart: 0, oldEnd: texts.old.length, newStart: 0, newEnd: texts.new.length };
  yield* long === Infinity ? compare(texts, whole, 0) : longRunsFirst(texts, whole, long);
  return texts.matching;
}

/** Numbers in the place of keys, the same for the same key. */
function* numbered(keys: readonly string[], ids: Map<string, number>): Steps<Int32Array> {
  const numbers = new Int32Array(keys.length);
  for (const [index, key] of keys.entries()) {
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    numbers[index] = id;
    if (index % breath === breath - 1) yield;
  }
  return numbers;
}

interface Texts {
  readonly old: Int32Array;
  readonly new: Int32Array;
  readonly runs: readonly number[];
  readonly matching: Int32Array;
  /** What Myers' algorithm has taken so far. */
  readonly effort: { cells: number };
}

/** Where that takes long, as with thousands of runs, what is left is compared without them. */
function* longRunsFirst(texts: Texts, whole: Stretch, long: number): Steps<void> {
  const { old, new: now } = texts;
  const effort = { cells: 0 };
  const todo = [whole];
  for (let stretch = todo.pop(); stretch !== undefined; stretch = todo.pop()) {
    const rest = trim(texts, stretch);
    const run = effort.cells < patience ? yield* rarestRun(old, now, rest, effort) : undefined;
    if (run === undefined || run.length < long) {
      yield* compare(texts, rest, 0);
      continue;
    }
    const { oldStart, newStart, length } = run;
    for (let k = 0; k < length; k++) texts.matching[oldStart + k] = newStart + k;
    todo.push({ ...rest, oldStart: oldStart + length, newStart: newStart + length }, { ...rest, oldEnd: oldStart, newEnd: newStart });
  }
}

function* compare(texts: Texts, stretch: Stretch, level: number): Steps<void> {
  const rest = trim(texts, stretch);
  if (rest.oldStart === rest.oldEnd || rest.newStart === rest.newEnd) {
    return;
  }
  const size = texts.runs[level];
  if (size === undefined) {
    return yield* myers(texts, rest);
  }
  let { oldStart, newStart } = rest;
  for (const [oldIndex, newIndex] of yield* commonOnce(texts, rest, size)) {
    if (oldIndex >= oldStart && newIndex >= newStart) {
      yield* compare(texts, { oldStart, oldEnd: oldIndex, newStart, newEnd: newIndex }, level + 1);
      for (let k = 0; k < size; k++) {
        texts.matching[oldIndex + k] = newIndex + k;
      }
      oldStart = oldIndex + size;
      newStart = newIndex + size;
    }
  }
  yield* compare(texts, { oldStart, oldEnd: rest.oldEnd, newStart, newEnd: rest.newEnd }, level + 1);
}

/** Matches what both sides begin and end with, and returns what is left. */
function trim({ old, new: now, matching }: Texts, stretch: Stretch): Stretch {
  let { oldStart, oldEnd, newStart, newEnd } = stretch;
  while (oldStart < oldEnd && newStart < newEnd && old[oldStart] === now[newStart]) {
    matching[oldStart++] = newStart++;
  }
  while (oldStart < oldEnd && newStart < newEnd && old[oldEnd - 1] === now[newEnd - 1]) {
    matching[--oldEnd] = --newEnd;
  }
  return { oldStart, oldEnd, newStart, newEnd };
}

/** The places of the runs of `size` elements that occur once on each side, in an order that both sides share. */
function* commonOnce(texts: Texts, stretch: Stretch, size: number): Steps<readonly (readonly [number, number])[]> {
  const { old, new: now } = texts;
  const inOld = yield* placesOf(old, stretch.oldStart, stretch.oldEnd, size);
  const inNew = yield* placesOf(now, stretch.newStart, stretch.newEnd, size);
  const pairs: [number, number][] = [];
  for (let index = stretch.oldStart; index + size <= stretch.oldEnd; index++) {
    const hash = hashAt(old, index, size);
    const newIndex = onlyPlace(inOld, hash) === index ? onlyPlace(inNew, hash) : -1;
    if (newIndex >= 0 && isSameRun(texts, index, newIndex, size)) pairs.push([index, newIndex]);
    if (index % breath === 0) yield;
  }
  return longestAscending(pairs);
}

/** Where each run of some size stands, by a hash of it: an open hash table. Two runs with the same hash count as one that stands there twice: a loss that is seldom, and small. */
interface Places {
  readonly hashes: Int32Array;
  /** 0 where the slot is free, else the place and one, or -1 for a run that stands there twice. */
  readonly places: Int32Array;
}

function* placesOf(ids: Int32Array, start: number, end: number, size: number): Steps<Places> {
  const capacity = 2 << Math.ceil(Math.log2(Math.max(1, end - start)));
  const table: Places = { hashes: new Int32Array(capacity), places: new Int32Array(capacity) };
  for (let index = start; index + size <= end; index++) {
    const hash = hashAt(ids, index, size);
    const slot = slotOf(table, hash);
    table.hashes[slot] = hash;
    table.places[slot] = table.places[slot] === 0 ? index + 1 : -1;
    if (index % breath === 0) yield;
  }
  return table;
}

function slotOf({ hashes, places }: Places, hash: number): number {
  const mask = places.length - 1;
  let slot = (hash ^ hash >>> 15) & mask;
  while (places[slot] !== 0 && hashes[slot] !== hash) slot = slot + 1 & mask;
  return slot;
}

/** Where the run stands if it does so once; -1 otherwise. */
function onlyPlace(table: Places, hash: number): number {
  return Math.max(-1, (table.places[slotOf(table, hash)] ?? 0) - 1);
}

function hashAt(ids: Int32Array, index: number, size: number): number {
  let hash = 0;
  for (let k = 0; k < size; k++) hash = Math.imul(hash ^ (ids[index + k] ?? 0), 0x9e3779b1) + k | 0;
  return hash;
}

function isSameRun({ old, new: now }: Texts, oldIndex: number, newIndex: number, size: number): boolean {
  for (let k = 0; k < size; k++) if (old[oldIndex + k] !== now[newIndex + k]) return false;
  return true;
}

/** The longest part of `pairs`, ascending in the first number, that ascends in the second too (patience sorting). */
export function longestAscending(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const piles: number[] = [];
  const previous: number[] = [];
  for (const [index, [, value]] of pairs.entries()) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const top = pairs[piles[middle] ?? -1];
      if (top !== undefined && top[1] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous.push(piles[low - 1] ?? -1);
    piles[low] = index;
  }
  const longest: (readonly [number, number])[] = [];
  for (let index = piles.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) {
      longest.push(pair);
    }
  }
  return longest.reverse();
}

/** Myers' greedy algorithm, p. 257: row `d` holds for each diagonal how far `d` differences can get. */
function* myers(texts: Texts, stretch: Stretch): Steps<void> {
  const height = stretch.oldEnd - stretch.oldStart;
  const width = stretch.newEnd - stretch.newStart;
  const limit = Math.min(height + width, Math.max(leastDifferences, Math.floor(mostDifferences / (1 + texts.effort.cells / patience))));
  const rows: Int32Array[] = [];
  for (let d = 0; d <= limit; d++) {
    const row = nextRow(texts, stretch, rows[d - 1]);
    rows.push(row);
    texts.effort.cells += d + 1;
    const last = (height - width + d) / 2;
    if (Number.isInteger(last) && (row[last] ?? 0) >= height) {
      trace(texts, stretch, rows, last);
      return;
    }
    if (d % breathRows === 0) yield;
  }
}

/**
 * Row `d` has one element more than the one before it. `row[j]` is the old index, from the stretch's start, that is reached on
 * diagonal `2 * j - d` (old minus new index).
 */
function nextRow({ old, new: now }: Texts, { oldStart, oldEnd, newStart, newEnd }: Stretch, previous: Int32Array | undefined): Int32Array {
  const d = previous?.length ?? 0;
  const row = new Int32Array(d + 1);
  for (let j = 0; j <= d; j++) {
    let x = previous === undefined ? 0 : Math.max(putIn(previous, j), leftOut(previous, j));
    let y = x - 2 * j + d;
    while (y >= 0 && oldStart + x < oldEnd && newStart + y < newEnd && old[oldStart + x] === now[newStart + y]) {
      x++;
      y++;
    }
    row[j] = x;
  }
  return row;
}

/** How far it gets by putting an element in, after which the diagonal's place in the row is the same. */
function putIn(previous: Int32Array, j: number): number {
  return previous[j] ?? -1;
}

/** How far it gets by leaving one out; the diagonal it comes from has the place before it. */
function leftOut(previous: Int32Array, j: number): number {
  return (previous[j - 1] ?? -2) + 1;
}

function trace({ matching }: Texts, stretch: Stretch, rows: readonly Int32Array[], last: number): void {
  let j = last;
  for (let d = rows.length - 1; d >= 0; d--) {
    const previous = rows[d - 1];
    const isPutIn = previous === undefined || putIn(previous, j) >= leftOut(previous, j);
    const start = previous === undefined ? 0 : isPutIn ? putIn(previous, j) : leftOut(previous, j);
    for (let x = (rows[d]?.[j] ?? 0) - 1; x >= start; x--) {
      matching[stretch.oldStart + x] = stretch.newStart + x - 2 * j + d;
    }
    j = isPutIn ? j : j - 1;
  }
}
