import { isTokenAt, type Letters } from './letters';

/** How far the letter case of a text may stray from the alias: see `caseRule`. */
export type CaseRule = 'exact' | 'initial' | 'loose' | 'free';

/** How letter case counts: `careful` as `caseRule` says, `exact` always, `ignore` never but for acronyms. */
export type LetterCase = 'careful' | 'exact' | 'ignore';

/** One way to write an alias, ready to be compared with a text. */
export interface Spelling {
  /** White space runs as one space, apostrophes straight, trimmed. */
  readonly text: string;
  /** The core, from the first letter or digit to behind the last: in ".NET (core)" it is "NET (core". */
  readonly coreStart: number;
  readonly coreEnd: number;
  readonly rule: CaseRule;
  /** Whether an `s` may follow: see `takesPlural`. */
  readonly plural: boolean;
}

const apostrophe = 0x27;
const space = 0x20;
const ascii = /^[\0-\x7f]*$/u;
const fourLetters = /\p{L}(?:\P{L}*\p{L}){3}/u;
const acronym = /^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$/u;
const sibilant = /(?:[cs]h|s|x|z)$/iu;
const lastWord = /[\p{L}\p{M}]+$/u;

/** Whether a unit is white space; a no-break space is. */
export function isSpace(unit: number): boolean {
  return unit === space || (unit >= 9 && unit <= 13) || unit === 0xa0 || (unit >= 0x2000 && unit <= 0x200a)
    || unit === 0x202f || unit === 0x3000;
}

/** One unit as spellings write it: every apostrophe straight. */
export function plainUnit(unit: number): number {
  return unit === 0x2019 || unit === 0x2bc || unit === 0x2018 ? apostrophe : unit;
}

/**
 * The spellings of an alias: as given, and composed and decomposed where that differs ("Bílek").
 * Empty when the alias holds no letter or digit, and so is no word that could be found.
 */
export function spellings(alias: string, letters: Letters, letterCase: LetterCase): readonly Spelling[] {
  const plain = alias.trim().replace(/\s+/gu, ' ').replace(/[‘’ʼ]/gu, "'");
  const forms = ascii.test(plain) ? [plain] : [...new Set([plain, plain.normalize('NFC'), plain.normalize('NFD')])];
  return forms.flatMap((text) => {
    const core = coreOf(text, letters);
    if (core === undefined) return [];
    const rule = caseRule(text, letterCase);
    return [{ text, coreStart: core.coreStart, coreEnd: core.coreEnd, rule, plural: core.coreEnd === text.length && takesPlural(text) }];
  });
}

/**
 * How an alias's letter case counts.
 * - `exact`: acronyms ("SCMP", "U.N.") and names of at most three letters ("Ant", "Ma"), which are other words in lower case.
 * - `initial`: aliases in lower case ("smart logistics"), which may begin a sentence ("Smart logistics").
 * - `loose`: names ("Alibaba"), whose first letter must be a capital, the others as they come ("ALIBABA").
 * - `free`: any case, for those who ask for it.
 */
export function caseRule(alias: string, letterCase: LetterCase): CaseRule {
  if (letterCase === 'exact') return 'exact';
  if (!fourLetters.test(alias) || acronym.test(alias)) return 'exact';
  if (letterCase === 'ignore') return 'free';
  return alias === alias.toLowerCase() ? 'initial' : 'loose';
}

/**
 * Whether "iPhones" may stand for an alias "iPhone": its last word has at least four letters and takes a mere `s`.
 * Shorter ones make other words too often ("Ant" and "Ants", "Ma" and "Mas").
 */
export function takesPlural(alias: string): boolean {
  const word = lastWord.exec(alias)?.[0] ?? '';
  return word.length >= 4 && !sibilant.test(word) && word !== word.toUpperCase();
}

function coreOf(text: string, letters: Letters): { coreStart: number; coreEnd: number } | undefined {
  let coreStart = 0;
  while (coreStart < text.length && !isTokenAt(text, coreStart, letters)) coreStart++;
  if (coreStart === text.length) return undefined;
  let last = text.length - 1;
  while (!isTokenAt(text, last, letters)) last--;
  return { coreStart, coreEnd: last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1) };
}

/**
 * Where a spelling ends if it stands in the text at `from`, letter case aside; -1 if it does not.
 * White space of the spelling is any run of white space in the text but a blank line.
 * A full stop at the spelling's very end may be missing ("Holding Ltd." and "Holding Ltd").
 */
export function endOfSpelling(text: string, from: number, spelling: string, fold: Uint16Array): number {
  let at = from;
  for (let index = 0; index < spelling.length; index++) {
    const wanted = spelling.charCodeAt(index);
    const found = plainUnit(text.charCodeAt(at));
    if (wanted === space) {
      const next = endOfSpace(text, at);
      if (next === at) return -1;
      at = next;
    } else if (found === wanted || sameLetter(found, wanted, fold)) {
      at++;
    } else {
      return wanted === 0x2e && index === spelling.length - 1 ? at : -1;
    }
  }
  return at;
}

/** Behind the white space at `at`; `at` itself where there is none or where it holds a blank line. */
export function endOfSpace(text: string, at: number): number {
  let end = at;
  let lines = 0;
  for (let unit = text.charCodeAt(end); isSpace(unit); unit = text.charCodeAt(++end)) if (unit === 10) lines++;
  return lines > 1 ? at : end;
}

function sameLetter(one: number, other: number, fold: Uint16Array): boolean {
  const folded = fold[one] ?? 0;
  return folded !== 0 && folded === fold[other];
}

/** Whether what was found is written as its spelling says, letter by letter. */
export function isExact(found: string, spelling: string): boolean {
  if (found === spelling) return true;
  const plain = found.replace(/\s+/gu, ' ').replace(/[‘’ʼ]/gu, "'");
  return plain === spelling || `${plain}.` === spelling;
}

/** Whether a spelling is found where other letters stand than its own: in another letter case, with curved apostrophes, without its last full stop. */
export function mayStray({ rule, text }: Spelling): boolean {
  return rule !== 'exact' || text.includes("'") || text.endsWith('.');
}

/** Whether the letter case of what was found is one that the spelling's rule admits. */
export function admitsCase(spelling: Spelling, found: string): boolean {
  const { rule, text, coreStart } = spelling;
  if (rule === 'free' || isExact(found, text)) return true;
  const first = found.charAt(coreStart);
  if (rule === 'loose') return isSameOrCapital(first, text.charAt(coreStart));
  return rule === 'initial' && isExact(found.slice(0, coreStart) + first.toLowerCase() + found.slice(coreStart + 1), text);
}

/** "Apple" is not found in "apple", but "eBay" is in "EBAY". */
function isSameOrCapital(found: string, wanted: string): boolean {
  return found === wanted || found === wanted.toUpperCase();
}
