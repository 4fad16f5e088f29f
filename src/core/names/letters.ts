/**
 * What each UTF-16 unit is to a matcher of whole words, as tables that one array access answers.
 * Words of most scripts are runs of letters, digits and marks. Scripts that write no spaces between words
 * (Han, Hiragana, Thai, …) have no such runs: there each character is a token of its own. So has Hangul,
 * because its particles stick to names. Katakana is the exception: a run of it is a word.
 */
export interface Letters {
  /** The lower-case unit of a letter, digit or mark of a script with spaces; 0 for everything else. */
  readonly fold: Uint16Array;
  /** One of `Kind` for each unit. */
  readonly kind: Uint8Array;
}

export const Kind = {
  between: 0,
  spaced: 1,
  /** A token of its own, as in 阿里巴巴. */
  single: 2,
  katakana: 3,
  /** A mark that belongs to the `single` character before it, as Thai vowel signs do. */
  cling: 4,
  /** Half of a character outside the basic plane. */
  surrogate: 5,
} as const;

const units = 0x10000;
const wordUnits = /[\p{L}\p{N}\p{M}_]+/gu;
const capitals = /[\p{Lu}\p{Lt}]+/gu;
const mark = /\p{M}/u;
const wordCharacter = /^[\p{L}\p{N}]/u;

/** Blocks of scripts that put no spaces between words, and of Hangul: first and last unit. */
const singleBlocks = [
  [0x0e00, 0x0eff], // Thai, Lao
  [0x1000, 0x109f], // Myanmar
  [0x1100, 0x11ff], // Hangul Jamo
  [0x1780, 0x17ff], // Khmer
  [0x3005, 0x309f], // 々, 〇 and Hiragana
  [0x3130, 0x318f], // Hangul again
  [0x3400, 0x9fff], // Han
  [0xa960, 0xa97f], // Hangul again
  [0xac00, 0xd7ff],
  [0xf900, 0xfaff], // Han again
] as const;
const katakanaBlocks = [[0x30a0, 0x30ff], [0x31f0, 0x31ff], [0xff66, 0xff9f]] as const;

/** Builds the tables; some milliseconds, so once for each gazetteer. */
export function lettersTable(): Letters {
  const all = everyUnit();
  const kind = new Uint8Array(units);
  for (const { start, end } of runs(all, wordUnits)) kind.fill(Kind.spaced, start, end);
  for (const [first, last] of singleBlocks) recast(kind, first, last, Kind.single);
  for (const [first, last] of katakanaBlocks) recast(kind, first, last, Kind.katakana);
  kind.fill(Kind.surrogate, 0xd800, 0xe000);
  // Unicode counts this apostrophe as a letter.
  kind[0x2bc] = Kind.between;
  return { fold: foldTable(all, kind), kind };
}

/** Whether a letter, digit or mark stands at `at`. */
export function isTokenAt(text: string, at: number, { kind }: Letters): boolean {
  const found = kind[text.charCodeAt(at)] ?? Kind.between;
  return found !== Kind.between && (found !== Kind.surrogate || isAstralWord(text, at));
}

/** Whether the character that begins at `at` is a letter or digit outside the basic plane, as 𠮷 is. */
function isAstralWord(text: string, at: number): boolean {
  const point = text.codePointAt(at) ?? 0;
  return point >= units && wordCharacter.test(String.fromCodePoint(point));
}

function everyUnit(): string {
  const codes = Uint16Array.from({ length: units }, (_, unit) => unit);
  const parts: string[] = [];
  for (let at = 0; at < units; at += 8192) parts.push(String.fromCharCode(...codes.subarray(at, at + 8192)));
  return parts.join('');
}

/** The runs of units that a pattern finds. */
function* runs(all: string, pattern: RegExp): Generator<{ start: number; end: number }> {
  for (const match of all.matchAll(pattern)) yield { start: match.index, end: match.index + match[0].length };
}

/** Letters, digits and marks only: a block's punctuation stays what it is. Han has no marks, and is too large to look for them. */
function recast(kind: Uint8Array, first: number, last: number, to: number): void {
  for (let unit = first; unit <= last; unit++) {
    if (kind[unit] === Kind.spaced) kind[unit] = unit < 0x3100 && mark.test(String.fromCharCode(unit)) ? Kind.cling : to;
  }
}

function foldTable(all: string, kind: Uint8Array): Uint16Array {
  const fold = new Uint16Array(units);
  for (let unit = 0; unit < units; unit++) if (kind[unit] === Kind.spaced) fold[unit] = unit;
  for (const { start, end } of runs(all, capitals)) {
    for (let unit = start; unit < end; unit++) if (fold[unit] !== 0) fold[unit] = lowerUnit(unit);
  }
  return fold;
}

/** The lower case of one unit, or the unit itself where that takes more than one (İ), or where only one of both is ASCII (the sign of Kelvin). */
function lowerUnit(unit: number): number {
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 && isAscii(lower.charCodeAt(0)) === isAscii(unit) ? lower.charCodeAt(0) : unit;
}

function isAscii(unit: number): boolean {
  return unit < 0x80;
}
