import { closeSync, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import type { Stamp } from '../core/corpus/stamp';

/** Files by their paths. */
export interface FileReader {
  /** Undefined for a file that is not there. Throws where that cannot be told. */
  stat(path: string): Stamp | undefined;
  /** Undefined for a file that is not there. Throws for one that cannot be read. */
  read(path: string): FileRead | undefined;
}

/** A file that was read. */
export interface FileRead {
  /** Its byte order mark kept; bytes that are no UTF-8 are U+FFFD. */
  readonly text: string;
  /** As of just before. */
  readonly stamp: Stamp;
}

/**
 * The files below a folder, one after another, without a promise for each: that takes a fifth of the time, and is only
 * for threads in which nobody waits.
 */
export class SmallFiles implements FileReader {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** For all files: the room for each one's own would be most of the work. */
  #room = new Uint8Array(1 << 20);

  constructor(private readonly root: string) {}

  stat(path: string): Stamp | undefined {
    const stats = statSync(`${this.root}/${path}`, { throwIfNoEntry: false });
    return stats && stampOf(stats);
  }

  read(path: string): FileRead | undefined {
    return this.#opened(path, file => {
      const stamp = stampOf(fstatSync(file));
      return { stamp, text: this.#decoder.decode(this.#bytes(file, stamp.size)) };
    });
  }

  /** As `read`, its bytes alone; a view that holds until the next file is read. */
  bytes(path: string): Uint8Array | undefined {
    return this.#opened(path, file => this.#bytes(file, fstatSync(file).size));
  }

  #opened<Result>(path: string, read: (file: number) => Result): Result | undefined {
    const file = this.#open(path);
    if (file === undefined) return undefined;
    try {
      return read(file);
    } finally {
      closeSync(file);
    }
  }

  #open(path: string): number | undefined {
    try {
      return openSync(`${this.root}/${path}`, 'r');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** All bytes of a file; a view that holds until the next one is read. */
  #bytes(file: number, size: number): Uint8Array {
    if (size >= this.#room.length) this.#room = new Uint8Array(size * 2);
    let length = 0;
    for (;;) {
      const read = readSync(file, this.#room, length, this.#room.length - length, null);
      length += read;
      if (read === 0 || length === size) return this.#room.subarray(0, length);
      if (length === this.#room.length) throw new Error('grows while it is read');
    }
  }
}

/** As VS Code tells them: to the nearest millisecond. */
function stampOf({ size, mtimeMs }: Stats): Stamp {
  return { size, mtime: Math.round(mtimeMs) };
}
