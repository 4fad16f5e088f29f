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

/** No unit below this one (Thai begins here) is of any kind but `between` and `spaced`. */
export const firstUnspaced = 0x0e00;

const units = 0x10000;
const wordUnits = /[\p{L}\p{N}\p{M}_]+/gu;
const capitals = /[\p{Lu}\p{Lt}]+/gu;
const unspacedUnits = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const katakanaUnits = /[\p{Script=Katakana}\u30fc\uff70]+/gu;
const markUnits = /\p{M}+/gu;
const wordCharacter = /^[\p{L}\p{N}]/u;

/** Builds the tables; some milliseconds, so once for each gazetteer. */
export function lettersTable(): Letters {
  const all = everyUnit();
  const kind = new Uint8Array(units);
  for (const { start, end } of runs(all, wordUnits)) kind.fill(Kind.spaced, start, end);
  for (const { start, end } of runs(all, unspacedUnits)) recast(kind, start, end, Kind.single);
  for (const { start, end } of runs(all, katakanaUnits)) recast(kind, start, end, Kind.katakana);
  for (const { start, end } of runs(all, markUnits)) clingMarks(kind, start, end);
  kind.fill(Kind.surrogate, 0xd800, 0xe000);
  return { fold: foldTable(all, kind), kind };
}

/** Whether the character that begins at `at` is a letter or digit outside the basic plane, as 𠮷 is. */
export function isAstralWord(text: string, at: number): boolean {
  const point = text.codePointAt(at) ?? 0;
  return point >= units && wordCharacter.test(String.fromCodePoint(point));
}

function everyUnit(): string {
  const codes = Uint16Array.from({ length: units }, (_, unit) => unit);
  const parts: string[] = [];
  for (let at = 0; at < units; at += 8192) parts.push(String.fromCharCode(...codes.subarray(at, at + 8192)));
  return parts.join('');
}

/** The runs that a pattern finds among all units; a pair of surrogates that it joins is no unit and left out. */
function* runs(all: string, pattern: RegExp): Generator<{ start: number; end: number }> {
  for (const match of all.matchAll(pattern)) yield { start: match.index, end: match.index + match[0].length };
}

/** Letters only: the scripts' own punctuation stays what it is. */
function recast(kind: Uint8Array, start: number, end: number, to: number): void {
  for (let unit = start; unit < end; unit++) if (kind[unit] === Kind.spaced) kind[unit] = to;
}

function clingMarks(kind: Uint8Array, start: number, end: number): void {
  for (let unit = start; unit < end; unit++) if (kind[unit] === Kind.single) kind[unit] = Kind.cling;
}

function foldTable(all: string, kind: Uint8Array): Uint16Array {
  const fold = new Uint16Array(units);
  for (let unit = 0; unit < units; unit++) if (kind[unit] === Kind.spaced) fold[unit] = unit;
  for (const { start, end } of runs(all, capitals)) {
    for (let unit = start; unit < end; unit++) if (fold[unit] !== 0) fold[unit] = lowerUnit(unit);
  }
  return fold;
}

/** The lower case of one unit, or the unit itself where that takes more than one (İ). */
function lowerUnit(unit: number): number {
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}
