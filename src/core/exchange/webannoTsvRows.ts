import type { Span } from '../model';
import { tokenName } from './layers';
import type { ExchangeSpan } from './model';
import type { Sentence } from './tokens';

/** A row to be: a token, or the part of one that an annotation covers. */
export interface RowToBe extends Span {
  /** `1-2`, or `1-2.1` for a part; `''` before `number`. */
  id: string;
  readonly isToken: boolean;
  readonly spans: ExchangeSpan[];
  /** How many of them there are on each layer. */
  readonly counts: Map<string, number>;
}

/** The rows of a document by its sentences: the tokens, and among them the parts of tokens that annotations need. */
export class Rows {
  readonly #rows: RowToBe[][];
  readonly #tokens = new Map<string, RowToBe>();

  constructor(sentences: readonly Sentence[]) {
    this.#rows = sentences.map((sentence) => sentence.tokens.map((token) => ({ start: token.start, end: token.end, id: '', isToken: true, spans: [], counts: new Map() })));
  }

  /** Those of a sentence, in the order of the text. */
  in(sentence: number): readonly RowToBe[] {
    return this.#rows[sentence] ?? [];
  }

  /** A token by its name, once they are numbered. */
  token(name: string): RowToBe | undefined {
    return this.#tokens.get(name);
  }

  /** The tokens that a stretch covers, and parts of tokens where it starts or ends inside of one. */
  covering({ start, end }: Span): RowToBe[] {
    const index = this.#sentenceAt(start);
    const covered: RowToBe[] = [];
    for (let at = index; at < this.#rows.length; at++) {
      const rows = this.#rows[at] ?? [];
      if (at > index && (rows[0]?.start ?? Infinity) >= end) break;
      for (const token of rows.filter((row) => row.isToken)) {
        const isInside = start === end ? token.start <= start && start <= token.end : token.start < end && token.end > start;
        if (isInside) covered.push(rowFor(rows, token, Math.max(start, token.start), Math.min(end, token.end)));
        if (start === end && isInside) return covered;
      }
    }
    return covered.length > 0 || start < end ? covered : this.#beside(start, index);
  }

  /** Gives each row its id, when no more come. */
  number(): void {
    for (const [index, rows] of this.#rows.entries()) {
      let token = 0;
      let part = 0;
      for (const row of rows) {
        if (row.isToken) [token, part] = [token + 1, 0];
        else part++;
        row.id = row.isToken ? `${index + 1}-${token}` : `${index + 1}-${token}.${part}`;
        if (row.isToken) this.#tokens.set(tokenName(row.start, row.end), row);
      }
    }
  }

  /** An empty span between tokens goes to the end of the token before it, or to the start of the first. */
  #beside(at: number, index: number): RowToBe[] {
    const rows = this.#rows[index] ?? [];
    const token = [...rows].reverse().find((row) => row.isToken && row.end <= at) ?? rows.find((row) => row.isToken);
    if (token === undefined) return [];
    const place = token.end <= at ? token.end : token.start;
    return [rowFor(rows, token, place, place)];
  }

  #sentenceAt(offset: number): number {
    let low = 0;
    let high = this.#rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#rows[middle]?.[0]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The row of a token or of a part of it, put among the others where it is a new one. */
function rowFor(rows: RowToBe[], token: RowToBe, start: number, end: number): RowToBe {
  if (token.start === start && token.end === end) return token;
  const known = rows.find((row) => !row.isToken && row.start === start && row.end === end);
  if (known !== undefined) return known;
  const part: RowToBe = { start, end, id: '', isToken: false, spans: [], counts: new Map() };
  const after = rows.findIndex((row) => row.isToken && row.start > token.start);
  const from = rows.indexOf(token) + 1;
  const to = after < 0 ? rows.length : after;
  const before = rows.slice(from, to).findIndex((row) => row.start > start || (row.start === start && row.end > end));
  rows.splice(before < 0 ? to : from + before, 0, part);
  return part;
}
