import type { ArticleFile } from './article';
import { ByteReader, ByteWriter } from './bytes';
import { checksum } from './checksum';
import { writeArticles } from './keptArticles';
import { writeSidecar, type KeptSidecar } from './keptSidecars';
import { KeptTexts, writeTexts } from './keptTexts';
import { Numbered } from './numbered';
import type { Stamp } from './stamp';

/** What a file said when it had this stamp. */
export interface SnapshotEntry {
  readonly path: string;
  readonly stamp: Stamp;
  readonly said: { readonly kind: 'articles'; readonly file: ArticleFile } | {
    readonly kind: 'sidecar';
    /** The sidecar, with what it names in numbers of these texts. */
    readonly sidecar: (texts: Numbered) => KeptSidecar;
  };
}

/** An entry as read again. What the file said stays in bytes, for the shelf that takes it. */
export interface KeptFile {
  readonly path: string;
  readonly stamp: Stamp;
  readonly kind: SnapshotEntry['said']['kind'];
  /** Of all entries, with where this one begins. */
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly texts: KeptTexts;
}

/** Changes whenever what is written, or what the readers make of a text, changes: an older snapshot is thrown away. */
const version = 3;
const magic = [0x53, 0x44, 0x4d, 0x4b, version];
const headLength = magic.length + 8;

/** A part of an index in bytes, to start from the next time, or for another thread. */
export class SnapshotWriter {
  readonly #texts = new Numbered();
  readonly #entries = new ByteWriter();
  readonly #entry = new ByteWriter();
  readonly #scratch = new ByteWriter();

  add({ path, stamp, said }: SnapshotEntry): void {
    this.#entries.count(this.#texts.add(path));
    this.#entries.count(stamp.size);
    this.#entries.count(stamp.mtime);
    this.#entries.flag(said.kind === 'sidecar');
    this.#entry.clear();
    if (said.kind === 'sidecar') writeSidecar(this.#entry, said.sidecar(this.#texts), this.#texts);
    else writeArticles(this.#entry, path, said.file, this.#scratch);
    this.#entries.bytes(this.#entry.written());
  }

  /**
   * The entries alone, as `entriesIn` reads them.
   * @param room to write them into, where it is large enough
   */
  entries(room?: ArrayBuffer): Uint8Array {
    const writer = new ByteWriter(room ?? this.#room);
    this.#write(writer);
    return writer.written();
  }

  /**
   * The entries with what tells whether they are to be believed.
   * @param corpus names the corpus: what belongs to another one is not believed
   */
  bytes(corpus: string): Uint8Array {
    const writer = new ByteWriter(this.#room);
    writer.append(Uint8Array.from([...magic, ...new Uint8Array(headLength - magic.length)]));
    writer.text(corpus);
    this.#write(writer);
    const bytes = writer.written();
    const view = new DataView(bytes.buffer);
    checksum(bytes.subarray(headLength)).forEach((sum, at) => view.setUint32(magic.length + at * 4, sum));
    return bytes;
  }

  /** About what the entries and their texts take, in bytes. */
  get #room(): number {
    return this.#entries.length * 2 + (1 << 14);
  }

  #write(writer: ByteWriter): void {
    writeTexts(writer, this.#texts);
    writer.append(this.#entries.written());
  }
}

export function writeSnapshot(corpus: string, entries: Iterable<SnapshotEntry>): Uint8Array {
  const writer = new SnapshotWriter();
  for (const entry of entries) writer.add(entry);
  return writer.bytes(corpus);
}

/** The files of a snapshot; none of one that is damaged, of another version, or of another corpus. */
export function readSnapshot(corpus: string, bytes: Uint8Array): KeptFile[] {
  if (!isWhole(bytes)) return [];
  const reader = new ByteReader(bytes, headLength);
  return reader.text() === corpus ? filesAt(reader) : [];
}

/** The files of a writer's `entries`. */
export function entriesIn(bytes: Uint8Array): KeptFile[] {
  return filesAt(new ByteReader(bytes));
}

function filesAt(reader: ByteReader): KeptFile[] {
  const files: KeptFile[] = [];
  const bytes = reader.source;
  const texts = new KeptTexts(reader);
  while (!reader.isAtEnd) {
    const path = texts.get(reader.count());
    const stamp = { size: reader.count(), mtime: reader.count() };
    const kind = reader.flag() ? 'sidecar' : 'articles';
    const length = reader.count();
    files.push({ path, stamp, kind, bytes, at: reader.at, texts });
    reader.at += length;
  }
  return files;
}

function isWhole(bytes: Uint8Array): boolean {
  if (bytes.length < headLength || magic.some((byte, at) => bytes[at] !== byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return checksum(bytes.subarray(headLength)).every((sum, at) => view.getUint32(magic.length + at * 4) === sum);
}
