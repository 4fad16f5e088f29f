import { readArticles } from '../core/corpus/article';
import { ByteWriter } from '../core/corpus/bytes';
import { canonicalOutline } from '../core/corpus/canonicalOutline';
import { annotationsFolder } from '../core/corpus/fileKind';
import type { ManyRead } from '../core/corpus/manyFiles';
import { pack } from '../core/corpus/packed';
import { namesOf } from '../core/corpus/sidecarNames';
import { SnapshotWriter, type SnapshotEntry } from '../core/corpus/snapshot';
import type { FileReader, SmallFiles } from './smallFiles';

/** As `ManyFiles.stats`. A file of which nothing can be told is none. */
export function statMany(files: FileReader, paths: readonly string[]): Float64Array<ArrayBuffer> {
  const stats = new Float64Array(paths.length * 2).fill(NaN);
  for (const [at, path] of paths.entries()) {
    try {
      const stamp = files.stat(path);
      if (stamp !== undefined) stats.set([stamp.size, stamp.mtime], at * 2);
    } catch {
      // Whoever asks reads it, and learns why that fails.
    }
  }
  return stats;
}

/**
 * What `ManyFiles.read` gives.
 * @param room to write it into, where it is large enough
 */
export function readMany(files: FileReader, paths: readonly string[], room?: ArrayBuffer): ManyRead {
  const writer = new SnapshotWriter();
  const unread: string[] = [];
  for (const path of paths) {
    try {
      const file = files.read(path);
      if (file === undefined) continue;
      const said = saidBy(path, file.text);
      if (said === undefined) unread.push(path);
      else writer.add({ path, stamp: file.stamp, said });
    } catch {
      unread.push(path);
    }
  }
  return { entries: writer.entries(room), unread };
}

/**
 * For each file whether it could be read, and then its bytes.
 * @param room to write it into, where it is large enough
 */
export function readBytes(files: Pick<SmallFiles, 'bytes'>, paths: readonly string[], room?: ArrayBuffer): Uint8Array {
  const writer = new ByteWriter(room);
  for (const path of paths) {
    const bytes = bytesOf(files, path);
    writer.flag(bytes !== undefined);
    if (bytes !== undefined) writer.bytes(bytes);
  }
  return writer.written();
}

/** Undefined also where it cannot be read: whoever asks reads it, and learns why that fails. */
function bytesOf(files: Pick<SmallFiles, 'bytes'>, path: string): Uint8Array | undefined {
  try {
    return files.bytes(path);
  } catch {
    return undefined;
  }
}

/** Undefined for a sidecar that is not in canonical form: to read those takes more than threads are given. */
function saidBy(path: string, text: string): SnapshotEntry['said'] | undefined {
  if (!path.startsWith(annotationsFolder)) return { kind: 'articles', file: readArticles(path, text) };
  const outline = canonicalOutline(text);
  return outline && { kind: 'sidecar', sidecar: texts => ({ ...outline, text: pack(text), names: namesOf(outline, texts, texts) }) };
}
