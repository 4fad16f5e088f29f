import type { Span } from '../model';
import type { Steps } from '../steps';
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
/** How many pieces are sought, and how many rows filled, between two stops. */
const breath = 32;

/**
 * Places between `from` and `to` of the folded text where the quote stands with a few errors, best first.
 *
 * Pieces of the quote are looked up exactly. A place that holds the quote has many of them on about the same diagonal
 * (place in the text minus place in the quote), so only the diagonals with the most pieces are compared
 * in full, and only within the band around them that the tolerated errors can reach.
 */
export function* approximate(mark: Sought, ground: Ground, from: number, to: number): Steps<readonly Near[]> {
  const { quote } = mark;
  if (quote.length < shortest || quote.length > longest || to - from > widest) {
    return [];
  }
  const most = Math.floor(quote.length * tolerance);
  const found: Near[] = [];
  for (const diagonal of yield* diagonals(quote, ground.folded.text.slice(from, to), most)) {
    const near = yield* nearest(mark, ground, from + diagonal, most);
    if (near !== undefined) found.push(near);
  }
  return found.sort((a, b) => a.errors - b.errors);
}

/** The diagonals that hold most pieces of the quote, at least a third of them. */
function* diagonals(quote: string, text: string, most: number): Steps<readonly number[]> {
  const pieces = Math.floor(quote.length / pieceLength);
  const hits = new Map<number, number>();
  for (let piece = 0; piece < pieces; piece++) {
    const offset = piece * pieceLength;
    for (const index of occurrences(text, quote.slice(offset, offset + pieceLength))) {
      const bucket = Math.round((index - offset) / (most + 1));
      hits.set(bucket, (hits.get(bucket) ?? 0) + 1);
    }
    if (piece % breath === 0) yield;
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
function* nearest(mark: Sought, ground: Ground, diagonal: number, most: number): Steps<Near | undefined> {
  // The diagonal is that of a bucket, so the true one may be half a bucket away on either side.
  const reach = most + Math.ceil(most / 2) + 1;
  const { starts, errors } = yield* lastRow(mark.quote, ground.folded.text, diagonal, reach);
  let best: Near | undefined;
  for (const [k, count] of errors.entries()) {
    const near = { start: starts[k] ?? 0, end: diagonal + mark.quote.length + k - reach, errors: count };
    const better = count <= most && count < (best?.errors ?? Infinity);
    if (better && near.start < near.end && standsAsWord(mark, ground, near.start, near.end)) {
      best = near;
    }
  }
  return best;
}

/** A row of the band, by the ends of stretches: the best start for each, and the errors between. */
interface Row {
  readonly starts: Int32Array;
  readonly errors: Int32Array;
}

/** More errors than any stretch has. */
const tooMany = 2 ** 30;

/** The last row of the band. */
function* lastRow(quote: string, text: string, diagonal: number, reach: number): Steps<Row> {
  const width = 2 * reach + 1;
  let [row, next] = [emptyRow(width), emptyRow(width)];
  for (let k = 0; k < width; k++) {
    const index = diagonal + k - reach;
    row.starts[k] = index;
    row.errors[k] = index < 0 || index > text.length ? tooMany : 0;
  }
  for (let i = 1; i <= quote.length; i++) {
    fillRow(next, row, quote.charCodeAt(i - 1), text, diagonal + i - reach);
    [row, next] = [next, row];
    if (i % breath === 0) yield;
  }
  return row;
}

function emptyRow(width: number): Row {
  return { starts: new Int32Array(width), errors: new Int32Array(width) };
}

/** @param code of the quote's character @param first where the stretch of the row's first place ends */
function fillRow(next: Row, row: Row, code: number, text: string, first: number): void {
  for (let k = 0; k < next.errors.length; k++) {
    const end = first + k;
    const across = (row.errors[k] ?? tooMany) + (code === text.charCodeAt(end - 1) ? 0 : 1);
    const left = (row.errors[k + 1] ?? tooMany) + 1;
    const added = (next.errors[k - 1] ?? tooMany) + 1;
    const start = across <= left && across <= added ? row.starts[k] : left <= added ? row.starts[k + 1] : next.starts[k - 1];
    next.starts[k] = start ?? end;
    next.errors[k] = end < 0 || end > text.length ? tooMany : Math.min(across, left, added, tooMany);
  }
}
