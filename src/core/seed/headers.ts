import type { Span } from '../model';
import type { Problem } from '../problem';
import { type Line, isBlank, textOf, trimmed } from './lines';
import type { Header } from './seedFile';

/** The headers at the top of an article, what is wrong with them, and how many of its lines they take, blank ones included. */
export interface HeaderBlock {
  readonly headers: readonly Header[];
  readonly problems: readonly Problem[];
  /** From the first `##` line to the end of the last one; undefined when there is none. */
  readonly span: Span | undefined;
  readonly lineCount: number;
}

/**
 * Reads the `##` lines at the top of an article. Blank lines may stand before each header.
 * A `##` line that is no header is malformed where it touches the headers (or starts the article), and text after a blank line.
 */
export function readHeaders(text: string, lines: readonly Line[]): HeaderBlock {
  const headers: Header[] = [];
  const problems: Problem[] = [];
  let span: Span | undefined;
  let lineCount = 0;
  for (const [index, line] of lines.entries()) {
    if (isBlank(text, line)) continue;
    if (!isHeaderLine(text, line)) break;
    const header = readHeader(text, line);
    if (header === undefined && span !== undefined && index > lineCount) break;
    if (header === undefined) problems.push({ code: 'header-malformed', span: spanOf(line), data: { line: text.slice(line.start, Math.min(line.end, line.start + longestTold)) } });
    else headers.push(header);
    span = { start: span?.start ?? line.start, end: line.end };
    lineCount = index + 1;
  }
  return { headers, problems: [...problems, ...duplicates(headers)], span, lineCount };
}

/** How much of a malformed line is told. */
const longestTold = 80;

/** Whether the line starts with exactly two `#`. */
function isHeaderLine(text: string, line: Line): boolean {
  return line.end - line.start >= 2 && text.startsWith('##', line.start) && (line.end === line.start + 2 || text[line.start + 2] !== '#');
}

const opening = /^##[ \t]+/;
const colon = /[:：]/;

function readHeader(text: string, line: Line): Header | undefined {
  const content = textOf(text, line);
  const keyStart = opening.exec(content)?.[0].length;
  const keyEnd = content.search(colon);
  if (keyStart === undefined || keyEnd <= keyStart) return undefined;
  const keySpan = trimmed(text, { start: line.start + keyStart, end: line.start + keyEnd });
  if (keySpan.end === keySpan.start) return undefined;
  const valueSpan = trimmed(text, { start: line.start + keyEnd + 1, end: line.end });
  return { key: textOf(text, keySpan), value: textOf(text, valueSpan), span: spanOf(line), keySpan, valueSpan };
}

function spanOf({ start, end }: Line): Span {
  return { start, end };
}

function duplicates(headers: readonly Header[]): readonly Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const { key, keySpan } of headers) {
    const known = key.toLowerCase();
    if (seen.has(known)) problems.push({ code: 'header-duplicate', span: keySpan, data: { key } });
    seen.add(known);
  }
  return problems;
}

const meanings = {
  title: ['title', 'headline', '标题', '標題'],
  date: ['date', 'published', 'publication date', '日期', '时间', '時間'],
  section: ['section', 'category', '栏目', '欄目'],
  byline: ['byline', 'author', 'authors', 'by', '作者', '记者', '記者'],
} as const;

/** The first header with a value whose key means what is asked for, in any case of letters: `Headline` for the title. */
export function headerFor(headers: readonly Header[], meaning: keyof typeof meanings): Header | undefined {
  const keys: readonly string[] = meanings[meaning];
  return headers.find(({ key, value }) => value !== '' && keys.includes(key.toLowerCase()));
}
