import type * as vscode from 'vscode';
import type { ManyFiles, ManyRead } from '../../core/corpus/manyFiles';
import { Threads } from '../../disk/threads';

/** What a corpus does about the files that are read for it. */
interface Reading {
  /** Those that are to be seen; others are not there. */
  seen(paths: readonly string[]): ReadonlySet<string>;
  /** Says that files were read just now. */
  wereRead(paths: readonly string[]): void;
  log(message: string): void;
}

/** Reads the files of a corpus of this machine in threads, many at a time. */
export class CorpusThreads implements ManyFiles, vscode.Disposable {
  readonly #threads: Threads;
  readonly atOnce: number;

  constructor(root: vscode.Uri, private readonly reading: Reading) {
    this.#threads = new Threads(root.fsPath);
    this.atOnce = this.#threads.atOnce;
  }

  get fewest(): number {
    return this.#threads.fewest;
  }

  async stats(paths: readonly string[]): Promise<Float64Array> {
    const seen = this.reading.seen(paths);
    const stats = await this.#tried(this.#threads.stats(paths));
    for (const [at, path] of paths.entries()) if (!seen.has(path)) stats.fill(NaN, at * 2, at * 2 + 2);
    return stats;
  }

  async read(paths: readonly string[], take: (read: ManyRead) => Promise<void>): Promise<void> {
    await this.#tried(this.#threads.read([...this.reading.seen(paths)], take));
    this.reading.wereRead(paths);
  }

  /** Ends the threads until there is something to read again. */
  rest(): void {
    this.#threads.close();
  }

  dispose(): void {
    this.rest();
  }

  async #tried<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      this.reading.log(`files are read one by one: ${String(error)}`);
      throw error;
    });
  }
}
