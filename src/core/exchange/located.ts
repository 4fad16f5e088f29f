import type { Span } from '../model';
import type { ExchangeProblem, OffsetReport } from './model';
import { chooseUnit, offsetMap, sameButSpace, toUtf16, type Claim, type OffsetUnit } from './units';

/** What one entry of a JSON format claims, and where to complain. */
export interface RawEntry {
  readonly file: string;
  readonly line: number;
  readonly fragments: readonly Span[];
  readonly quote: string | null;
}

export interface RawText<E extends RawEntry> {
  readonly text: string | null;
  readonly entries: readonly E[];
  /** What else the file says of the text in the same unit. */
  readonly evidence?: readonly Claim[];
}

/** An entry in UTF-16; `quote` where it is not what the text says there. */
export interface Placed<E> {
  readonly entry: E;
  readonly fragments: readonly Span[];
  readonly quote?: string;
}

export interface Located<E> {
  readonly unit: OffsetUnit;
  /** One list for each text. */
  readonly placed: readonly (readonly Placed<E>[])[];
  readonly problems: readonly ExchangeProblem[];
  readonly offsets: readonly OffsetReport[];
}

/** Finds the unit of a whole file and turns its entries into spans. Entries beyond their text are reported and left out. */
export function locate<E extends RawEntry>(file: string, texts: readonly RawText<E>[], candidates: readonly OffsetUnit[]): Located<E> {
  const groups = texts.flatMap(({ text, entries, evidence }) => (text === null ? [] : [{ text, claims: [...entries, ...evidence ?? []] }]));
  const choice = chooseUnit(groups, candidates);
  const problems: ExchangeProblem[] = [];
  const placed = texts.map(({ text, entries }) => (text === null ? entries.map(unplaced) : placeAll(text, entries, choice.unit, problems)));
  return { unit: choice.unit, placed, problems, offsets: choice.of === 0 ? [] : [{ ...choice, file }] };
}

function unplaced<E extends RawEntry>(entry: E): Placed<E> {
  return { entry, fragments: entry.fragments, quote: entry.quote ?? '' };
}

function placeAll<E extends RawEntry>(text: string, entries: readonly E[], unit: OffsetUnit, problems: ExchangeProblem[]): Placed<E>[] {
  const map = offsetMap(text, unit);
  return entries.flatMap((entry) => {
    const fragments = toUtf16(map, entry.fragments);
    const { file, line } = entry;
    if (fragments === undefined) {
      problems.push({ file, line, code: 'offset-invalid', data: { offsets: entry.fragments.map(({ start, end }) => `${start} ${end}`).join(';'), quote: entry.quote ?? '' } });
      return [];
    }
    const covered = fragments.map(({ start, end }) => text.slice(start, end)).join(' ');
    if (entry.quote === null || sameButSpace(covered, entry.quote)) return [{ entry, fragments }];
    problems.push({ file, line, code: 'quote-differs', data: { quote: entry.quote.slice(0, 200), text: covered.slice(0, 200) } });
    return [{ entry, fragments, quote: entry.quote }];
  });
}
