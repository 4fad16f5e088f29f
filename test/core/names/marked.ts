import type { Span } from '../../../src/core/model';

/** A text with its marks taken out. */
export interface Marked {
  readonly text: string;
  /** What stood in `[[…]]`. */
  readonly spans: readonly Span[];
  /** Where `|` stood; -1 where none did. */
  readonly caret: number;
}

/** Reads `The deal with [[Ant Fi|nancial]]’s`. */
export function marked(line: string): Marked {
  let text = '';
  let caret = -1;
  let start = 0;
  const spans: Span[] = [];
  for (const part of line.split(/(\[\[|\]\]|\|)/u)) {
    if (part === '[[') start = text.length;
    else if (part === ']]') spans.push({ start, end: text.length });
    else if (part === '|') caret = text.length;
    else text += part;
  }
  return { text, spans, caret };
}

/** Writes a text with `[[…]]` around the spans, the inverse of `marked` for spans in order. */
export function mark(text: string, spans: readonly Span[]): string {
  let made = '';
  let at = 0;
  for (const { start, end } of spans) {
    made += `${text.slice(at, start)}[[${text.slice(start, end)}]]`;
    at = end;
  }
  return made + text.slice(at);
}
