import type { Span } from '../model';

/** A line of a text: `start` to `end` without its ending, `next` where the line after it starts. */
export interface Line extends Span {
  readonly next: number;
}

const LF = 10;
const CR = 13;

/**
 * The lines of a text from an offset on. LF, CRLF and a lone CR end a line; nothing else does.
 * A text that ends with a line ending has no further, empty line; an empty text has no lines.
 */
export function linesOf(text: string, from = 0): readonly Line[] {
  return text.includes('\r', from) ? linesOfAnyEnding(text, from) : linesOfUnix(text, from);
}

/** Nearly all files: a search for one sign is many times faster than a look at each. */
function linesOfUnix(text: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  let start = from;
  for (let end = text.indexOf('\n', from); end !== -1; end = text.indexOf('\n', start)) {
    lines.push({ start, end, next: end + 1 });
    start = end + 1;
  }
  if (start < text.length) lines.push({ start, end: text.length, next: text.length });
  return lines;
}

function linesOfAnyEnding(text: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  let start = from;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > CR || (code !== LF && code !== CR)) continue;
    const next = code === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
    lines.push({ start, end: at, next });
    start = next;
    at = next - 1;
  }
  if (start < text.length) lines.push({ start, end: text.length, next: text.length });
  return lines;
}

/** The span without the white space at its ends; for nothing but white space, an empty span at its end. */
export function trimmed(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

/** Whether the span holds nothing but white space. */
export function isBlank(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

/** White space as `String.prototype.trim` knows it: ASCII and Unicode spaces, line ends, the byte order mark. */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0xa0) return false;
  return code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029
    || code === 0x202f || code === 0x205f || code === 0x3000 || code === 0xfeff;
}

/** The text of a span. */
export function textOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}
