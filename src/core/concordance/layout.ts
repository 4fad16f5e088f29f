import type { Span } from '../model';
import { fold } from '../picker/fold';
import type { Context } from './context';
import { cutEnd, cutStart, padEnd, padStart } from './graphemes';

/** What lines are sorted by: their article, its date, or the words on one side of the place. */
export type Order = 'article' | 'date' | 'left' | 'right';

/** One place to be laid out. */
export interface Row {
  readonly article: string;
  readonly title: string;
  /** `YYYY-MM-DD` or less; `''` for none. */
  readonly date: string;
  readonly context: Context;
  /** What is to be said of it at the end of its line. */
  readonly note: string;
}

/** A line of the document. */
export interface Line {
  readonly text: string;
  /** The index of its row; undefined for headings and empty lines. */
  readonly row: number | undefined;
  /** The place, in UTF-16 units of the line; of a heading the whole of it. */
  readonly hit: Span;
  /** The note, likewise; empty for none. */
  readonly note: Span;
}

/** How many characters of context a line shows on the left of the place, and of the place with its context on the right. */
const leftWidth = 38;
const rightWidth = 52;
const titleWidth = 36;
/** Room for a tick, which is drawn over it and is no text. */
const margin = '   ';
const gap = '  ';

/**
 * The lines of a concordance. The places stand one below the other; columns are counted in graphemes, so that accents and
 * emoji do not shift them; a Chinese character counts as one, and lines with many of them stand out to the right.
 * By article and by date there is a heading for each article, in the other orders each line names its own.
 */
export function layOut(rows: readonly Row[], order: Order): Line[] {
  const sorted = rows.map((row, index) => ({ row, index, key: keyOf(row, order) })).sort((one, other) => compare(one.key, other.key) || one.index - other.index);
  const grouped = order === 'article' || order === 'date';
  const lines: Line[] = [];
  let article: string | undefined;
  for (const { row, index } of sorted) {
    if (grouped && row.article !== article) {
      if (article !== undefined) lines.push(emptyLine);
      lines.push(heading(row));
      article = row.article;
    }
    lines.push(lineOf(row, index, grouped));
  }
  return lines;
}

const nowhere: Span = { start: 0, end: 0 };
const emptyLine: Line = { text: '', row: undefined, hit: nowhere, note: nowhere };

function heading({ date, title, article }: Row): Line {
  const text = [date, title, title === article ? '' : article].filter(Boolean).join(gap);
  return { text, row: undefined, hit: { start: 0, end: text.length }, note: nowhere };
}

function lineOf({ context: { left, hit, right }, date, title, note }: Row, row: number, grouped: boolean): Line {
  const before = `${margin}${padStart(cutStart(left, leftWidth), leftWidth)}`;
  const after = padEnd(cutEnd(`${hit}${right}`, rightWidth), rightWidth);
  const source = grouped ? '' : `${gap}${padEnd(date, 10)}${gap}${note === '' ? cutEnd(title, titleWidth) : padEnd(cutEnd(title, titleWidth), titleWidth)}`;
  const start = before.length + after.length + source.length + gap.length;
  const text = note === '' ? `${before}${after}${source}` : `${before}${after}${source}${gap}${note}`;
  const hitEnd = before.length + Math.min(hit.length, after.length);
  return {
    // A place that is white space is not cut off with what fills the line.
    text: text.slice(0, Math.max(hitEnd, text.trimEnd().length)),
    row,
    hit: { start: before.length, end: hitEnd },
    note: note === '' ? nowhere : { start, end: start + note.length },
  };
}

/** What a row is sorted by: each part decides where those before it are alike. */
function keyOf({ article, date, context: { left, hit, right } }: Row, order: Order): readonly string[] {
  switch (order) {
    case 'article': return [article];
    // No date sorts behind every date.
    case 'date': return [date || '~', article];
    case 'left': return [wordsBefore(left), wordsAfter(right)];
    case 'right': return [wordsAfter(right), fold(hit), wordsBefore(left)];
  }
}

function compare(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  if (at < 0) return 0;
  return (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
}

/** The words next to a place, the nearest first. Those beyond the line's width decide nothing that anyone sees. */
function wordsBefore(left: string): string {
  return wordsOf(left.slice(-leftWidth)).reverse().join(' ');
}

function wordsAfter(right: string): string {
  return wordsOf(right.slice(0, rightWidth)).join(' ');
}

/** Words without signs, and characters of scripts without spaces one by one. */
function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
