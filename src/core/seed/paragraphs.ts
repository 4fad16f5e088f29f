import type { Span } from '../model';
import { type Line, isBlank, textOf, trimmed } from './lines';

/** A paragraph without the white space around it, and how it stands: `wrapped` over several lines, a blank line (or the text's start) before it. */
export interface Paragraph extends Span {
  readonly wrapped: boolean;
  readonly gap: boolean;
}

/**
 * The paragraphs of an article's lines. Each line that is not blank is one, but for text that was broken at a fixed width:
 * a run of lines without a blank one between them, where every line but the last has 40 to 100 characters and a later one starts
 * with a small letter, is one paragraph.
 */
export function paragraphsOf(text: string, lines: readonly Line[]): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let run: Span[] = [];
  for (const line of lines) {
    if (!isBlank(text, line)) {
      run.push(trimmed(text, line));
      continue;
    }
    for (const paragraph of paragraphsOfRun(text, run)) paragraphs.push(paragraph);
    run = [];
  }
  for (const paragraph of paragraphsOfRun(text, run)) paragraphs.push(paragraph);
  return paragraphs;
}

function paragraphsOfRun(text: string, run: readonly Span[]): readonly Paragraph[] {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return [];
  if (isWrapped(text, run)) return [{ start: first.start, end: last.end, wrapped: true, gap: true }];
  return run.map(({ start, end }, index) => ({ start, end, wrapped: false, gap: index === 0 }));
}

function isWrapped(text: string, run: readonly Span[]): boolean {
  return run.every(({ start, end }, index) => index === run.length - 1 || (end - start >= 40 && end - start <= 100))
    && run.some((line, index) => index > 0 && startsSmall(text, line));
}

/** Whether the span starts with a small letter, as a title, a name or a sentence does not. */
export function startsSmall(text: string, { start, end }: Span): boolean {
  return /^\p{Ll}/u.test(textOf(text, { start, end: Math.min(end, start + 2) }));
}
