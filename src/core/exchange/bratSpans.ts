import type { Span } from '../model';
import { withoutMark } from './lines';
import type { Data, ExchangeProblem, ExchangeSpan, OffsetReport } from './model';
import { chooseUnit, offsetMap, offsetUnits, sameButSpace, toUtf16 } from './units';

/** A T line before its offsets are understood. */
export interface RawSpan {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly label: string;
  readonly fragments: readonly Span[];
  readonly quote: string | null;
}

/** The text as the offsets count it, and the spans of T lines in it. */
export interface PlacedSpans {
  readonly text: string | null;
  readonly spans: readonly ExchangeSpan[];
  /** Those whose offsets are not in the text. */
  readonly unplaced: readonly RawSpan[];
  readonly problems: readonly ExchangeProblem[];
  readonly offsets: readonly OffsetReport[];
}

/** Places the T lines of a document, all in the unit that explains most of them; without a text as they are. */
export function placeSpans(raws: readonly RawSpan[], source: string | null, base: string): PlacedSpans {
  const text = source === null ? null : countedText(source, raws);
  if (text === null) return withoutText(raws, base);
  const choice = chooseUnit([{ text, claims: raws }], offsetUnits);
  const map = offsetMap(text, choice.unit);
  const spans: ExchangeSpan[] = [];
  const unplaced: RawSpan[] = [];
  const problems: ExchangeProblem[] = [];
  for (const raw of raws) {
    const fragments = toUtf16(map, raw.fragments);
    if (fragments === undefined) {
      unplaced.push(raw);
      problems.push({ file: raw.file, line: raw.line, code: 'offset-invalid', data: { id: raw.id, offsets: offsetsText(raw.fragments) } });
    } else spans.push(placed(raw, mergedOverLines(text, fragments), text, problems));
  }
  return { text, spans, unplaced, problems, offsets: raws.slice(0, 1).map(({ file }) => ({ ...choice, file })) };
}

/** A T line as it came, but for blanks. */
export function lineOf({ id, label, fragments, quote }: RawSpan): string {
  return `${id}\t${label} ${offsetsText(fragments)}${quote === null ? '' : `\t${quote}`}`;
}

function withoutText(raws: readonly RawSpan[], base: string): PlacedSpans {
  const problems: ExchangeProblem[] = raws.length === 0 ? [] : [{ file: `${base}.ann`, line: 1, code: 'text-missing', data: { expected: `${base}.txt` } }];
  return { text: null, spans: raws.map((raw) => ({ ...emptySpan(raw), fragments: raw.fragments, quote: raw.quote ?? '' })), unplaced: [], problems, offsets: [] };
}

/** With its byte order mark unless more quotes are right without. */
function countedText(text: string, raws: readonly RawSpan[]): string {
  if (withoutMark(text) === text) return text;
  const [marked, bare] = [text, withoutMark(text)].map((each) => chooseUnit([{ text: each, claims: raws }], offsetUnits).matched);
  return (bare ?? 0) > (marked ?? 0) ? withoutMark(text) : text;
}

function placed(raw: RawSpan, fragments: readonly Span[], text: string, problems: ExchangeProblem[]): ExchangeSpan {
  const covered = fragments.map((fragment) => text.slice(fragment.start, fragment.end)).join(' ');
  const span = { ...emptySpan(raw), fragments };
  if (raw.quote === null || sameButSpace(covered, raw.quote)) return span;
  problems.push({ file: raw.file, line: raw.line, code: 'quote-differs', data: { id: raw.id, quote: raw.quote, text: covered.slice(0, 200) } });
  return { ...span, quote: raw.quote };
}

function emptySpan(raw: RawSpan): Omit<ExchangeSpan, 'fragments'> {
  const kept: Record<string, Data> = {};
  // a label that brat itself would refuse comes out as it came
  if (/\s/.test(raw.label)) kept['bratLabel'] = raw.label;
  return { id: raw.id, label: raw.label, references: [], attributes: [], kept };
}

function offsetsText(fragments: readonly Span[]): string {
  return fragments.map((fragment) => `${fragment.start} ${fragment.end}`).join(';');
}

/** brat splits a span at line ends: two pieces with nothing but a line end and blanks between them are one. */
function mergedOverLines(text: string, fragments: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const fragment of fragments) {
    const last = merged.at(-1);
    const between = last === undefined || last.end > fragment.start ? '' : text.slice(last.end, fragment.start);
    if (last !== undefined && /^\s*[\n\r]\s*$/.test(between)) merged[merged.length - 1] = { start: last.start, end: fragment.end };
    else merged.push(fragment);
  }
  return merged;
}
