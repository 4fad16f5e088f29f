import type { Span } from '../model';
import type { Problem } from '../problem';
import { type ArticlePlace, type ArticleRead, readArticle, readArticleFacts } from './article';
import { articleId } from './articleId';
import { characterProblems } from './characters';
import { type Delimiter, delimiterOf } from './delimiter';
import { type Line, isBlank, linesOf, textOf } from './lines';
import type { ArticleFacts, SeedFile } from './seedFile';

/**
 * Reads a seed file: one article, or a bundle of them. Any text can be read; what is wrong with it is in `problems`, in the order
 * of the text. The text is what the disk or the editor gives, with or without a byte order mark, with any line endings.
 */
export function parseSeed(text: string): SeedFile {
  return readEach(text, readArticle);
}

/** As `parseSeed`, for what lists and cards show: the same facts and problems for a fraction of the time. */
export function readFacts(text: string): FileRead<ArticleFacts> {
  return readEach(text, readArticleFacts);
}

interface FileRead<Article> {
  readonly bundle: boolean;
  readonly articles: readonly Article[];
  readonly problems: readonly Problem[];
}

function readEach<Article>(text: string, read: (text: string, place: ArticlePlace) => ArticleRead<Article>): FileRead<Article> {
  const lines = linesOf(text, afterMark(text, 0));
  const marks = marksIn(text, lines);
  const starts = marks.filter(({ delimiter }) => delimiter.starts);
  const places = placesOf(text, lines, starts);
  const reads = places.map((place) => read(text, place));
  const problems = [...characterProblems(text), ...delimiterProblems(marks, places), ...duplicates(places), ...reads.flatMap((each) => each.problems)];
  return {
    bundle: starts.length > 0,
    articles: reads.map((each) => each.article),
    problems: problems.sort((a, b) => a.span.start - b.span.start),
  };
}

/** A line that is, or looks like, a delimiter. */
interface Mark {
  readonly delimiter: Delimiter;
  readonly line: Line;
  /** The line's index in the file. */
  readonly index: number;
}

function marksIn(text: string, lines: readonly Line[]): readonly Mark[] {
  const marks: Mark[] = [];
  for (const [index, line] of lines.entries()) {
    const delimiter = delimiterOf(text, line);
    if (delimiter !== undefined) marks.push({ delimiter, line, index });
  }
  return marks;
}

function placesOf(text: string, lines: readonly Line[], starts: readonly Mark[]): readonly ArticlePlace[] {
  const first = starts[0];
  const head = placeOf(text, lines, undefined, first);
  const named = starts.map((mark, index) => placeOf(text, lines, mark, starts[index + 1]));
  // Text before the first delimiter is an article too; white space there is nothing.
  return first !== undefined && isBlank(text, head.span) ? named : [head, ...named];
}

/** The article from `mark` (or the file's start) to the delimiter after it (or the file's end). */
function placeOf(text: string, lines: readonly Line[], mark: Mark | undefined, following: Mark | undefined): ArticlePlace {
  const own = lines.slice(mark === undefined ? 0 : mark.index + 1, following?.index);
  const start = startOf(text, mark);
  const end = following === undefined ? text.length : Math.max(start, beforeBreak(text, following.line));
  const delimiter = mark?.delimiter;
  return {
    name: delimiter && textOf(text, delimiter.name),
    delimiter: delimiter && { span: delimiter.span, name: delimiter.name },
    span: { start, end },
    lines: clipped(own, start, end),
  };
}

/** After the delimiter line, or at the file's start; in both cases after a byte order mark, which a file brings with it into a bundle. */
function startOf(text: string, mark: Mark | undefined): number {
  return afterMark(text, mark?.line.next ?? 0);
}

const byteOrderMark = 0xfeff;

function afterMark(text: string, start: number): number {
  return text.charCodeAt(start) === byteOrderMark ? start + 1 : start;
}

/**
 * Where the line break before a delimiter line starts. `tail` prints it between two files, so it is not the article's.
 * CRLF is one break, but not where the delimiter line itself ends in a bare LF: then `tail` printed a bare LF here too,
 * and the carriage return is the last character of the article.
 */
function beforeBreak(text: string, { start, end, next }: Line): number {
  const wide = text.startsWith('\r\n', start - 2) && !(next - end === 1 && text[end] === '\n');
  return start - (wide ? 2 : 1);
}

/** The lines of an article, which may start after a mark and end before a break: then a last line that is nothing but the break is none. */
function clipped(lines: readonly Line[], start: number, end: number): readonly Line[] {
  const own = (lines.at(-1)?.start ?? start) >= end ? lines.slice(0, -1) : lines.slice();
  for (const index of [0, own.length - 1]) {
    const line = own[index];
    if (line !== undefined) own[index] = { start: Math.max(line.start, start), end: Math.min(line.end, end), next: Math.min(line.next, end) };
  }
  return own;
}

/**
 * Delimiters that deserve a second look: arrows around what is no file name (`name`), another form than the first one in the file
 * (`form`), and the first one where text stands before it (`late`).
 */
function delimiterProblems(marks: readonly Mark[], places: readonly ArticlePlace[]): readonly Problem[] {
  const first = marks.find(({ delimiter }) => delimiter.starts)?.delimiter;
  return marks.flatMap(({ delimiter }) => {
    if (!delimiter.starts) return [odd(delimiter.span, 'name')];
    if (delimiter === first) return places[0]?.delimiter === undefined ? [odd(delimiter.span, 'late')] : [];
    return delimiter.form === first?.form ? [] : [odd(delimiter.span, 'form')];
  });
}

function odd(span: Span, reason: 'name' | 'form' | 'late'): Problem {
  return { code: 'delimiter-odd', span, data: { reason } };
}

/** Two delimiters in one file that give their articles the same id. */
function duplicates(places: readonly ArticlePlace[]): readonly Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const { name, delimiter } of places) {
    if (name === undefined || delimiter === undefined) continue;
    const id = articleId('', name);
    if (seen.has(id)) problems.push({ code: 'article-duplicate', span: delimiter.name, data: { name } });
    seen.add(id);
  }
  return problems;
}
