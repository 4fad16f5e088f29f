import type { Span } from '../../../src/core/model';

/** A text written with its marks: `[[Ant [[Financial]]]] grew` has the spans of `Ant Financial` and `Financial`, by their start. */
export interface Marked {
  readonly text: string;
  readonly spans: readonly Span[];
}

export function marked(source: string): Marked {
  let text = '';
  const open: number[] = [];
  const spans: { start: number; end: number }[] = [];
  for (const piece of source.split(/(\[\[|\]\])/)) {
    if (piece === '[[') {
      open.push(spans.push({ start: text.length, end: text.length }) - 1);
    } else if (piece === ']]') {
      const span = spans[open.pop() ?? -1];
      if (span === undefined) {
        throw new Error(`a mark ends that has not begun: ${source}`);
      }
      span.end = text.length;
    } else {
      text += piece;
    }
  }
  return { text, spans };
}

/** The text with its marks again, an empty one as `[[]]`. Spans may nest, not cross. */
export function withMarks(text: string, spans: readonly Span[]): string {
  const outerFirst = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  let result = '';
  let done = 0;
  const open: Span[] = [];
  const closeUpTo = (limit: number): void => {
    for (let span = open.at(-1); span !== undefined && span.end <= limit; span = open.at(-1)) {
      result += `${text.slice(done, span.end)}]]`;
      done = span.end;
      open.pop();
    }
  };
  for (const span of outerFirst) {
    closeUpTo(span.start);
    result += `${text.slice(done, span.start)}[[`;
    done = span.start;
    open.push(span);
  }
  closeUpTo(text.length);
  return result + text.slice(done);
}
