/**
 * Two ways to count the same text. In memory everything is in UTF-16 units, as in VS Code and JavaScript.
 * Files count Unicode code points with each line ending (`\r\n`, `\n`, `\r`) as one, as Python's text mode
 * does, so neither an emoji nor CRLF moves a mark. An unpaired surrogate counts as one.
 */
export interface Offsets {
  /** The UTF-16 offset of a counted position; positions outside the text are clamped to its ends. */
  readonly toUtf16: (at: number) => number;
  /** The counted position of a UTF-16 offset, clamped likewise; inside a pair or a `\r\n`, that of its start. */
  readonly toCodePoint: (offset: number) => number;
}

/** What takes two UTF-16 units and counts as one. */
const double = /\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** Prepares both conversions: one pass over the text here, then O(log n) for each question. */
export function offsetsOf(text: string): Offsets {
  const doubles = doublesIn(text);
  const count = text.length - doubles.length;
  return {
    toUtf16: (at) => {
      const clamped = clamp(at, count);
      return clamped + countWhile(doubles, (start, before) => start - before < clamped);
    },
    toCodePoint: (offset) => {
      const clamped = clamp(offset, text.length);
      // A double that starts right before the offset is cut in two by it, and counts as not yet begun.
      return clamped - countWhile(doubles, (start) => start < clamped);
    },
  };
}

/** Where the doubles start, ascending. Empty for most articles, and then both conversions are the identity. */
function doublesIn(text: string): Int32Array {
  const starts: number[] = [];
  for (const match of text.matchAll(double)) {
    starts.push(match.index);
  }
  return Int32Array.from(starts);
}

/** How many leading elements satisfy `holds`, which must hold for a prefix of the array only. */
function countWhile(sorted: Int32Array, holds: (value: number, index: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] ?? 0, middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** `NaN` counts as the start: what was not a number says nothing about the place. */
function clamp(value: number, max: number): number {
  return Number.isNaN(value) ? 0 : Math.trunc(Math.min(Math.max(value, 0), max));
}
