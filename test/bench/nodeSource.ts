import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { articleMatcher, configPath, entitiesPath, fileKind } from '../../src/core/corpus/fileKind';
import type { CorpusSource } from '../../src/core/corpus/indexReader';
import type { Stamp } from '../../src/core/corpus/stamp';
import { readCorpus } from '../../src/core/store/corpusFile';
import { Threads } from '../../src/disk/threads';

/** The files of a corpus on a disk, as Node reads them. */
export class NodeSource implements CorpusSource {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #rested = performance.now();

  constructor(readonly root: string) {}

  /** The paths of the corpus's files. */
  async list(): Promise<string[]> {
    const isArticle = articleMatcher(readCorpus(await this.read(configPath)).config);
    const entries = await readdir(this.root, { recursive: true, withFileTypes: true });
    const paths = entries.filter(entry => entry.isFile()).map(entry => path.relative(this.root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
    return paths.filter(each => each !== configPath && each !== entitiesPath && fileKind(each, isArticle) !== undefined).concat(configPath, entitiesPath);
  }

  async read(name: string): Promise<string | undefined> {
    return this.#decoder.decode(await this.bytes(name));
  }

  async bytes(name: string): Promise<Uint8Array> {
    return readFile(path.join(this.root, name));
  }

  async stat(name: string): Promise<Stamp | undefined> {
    const { size, mtimeMs } = await stat(path.join(this.root, name));
    return { size, mtime: Math.round(mtimeMs) };
  }

  isUnsaved(): boolean {
    return false;
  }

  now(): number {
    return Date.now();
  }

  rest(): Promise<void> | undefined {
    if (performance.now() - this.#rested < 8) return undefined;
    return new Promise(done => setImmediate(() => {
      this.#rested = performance.now();
      done();
    }));
  }
}

/** As the extension reads a folder of this machine: in threads, where there are many files. */
export class ThreadedSource extends NodeSource {
  readonly many = new Threads(this.root, path.join(import.meta.dirname, 'thread.cjs'));
}

/** Does some work for each item, so many at a time. */
export async function forEachOf<T>(items: Iterable<T>, atOnce: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items[Symbol.iterator]();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let next = left.next(); next.done !== true; next = left.next()) await work(next.value);
  }));
}
