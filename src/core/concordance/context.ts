import type { Span } from '../model';

/** A place as one line shows it: white space as single spaces, nothing from beyond its paragraph. */
export interface Context {
  readonly left: string;
  readonly hit: string;
  readonly right: string;
}

/** Units that are enough for any line, emoji and accents included. */
const reach = 240;

/** The words of a place and those around it, as far as its paragraph goes in its article. */
export function contextOf(text: string, article: Span, { start, end }: Span): Context {
  const before = text.slice(Math.max(article.start, start - reach), start);
  const after = text.slice(end, Math.min(article.end, end + reach));
  return {
    left: oneLine(before.slice(afterBlankLine(before))).trimStart(),
    hit: oneLine(text.slice(start, end)),
    right: oneLine(after.slice(0, blankLineIn(after))).trimEnd(),
  };
}

function afterBlankLine(text: string): number {
  let at = 0;
  for (const { 0: found, index } of text.matchAll(/\r?\n[ \t]*\r?\n/g)) at = index + found.length;
  return at;
}

function blankLineIn(text: string): number {
  const at = text.search(/\r?\n[ \t]*\r?\n/);
  return at < 0 ? text.length : at;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
