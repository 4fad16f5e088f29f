import { once } from 'node:events';

/** How much is gathered before it is handed on: a write for each line would cost more than the line. */
const chunkLength = 1 << 16;
/** Milliseconds between two drawings of the progress. */
const progressInterval = 100;

/** Where a command speaks: results to the standard output, what else there is to say to the error output. */
export class Terminal {
  #pending = '';
  #progress = '';
  #drawnAt = 0;

  constructor(private readonly out: NodeJS.WriteStream, private readonly errors: NodeJS.WriteStream) {
    // A reader that has seen enough (`| head`) is no failure, and there is no one left to tell.
    out.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  }

  /** Prints a text as it is. Waits while the reader is slower than we are, so that nothing piles up. */
  async write(text: string): Promise<void> {
    this.#pending += text;
    if (this.#pending.length >= chunkLength) await this.flush();
  }

  async print(line: string): Promise<void> {
    await this.write(`${line}\n`);
  }

  async flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    if (text !== '' && this.out.isTTY) this.clear();
    if (text !== '' && !this.out.write(text)) await once(this.out, 'drain');
  }

  /** Says something that is no result: why there is none, or what has been done. */
  say(line: string): void {
    this.clear();
    this.errors.write(`${line}\n`);
  }

  /** Shows how far the work is, where a person is looking. */
  progress(what: string, done: number, of: number): void {
    const now = Date.now();
    if (!this.errors.isTTY || now - this.#drawnAt < progressInterval) return;
    this.#drawnAt = now;
    this.clear();
    this.#progress = `${what} ${done} of ${of}`;
    this.errors.write(this.#progress);
  }

  /** Takes the progress from the screen. */
  clear(): void {
    if (this.#progress !== '') this.errors.write(`\r${' '.repeat(this.#progress.length)}\r`);
    this.#progress = '';
  }
}
