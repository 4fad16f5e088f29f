import type { Steps } from '../steps';

/** Two sequences of numbers, and a part of each: half-open. */
export interface Stretch {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Elements that stand in both sequences in a row. */
export interface Run {
  readonly oldStart: number;
  readonly newStart: number;
  readonly length: number;
}

/** What stands so often in the old stretch, an empty line of a table say, tells nothing of what is beside it. */
const tooOften = 65;
/** How many elements are compared between two stops. */
const breath = 16_384;

/**
 * The run that both stretches share and that is hardest to mistake: from the rarest element on as far as it goes, and of equal ones the
 * first. It is how `git diff --histogram` begins (JGit's `HistogramDiff`).
 * @param effort gets how many elements were looked at
 * @returns `undefined` where they share nothing that is rare enough
 */
export function* rarestRun(old: Int32Array, now: Int32Array, stretch: Stretch, effort: { cells: number }): Steps<Run | undefined> {
  const places = placesIn(old, stretch);
  const timesOf = (index: number): number => places.get(old[index] ?? -1)?.length ?? 0;
  effort.cells += stretch.oldEnd - stretch.oldStart + stretch.newEnd - stretch.newStart;
  let [best, least, rested]: [Run | undefined, number, number] = [undefined, tooOften, effort.cells];
  for (let index = stretch.newStart, next = index; index < stretch.newEnd; index = next) {
    next = index + 1;
    const here = places.get(now[index] ?? -1) ?? [];
    for (const place of here.length > least ? [] : here) {
      const run = runAround(old, now, stretch, place, index);
      const times = timesOfRarest(run, timesOf);
      effort.cells += run.length;
      next = Math.max(next, run.newStart + run.length);
      if (run.length > (best?.length ?? 0) || times < least) [best, least] = [run, times];
    }
    if (effort.cells - rested > breath) {
      yield;
      rested = effort.cells;
    }
  }
  return best;
}

function placesIn(old: Int32Array, { oldStart, oldEnd }: Stretch): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (let index = oldStart; index < oldEnd; index++) {
    const element = old[index] ?? -1;
    const known = places.get(element);
    if (known === undefined) places.set(element, [index]);
    else known.push(index);
  }
  return places;
}

/** As far as both go on alike to either side of a place. */
function runAround(old: Int32Array, now: Int32Array, stretch: Stretch, oldIndex: number, newIndex: number): Run {
  let [before, after] = [0, 1];
  while (oldIndex - before > stretch.oldStart && newIndex - before > stretch.newStart && old[oldIndex - before - 1] === now[newIndex - before - 1]) before++;
  while (oldIndex + after < stretch.oldEnd && newIndex + after < stretch.newEnd && old[oldIndex + after] === now[newIndex + after]) after++;
  return { oldStart: oldIndex - before, newStart: newIndex - before, length: before + after };
}

function timesOfRarest({ oldStart, length }: Run, timesOf: (index: number) => number): number {
  let least = Infinity;
  for (let index = oldStart; index < oldStart + length; index++) least = Math.min(least, timesOf(index));
  return least;
}
