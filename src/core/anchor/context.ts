/**
 * How well the text beside a place agrees with the text that stood beside a mark.
 *
 * The least number of errors (characters put in, left out or replaced) that turns the remembered context into some
 * stretch of text that begins right at the place. This is the bit-parallel computation of a column of the edit-distance
 * matrix in Myers, "A fast bit-vector algorithm for approximate string matching" (J. ACM 46, 1999, p. 395), in
 * Hyyrö's form; a context of 32 characters is one machine word. Unlike in searching, row 0 grows by one in
 * each column, for the text has to be used from its first character on.
 */
export interface Context {
  readonly length: number;
  /** How many of its characters, counted from the mark, belong to the mark's own sentence. */
  readonly inner: number;
  /** The whole context, then the 16 and the 8 characters nearest to the mark, where it is longer than that. */
  readonly parts: readonly Part[];
}

export interface Part {
  readonly length: number;
  /** The errors of the text that begins at `index` and runs away from the mark. */
  errorsAt(text: string, index: number): number;
}

/** How many characters are compared, the nearest to the mark: JavaScript's bit operators work on 32 bits. */
export const comparedLength = 32;

/** The context before a mark: `index` is the place where the mark begins, and the text is read backwards. */
export function contextBefore(context: string, inner: number): Context {
  const nearest = [...codes(context)].reverse().slice(0, comparedLength);
  return sided(nearest, -1, inner);
}

/** The context after a mark: `index` is the place where the mark ends. */
export function contextAfter(context: string, inner: number): Context {
  return sided(codes(context).slice(0, comparedLength), 1, inner);
}

function codes(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

function sided(pattern: readonly number[], step: 1 | -1, inner: number): Context {
  const lengths = [pattern.length, 16, 8].filter((length, index) => index === 0 ? length > 0 : length < pattern.length);
  return { length: pattern.length, inner: Math.min(inner, pattern.length), parts: lengths.map((length) => part(pattern.slice(0, length), step)) };
}

function part(pattern: readonly number[], step: 1 | -1): Part {
  const masks = masksOf(pattern);
  const offset = step === 1 ? 0 : -1;
  return {
    length: pattern.length,
    errorsAt: (text, index) =>
      startsWith(pattern, text, index + offset, step) ? 0 : leastErrors(pattern.length, masks, text, index + offset, step),
  };
}

function startsWith(pattern: readonly number[], text: string, from: number, step: 1 | -1): boolean {
  return pattern.every((code, index) => text.charCodeAt(from + index * step) === code);
}

/** For each character, the set of places in the pattern where it stands, as bits. */
function masksOf(pattern: readonly number[]): ReadonlyMap<number, number> {
  const masks = new Map<number, number>();
  for (const [index, code] of pattern.entries()) {
    masks.set(code, (masks.get(code) ?? 0) | (1 << index));
  }
  return masks;
}

function leastErrors(length: number, masks: ReadonlyMap<number, number>, text: string, from: number, step: 1 | -1): number {
  const last = 1 << (length - 1);
  let positive = -1;
  let negative = 0;
  let errors = length;
  let least = length;
  // More columns than this cannot be better: each one beyond the pattern's length is an error of its own.
  for (let column = 0; column < length + least; column++) {
    const code = text.charCodeAt(from + column * step);
    if (Number.isNaN(code)) {
      break;
    }
    const match = masks.get(code) ?? 0;
    const diagonal = (((match & positive) + positive) ^ positive) | match | negative;
    let up = negative | ~(diagonal | positive);
    let down = positive & diagonal;
    errors += (up & last) !== 0 ? 1 : 0;
    errors -= (down & last) !== 0 ? 1 : 0;
    up = (up << 1) | 1;
    down <<= 1;
    positive = down | ~(diagonal | up);
    negative = up & diagonal;
    least = Math.min(least, errors);
  }
  return least;
}
