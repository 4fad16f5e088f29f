/**
 * What two sequences have in common, in order.
 *
 * Runs that occur once on each side are found first and held to the same order (patience), since they cannot be
 * mistaken; what lies between them is compared by Myers, "An O(ND) difference algorithm and its variations"
 * (Algorithmica 1, 1986, p. 251). Where even that would be long, nothing is said to be in common: the longer the
 * comparison has taken already, the sooner.
 */

/** For each element of the old sequence, the index of the same element in the new one, or -1. Ascending where it is not -1. */
export type Matching = Int32Array;

interface Stretch {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Myers' algorithm keeps a row for each difference: a thousand rows are half a million cells. */
const mostDifferences = 1000;
/** As many are looked for everywhere, however much there was to do before. */
const leastDifferences = 100;
/** Cells for a whole diff: a tenth of a second or so. */
const mostCells = 4_000_000;

/** `runs` are the lengths of the runs that have to occur once only, tried one after the other: `[6, 3, 1]`, or none. */
export function diff(oldKeys: readonly string[], newKeys: readonly string[], runs: readonly number[]): Matching {
  const ids = new Map<string, number>();
  const idOf = (key: string): number => {
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  };
  const texts: Texts = {
    old: Int32Array.from(oldKeys, idOf),
    new: Int32Array.from(newKeys, idOf),
    runs,
    matching: new Int32Array(oldKeys.length).fill(-1),
    effort: { cells: 0 },
  };
  compare(texts, { oldStart: 0, oldEnd: texts.old.length, newStart: 0, newEnd: texts.new.length }, 0);
  return texts.matching;
}

interface Texts {
  readonly old: Int32Array;
  readonly new: Int32Array;
  readonly runs: readonly number[];
  readonly matching: Int32Array;
  /** What Myers' algorithm has taken so far. */
  readonly effort: { cells: number };
}

function compare(texts: Texts, stretch: Stretch, level: number): void {
  const rest = trim(texts, stretch);
  if (rest.oldStart === rest.oldEnd || rest.newStart === rest.newEnd) {
    return;
  }
  const size = texts.runs[level];
  if (size === undefined) {
    myers(texts, rest);
    return;
  }
  let { oldStart, newStart } = rest;
  for (const [oldIndex, newIndex] of commonOnce(texts, rest, size)) {
    if (oldIndex >= oldStart && newIndex >= newStart) {
      compare(texts, { oldStart, oldEnd: oldIndex, newStart, newEnd: newIndex }, level + 1);
      for (let k = 0; k < size; k++) {
        texts.matching[oldIndex + k] = newIndex + k;
      }
      oldStart = oldIndex + size;
      newStart = newIndex + size;
    }
  }
  compare(texts, { oldStart, oldEnd: rest.oldEnd, newStart, newEnd: rest.newEnd }, level + 1);
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
function commonOnce(texts: Texts, stretch: Stretch, size: number): readonly (readonly [number, number])[] {
  const { old, new: now } = texts;
  const inOld = placesOnce(old, stretch.oldStart, stretch.oldEnd, size);
  const inNew = placesOnce(now, stretch.newStart, stretch.newEnd, size);
  const pairs: [number, number][] = [];
  for (const [run, oldIndex] of inOld) {
    const newIndex = inNew.get(run);
    if (oldIndex >= 0 && newIndex !== undefined && newIndex >= 0 && isSameRun(texts, oldIndex, newIndex, size)) {
      pairs.push([oldIndex, newIndex]);
    }
  }
  return longestAscending(pairs.sort(([a], [b]) => a - b));
}

/**
 * Where each run of `size` elements stands, by a hash of it; -1 for one that stands there twice. Two runs with the same hash
 * count as one that stands there twice: a loss that is seldom, and small.
 */
function placesOnce(ids: Int32Array, start: number, end: number, size: number): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (let index = start; index + size <= end; index++) {
    let hash = 0;
    for (let k = 0; k < size; k++) hash = Math.imul(hash ^ (ids[index + k] ?? 0), 0x9e3779b1) + k | 0;
    places.set(hash, places.has(hash) ? -1 : index);
  }
  return places;
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
function myers(texts: Texts, stretch: Stretch): void {
  const height = stretch.oldEnd - stretch.oldStart;
  const width = stretch.newEnd - stretch.newStart;
  const allowed = Math.floor(Math.sqrt(Math.max(0, mostCells - texts.effort.cells)));
  const limit = Math.min(height + width, mostDifferences, Math.max(leastDifferences, allowed));
  const rows: Int32Array[] = [];
  for (let d = 0; d <= limit; d++) {
    const row = nextRow(texts, stretch, rows[d - 1], d);
    rows.push(row);
    texts.effort.cells += d + 1;
    const last = height - width;
    if (Math.abs(last) <= d && (last + d) % 2 === 0 && (row[last + d] ?? 0) >= height) {
      trace(texts, stretch, rows, last);
      return;
    }
  }
}

/** `row[k + d]` is the old index, from the stretch's start, that is reached on diagonal `k` (old minus new index). */
function nextRow(texts: Texts, stretch: Stretch, previous: Int32Array | undefined, d: number): Int32Array {
  const height = stretch.oldEnd - stretch.oldStart;
  const width = stretch.newEnd - stretch.newStart;
  const row = new Int32Array(2 * d + 1);
  for (let k = -d; k <= d; k += 2) {
    let x = previous === undefined ? 0 : step(previous, d, k).x;
    while (x < height && x - k < width && x - k >= 0
      && texts.old[stretch.oldStart + x] === texts.new[stretch.newStart + x - k]) {
      x++;
    }
    row[k + d] = x;
  }
  return row;
}

/** The better of an element put in (from diagonal k + 1) and one left out (from k - 1), and where it comes from. */
function step(previous: Int32Array, d: number, k: number): { readonly x: number; readonly from: number } {
  const putIn = k < d - 1 ? previous[k + 1 + d - 1] ?? -1 : -1;
  const leftOut = k > -d + 1 ? (previous[k - 1 + d - 1] ?? -2) + 1 : -1;
  return putIn >= leftOut ? { x: putIn, from: k + 1 } : { x: leftOut, from: k - 1 };
}

function trace(texts: Texts, stretch: Stretch, rows: readonly Int32Array[], last: number): void {
  let k = last;
  for (let d = rows.length - 1; d >= 0; d--) {
    const previous = rows[d - 1];
    const start = previous === undefined ? { x: 0, from: k } : step(previous, d, k);
    for (let x = (rows[d]?.[k + d] ?? 0) - 1; x >= start.x; x--) {
      texts.matching[stretch.oldStart + x] = stretch.newStart + x - k;
    }
    k = start.from;
  }
}
