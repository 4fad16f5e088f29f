/**
 * A number from 0 to 2²³ - 1 in the upper 23 bits, with how often it occurs, 1 to 255, in the lower 8.
 *
 * In bytes entries stand in the order of their numbers. One that is up to 127 above the one before and counts 1 is a byte, the step between them.
 * Another one is a byte with the highest bit, one that says whether there is a count, one that says whether there is more of the step, and the lowest
 * five bits of the step; then the rest of the step by seven bits, the lowest first, each but the last with the highest bit; then the count.
 * 5, 7 three times, and 300 are
 *
 *     06   c2 03   a5 09        6 from -1; 2, counted; 293 = 5 + 9 · 32
 *
 * Most entries of an index of words take a byte or two, where an array takes four for each.
 */
export type Entry = number;

/** What the first byte of an entry says: that it is not the step alone, that a count stands at the end, that more of the step follows. */
const isLong = 0x80;
const hasCount = 0x40;
const hasMore = 0x20;
/** So many bits of the step are in the first byte of such an entry. */
const firstBits = 5;
/** An entry takes no more bytes. */
export const longestEntry = 6;

/** Writes an entry that stands behind one with the number `before`; returns where it ends. */
export function write(bytes: Uint8Array, start: number, before: number, entry: Entry): number {
  const [step, count] = [(entry >> 8) - before, entry & 0xff];
  let at = start;
  if (count === 1 && step < isLong) {
    bytes[at++] = step;
    return at;
  }
  let rest = step >>> firstBits;
  bytes[at++] = isLong | (count === 1 ? 0 : hasCount) | (rest === 0 ? 0 : hasMore) | (step & (hasMore - 1));
  for (; rest > 0; rest >>>= 7) bytes[at++] = (rest & 0x7f) | (rest < 0x80 ? 0 : 0x80);
  if (count !== 1) bytes[at++] = count;
  return at;
}

/** Reads the bytes from `start` to `end`; returns where the entries end in `into`. All in one loop: it runs for each word of each article compared. */
export function unpack(bytes: Uint8Array, start: number, end: number, base: number, into: Int32Array, from: number): number {
  let [at, to, number] = [start, from, base];
  while (at < end) {
    const first = bytes[at++] ?? 0;
    let step = first;
    if (first >= isLong) {
      step = first & (hasMore - 1);
      let more = first & hasMore;
      for (let shift = firstBits; more !== 0; shift += 7) {
        more = bytes[at++] ?? 0;
        step |= (more & 0x7f) << shift;
        more &= 0x80;
      }
    }
    number += step;
    into[to++] = (number << 8) | (first < isLong + hasCount ? 1 : bytes[at++] ?? 0);
  }
  return to;
}

/** How far the entry at a place is from the one before it. */
export function stepAt(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  if (first < isLong) return first;
  let step = first & (hasMore - 1);
  let shift = firstBits;
  let more = (first & hasMore) !== 0;
  for (let at = start + 1; more; shift += 7) {
    const byte = bytes[at++] ?? 0;
    step |= (byte & 0x7f) << shift;
    more = byte >= 0x80;
  }
  return step;
}

export function hasCountAt(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at] ?? 0;
  return first >= isLong && (first & hasCount) !== 0;
}

/** Where the entry at a place ends. */
export function endAt(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  let at = start + 1;
  if (first < isLong) return at;
  if ((first & hasMore) !== 0) while ((bytes[at++] ?? 0) >= 0x80);
  return (first & hasCount) === 0 ? at : at + 1;
}
