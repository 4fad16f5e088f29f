import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ByteReader } from '../core/corpus/bytes';
import type { ManyFiles, ManyRead } from '../core/corpus/manyFiles';
import { separator, type Answer, type Question } from './messages';

/** More threads wait for the same disk, and for who takes what they have read. */
const mostThreads = 3;
/** For fewer files no thread is started. */
const toStart = 400;
/** What a thread throws away is collected when it comes to so much. Left to itself it would let a hundred megabytes come together, which it keeps. */
const youngMegabytes = 8;
/** Fewer files are read sooner than a list of them is sent. */
const toGoOn = 64;

interface Asked {
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
}

/**
 * Reads the files below a folder of this machine in threads, started at the first need. Where they cannot be started, or
 * die, what was asked fails.
 */
export class Threads implements ManyFiles {
  #started: Promise<readonly Thread[]> | undefined;
  #asked = 0;
  /** Where answers were that are taken: they go back to a thread for others. New ones for each would wait for the garbage collector, sixty megabytes at a time. */
  #rooms: ArrayBuffer[] = [];
  /** While a thread works on a list, another one waits for it. */
  readonly atOnce = 2 * mostThreads;

  /**
   * @param root the folder
   * @param file what a thread runs; it lies beside the bundle
   */
  constructor(private readonly root: string, private readonly file = `${__dirname}/thread.js`) {}

  isWorth(files: number, read: number): boolean {
    return this.#started === undefined ? files >= toStart && files >= read / 8 : files >= toGoOn;
  }

  async stats(paths: readonly string[]): Promise<Float64Array> {
    const { stats } = await this.#ask('stats', paths);
    return stats ?? new Float64Array();
  }

  async read(paths: readonly string[], take: (read: ManyRead) => Promise<void>): Promise<void> {
    const { read = { entries: new Uint8Array(), unread: paths } } = await this.#ask('read', paths, this.#rooms.pop());
    await take(read);
    if (read.entries.buffer instanceof ArrayBuffer) this.#rooms.push(read.entries.buffer);
  }

  /** What files say, their byte order marks kept; without those that are not there or cannot be read. Bytes that are no UTF-8 are U+FFFD. */
  async texts(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { bytes = new Uint8Array() } = await this.#ask('texts', paths, this.#rooms.pop());
    const [decoder, reader] = [new TextDecoder('utf-8', { ignoreBOM: true }), new ByteReader(bytes)];
    const texts = new Map<string, string>();
    for (const path of paths) if (reader.flag()) texts.set(path, decoder.decode(reader.bytes()));
    if (bytes.buffer instanceof ArrayBuffer) this.#rooms.push(bytes.buffer);
    return texts;
  }

  /** Ends the threads; what is asked later starts others. */
  close(): void {
    this.#rooms = [];
    const threads = this.#started;
    this.#started = undefined;
    void threads?.then(all => { for (const thread of all) thread.end(); }, () => undefined);
  }

  async #ask(what: Question['what'], paths: readonly string[], room?: ArrayBuffer): Promise<Answer> {
    const threads = await (this.#started ??= this.#start());
    const [free] = [...threads].sort((one, other) => one.busy - other.busy);
    if (free === undefined) throw new Error('no thread');
    return free.ask({ number: this.#asked++, what, paths: paths.join(separator), ...room && { room } });
  }

  async #start(): Promise<readonly Thread[]> {
    // A core is left to who asks.
    const length = Math.max(1, Math.min(mostThreads, availableParallelism() - 1));
    // None of the options that this process was started with.
    return Array.from({ length }, () => new Thread(new Worker(this.file, { workerData: this.root, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } })));
  }
}

class Thread {
  readonly #asked = new Map<number, Asked>();
  /** Why it answers no more. */
  #failure: unknown;

  constructor(private readonly worker: Worker) {
    worker.on('message', (answer: Answer) => {
      this.#asked.get(answer.number)?.resolve(answer);
      this.#asked.delete(answer.number);
      if (this.#asked.size === 0) worker.unref(); // nothing is to stay open for a thread that nobody waits for
    });
    worker.on('error', error => { this.#fail(error); });
    worker.on('messageerror', error => { this.#fail(error); });
    worker.on('exit', code => { this.#fail(new Error(`a thread ended with ${String(code)}`)); });
  }

  get busy(): number {
    return this.#asked.size;
  }

  async ask(question: Question): Promise<Answer> {
    if (this.#failure !== undefined) throw this.#failure;
    return new Promise((resolve, reject) => {
      this.#asked.set(question.number, { resolve, reject });
      this.worker.ref();
      this.worker.postMessage(question, question.room === undefined ? [] : [question.room]); // not copied
    });
  }

  end(): void {
    this.#fail(new Error('ended'));
    void this.worker.terminate();
  }

  #fail(reason: unknown): void {
    this.#failure ??= reason;
    for (const asked of this.#asked.values()) asked.reject(this.#failure);
    this.#asked.clear();
  }
}
