import type { Span } from '../model';

/** Replace the units of `span` by `text`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The text after all edits, whose spans count units of the text before and do not overlap.
 * Insertions at one place come out in the order given.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const edit of inOrder(edits)) {
    pieces.push(text.slice(from, edit.span.start), edit.text);
    from = Math.max(from, edit.span.end);
  }
  return [...pieces, text.slice(from)].join(''); // what is added up bit by bit is put together by whoever reads it first, megabytes in one go
}

/** The edits that turn `applyEdits(text, edits)` back into `text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return inOrder(edits).map(({ span, text: inserted }) => {
    const start = span.start + shift;
    shift += inserted.length - (span.end - span.start);
    return { span: { start, end: start + inserted.length }, text: text.slice(span.start, span.end) };
  });
}

/** By start, insertions before the replacement that starts where they stand; sorting keeps equals in order. */
export function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
