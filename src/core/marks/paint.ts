import type { Span } from '../model';

/** A stretch of text, and what it is to look like. */
export interface Painted<T> {
  readonly span: Span;
  readonly paint: T;
}

/**
 * Makes stretches that may nest or overlap into ones that do not: where several cover a character, the one that
 * starts last is seen, and of those that start together the shortest. `[Bank of [China]]` comes out as
 * `[Bank of ]` and `[China]`. Empty stretches are left out; the result is in order.
 */
export function flatten<T>(stretches: readonly Painted<T>[]): Painted<T>[] {
  const ordered = stretches.filter(({ span }) => span.end > span.start)
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const flat: Painted<T>[] = [];
  const open: Painted<T>[] = [];
  let at = 0;
  const paintTo = (end: number): void => {
    while (open.length > 0 && at < end) {
      const top = open.at(-1);
      if (top === undefined) return;
      const stop = Math.min(end, top.span.end);
      if (stop > at) flat.push({ span: { start: at, end: stop }, paint: top.paint });
      at = Math.max(at, stop);
      if (top.span.end <= at) open.pop();
    }
  };
  for (const stretch of ordered) {
    paintTo(stretch.span.start);
    at = Math.max(at, stretch.span.start);
    open.push(stretch);
  }
  paintTo(Number.POSITIVE_INFINITY);
  return flat;
}
