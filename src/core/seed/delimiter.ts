import type { Span } from '../model';
import { hasEnding, looksLikeFileName } from './fileName';
import { type Line, trimmed, textOf } from './lines';

/** The shape of a delimiter line: `==> NAME <==`, `=== NAME ===` or `=== NAME`, `--- NAME ---`, `##### NAME`. */
export type DelimiterForm = 'arrows' | 'equals' | 'dashes' | 'hashes';

export interface Delimiter {
  readonly form: DelimiterForm;
  /** The line without its ending. */
  readonly span: Span;
  readonly name: Span;
  /** Whether the line starts an article. Arrows around what is no file name do not: they are only worth a hint. */
  readonly starts: boolean;
}

interface Shape {
  readonly form: DelimiterForm;
  readonly open: RegExp;
  readonly close: RegExp;
}

// Each sign three times or more, the arrow's `=` twice; trailing white space is gone before these are tried.
const shapes: readonly Shape[] = [
  { form: 'arrows', open: /^={2,}>[ \t]+/, close: /[ \t]<={2,}$/ },
  { form: 'equals', open: /^={3,}[ \t]+/, close: /(?:[ \t]={3,})?$/ },
  { form: 'dashes', open: /^-{3,}[ \t]+/, close: /[ \t]-{3,}$/ },
  { form: 'hashes', open: /^#{3,}[ \t]+/, close: /$/ },
];

const announced = /^(?:FILE|File|Document):[ \t]*/;

/** Paths are at most 4096 long where files live; a longer line is never looked into. */
const longestLine = 4200;

/** The delimiter that the line is, or undefined for a line of text. */
export function delimiterOf(text: string, line: Line): Delimiter | undefined {
  if (!mayStart(text.charCodeAt(line.start)) || line.end - line.start > longestLine) return undefined;
  const span: Span = { start: line.start, end: line.end };
  const content = textOf(text, span).trimEnd();
  for (const { form, open, close } of shapes) {
    const from = open.exec(content)?.[0].length;
    if (from === undefined) continue;
    const to = close.exec(content)?.index;
    return to === undefined || to <= from ? undefined : named(text, form, span, { start: span.start + from, end: span.start + to });
  }
  return undefined;
}

function mayStart(code: number): boolean {
  return code === 0x3d || code === 0x2d || code === 0x23; // = - #
}

function named(text: string, form: DelimiterForm, span: Span, inner: Span): Delimiter | undefined {
  const word = announced.exec(textOf(text, inner))?.[0].length ?? 0;
  const name = trimmed(text, { start: inner.start + word, end: inner.end });
  const value = textOf(text, name);
  if (value === '') return undefined;
  if (form === 'arrows') return { form, span, name, starts: word > 0 || hasEnding(value) };
  return word > 0 || looksLikeFileName(value) ? { form, span, name, starts: true } : undefined;
}
