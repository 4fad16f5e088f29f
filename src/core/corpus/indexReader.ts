import type { CorpusIndex } from './corpusIndex';
import { configPath, entitiesPath } from './fileKind';
import { annotationPath } from '../seed/articleId';
import { readingEntities } from '../store/entitiesFile';
import type { SnapshotEntry, Stamp } from './snapshot';

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
}

/** File systems tell times to two seconds at the coarsest: a file that was written as late as that may change and not show it. */
const coarsest = 2000;

/**
 * Keeps an index in step with files. `mark` says what may have changed, `readAll` and `readFor` read it. A file is
 * read by one reader at a time, so that the index ends with the last text of each; and what a snapshot holds of it is
 * taken instead where its size and time are those of then.
 */
export class IndexReader {
  readonly #dirty = new Set<string>();
  readonly #reading = new Map<string, Promise<void>>();
  /** What the last snapshot holds, of files that were not asked for yet. */
  readonly #known = new Map<string, SnapshotEntry>();
  /** For each file, when it was read last; and its stamp, where that is known to belong to what was read. */
  readonly #read = new Map<string, Stamp | number>();

  constructor(private readonly index: CorpusIndex, private readonly source: CorpusSource) {}

  /** How many files there are to read. */
  get left(): number {
    return this.#dirty.size + this.#reading.size;
  }

  /** Says that a file may have changed. */
  mark(path: string): void {
    this.#known.delete(path);
    this.#dirty.add(path);
  }

  /** Says that a file is there. What a snapshot holds of it may do. */
  add(path: string): void {
    this.#dirty.add(path);
  }

  /** Takes what an earlier run has kept, for files that were not read yet. */
  remember(entry: SnapshotEntry): void {
    if (!this.#read.has(entry.path)) this.#known.set(entry.path, entry);
  }

  /**
   * Reads all that may have changed, the settings first, which say what the others are.
   * @param atOnce how many files at a time
   * @param isStopped asked before each file; what is left stays to be read
   */
  async readAll(atOnce: number, isStopped: () => boolean): Promise<void> {
    await this.#refresh(configPath);
    const work = async (): Promise<void> => {
      for (const path of this.#dirty) {
        if (isStopped()) return;
        await this.#refresh(path);
        await this.source.rest();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  /** Reads what must be known of one file of articles, and of its articles alone, whether it was marked or not. */
  async readFor(path: string): Promise<void> {
    await this.#ensure(configPath);
    await Promise.all([this.#ensure(entitiesPath), this.#ensure(path)]);
    const articles = this.index.articleFile(path)?.articles ?? [];
    await Promise.all(articles.map(({ id }) => this.#ensure(annotationPath(id))));
  }

  /** What can be put away of these files: those whose text is known to be the one of their stamp. Looks at those that it has no stamp of. */
  async* entries(paths: Iterable<string>): AsyncGenerator<SnapshotEntry> {
    for (const path of paths) {
      const stamp = await this.#stampOf(path);
      const entry = stamp === undefined || this.#dirty.has(path) ? undefined : this.#entry(path, stamp);
      if (entry !== undefined) yield entry;
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
    const work = this.#readOne(path).finally(() => { this.#reading.delete(path); });
    this.#reading.set(path, work);
    return work;
  }

  async #readOne(path: string): Promise<void> {
    if (await this.#recall(path)) return;
    const at = this.source.now();
    const isUnsaved = this.source.isUnsaved(path);
    const text = await this.source.read(path);
    this.#read.set(path, isUnsaved ? 0 : at);
    if (text === undefined) this.index.delete(path);
    else if (path === entitiesPath) await this.#takeEntities(text);
    else this.index.set(path, text);
  }

  /** A hundred thousand entities are one file: it is read a stretch at a time. */
  async #takeEntities(text: string): Promise<void> {
    const reading = readingEntities(text, this.index.entitiesFile);
    let step = reading.next();
    for (; step.done !== true; step = reading.next()) await this.source.rest();
    this.index.setEntitiesFile(step.value);
  }

  /** Takes what the snapshot holds of a file; false where there is nothing, or it is of another text. */
  async #recall(path: string): Promise<boolean> {
    const known = this.#known.get(path);
    this.#known.delete(path);
    if (known === undefined || this.source.isUnsaved(path) || this.index.kindOf(path) !== known.said.kind) return false;
    const stamp = await this.source.stat(path);
    if (stamp === undefined || !isSame(stamp, known.stamp) || this.#dirty.has(path)) return false;
    if (known.said.kind === 'sidecar') this.index.setStoredSidecar(path, known.said.sidecar);
    else this.index.setArticleFile(path, known.said.file);
    this.#read.set(path, stamp);
    return true;
  }

  /**
   * The stamp that goes with what was read. A file that was last written well before it was read had that text then; one
   * that was written about that time may have changed since, within the same tick of its clock.
   */
  async #stampOf(path: string): Promise<Stamp | undefined> {
    const known = this.#read.get(path);
    if (typeof known !== 'number') return known;
    const stamp = await this.source.stat(path);
    if (stamp === undefined || stamp.mtime + coarsest > known || this.#read.get(path) !== known) return undefined;
    this.#read.set(path, stamp);
    return stamp;
  }

  #entry(path: string, stamp: Stamp): SnapshotEntry | undefined {
    const file = this.index.articleFile(path);
    if (file !== undefined) return { path, stamp, said: { kind: 'articles', file } };
    const sidecar = this.index.storedSidecar(path);
    return sidecar && { path, stamp, said: { kind: 'sidecar', sidecar } };
  }
}

function isSame(one: Stamp, other: Stamp): boolean {
  return one.size === other.size && one.mtime === other.mtime;
}
