import { isTokenAt, Kind, type Letters } from './letters';
import { followBit } from './prefixTable';
import { isSpace, plainUnit } from './spelling';

const space = 0x20;

/**
 * Walks a text token by token and keeps one rolling hash of all that it has passed: letters folded to lower case but for the
 * very first one, white space as one space, apostrophes straight. So an alias and its place in a text hash alike after each token.
 * There is one for all texts: V8 drops the quick code it has made when the last object dies that the code was made for.
 */
export class TokenCursor {
  /** Behind the first token, and behind the last. */
  firstEnd = 0;
  end = 0;
  hash = 0;
  /** The hash without the last token's last unit, which a plural `s` may be. */
  before = 0;
  /** The `followBit` of the token that `advance` came to last. */
  bit = 0;

  text = '';
  units = new Uint16Array(1);

  private readonly fold: Uint16Array;
  private readonly kind: Uint8Array;

  constructor(private readonly letters: Letters) {
    this.fold = letters.fold;
    this.kind = letters.kind;
  }

  /** @param units those of the text, and a 0 behind them */
  open(text: string, units: Uint16Array<ArrayBuffer>): void {
    this.text = text;
    this.units = units;
  }

  /** Starts at a place that `isToken`. The letter there counts in its own case, as `first` where that is given. */
  begin(at: number, first = this.units[at] ?? 0): void {
    this.hash = firstMark(first);
    this.pass(at);
    this.firstEnd = this.end;
  }

  /**
   * Goes on behind the next token if its first unit has one of the bits of `follow`.
   * False, and of no more use, where it has not, or where a blank line or the text's end comes first.
   */
  advance(follow = -1): boolean {
    const at = this.passBetween();
    const unit = this.units[at] ?? 0;
    this.bit = followBit(unit, this.fold[unit] ?? 0);
    if (at >= this.text.length || (this.bit & follow) === 0) return false;
    this.pass(at);
    return true;
  }

  /** Passes what stands before the next token, and returns its place; the text's length where there is none before a blank line. */
  private passBetween(): number {
    const { units, kind, end } = this;
    if (units[end] === space && kind[units[end + 1] ?? 0] === Kind.spaced) {
      this.mix(space);
      return end + 1;
    }
    return this.passSigns(end);
  }

  private passSigns(from: number): number {
    const { units, text: { length } } = this;
    let at = from;
    let newlines = 0;
    let spaced = false;
    for (; at < length && !this.isToken(at); at++) {
      const unit = units[at] ?? 0;
      const white = isSpace(unit);
      if (unit === 10 && ++newlines > 1) return length;
      if (!white) newlines = 0;
      if (!white || !spaced) this.mix(white ? space : plainUnit(unit));
      spaced = white;
    }
    return at;
  }

  /** Whether a letter, digit or mark stands at `at`. */
  isToken(at: number): boolean {
    const kind = this.kind[this.units[at] ?? 0];
    return kind === Kind.surrogate ? isTokenAt(this.text, at, this.letters) : kind !== Kind.between;
  }

  /** Whether `at` lies between two units of one token. */
  isInside(at: number): boolean {
    const { kind, units } = this;
    const right = kind[units[at] ?? 0];
    if (right === Kind.between || at <= 0 || at >= this.text.length) return false;
    const left = kind[units[at - 1] ?? 0];
    if (right === Kind.spaced || right === Kind.katakana) return left === right;
    if (right === Kind.cling) return left === Kind.single || left === Kind.cling;
    return right === Kind.surrogate && left === Kind.surrogate && isLowSurrogate(units[at] ?? 0);
  }

  private pass(at: number): void {
    const { units, kind } = this;
    if (kind[units[at] ?? 0] === Kind.spaced) {
      this.passSpaced(at);
      return;
    }
    let end = at;
    do this.mix(units[end++] ?? 0); while (this.isInside(end));
    this.end = end;
    this.before = 0;
  }

  /** The hot loop: every token that may begin an alias comes through here. */
  private passSpaced(at: number): void {
    const { units, fold } = this;
    let { hash } = this;
    let before = hash;
    let end = at;
    for (let folded = fold[units[end] ?? 0] ?? 0; folded !== 0; folded = fold[units[++end] ?? 0] ?? 0) {
      before = hash;
      hash = mixed(hash, folded);
    }
    this.end = end;
    this.hash = hash;
    this.before = before;
  }

  private mix(unit: number): void {
    this.hash = mixed(this.hash, unit);
  }
}

/** The hash before anything was passed: names that begin with another letter, or with the same in another case, stay apart. */
export function firstMark(unit: number): number {
  return Math.imul(unit, 0x9e3779b1);
}

/** A hash of what was passed with one unit more. */
export function mixed(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
