import type { Span } from '../model';
import type { Line } from './lines';
import type { DataObject, ExchangeProblem, OffsetReport } from './model';
import { chooseUnit, offsetMap, type OffsetUnit } from './units';
import { unescapeText } from './webannoTsvCells';

/** A row of the table: a token, or a part of one. */
export interface Row extends Span {
  readonly line: number;
  /** `1-2`, or `1-2.1` for a part of a token. */
  readonly id: string;
  readonly text: string;
  readonly cells: readonly string[];
}

/** A sentence where it stands in the text, with its rows. */
export interface RowSentence {
  readonly span: Span;
  readonly rows: readonly Row[];
  readonly kept: DataObject;
}

/** The text of a file, and in what unit its offsets count. */
export interface RowText extends Omit<OffsetReport, 'file'> {
  readonly text: string;
  readonly sentences: readonly RowSentence[];
}

type Tell = (line: number, code: ExchangeProblem['code'], data: ExchangeProblem['data']) => void;

/** A sentence before its offsets are understood. */
interface RawSentence {
  readonly comments: readonly string[];
  readonly text: string;
  readonly id: string | null;
  readonly rows: readonly Row[];
}

/**
 * The text of a WebAnno TSV out of the lines below its header. It is under the unit that explains most tokens: UTF-16 by the
 * specification, code points from other tools.
 */
export function textIn(lines: readonly Line[], tell: Tell): RowText {
  const raw = sentencesIn(lines, tell);
  const candidates: readonly OffsetUnit[] = ['utf-16', 'code-points'];
  const laid = candidates.map((unit) => layOut(raw, unit));
  const scored = laid.map((each) => chooseUnit([{ text: each.text, claims: claimsOf(raw) }], [each.unit]));
  const [one, other] = scored.map((score) => score.matched);
  const index = (other ?? 0) > (one ?? 0) ? 1 : 0;
  const { text, unit, spans } = laid[index] ?? { unit: 'utf-16', text: '', spans: [] };
  return { text, unit, matched: scored[index]?.matched ?? 0, of: scored[index]?.of ?? 0, decisive: one !== other, sentences: placed(raw, text, unit, spans, tell) };
}

export function isToken(row: Row): boolean {
  return !row.id.includes('.');
}

function sentencesIn(lines: readonly Line[], tell: Tell): RawSentence[] {
  const sentences: RawSentence[] = [];
  const rowIn = rowReader(tell);
  let open: { comments: string[]; texts: string[]; id: string | null; rows: Row[] } | null = null;
  const close = (): void => {
    if (open !== null) sentences.push({ comments: open.comments, id: open.id, rows: open.rows, text: open.texts.join('\n') });
    open = null;
  };
  for (const { number, text } of lines) {
    if (text === '') close();
    if (text === '') continue;
    open ??= { comments: [], texts: [], id: null, rows: [] };
    if (text.startsWith('#Text=')) open.texts.push(unescapeText(text.slice(6)));
    else if (text.startsWith('#Sentence.id=')) open.id = text.slice(13);
    else if (text.startsWith('#')) open.comments.push(text);
    else open.rows.push(...rowIn(text, number));
  }
  close();
  return sentences.filter((sentence) => sentence.rows.length > 0 || sentence.text !== '');
}

/** Reads one row after another; what is none, or comes again, or before where the last token ended, is told and left out. */
function rowReader(tell: Tell): (text: string, line: number) => Row[] {
  const ids = new Set<string>();
  let lastEnd = 0;
  return (text, line) => {
    const [id = '', offsets = '', token = '', ...cells] = text.split('\t');
    const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(offsets) ?? [];
    const row = { line, id, start: Number(start), end: Number(end), text: token, cells: cells.at(-1) === '' ? cells.slice(0, -1) : cells };
    if (!/^\d+-\d+(?:\.\d+)?$/.test(id) || start === undefined) tell(line, 'line-malformed', { text: text.slice(0, 200) });
    else if (ids.has(id)) tell(line, 'id-duplicate', { id });
    else if (isToken(row) && row.start < lastEnd) tell(line, 'offset-invalid', { offsets });
    else {
      ids.add(id);
      if (isToken(row)) lastEnd = row.end;
      return [row];
    }
    return [];
  };
}

function claimsOf(raw: readonly RawSentence[]): { fragments: Span[]; quote: string }[] {
  return raw.flatMap((sentence) => sentence.rows.map((row) => ({ fragments: [{ start: row.start, end: row.end }], quote: row.text })));
}

/** Puts each sentence where its first token says, with blanks between: a space, or line ends where there is room for more. */
function layOut(raw: readonly RawSentence[], unit: OffsetUnit): { unit: OffsetUnit; text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  let length = 0;
  for (const sentence of raw) {
    const first = sentence.rows[0];
    const lead = first === undefined ? 0 : Math.max(0, sentence.text.indexOf(first.text));
    const gap = first === undefined ? 1 : first.start - lead - length;
    const blank = blanks(Math.min(Math.max(0, gap), 1_000_000), text === '');
    const start = text.length + blank.length;
    text += blank + sentence.text;
    length += blank.length + (unit === 'code-points' ? Array.from(sentence.text).length : sentence.text.length);
    spans.push({ start: start + lead, end: start + sentence.text.length });
  }
  return { unit, text, spans };
}

function blanks(count: number, isFirst: boolean): string {
  return isFirst || count < 2 ? ' '.repeat(count) : '\n'.repeat(count);
}

/** The sentences with the offsets of their rows in UTF-16. */
function placed(raw: readonly RawSentence[], text: string, unit: OffsetUnit, spans: readonly Span[], tell: Tell): RowSentence[] {
  const map = offsetMap(text, unit);
  return raw.map((sentence, index) => {
    const rows = sentence.rows.flatMap((each) => {
      const [start, end] = [map.toUtf16(each.start), map.toUtf16(each.end)];
      if (start === undefined || end === undefined || end < start) {
        tell(each.line, 'offset-invalid', { offsets: `${each.start}-${each.end}` });
        return [];
      }
      if (text.slice(start, end) !== each.text) tell(each.line, 'token-differs', { token: each.text, text: text.slice(start, end).slice(0, 100) });
      return [Object.assign({}, each, { start, end })];
    });
    return { span: spans[index] ?? { start: 0, end: 0 }, rows, kept: { ...(sentence.id === null ? {} : { id: sentence.id }), ...(sentence.comments.length === 0 ? {} : { comments: sentence.comments }) } };
  });
}
