import type { Span } from '../model';

/** Replace `[start, end)` of a text by `text`, in UTF-16 units. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after changes that are given as an editor gives them: last place first, not overlapping. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  return changes.reduce(
    (result, change) => result.slice(0, change.start) + change.text + result.slice(change.end), text);
}

/** The changes that lead back from the text after `changes`, last place first again. */
export function invertChanges(text: string, changes: readonly Change[]): readonly Change[] {
  let shift = 0;
  const inverse: Change[] = [];
  for (const change of [...changes].reverse()) {
    const start = change.start + shift;
    inverse.unshift({ start, end: start + change.text.length, text: text.slice(change.start, change.end) });
    shift += change.text.length - (change.end - change.start);
  }
  return inverse;
}

/**
 * Where a span of the text before a change is after it, or `undefined` when the change took all of it.
 * What is inserted at an edge stays outside; what is inserted between the edges belongs to the span.
 * A change that starts (ends) exactly with the span and leaves a part of it is an edit of the span,
 * and what it puts there belongs to it: replacing `A` in `[[Ali]]` by `a` gives `[[ali]]`.
 */
export function mapSpan(span: Span, change: Change): Span | undefined {
  const shift = change.text.length - (change.end - change.start);
  if (change.end <= span.start) {
    return { start: span.start + shift, end: span.end + shift };
  }
  if (change.start >= span.end) {
    return span;
  }
  if (change.start <= span.start && change.end >= span.end) {
    return undefined;
  }
  return {
    start: change.start < span.start ? change.start + change.text.length : span.start,
    end: change.end > span.end ? change.start : span.end + shift,
  };
}
