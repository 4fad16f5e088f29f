import { foldingTable, ignorable, isUnspaced, separator } from './folding';

const longestWord = 64;
const digitZero = 0x30;
const digitNine = 0x39;
const letterA = 0x61;
const letterE = 0x65;
const letterI = 0x69;
const letterO = 0x6f;
const letterS = 0x73;
const letterU = 0x75;
const letterY = 0x79;

/**
 * Reads a text word by word, without making strings.
 *
 *     const words = new WordReader();
 *     words.open('Shanghai’s 1,200 stores');   // shanghai, 1200, store
 *     while (words.next()) use(words.hash);
 *
 * A word is a run of letters, digits and marks; a number keeps its inner point and loses its commas. Scripts without
 * spaces give overlapping pairs of characters. The form that is compared has case and accents folded, the possessive
 * and a plural -s taken off. Single letters are passed over. Words are cut after 64 units.
 */
export class WordReader {
  /** Where the word stands in the text, in UTF-16 units. */
  start = 0;
  end = 0;
  /** The form that is compared is the first `length` of `units`. */
  length = 0;
  readonly units = new Uint16Array(longestWord);
  readonly #fold = foldingTable();
  #text = '';
  #at = 0;
  #end = 0;

  /** Starts on a text, or on the part of it from `start` up to, not including, `end`. */
  open(text: string, start = 0, end = text.length): void {
    this.#text = text;
    this.#at = start;
    this.#end = end;
  }

  /** Moves to the next word; false at the end of the text. */
  next(): boolean {
    for (;;) {
      const unit = this.#skipSeparators();
      if (unit === separator) return false;
      const found = isUnspaced(unit) ? this.#readPair(unit) : this.#readWord();
      if (found) return true;
    }
  }

  /** A 32-bit number that is the same for the same compared form. */
  get hash(): number {
    let hash = 0x811c9dc5;
    for (let i = 0; i < this.length; i++) hash = Math.imul(hash ^ (this.units[i] ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return hash ^ (hash >>> 13);
  }

  #foldedAt(at: number): number {
    return at < this.#end ? this.#fold[this.#text.charCodeAt(at)] ?? separator : separator;
  }

  #skipSeparators(): number {
    while (this.#at < this.#end) {
      const unit = this.#foldedAt(this.#at);
      if (unit > ignorable) return unit;
      this.#at++;
    }
    return separator;
  }

  /** `上海市` gives `上海` and `海市`; a character that stands alone gives itself. */
  #readPair(unit: number): boolean {
    const at = this.#at++;
    const following = this.#foldedAt(at + 1);
    const paired = isUnspaced(following);
    if (!paired && at > 0 && isUnspaced(this.#foldedAt(at - 1))) return false;
    this.units[0] = unit;
    this.units[1] = following;
    this.length = paired ? 2 : 1;
    this.start = at;
    this.end = at + this.length;
    return true;
  }

  #readWord(): boolean {
    this.start = this.#at;
    this.length = 0;
    let at = this.#at;
    for (; ; at++) {
      const unit = this.#foldedAt(at);
      if (unit === separator) {
        if (!this.#isInsideNumber(at)) break;
        if (this.#text[at] === '.') this.#push(0x2e);
      } else if (unit !== ignorable) {
        if (isUnspaced(unit)) break;
        this.#push(unit);
      }
    }
    this.end = at;
    this.#at = at + this.#possessiveAt(at);
    this.length = withoutPlural(this.units, this.length);
    return this.length > 1 || isDigit(this.units[0] ?? 0);
  }

  #push(unit: number): void {
    if (this.length < longestWord) this.units[this.length++] = unit;
  }

  #isInsideNumber(at: number): boolean {
    const character = this.#text[at];
    return (character === '.' || character === ',') && isDigit(this.#foldedAt(at - 1)) && isDigit(this.#foldedAt(at + 1));
  }

  /** The units of an `’s` at the end of a word: 2, or 0 where there is none. */
  #possessiveAt(at: number): 0 | 2 {
    const character = this.#text[at];
    const apostrophe = character === "'" || character === '’';
    return apostrophe && this.#foldedAt(at + 1) === letterS && this.#foldedAt(at + 2) === separator ? 2 : 0;
  }
}

function isDigit(unit: number): boolean {
  return unit >= digitZero && unit <= digitNine;
}

/**
 * The length of the word in `units` without the -s of an English plural: `companies` becomes `company`, `deals` `deal`;
 * `press`, `virus`, `crisis` and words of up to three letters stay. Writes into `units`.
 */
function withoutPlural(units: Uint16Array, length: number): number {
  if (length < 4 || units[length - 1] !== letterS) return length;
  const before = units[length - 2] ?? 0;
  if (before === letterS || before === letterU || before === letterI || isDigit(before)) return length;
  if (length > 4 && before === letterE && units[length - 3] === letterI && !isOpenVowel(units[length - 4] ?? 0)) {
    units[length - 3] = letterY;
    return length - 2;
  }
  return length - 1;
}

function isOpenVowel(unit: number): boolean {
  return unit === letterA || unit === letterE || unit === letterO;
}
