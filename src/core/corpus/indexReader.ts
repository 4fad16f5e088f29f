import type { CorpusIndex } from './corpusIndex';
import { configPath, entitiesPath } from './fileKind';
import { annotationPath } from '../seed/articleId';
import type { ManyFiles, ManyRead } from './manyFiles';
import { Readings } from './readings';
import { entriesIn, type KeptFile, type SnapshotEntry } from './snapshot';
import { isSameStamp, isSettled, type Stamp } from './stamp';

/** The files of a corpus, wherever they are: on a disk, in a browser's store, in a test. */
export interface CorpusSource {
  /** The whole text as of now; undefined for a file that is not there, or cannot be read. */
  read(path: string): Promise<string | undefined>;
  /** Undefined for a file that is not there. */
  stat(path: string): Promise<Stamp | undefined>;
  /** Whether `read` gives something else than what the file holds: the text of an editor. */
  isUnsaved(path: string): boolean;
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** Lets others have their turn, where this one has worked for long. */
  rest(): Promise<void> | undefined;
  /** Where files can be read elsewhere than here, many at a time. That it fails is no harm. */
  readonly many?: ManyFiles;
}

/** How many files are in a list for `ManyFiles`: some milliseconds' work. */
const listed = 256;

/**
 * Keeps an index in step with files. `mark` says what may have changed, `readAll` and `readFor` read it. A file is
 * read by one reader at a time, so that the index ends with the last text of each. `recall` takes what a snapshot holds of
 * files instead, where their sizes and times are those of then.
 */
export class IndexReader {
  readonly #dirty = new Set<string>();
  readonly #reading = new Map<string, Promise<void>>();
  /** The files that were changed since they were found: for these a snapshot will not do. */
  readonly #changed = new Set<string>();
  /** A stamp is known to belong to what was read. */
  readonly #read = new Readings();
  /** Whether files could not be read elsewhere: then they are read here. */
  #isAlone = false;
  /** Files that could not be read elsewhere alone. */
  readonly #hereOnly = new Set<string>();

  constructor(private readonly index: CorpusIndex, private readonly source: CorpusSource) {}

  /** How many files there are to read. */
  get left(): number {
    return this.#dirty.size + this.#reading.size;
  }

  /** Says that a file may have changed. */
  mark(path: string): void {
    this.#changed.add(path);
    this.#dirty.add(path);
  }

  /** As `mark`, unless the file has not been written since it was read. */
  async markIfWritten(path: string): Promise<void> {
    const known = this.source.isUnsaved(path) ? undefined : this.#read.get(path);
    const now = known === undefined ? undefined : await this.source.stat(path);
    const isAsRead = known !== undefined && now !== undefined && (typeof known === 'number' ? isSettled(now, known) : isSameStamp(known, now));
    if (!isAsRead) this.mark(path);
  }

  /** Says that a file is there. What a snapshot holds of it may do. */
  add(path: string): void {
    this.#dirty.add(path);
  }

  /** Takes what an earlier run has kept of files that are to be read and have not changed, so many at a time. */
  async recall(files: readonly KeptFile[], atOnce: number, isStopped: () => boolean): Promise<void> {
    await this.#ensure(configPath); // it says which files are articles
    let from = 0;
    const work = async (): Promise<void> => {
      while (from < files.length && !isStopped()) {
        await this.#recall(files.slice(from, from += listed).filter(file => this.#isRecallable(file)), atOnce);
        const rest = this.source.rest();
        if (rest !== undefined) await rest;
      }
    };
    await Promise.all([work(), work()]); // one asks for the stamps of its files while the other one takes its own
  }

  /**
   * Reads all that may have changed, the settings first, which say what the others are.
   * @param atOnce how many files at a time
   * @param isStopped asked before each file; what is left stays to be read
   */
  async readAll(atOnce: number, isStopped: () => boolean): Promise<void> {
    await this.#refresh(configPath);
    const entities = this.#refresh(entitiesPath);
    await this.#readMany(isStopped);
    const work = async (): Promise<void> => {
      for (const path of this.#dirty) {
        if (isStopped()) return;
        await this.#refresh(path);
        const rest = this.source.rest();
        if (rest !== undefined) await rest;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    await entities;
    await Promise.all(this.#reading.values()); // what others had begun
  }

  /** Reads what must be known of one file of articles, and of its articles alone, whether it was marked or not. */
  async readFor(path: string): Promise<void> {
    await this.#ensure(configPath);
    // What is none of the corpus's files may be a gigabyte of log.
    const isOurs = this.index.kindOf(path) !== undefined;
    await Promise.all([this.#ensure(entitiesPath), isOurs ? this.#ensure(path) : undefined]);
    const articles = this.index.articleFile(path)?.articles ?? [];
    await Promise.all(articles.map(({ id }) => this.#ensure(annotationPath(id))));
  }

  /** As `readFor` of each of these files, so many at a time. */
  async readForAll(paths: Iterable<string>, atOnce: number): Promise<void> {
    const left = paths[Symbol.iterator]();
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (let next = left.next(); next.done !== true; next = left.next()) {
        await this.readFor(next.value);
        const rest = this.source.rest();
        if (rest !== undefined) await rest;
      }
    }));
  }

  /** What can be put away of these files: those whose text is known to be the one of their stamp. Looks at those that it has no stamp of. */
  async* entries(paths: Iterable<string>): AsyncGenerator<SnapshotEntry> {
    for (const path of paths) {
      const stamp = await this.#stampOf(path);
      const entry = stamp === undefined || this.#dirty.has(path) ? undefined : this.#entry(path, stamp);
      if (entry !== undefined) yield entry;
      await this.source.rest();
    }
  }

  async #ensure(path: string): Promise<void> {
    if (!this.#read.has(path)) this.#dirty.add(path);
    while (this.#dirty.has(path) || this.#reading.has(path)) await this.#refresh(path);
  }

  async #refresh(path: string): Promise<void> {
    const running = this.#reading.get(path);
    if (running !== undefined) return running;
    if (!this.#dirty.delete(path)) return undefined;
    const work = this.#readOne(path);
    this.#reading.set(path, work);
    return work;
  }

  /** Reads what can be read elsewhere, as long as there is much of it. */
  async #readMany(isStopped: () => boolean): Promise<void> {
    const many = this.#many;
    if (many === undefined) return;
    const work = async (): Promise<void> => {
      while (!this.#isAlone && !isStopped()) {
        const paths = this.#nextOf(listed);
        if (paths.length === 0) return;
        const reading = this.#readList(many, paths);
        for (const path of paths) this.#reading.set(path, reading);
        await reading;
      }
    };
    await Promise.all(Array.from({ length: many.atOnce }, work));
  }

  /** Who reads elsewhere; undefined where that is not worth it. */
  get #many(): ManyFiles | undefined {
    const { many } = this.source;
    return !this.#isAlone && many?.isWorth(this.#dirty.size, this.#read.size) === true ? many : undefined;
  }

  /** Some files of those that are to be read, for somebody else to read. */
  #nextOf(most: number): string[] {
    const paths: string[] = [];
    for (const path of this.#dirty) {
      if (paths.length === most) break;
      if (!this.#isForHere(path)) paths.push(path);
    }
    return paths;
  }

  #isForHere(path: string): boolean {
    return path === entitiesPath || path === configPath || this.#hereOnly.has(path) || this.#reading.has(path) || this.source.isUnsaved(path);
  }

  async #readList(many: ManyFiles, paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      this.#dirty.delete(path);
      this.#changed.delete(path);
    }
    const at = this.source.now();
    try {
      await many.read(paths, async read => {
        await this.source.rest(); // answers that have come together are not taken in one go
        await this.#takeList(paths, read, at);
      });
    } catch {
      this.#isAlone = true;
      for (const path of paths) this.mark(path);
    } finally {
      for (const path of paths) this.#reading.delete(path);
    }
  }

  async #takeList(paths: readonly string[], { entries, unread }: ManyRead, at: number): Promise<void> {
    const gone = new Set(paths);
    for (const path of unread) {
      gone.delete(path);
      this.#hereOnly.add(path);
      this.mark(path);
    }
    const files = entriesIn(entries);
    this.index.keep(files);
    await this.source.rest(); // maps of a hundred thousand paths grow at the same file, each for many milliseconds
    for (const { path, stamp } of files) {
      gone.delete(path);
      this.#read.set(path, isSettled(stamp, at) ? stamp : at);
    }
    for (const path of gone) {
      this.index.delete(path);
      this.#read.set(path, at);
    }
  }

  async #readOne(path: string): Promise<void> {
    this.#changed.delete(path);
    this.#hereOnly.delete(path);
    const at = this.source.now();
    const isUnsaved = this.source.isUnsaved(path);
    try {
      const text = await this.source.read(path);
      this.#read.set(path, isUnsaved ? 0 : at);
      if (text === undefined) this.index.delete(path);
      else if (path === entitiesPath) await this.#readEntities(text);
      else this.index.set(path, text);
    } finally {
      this.#reading.delete(path);
    }
  }

  /** Some at a time: a hundred thousand entities are a second's work. */
  async #readEntities(text: string): Promise<void> {
    const turns = this.index.settingEntities(text);
    while (turns.next().done !== true) await this.source.rest();
  }

  async #recall(files: readonly KeptFile[], atOnce: number): Promise<void> {
    const stamps = await this.#stamps(files.map(({ path }) => path), atOnce);
    const same = files.filter((file, at) => isSameStamp(file.stamp, stamps[at]) && this.#isRecallable(file));
    this.index.keep(same);
    for (const { path, stamp } of same) {
      this.#dirty.delete(path);
      this.#read.set(path, stamp);
    }
  }

  async #stamps(paths: readonly string[], atOnce: number): Promise<readonly (Stamp | undefined)[]> {
    const stats = await this.#many?.stats(paths).catch(() => { this.#isAlone = true; });
    if (stats !== undefined) return paths.map((_, at) => ({ size: stats[at * 2] ?? NaN, mtime: stats[at * 2 + 1] ?? NaN }));
    const stamps: (Stamp | undefined)[] = [];
    const left = paths.entries();
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (const [at, path] of left) stamps[at] = await this.source.stat(path);
    }));
    return stamps;
  }

  #isRecallable({ path }: KeptFile): boolean {
    return this.#dirty.has(path) && !this.#changed.has(path) && !this.#reading.has(path) && !this.source.isUnsaved(path);
  }

  /**
   * The stamp that goes with what was read. A file that was last written well before it was read had that text then; one
   * that was written about that time may have changed since, within the same tick of its clock.
   */
  async #stampOf(path: string): Promise<Stamp | undefined> {
    const known = this.#read.get(path);
    if (typeof known !== 'number') return known;
    const stamp = await this.source.stat(path);
    if (stamp === undefined || !isSettled(stamp, known) || this.#read.get(path) !== known) return undefined;
    this.#read.set(path, stamp);
    return stamp;
  }

  #entry(path: string, stamp: Stamp): SnapshotEntry | undefined {
    const file = this.index.articleFile(path);
    if (file !== undefined) return { path, stamp, said: { kind: 'articles', file } };
    const sidecar = this.index.keptSidecar(path);
    return sidecar && { path, stamp, said: { kind: 'sidecar', sidecar } };
  }
}
