const byteOrderMark = '\ufeff';

/** Where the line of `offset` starts, after a byte order mark. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith(byteOrderMark) ? 1 : start;
}

/** Where the line of `offset` ends, before its `\n` or `\r\n`. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** Where the line after that of `offset` starts: the end of the text, when there is none. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** How the line of `offset` ends; the last one, when nothing follows it, as the one before; `\n` where there is none. */
export function lineEndingAt(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const end = next === -1 ? text.lastIndexOf('\n') : next;
  return text[end - 1] === '\r' ? '\r\n' : '\n';
}

/** How many units stand before `offset` on its line: what YAML calls indentation, also after dashes. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Whether only spaces stand before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  return isBlank(text.slice(lineStart(text, offset), offset));
}

/** Whether there is nothing but white space. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}
