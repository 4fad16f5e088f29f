import { type TextEdit } from '../yaml/splice';

/**
 * One replaced stretch of a text, with enough of what stands around it to be found again
 * after the text has been changed elsewhere: what a patch's hunk is to lines.
 */
export interface Hunk {
  /** Where it stood in the text that it was made for, in UTF-16 units. */
  readonly start: number;
  readonly removed: string;
  readonly inserted: string;
  /** Up to `contextLength` units on each side, the same before and after the change. */
  readonly before: string;
  readonly after: string;
}

const contextLength = 64;

/** The edits of `text` as hunks. The edits do not overlap and are in ascending order; so are the hunks. */
export function hunksOf(text: string, edits: readonly TextEdit[]): Hunk[] {
  return edits.map(({ span, text: inserted }, at) => {
    const floor = edits[at - 1]?.span.end ?? 0;
    const ceiling = edits[at + 1]?.span.start ?? text.length;
    return {
      start: span.start,
      removed: text.slice(span.start, span.end),
      inserted,
      before: text.slice(Math.max(floor, span.start - contextLength), span.start),
      after: text.slice(span.end, Math.min(ceiling, span.end + contextLength)),
    };
  });
}

/** The hunks that take these back, placed in the text that these lead to. */
export function inverse(hunks: readonly Hunk[]): Hunk[] {
  let shift = 0;
  return hunks.map(hunk => {
    const start = hunk.start + shift;
    shift += hunk.inserted.length - hunk.removed.length;
    return { ...hunk, start, removed: hunk.inserted, inserted: hunk.removed };
  });
}

/**
 * The edits that do to `text` what the hunks say: each where it stood, or where the same words in the same
 * surroundings stand now, if there is only one such place. `undefined` when one of them cannot be placed.
 */
export function editsFor(text: string, hunks: readonly Hunk[]): TextEdit[] | undefined {
  // What was put into an empty text has no surroundings, and no place in another one.
  if (text !== '' && hunks.length > 0 && hunks.every(({ before, removed, after }) => before + removed + after === '')) return undefined;
  const edits: TextEdit[] = [];
  let shift = 0;
  let floor = 0;
  for (const hunk of hunks) {
    const start = placeOf(text, hunk, hunk.start + shift, hunk === hunks.at(-1));
    if (start === undefined || start < floor) return undefined;
    shift = start - hunk.start;
    floor = start + hunk.removed.length;
    edits.push({ span: { start, end: floor }, text: hunk.inserted });
  }
  return edits;
}

function placeOf(text: string, { before, removed, after }: Hunk, expected: number, isLast: boolean): number | undefined {
  const sought = before + removed + after;
  // What stood at the end has to stand there now: lines that were put behind it may belong to it.
  if (isLast && after.length < contextLength) return text.endsWith(sought) ? text.length - after.length - removed.length : undefined;
  const from = expected - before.length;
  if (from >= 0 && text.startsWith(sought, from)) return expected;
  const first = text.indexOf(sought);
  const only = first >= 0 && text.indexOf(sought, first + 1) < 0;
  return only && sought.length > 0 ? first + before.length : undefined;
}
