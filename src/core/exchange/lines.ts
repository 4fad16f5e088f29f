/** A line without its ending; `number` counts from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** The lines of a text, ended by `\n` or `\r\n`; an ending at the very end starts no further line. */
export function* linesOf(text: string): Generator<Line> {
  let number = 1;
  for (let start = 0; start < text.length; number++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const isCrlf = newline > start && text.charCodeAt(newline - 1) === 13;
    yield { number, text: text.slice(start, isCrlf ? end - 1 : end) };
    start = end + 1;
  }
}

/** The text without the byte order mark that some tools put first. */
export function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
