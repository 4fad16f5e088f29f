import * as vscode from 'vscode';
import { CorpusIndex } from '../../core/corpus/corpusIndex';
import { CorpusProblems } from '../../core/corpus/corpusProblems';
import { annotationsFolder, configPath, entitiesPath } from '../../core/corpus/fileKind';
import { IndexReader } from '../../core/corpus/indexReader';
import { EarliestArticles } from '../../core/lists/earliestArticles';
import { disposeAll } from '../dispose';
import { Rests } from '../time/rests';
import { Soon } from '../time/soon';
import { FileFailure } from '../writing/fileStore';
import { CorpusFiles } from './corpusFiles';
import { CorpusFolders } from './corpusFolders';
import { CorpusHabits } from './corpusHabits';
import { CorpusNames } from './corpusNames';
import { CorpusTexts } from './corpusTexts';
import { CorpusThreads } from './corpusThreads';
import { IndexCache } from './indexCache';
import { RelatedArticles } from './relatedArticles';

/** How many files are read at once: enough to keep a disk busy, few enough not to starve other extensions. */
const readsAtOnce = 32;

/** How long nothing must have been read before what is known is put away for the next start, in milliseconds. */
const quiet = 5000;

/** How long after it was written here a file is looked at once more, in milliseconds: VS Code says nothing of one that comes and goes in less than a tenth of a second. */
const doubt = 1000;

const sidecarGlob = `${annotationsFolder}**/*.yaml`;

/** How far the reading of a corpus is, in files. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

/**
 * One corpus: its index, kept in step with its files. Events only mark a file as dirty; `ready` reads what is dirty
 * before it answers, so that late, doubled or reordered events do no harm. `readyFor` reads no more than one article needs.
 */
export class Corpus implements vscode.Disposable {
  readonly files: CorpusFiles;
  readonly index = new CorpusIndex();
  /** Files that are there but could not be read, with the reason; they take no part in the index. */
  readonly failures = new Map<string, FileFailure>();
  /** Which articles are related; reads nothing before it is asked. */
  readonly related: RelatedArticles;
  /** What is wrong with its files. */
  readonly problems = new CorpusProblems(this.index);
  /** The first articles of entities. */
  readonly earliest = new EarliestArticles(this.index);
  readonly #reader: IndexReader;
  readonly #folders: CorpusFolders;
  readonly #cache: IndexCache;
  /** Where the files are on this machine. */
  readonly #threads: CorpusThreads | undefined;
  readonly #texts: CorpusTexts | undefined;
  /** The entities that tags have made since the corpus was opened. */
  readonly madeByTags = new Set<string>();
  /** What its annotators take and leave. */
  readonly habits = new CorpusHabits(
    this.index,
    path => this.text(path),
    path => vscode.window.visibleTextEditors.some(({ document }) => this.files.path(document.uri) === path),
    () => this.changed(),
    error => this.log(`habits: ${String(error)}`),
  );
  /** What its entities are called. */
  readonly names: CorpusNames;
  readonly #watchers: vscode.Disposable[] = [];
  #draining: Promise<void> | undefined;
  #listed = false;
  #globs = '';
  /** Whether what an earlier run has kept was looked at. */
  #isRecalled = false;
  /** Whether all was read once: from then on what is read has changed. */
  #wasWhole = false;
  #isStopped = false;
  #disposed = false;
  /** How many files there were to read when the reading began that is going on. */
  #all = 0;
  /** For all that is read: whoever works in it is part of one work. */
  readonly #rests = new Rests();
  #saving: ReturnType<typeof setTimeout> | undefined;
  /** What was written here and may have changed since: of a file that is deleted at once nobody tells. */
  readonly #written = new Set<string>();
  readonly #lookAgain = new Soon(async () => {
    for (const path of this.#written) this.#reader.mark(path);
    this.#written.clear();
    this.changed();
  }, doubt, error => this.log(`written: ${String(error)}`), 'last');

  /**
   * @param isOurs whether a file below the root is of this corpus, and not of another one further down
   * @param changed called when something is dirty
   * @param cache a folder of the extension's own for what is known of this corpus
   */
  constructor(
    root: vscode.Uri,
    private readonly isOurs: (uri: vscode.Uri) => boolean,
    private readonly channel: vscode.LogOutputChannel,
    private readonly changed: () => void,
    cache: vscode.Uri,
  ) {
    this.files = new CorpusFiles(root);
    this.#texts = root.scheme === 'file' ? new CorpusTexts(root, path => this.unsaved(path) !== undefined, message => this.log(message)) : undefined;
    this.related = new RelatedArticles(this.index, path => this.text(path), this.#texts);
    this.names = new CorpusNames(this.index, this.habits, root);
    this.#folders = new CorpusFolders(this.files, this.index, isOurs, () => this.#rests.next());
    this.#cache = new IndexCache(cache, root.toString());
    this.#threads = root.scheme === 'file' ? new CorpusThreads(root, this.#elsewhere) : undefined;
    this.#reader = new IndexReader(this.index, {
      read: async path => this.#readNow(path),
      stat: async path => this.#folders.isSeen(path) ? vscode.workspace.fs.stat(this.files.uri(path)).then(({ size, mtime }) => ({ size, mtime }), () => undefined) : undefined,
      isUnsaved: path => this.unsaved(path) !== undefined,
      now: () => Date.now(),
      rest: () => this.#rests.next(),
      ...this.#threads && { many: this.#threads },
    });
  }

  /** Its root as a text, by which commands and what is remembered name a corpus. */
  get id(): string {
    return this.files.root.toString();
  }

  /**
   * Says that a file may have changed. One that is not of the corpus is passed over.
   * @param tell called instead of who is told of every change
   */
  mark(uri: vscode.Uri, tell: () => void = this.changed): void {
    const path = this.files.path(uri);
    if (path === undefined || this.index.kindOf(path) === undefined || !this.isOurs(uri)) return;
    this.#reader.mark(path);
    tell();
  }

  /** Says that these files and folders have come or gone; of what is in a folder nobody tells. Answers whether another corpus has come with them. */
  async moved(come: readonly vscode.Uri[], gone: readonly vscode.Uri[]): Promise<boolean> {
    let any = false;
    const mark = (path: string): void => {
      this.#reader.mark(path);
      any = true;
    };
    await this.#folders.eachKnownBelow(gone, mark);
    const hasCorpus = await this.#folders.eachBelow(come, mark);
    if (any) this.changed();
    return hasCorpus;
  }

  /** Says that files of this corpus were written. Whoever wrote them tells of it. */
  written(paths: Iterable<string>): void {
    for (const path of paths) {
      this.#reader.mark(path);
      this.#written.add(path);
    }
    this.#lookAgain.ask();
  }

  /** The editor with unsaved changes of a file, if there is one: what it holds wins over what is on disk. */
  unsaved(path: string): vscode.TextDocument | undefined {
    const unsaved = vscode.workspace.textDocuments.filter(document => document.isDirty);
    // Asked for every file of the corpus: an address is not made for nothing.
    const uri = unsaved.length === 0 ? undefined : this.files.uri(path).toString();
    return unsaved.find(document => document.uri.toString() === uri);
  }

  /** What a file says now, in an editor or on disk; `undefined` when it is not there or cannot be read. */
  async text(path: string): Promise<string | undefined> {
    return this.unsaved(path)?.getText() ?? this.#readFromDisk(path);
  }

  log(message: string): void {
    this.channel.warn(message);
  }

  /** Forgets which files there are, and which are not to be seen; the next `ready` lists them anew. */
  relist(): void {
    this.#listed = false;
    this.#folders.settingsChanged();
    this.changed();
  }

  /** The index, with everything read that was dirty when this was called; with what was read so far, where `stop` was called. */
  async ready(): Promise<CorpusIndex> {
    while (!this.#disposed && !this.#isStopped && (!this.#listed || this.#reader.left > 0 || this.#draining !== undefined)) {
      this.#draining ??= this.#drain().finally(() => { this.#draining = undefined; });
      await this.#draining;
    }
    return this.index;
  }

  /**
   * As `ready`, for what must not miss a file: finds also those that nobody has told of, goes on where the reading was
   * stopped, and fails when it is stopped again.
   */
  async whole(): Promise<CorpusIndex> {
    this.#isStopped = false;
    await this.ready();
    await this.#folders.each(path => { if (!this.index.has(path)) this.#reader.mark(path); });
    const index = await this.ready();
    if (this.#isStopped) throw new vscode.CancellationError();
    return index;
  }

  /** The index, with everything read that concerns a file of articles alone: itself, the entities, and its own sidecars. */
  async readyFor(path: string): Promise<CorpusIndex> {
    await this.#reader.readFor(path);
    return this.index;
  }

  /** As `readyFor`, with everything read that concerns these files. */
  async readyForAll(paths: Iterable<string>): Promise<void> {
    await this.#reader.readForAll(paths, readsAtOnce);
  }

  /** Whether all files were read. */
  get isWhole(): boolean {
    return this.#listed && this.#reader.left === 0;
  }

  /** How far the reading is; `undefined` while nothing is read. */
  get progress(): Progress | undefined {
    const left = this.#reader.left;
    return this.#draining === undefined && !this.#isStopped ? undefined : { done: Math.max(0, this.#all - left), all: this.#all };
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Leaves what is not read yet unread, until `whole` is called. */
  stop(): void {
    this.#isStopped = true;
    this.changed();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#saving);
    this.#lookAgain.dispose();
    this.habits.dispose();
    this.names.dispose();
    this.#threads?.dispose();
    this.#texts?.rest();
    disposeAll(this.#watchers.splice(0));
  }

  async #drain(): Promise<void> {
    if (!this.#listed) await this.#list();
    this.#all = this.#reader.left;
    const isStopped = (): boolean => this.#disposed || this.#isStopped;
    if (!this.#isRecalled) await this.#cache.load(async entries => this.#reader.recall(entries, readsAtOnce, isStopped));
    if (!this.#isRecalled) for (const path of this.index.articlePaths()) this.related.mark(path);
    this.#isRecalled = true;
    await this.#reader.readAll(readsAtOnce, isStopped);
    this.#threads?.rest();
    // The settings say which files there are.
    if (this.#globsNow() !== this.#globs) this.#listed = false;
    if (!this.#wasWhole && !isStopped()) this.habits.again();
    this.#wasWhole ||= !isStopped();
    this.#saveLater();
    // What was shown of open articles may lack what other files say of them.
    if (this.#all > 1) this.changed();
  }

  /** For the reader: what a file says now. One that is not to be seen, or belongs to a corpus further down, is not there. */
  async #readNow(path: string): Promise<string | undefined> {
    const text = this.#folders.isSeen(path) ? await this.text(path) : undefined;
    if (this.#disposed) return undefined;
    this.#wasRead(path);
    return text;
  }

  /** For those who read elsewhere. */
  get #elsewhere(): ConstructorParameters<typeof CorpusThreads>[1] {
    return {
      seen: paths => this.#folders.seenAmong(paths),
      wereRead: paths => {
        for (const path of paths) {
          this.failures.delete(path);
          this.#wasRead(path);
        }
      },
      log: message => this.log(message),
    };
  }

  #wasRead(path: string): void {
    this.related.mark(path);
    if (this.#wasWhole && this.index.kindOf(path) === 'sidecar') this.habits.mark(this.index.articleOfSidecar(path));
    this.#cache.mark(path);
  }

  /** Puts away what is known, once nothing is read any more. */
  #saveLater(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      const isStopped = (): boolean => this.#disposed || this.#draining !== undefined;
      void this.#cache.save(this.index.filePaths(), paths => this.#reader.entries(paths), isStopped).catch((error: unknown) => { this.log(String(error)); });
    }, quiet);
  }

  async #readFromDisk(path: string): Promise<string | undefined> {
    this.failures.delete(path);
    try {
      return await this.files.read(path);
    } catch (error) {
      if (!(error instanceof FileFailure)) throw error;
      this.failures.set(path, error);
      return undefined;
    }
  }

  /** Finds the corpus's files, marks them all, and the ones that have gone. */
  async #list(): Promise<void> {
    this.#listed = true;
    await this.#reader.readFor(configPath);
    this.#globs = this.#globsNow();
    this.#watch();
    await this.#reader.markIfWritten(entitiesPath); // it may be long, and was read just now
    for (const path of this.index.paths()) this.#reader.mark(path);
    await this.#folders.each(path => this.#reader.add(path));
  }

  #globsNow(): string {
    return JSON.stringify([this.index.config.articles, this.index.config.exclude]);
  }

  /** Watches what is the corpus's own, and nothing else. */
  #watch(): void {
    disposeAll(this.#watchers.splice(0));
    for (const glob of [configPath, entitiesPath, sidecarGlob, ...this.index.config.articles]) {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.files.root, glob));
      watcher.onDidCreate(uri => this.mark(uri));
      watcher.onDidChange(uri => this.mark(uri));
      watcher.onDidDelete(uri => this.mark(uri));
      this.#watchers.push(watcher);
    }
  }
}
