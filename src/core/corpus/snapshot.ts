import type { ArticleOverrides, ArticleStatus, Span } from '../model';
import { problemCodes, type Problem } from '../problem';
import type { Found } from '../seed/seedFile';
import type { ArticleFile, ArticleInfo } from './article';
import { ByteReader, ByteWriter } from './bytes';
import { checksum } from './checksum';
import { packedForms } from './packed';
import type { StoredSidecar } from './sidecarShelf';

/** What tells whether a file is still the one that was read. */
export interface Stamp {
  /** In bytes. */
  readonly size: number;
  /** When it was last written, in milliseconds since 1970. */
  readonly mtime: number;
}

/** What a file said when it had this stamp. */
export interface SnapshotEntry {
  readonly path: string;
  readonly stamp: Stamp;
  readonly said: { readonly kind: 'articles'; readonly file: ArticleFile } | { readonly kind: 'sidecar'; readonly sidecar: StoredSidecar };
}

/** Changes whenever what is written, or what the readers make of a text, changes: an older snapshot is thrown away. */
const version = 1;
const magic = [0x53, 0x44, 0x4d, 0x4b, version];
const headLength = magic.length + 8;

/** A part of an index in bytes, to start from the next time. */
export class SnapshotWriter {
  readonly #writer = new ByteWriter();

  /** @param corpus names the corpus: what belongs to another one is not believed */
  constructor(corpus: string) {
    this.#writer.text(corpus);
  }

  add({ path, stamp, said }: SnapshotEntry): void {
    this.#writer.text(path);
    this.#writer.count(stamp.size);
    this.#writer.count(stamp.mtime);
    this.#writer.flag(said.kind === 'sidecar');
    if (said.kind === 'sidecar') writeSidecar(this.#writer, said.sidecar);
    else writeArticles(this.#writer, said.file);
  }

  bytes(): Uint8Array {
    const body = this.#writer.written();
    const bytes = new Uint8Array(headLength + body.length);
    bytes.set(magic);
    const view = new DataView(bytes.buffer);
    checksum(body).forEach((sum, at) => view.setUint32(magic.length + at * 4, sum));
    bytes.set(body, headLength);
    return bytes;
  }
}

export function writeSnapshot(corpus: string, entries: Iterable<SnapshotEntry>): Uint8Array {
  const writer = new SnapshotWriter(corpus);
  for (const entry of entries) writer.add(entry);
  return writer.bytes();
}

/** The entries of a snapshot, one after another; none of one that is damaged, of another version, or of another corpus. */
export function* readSnapshot(corpus: string, bytes: Uint8Array): Generator<SnapshotEntry, void, undefined> {
  if (!isWhole(bytes)) return;
  const reader = new ByteReader(bytes, headLength);
  if (reader.text() !== corpus) return;
  while (!reader.isAtEnd) yield readEntry(reader);
}

function isWhole(bytes: Uint8Array): boolean {
  if (bytes.length < headLength || magic.some((byte, at) => bytes[at] !== byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return checksum(bytes.subarray(headLength)).every((sum, at) => view.getUint32(magic.length + at * 4) === sum);
}

function readEntry(reader: ByteReader): SnapshotEntry {
  const path = reader.text();
  const stamp = { size: reader.count(), mtime: reader.count() };
  const isSidecar = reader.flag();
  return { path, stamp, said: isSidecar ? { kind: 'sidecar', sidecar: readStored(reader) } : { kind: 'articles', file: readArticles(reader, path) } };
}

// -- sidecars

const statuses: readonly (ArticleStatus | undefined)[] = [undefined, 'untouched', 'in-work', 'done'];

function writeSidecar(writer: ByteWriter, { text, outline }: StoredSidecar): void {
  writer.count(packedForms.indexOf(text.form));
  writer.bytes(text.bytes);
  writer.text(outline.article);
  writer.count(statuses.indexOf(outline.status));
  for (const key of ['title', 'date', 'section'] as const) writeOptional(writer, outline.overrides[key]);
  writeList(writer, outline.mentions, ({ entity, quote }) => {
    writer.text(entity);
    writer.text(quote);
  });
  writeList(writer, outline.rejected, entity => { writer.text(entity); });
  writeList(writer, outline.links, ({ relation, target }) => {
    writer.text(relation);
    writer.text(target);
  });
  writer.flag(outline.hasProblems);
}

function readStored(reader: ByteReader): StoredSidecar {
  const text = { form: packedForms[reader.count()] ?? 'narrow', bytes: reader.bytes() };
  return {
    text,
    outline: {
      article: reader.text(),
      status: statuses[reader.count()],
      overrides: readOverrides(reader),
      mentions: readList(reader, () => ({ entity: reader.text(), quote: reader.text() })),
      rejected: readList(reader, () => reader.text()),
      links: readList(reader, () => ({ relation: reader.text(), target: reader.text() })),
      hasProblems: reader.flag(),
    },
  };
}

function readOverrides(reader: ByteReader): ArticleOverrides {
  const [title, date, section] = [readOptional(reader), readOptional(reader), readOptional(reader)];
  return { ...title === undefined ? {} : { title }, ...date === undefined ? {} : { date }, ...section === undefined ? {} : { section } };
}

// -- articles

const facts = ['title', 'date', 'section', 'byline'] as const;

function writeArticles(writer: ByteWriter, { articles, problems }: ArticleFile): void {
  writeList(writer, articles, article => {
    writer.text(article.id);
    writeSpan(writer, article.span);
    writeSpan(writer, article.heading);
    for (const key of facts) writeFound(writer, article[key]);
  });
  writeList(writer, problems, problem => { writeProblem(writer, problem); });
}

function readArticles(reader: ByteReader, path: string): ArticleFile {
  const articles = readList(reader, (): ArticleInfo => {
    const [id, span, heading] = [reader.text(), readSpan(reader), readSpan(reader)];
    return { id, path, span, heading, title: readFound(reader), date: readFound(reader), section: readFound(reader), byline: readFound(reader) };
  });
  return { articles, problems: readList(reader, () => readProblem(reader)) };
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

function writeProblem(writer: ByteWriter, { code, span, data }: Problem): void {
  writer.count(problemCodes.indexOf(code));
  writeSpan(writer, span);
  writeList(writer, Object.entries(data), ([key, value]) => {
    writer.text(key);
    writer.flag(typeof value === 'number');
    writer.text(String(value));
  });
}

function readProblem(reader: ByteReader): Problem {
  const code = problemCodes[reader.count()] ?? 'yaml-syntax';
  const span = readSpan(reader);
  const data = readList(reader, (): [string, string | number] => {
    const [key, isNumber, value] = [reader.text(), reader.flag(), reader.text()];
    return [key, isNumber ? Number(value) : value];
  });
  return { code, span, data: Object.fromEntries(data) };
}

// -- what both are made of

function writeSpan(writer: ByteWriter, { start, end }: Span): void {
  writer.count(start);
  writer.count(end - start);
}

function readSpan(reader: ByteReader): Span {
  const start = reader.count();
  return { start, end: start + reader.count() };
}

function writeOptional(writer: ByteWriter, text: string | undefined): void {
  writer.flag(text !== undefined);
  if (text !== undefined) writer.text(text);
}

function readOptional(reader: ByteReader): string | undefined {
  return reader.flag() ? reader.text() : undefined;
}

function writeList<T>(writer: ByteWriter, items: readonly T[], write: (item: T) => void): void {
  writer.count(items.length);
  for (const item of items) write(item);
}

function readList<T>(reader: ByteReader, read: () => T): T[] {
  const items: T[] = [];
  for (let left = reader.count(); left > 0; left--) items.push(read());
  return items;
}
