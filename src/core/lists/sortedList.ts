import type { Steps } from '../steps';

/** Runs of this length are sorted at once: some milliseconds. */
const runLength = 4096;

/** Items in order, put in and taken out one by one. No two compare as equal. */
export class SortedList<T> {
  #items: T[] = [];

  /** @param compare below zero where the first comes first; zero only for one and the same */
  constructor(private readonly compare: (one: T, other: T) => number) {}

  get items(): readonly T[] {
    return this.#items;
  }

  /** Takes these in the place of all, stopping every few milliseconds; the last stop is before anything changes. */
  *fillWith(items: readonly T[]): Generator<undefined, void> {
    let runs: T[][] = [];
    for (let from = 0; from < items.length; from += runLength) {
      runs.push(items.slice(from, from + runLength).sort(this.compare));
      yield;
    }
    while (runs.length > 1) {
      const merged: T[][] = [];
      for (let at = 0; at < runs.length; at += 2) {
        merged.push(yield* this.#merge(runs[at] ?? [], runs[at + 1] ?? []));
        yield;
      }
      runs = merged;
    }
    this.#items = runs[0] ?? [];
  }

  put(item: T): void {
    this.#items.splice(this.placeOf(item), 0, item);
  }

  /** Takes out an item; nothing happens where there is none that compares as equal. */
  drop(item: T): void {
    const at = this.placeOf(item);
    const found = this.#items[at];
    if (found !== undefined && this.compare(found, item) === 0) this.#items.splice(at, 1);
  }

  /** Puts an item in the place of one that is here, or where it is to stand now; only what is in between moves. */
  exchange(before: T, now: T): void {
    let at = this.placeOf(before);
    const place = this.placeOf(now);
    const end = place > at ? place - 1 : place;
    const step = end > at ? 1 : -1;
    for (; at !== end; at += step) {
      const next = this.#items[at + step];
      if (next !== undefined) this.#items[at] = next;
    }
    this.#items[end] = now;
  }

  /** How many items come before this one. */
  placeOf(item: T): number {
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const found = this.#items[middle];
      if (found !== undefined && this.compare(found, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *#merge(ones: readonly T[], others: readonly T[]): Steps<T[]> {
    const merged: T[] = [];
    let at = 0;
    for (const [done, one] of ones.entries()) {
      if (done % runLength === runLength - 1) yield;
      for (let other = others[at]; other !== undefined && this.compare(other, one) < 0; other = others[++at]) merged.push(other);
      merged.push(one);
    }
    for (; at < others.length; at++) {
      const other = others[at];
      if (other !== undefined) merged.push(other);
    }
    return merged;
  }
}

/** The first few of many by a key, without sorting them all. */
export function firstOf<T>(items: Iterable<T>, count: number, keyOf: (item: T) => string): T[] {
  const first: { readonly item: T; readonly key: string }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = first.at(-1);
    if (first.length === count && last !== undefined && key >= last.key) continue;
    if (first.length === count) first.pop();
    first.splice(first.findLastIndex(each => each.key <= key) + 1, 0, { item, key });
  }
  return first.map(({ item }) => item);
}

/** Stretches of neighbours with the same key: of dates by year, `2015` with its dates, then `2017`. */
export function runsBy<T>(items: readonly T[], keyOf: (item: T) => string): { readonly key: string; readonly items: readonly T[] }[] {
  const runs: { key: string; items: T[] }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = runs.at(-1);
    if (last?.key === key) last.items.push(item);
    else runs.push({ key, items: [item] });
  }
  return runs;
}

/** A list cut into stretches of `size`, the last one shorter. */
export function pagesOf<T>(items: readonly T[], size: number): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
