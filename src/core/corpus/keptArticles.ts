import type { Span } from '../model';
import { problemCodes, type Problem } from '../problem';
import type { Found } from '../seed/seedFile';
import type { ArticleFile, ArticleInfo } from './article';
import type { ByteReader, ByteWriter } from './bytes';

/**
 * What is known of the articles of a file, in bytes: first what is wrong with the file, then article by article, each by
 * itself, so that one can be read without the others.
 */
export function writeArticles(writer: ByteWriter, path: string, { articles, problems }: ArticleFile, scratch: ByteWriter): void {
  writer.count(articles.length);
  writer.flag(problems.length > 0);
  if (problems.length > 0) writePiece(writer, scratch, () => { writeProblems(scratch, problems); });
  for (const article of articles) {
    writeId(writer, path, article.id);
    writePiece(writer, scratch, () => { writeFacts(scratch, article); });
  }
}

function writePiece(writer: ByteWriter, scratch: ByteWriter, write: () => void): void {
  scratch.clear();
  write();
  writer.bytes(scratch.written());
}

/** Most ids are the beginnings of their paths. */
function writeId(writer: ByteWriter, path: string, id: string): void {
  const isPart = path.startsWith(id);
  writer.flag(isPart);
  if (isPart) writer.count(id.length);
  else writer.text(id);
}

export function readId(reader: ByteReader, path: string): string {
  return reader.flag() ? path.slice(0, reader.count()) : reader.text();
}

const facts = ['title', 'date', 'section', 'byline'] as const;

function writeFacts(writer: ByteWriter, article: ArticleInfo): void {
  writeSpan(writer, article.span);
  writeSpan(writer, article.heading);
  for (const key of facts) writeFound(writer, article[key]);
}

export function readFacts(reader: ByteReader, path: string, id: string): ArticleInfo {
  const [span, heading] = [readSpan(reader), readSpan(reader)];
  return { id, path, span, heading, title: readFound(reader), date: readFound(reader), section: readFound(reader), byline: readFound(reader) };
}

/** The date alone, of which an entity's card asks ten thousand; `''` for none. */
export function readDate(reader: ByteReader): string {
  passSpan(reader);
  passSpan(reader);
  if (reader.flag()) {
    reader.units();
    passSpan(reader);
    reader.flag();
  }
  return reader.flag() ? reader.text() : '';
}

function writeFound(writer: ByteWriter, found: Found | undefined): void {
  writer.flag(found !== undefined);
  if (found === undefined) return;
  writer.text(found.value);
  writeSpan(writer, found.span);
  writer.flag(found.inferred);
}

function readFound(reader: ByteReader): Found | undefined {
  return reader.flag() ? { value: reader.text(), span: readSpan(reader), inferred: reader.flag() } : undefined;
}

function writeProblems(writer: ByteWriter, problems: readonly Problem[]): void {
  for (const { code, span, data } of problems) {
    writer.count(problemCodes.indexOf(code));
    writeSpan(writer, span);
    const entries = Object.entries(data);
    writer.count(entries.length);
    for (const [key, value] of entries) {
      writer.text(key);
      writer.flag(typeof value === 'number');
      writer.text(String(value));
    }
  }
}

export function readProblems(reader: ByteReader): readonly Problem[] {
  const problems: Problem[] = [];
  while (!reader.isAtEnd) {
    const code = problemCodes[reader.count()] ?? 'yaml-syntax';
    const span = readSpan(reader);
    const data: [string, string | number][] = [];
    for (let left = reader.count(); left > 0; left--) {
      const [key, isNumber, value] = [reader.text(), reader.flag(), reader.text()];
      data.push([key, isNumber ? Number(value) : value]);
    }
    problems.push({ code, span, data: Object.fromEntries(data) });
  }
  return problems;
}

function writeSpan(writer: ByteWriter, { start, end }: Span): void {
  writer.count(start);
  writer.count(end - start);
}

function readSpan(reader: ByteReader): Span {
  const start = reader.count();
  return { start, end: start + reader.count() };
}

function passSpan(reader: ByteReader): void {
  reader.count();
  reader.count();
}
