import type { Span } from '../model';
import { occurrences } from '../text/finder';
import { standsAsWord, type Ground } from './candidates';
import type { Sought } from './sought';

/** A stretch of the folded text that is nearly the quote. */
export interface Near extends Span {
  readonly errors: number;
}

/** Shorter quotes (in folded characters) are never matched approximately: `John Key` is not `Jon Keys`. */
const shortest = 24;
/** Longer ones would cost too much, and people can do it better. */
const longest = 4000;
/** Errors for each character of the quote: at most one in eight. */
const tolerance = 0.12;
/** Where no neighbour is found within as many characters, nothing says that a similar text is the same. */
const widest = 50_000;
const pieceLength = 7;
const mostDiagonals = 3;

/**
 * Places between `from` and `to` of the folded text where the quote stands with a few errors, best first.
 *
 * Pieces of the quote are looked up exactly. A place that holds the quote has many of them on about the same diagonal
 * (place in the text minus place in the quote), so only the diagonals with the most pieces are compared
 * in full, and only within the band around them that the tolerated errors can reach.
 */
export function approximate(mark: Sought, ground: Ground, from: number, to: number): readonly Near[] {
  const { quote } = mark;
  if (quote.length < shortest || quote.length > longest || to - from > widest) {
    return [];
  }
  const most = Math.floor(quote.length * tolerance);
  return diagonals(quote, ground.folded.text.slice(from, to), most)
    .map((diagonal) => nearest(mark, ground, from + diagonal, most))
    .filter((near) => near !== undefined)
    .sort((a, b) => a.errors - b.errors);
}

/** The diagonals that hold most pieces of the quote, at least a third of them. */
function diagonals(quote: string, text: string, most: number): readonly number[] {
  const pieces = Math.floor(quote.length / pieceLength);
  const hits = new Map<number, number>();
  for (let piece = 0; piece < pieces; piece++) {
    const offset = piece * pieceLength;
    for (const index of occurrences(text, quote.slice(offset, offset + pieceLength))) {
      const bucket = Math.round((index - offset) / (most + 1));
      hits.set(bucket, (hits.get(bucket) ?? 0) + 1);
    }
  }
  return [...hits]
    .filter(([, count]) => count * 3 >= pieces)
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostDiagonals)
    .map(([bucket]) => bucket * (most + 1));
}

/**
 * The stretch with the fewest errors around a diagonal that begins and ends where words do, or `undefined` when it has
 * more than `most`. Dynamic programming over the edit-distance matrix, in a band of it (Ukkonen, "Algorithms for approximate
 * string matching", 1985), the start of the stretch being free and carried along.
 */
function nearest(mark: Sought, ground: Ground, diagonal: number, most: number): Near | undefined {
  // The diagonal is that of a bucket, so the true one may be half a bucket away on either side.
  const reach = most + Math.ceil(most / 2) + 1;
  const cells = band(mark.quote, ground.folded.text, diagonal, reach);
  let best: Near | undefined;
  for (const near of cells) {
    const better = near.errors <= most && near.errors < (best?.errors ?? Infinity);
    if (better && near.start < near.end && standsAsWord(mark, ground, near.start, near.end)) {
      best = near;
    }
  }
  return best;
}

/** The last row of the band: for each end of a stretch, its best start and the errors between. */
function band(quote: string, text: string, diagonal: number, reach: number): readonly Near[] {
  const width = 2 * reach + 1;
  let row = Array.from({ length: width }, (_, k): Near => {
    const index = diagonal + k - reach;
    return { start: index, end: index, errors: index < 0 || index > text.length ? Infinity : 0 };
  });
  for (let i = 1; i <= quote.length; i++) {
    const next: Near[] = [];
    for (let k = 0; k < width; k++) {
      const end = diagonal + i + k - reach;
      const same = quote.charCodeAt(i - 1) === text.charCodeAt(end - 1);
      next.push(end < 0 || end > text.length
        ? { start: end, end, errors: Infinity }
        : least(end, row[k], same ? 0 : 1, row[k + 1], next[k - 1]));
    }
    row = next;
  }
  return row;
}

function least(end: number, across: Near | undefined, mismatch: number, left: Near | undefined, added: Near | undefined): Near {
  let start = across?.start ?? end;
  let errors = (across?.errors ?? Infinity) + mismatch;
  for (const other of [left, added]) {
    if (other !== undefined && other.errors + 1 < errors) {
      errors = other.errors + 1;
      start = other.start;
    }
  }
  return { start, end, errors };
}
