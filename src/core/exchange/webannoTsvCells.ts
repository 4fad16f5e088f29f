import type { Data } from './model';

/** One of the values that stand in a cell, and its number, 0 for none. */
export interface Stacked {
  readonly raw: string;
  readonly value: Data;
  readonly number: number;
}

/** `PER[1]|*[2]`; `_` for nothing. */
export function stackOf(cell: string): Stacked[] {
  if (cell === '_') return [];
  return splitUnescaped(cell, '|').map((part) => {
    const match = /^(.*)(?<!\\)\[(\d{1,9})\]$/s.exec(part);
    const raw = match?.[1] ?? part;
    return { raw, value: valueOf(raw), number: Number(match?.[2] ?? 0) };
  });
}

/** What a value in a cell means; null for `*` and `_`. */
export function valueOf(raw: string): Data {
  return raw === '*' || raw === '_' ? null : unescapeValue(raw);
}

/** A value as it stands in a cell; what is no text as JSON. */
export function printValue(value: Data): string {
  if (value === null) return '*';
  return escapeValue(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Splits where the mark is not escaped with a backslash. */
export function splitUnescaped(text: string, mark: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === mark) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

export function unescapeValue(text: string): string {
  return text.replace(/\\(->|[\s\S])/g, (_, escaped: string) => ({ t: '\t', n: '\n' })[escaped] ?? escaped);
}

/** A value in a cell. A value that is only `_` or `*` must not look like no annotation or no value. */
export function escapeValue(text: string): string {
  return text.replace(/->|[\\[\]|_;*\t\n]/g, (found) => `\\${{ '\t': 't', '\n': 'n' }[found] ?? found}`);
}

const textEscapes: ReadonlyMap<string, string> = new Map([['\t', 't'], ['\n', 'n'], ['\f', 'f'], ['\r', 'r'], ['\b', 'b'], ['\\', '\\']]);

export function unescapeText(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (whole, escaped: string) => {
    if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return [...textEscapes].find(([, letter]) => letter === escaped)?.[0] ?? whole;
  });
}

/** A `#Text=` line; line ends are split before. */
export function escapeText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the format escapes control characters
  return text.replace(/[\u0000-\u001f\\]/g, (found) => `\\${textEscapes.get(found) ?? `u${found.charCodeAt(0).toString(16).padStart(4, '0')}`}`);
}
