import { firstWhere } from '../ascending';

/**
 * The lines of a text by the rules of editors: `\r\n`, `\n` and a lone `\r` each end one, and a byte order mark is not part
 * of the first. They are found as far as they are asked for, since `entities.yaml` may have hundreds of thousands.
 */
export class Lines {
  /** Where those begin that were found, ascending: numbers one by one would leave much garbage. */
  #starts = new Uint32Array(64);
  #count = 1;
  #foundTo = 0;
  /** Most texts know one line ending only, which is found many times as fast. */
  readonly #hasReturns: boolean;

  constructor(private readonly text: string) {
    this.#starts[0] = text.startsWith('\uFEFF') ? 1 : 0;
    this.#hasReturns = text.includes('\r');
  }

  /** Line and character of an offset, counted from 0, in UTF-16 units; beyond the text, on the last line. */
  at(offset: number): readonly [line: number, character: number] {
    while (this.#foundTo < Math.min(offset, this.text.length)) this.#findNext();
    const line = Math.max(0, firstWhere(this.#starts.subarray(0, this.#count), start => start > offset) - 1);
    return [line, Math.max(0, offset - (this.#starts[line] ?? 0))];
  }

  #findNext(): void {
    const start = this.#hasReturns ? behindEnding(this.text, this.#foundTo) : this.text.indexOf('\n', this.#foundTo) + 1;
    this.#foundTo = start === 0 ? this.text.length : start;
    if (start > 0) this.#push(start);
  }

  #push(start: number): void {
    if (this.#count === this.#starts.length) {
      const more = new Uint32Array(this.#count * 2);
      more.set(this.#starts);
      this.#starts = more;
    }
    this.#starts[this.#count++] = start;
  }
}

/** Behind the next line ending, 0 where there is none. */
function behindEnding(text: string, from: number): number {
  const ending = /\r\n?|\n/g;
  ending.lastIndex = from;
  return ending.test(text) ? ending.lastIndex : 0;
}
