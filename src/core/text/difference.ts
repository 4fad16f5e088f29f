import type { TextEdit } from '../yaml/splice';

/**
 * The smallest single edit that makes `after` of `before`; none when they are the same. Where the place is not
 * certain, as for a letter doubled, it is the last one that serves.
 */
export function difference(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  return [{ span: { start, end: before.length - end }, text: after.slice(start, after.length - end) }];
}

/** So many units are compared at once, as long as they are the same: many times as fast as one by one. */
const atOnce = 4096;

/** The length of what both begin with. */
function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length + atOnce <= most && a.slice(length, length + atOnce) === b.slice(length, length + atOnce)) length += atOnce;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

/** The length of what both end with, the first `start` units left out. */
function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length + atOnce <= most && a.slice(a.length - length - atOnce, a.length - length) === b.slice(b.length - length - atOnce, b.length - length)) length += atOnce;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}
