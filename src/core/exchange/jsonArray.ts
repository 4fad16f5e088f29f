/** Elements of a JSON array that follow one another, as they stand: with the commas between them, without the brackets around. */
export interface ArrayPart {
  readonly text: string;
  /** The line where it starts, counted from 1. */
  readonly line: number;
  /** How many elements of the array come before it. */
  readonly before: number;
}

/** What is wrong around the elements. */
export interface ArrayFault {
  readonly line: number;
  readonly reason: 'element-too-long' | 'array-does-not-end' | 'more-than-an-array';
}

const [quote, comma, open, close, openObject, closeObject, backslash] = [34, 44, 91, 93, 123, 125, 92];

/**
 * Cuts a JSON array into parts of whole elements while it comes in, without recursion; a second array after it counts as more of it.
 * What the elements say is not looked at. Characters may be bytes as well: only those of ASCII matter.
 */
export class ArrayCutter {
  readonly #faults: ArrayFault[] = [];
  #parts: ArrayPart[] = [];
  /** What has come since the last part. */
  #pending = '';
  /** How much of that is whole elements. */
  #whole = 0;
  #line = 1;
  #before = 0;
  #count = 0;
  #depth = 0;
  #isString = false;
  /** Whether the next character is escaped. */
  #isEscaped = false;
  #isSkipping = false;

  /**
   * @param least how long a part is at least, but for the last
   * @param most how long an element may be; one that is longer is cut off where a line seems to start the next one, else passed over
   */
  constructor(private readonly least: number, private readonly most = Infinity) {}

  get faults(): readonly ArrayFault[] {
    return this.#faults;
  }

  /** The parts that are whole now. */
  push(chunk: string): readonly ArrayPart[] {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (this.#isString) at = this.#endOfString(chunk, at);
      else if (this.#isEnd(chunk.charCodeAt(at))) {
        this.#cut(chunk.slice(from, at), chunk.charCodeAt(at) === comma);
        from = at + 1;
      }
    }
    this.#pending += chunk.slice(from);
    if (this.#isSkipping) this.#skip();
    else if (this.#pending.length > this.most) this.#cutLong();
    return this.#taken();
  }

  /** What is left when all has come. */
  end(): readonly ArrayPart[] {
    // where it is an element that does not end, that is told when it is read
    if (this.#depth === 1 && !this.#isString) this.#faults.push({ line: this.#line + newlinesIn(this.#pending.trimEnd()), reason: 'array-does-not-end' });
    if (this.#depth > 0) this.#give(this.#pending.length);
    else this.#leave(this.#pending);
    return this.#taken();
  }

  #taken(): readonly ArrayPart[] {
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  /** Whether an element ends before this character, or an array begins or ends with it. */
  #isEnd(code: number): boolean {
    if (code === quote) this.#isString = true;
    else if (code === open || code === openObject) return ++this.#depth === 1;
    else if (code === close) return this.#depth > 0 && --this.#depth === 0;
    // one too many inside of the array belongs to an element that is wrong
    else if (code === closeObject) this.#depth = Math.max(Math.min(1, this.#depth), this.#depth - 1);
    else return code === comma && this.#depth === 1;
    return false;
  }

  /** @param text before the comma or bracket */
  #cut(text: string, isComma: boolean): void {
    this.#pending += text;
    if (this.#isSkipping || isComma || this.#depth === 0) this.#endElement(isComma);
    else this.#leave(this.#pending);
  }

  #endElement(isComma: boolean): void {
    this.#count++;
    if (this.#isSkipping) {
      this.#isSkipping = false;
      return this.#drop(this.#pending.length);
    }
    this.#whole = this.#pending.length;
    if (this.#whole >= this.least || !isComma) this.#give(this.#whole);
    else this.#pending += ',';
  }

  /** Passes over what stands before or after an array. */
  #leave(text: string): void {
    if (text.trim() !== '') this.#faults.push({ line: this.#line, reason: 'more-than-an-array' });
    this.#drop(text.length);
  }

  #give(length: number): void {
    const text = this.#pending.slice(0, length);
    const start = text.search(/\S/);
    if (start >= 0) this.#parts.push({ text: text.slice(start), line: this.#line + newlinesIn(text.slice(0, start)), before: this.#before });
    this.#drop(length);
    this.#before = this.#count;
  }

  #drop(length: number): void {
    this.#line += newlinesIn(this.#pending.slice(0, length));
    this.#pending = this.#pending.slice(length);
    this.#whole = 0;
  }

  /** An element does not end: most likely a bracket or quote is missing in it. */
  #cutLong(): void {
    this.#give(this.#whole);
    this.#drop(this.#pending.search(/[^\s,]/));
    this.#faults.push({ line: this.#line, reason: 'element-too-long' });
    const next = startsIn(this.#pending).at(-1);
    this.#isSkipping = next === undefined;
    this.#give(next ?? 0);
    if (this.#isSkipping) this.#drop(this.#pending.length);
    else this.#restart();
  }

  /** Passes over an element that is too long, up to the first line that may start the next one. */
  #skip(): void {
    const [next] = startsIn(this.#pending);
    this.#drop(next ?? this.#pending.length);
    if (next !== undefined) this.#restart();
  }

  /** Takes what has come since the last part for the beginning of an element. */
  #restart(): void {
    const rest = this.#pending;
    [this.#pending, this.#depth, this.#isString, this.#isEscaped, this.#isSkipping] = ['', 1, false, false, false];
    this.#parts = [...this.push(rest)];
  }

  /** The quote that ends the string; the end of the chunk where that does not come yet. */
  #endOfString(chunk: string, start: number): number {
    let isEscaped = this.#isEscaped;
    let at = start;
    for (; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      if (isEscaped) isEscaped = false;
      else if (code === backslash) isEscaped = true;
      else if (code === quote) break;
    }
    this.#isEscaped = isEscaped;
    this.#isString = at === chunk.length;
    return at;
  }
}

/** Where, in a text of elements, lines start that are indented as little as any that start with a brace. */
export function startsIn(text: string): number[] {
  let [least, starts]: [number, number[]] = [Infinity, []];
  for (const { index, 1: indent = '' } of text.matchAll(/\n([ \t]*)\{/g)) {
    if (indent.length > least) continue;
    if (indent.length < least) [least, starts] = [indent.length, []];
    starts.push(index + 1);
  }
  return starts;
}

export function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
