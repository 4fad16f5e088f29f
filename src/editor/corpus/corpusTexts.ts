import type * as vscode from 'vscode';
import { Threads } from '../../disk/threads';

/** Gives the texts of many files at a time. */
export interface ManyTexts {
  /** What files say now, without those of which this is not known here. */
  of(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Says that no more is asked for, for now. */
  rest(): void;
}

/**
 * Reads the texts of a corpus of this machine in threads. Read here, the bytes of each file would have room of their own, which is
 * given back when garbage is collected, and then in pieces: of a hundred thousand files that comes to hundreds of megabytes.
 */
export class CorpusTexts implements ManyTexts {
  readonly #threads: Threads;
  #isBroken = false;

  /** @param isUnsaved whether an editor holds something else than the file */
  constructor(root: vscode.Uri, private readonly isUnsaved: (path: string) => boolean, private readonly log: (message: string) => void) {
    this.#threads = new Threads(root.fsPath);
  }

  async of(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (this.#isBroken) return new Map();
    return this.#threads.texts(paths.filter(path => !this.isUnsaved(path))).catch((error: unknown) => {
      this.#isBroken = true;
      this.log(`texts are read one by one: ${String(error)}`);
      return new Map();
    });
  }

  rest(): void {
    this.#threads.close();
  }
}
