import * as vscode from 'vscode';
import { configPath } from '../core/corpus/fileKind';
import type { StandingMark } from '../core/marks/placing';
import { gitBlobId } from '../core/store/gitBlobId';
import { Corpus } from './corpus';
import { disposeAll } from './dispose';
import { History, type Deed } from './history';
import { Lists } from './occurrenceList';
import { OpenFile, type OpenArticle } from './openFile';
import { Queue } from './queue';
import type { Intent, Outcome } from './transaction';

export const languageId = 'seed';

/** How many entities are remembered as recent. */
const mostRecent = 20;

/** A place in an open article, with everything that is known of it up to date. */
export interface Place {
  readonly corpus: Corpus;
  readonly file: OpenFile;
  readonly article: OpenArticle;
  readonly offset: number;
  /** The marks there, the innermost first. */
  readonly marks: readonly StandingMark[];
}

/**
 * Joins the core with VS Code: knows the corpora of the window, keeps each index in step with disk and editors,
 * and is the only way to change an annotation. Features ask it, and listen to `onDidChange`.
 */
export class Session implements vscode.Disposable {
  readonly #corpora = new Map<string, Corpus>();
  readonly #open = new Map<vscode.TextDocument, OpenFile>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** The lists of places that are open. */
  readonly lists = new Lists();
  readonly #disposables: vscode.Disposable[] = [this.#changed, this.lists];
  readonly #queue = new Queue();
  readonly #history = new History();
  #clock = 0;
  readonly #editedAt = new WeakMap<vscode.TextDocument, number>();
  #started: Promise<void> | undefined;

  /** Something that a view may show is different. Says nothing of what: ask. */
  readonly onDidChange = this.#changed.event;

  constructor(readonly log: vscode.LogOutputChannel, readonly memory: vscode.Memento) {
    const { workspace } = vscode;
    this.#disposables.push(
      workspace.onDidOpenTextDocument(document => this.#mark(document.uri)),
      workspace.onDidSaveTextDocument(document => this.#mark(document.uri)),
      workspace.onDidCloseTextDocument(document => this.#closed(document)),
      workspace.onDidChangeTextDocument(event => this.#edited(event)),
      workspace.onDidChangeWorkspaceFolders(() => this.#restart()),
      ...this.#watchForCorpora(),
    );
  }

  /** The corpora of the window, found on first need. */
  async corpora(): Promise<readonly Corpus[]> {
    await (this.#started ??= this.#start());
    return [...this.#corpora.values()];
  }

  /** The corpus that a file belongs to, read up to date; `undefined` outside any folder. */
  async corpusOf(uri: vscode.Uri): Promise<Corpus | undefined> {
    await this.corpora();
    const corpus = this.#nearest(uri) ?? await this.#adopt(uri);
    await corpus?.ready();
    return corpus;
  }

  /** A seed file in an editor, with its marks; `undefined` for a document that is none, or is in no corpus. */
  async open(document: vscode.TextDocument): Promise<OpenFile | undefined> {
    if (document.languageId !== languageId || document.isClosed) return undefined;
    const corpus = await this.corpusOf(document.uri);
    const path = corpus?.files.path(document.uri);
    if (corpus === undefined || path === undefined || document.isClosed) return undefined;
    return this.#openFile(document, corpus, path);
  }

  /** What stands at a position of a document. */
  async place(document: vscode.TextDocument, position: vscode.Position): Promise<Place | undefined> {
    const file = await this.open(document);
    const offset = document.offsetAt(position);
    const article = file?.articleAt(offset);
    return file && article && { corpus: file.corpus, file, article, offset, marks: file.at(offset) };
  }

  /** The seed files that editors show now. */
  async visible(): Promise<readonly OpenFile[]> {
    const files = await Promise.all(vscode.window.visibleTextEditors.map(editor => this.open(editor.document)));
    return files.filter(file => file !== undefined);
  }

  /** Does what is meant, all of it or nothing, one after another; to be undone in one step. */
  async do(corpus: Corpus, label: string, articles: readonly vscode.Uri[], intents: readonly Intent[]): Promise<Outcome> {
    return this.#inTurn(corpus, () => this.#history.do({ corpus, label, articles, at: ++this.#clock }, intents));
  }

  /** Writes what follows from the text alone, and is no deed to be undone: anchors after a save. */
  async follow(corpus: Corpus, work: () => Promise<Outcome>): Promise<Outcome> {
    return this.#inTurn(corpus, work);
  }

  async undo(): ReturnType<History['undo']> {
    return this.#queue.run(async () => this.#settled(await this.#history.undo(++this.#clock)));
  }

  async redo(): ReturnType<History['redo']> {
    return this.#queue.run(async () => this.#settled(await this.#history.redo(++this.#clock)));
  }

  /** Whether the last thing done in this document was an annotation, so that Ctrl+Z there means the annotation. */
  annotatedLast(document: vscode.TextDocument): boolean {
    return this.#isLast(document, this.#history.lastDone);
  }

  /** Whether the last thing undone was an annotation in this document, with no typing there since. */
  undoneLast(document: vscode.TextDocument): boolean {
    return this.#isLast(document, this.#history.lastUndone);
  }

  /** The entities that were used last in a corpus, the latest first. */
  recent(corpus: Corpus): readonly string[] {
    return this.memory.get<string[]>(`recent ${corpus.files.root.toString()}`, []);
  }

  async remember(corpus: Corpus, entity: string): Promise<void> {
    const recent = [entity, ...this.recent(corpus).filter(id => id !== entity)].slice(0, mostRecent);
    await this.memory.update(`recent ${corpus.files.root.toString()}`, recent);
  }

  /** Git's id of the bytes on disk that a document shows; `''` while it has unsaved changes, which git cannot know. */
  async textId(file: OpenFile): Promise<string> {
    if (file.document.isDirty) return '';
    const bytes = await file.corpus.files.readBytes(file.path);
    return bytes === undefined ? '' : gitBlobId(bytes);
  }

  dispose(): void {
    disposeAll([...this.#disposables, ...this.#corpora.values()]);
    this.#corpora.clear();
    this.#open.clear();
  }

  async #start(): Promise<void> {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri);
    const configs = await vscode.workspace.findFiles(`**/${configPath}`, '**/node_modules/**');
    const roots = new Map([...folders, ...configs.map(uri => vscode.Uri.joinPath(uri, '..'))].map(uri => [uri.toString(), uri]));
    for (const [key, corpus] of this.#corpora) {
      if (!roots.has(key)) this.#forget(key, corpus);
    }
    for (const uri of roots.values()) this.#add(uri);
  }

  /** A folder becomes a corpus of its own, or stops being one, with its `corpus.yaml`. */
  #watchForCorpora(): vscode.Disposable[] {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${configPath}`, false, true, false);
    return [watcher, watcher.onDidCreate(() => this.#restart()), watcher.onDidDelete(() => this.#restart())];
  }

  /** Looks for the corpora anew on next need; which files belong to which may have changed. */
  #restart(): void {
    this.#started = undefined;
    for (const corpus of this.#corpora.values()) corpus.relist();
    this.#changed.fire();
  }

  #add(root: vscode.Uri): Corpus {
    const key = root.toString();
    const known = this.#corpora.get(key);
    if (known !== undefined) return known;
    const isOurs = (uri: vscode.Uri): boolean => this.#nearest(uri) === corpus;
    const corpus: Corpus = new Corpus(root, isOurs, this.log, () => this.#changed.fire());
    this.#corpora.set(key, corpus);
    return corpus;
  }

  #forget(key: string, corpus: Corpus): void {
    this.#corpora.delete(key);
    corpus.dispose();
    for (const [document, file] of this.#open) {
      if (file.corpus === corpus) this.#open.delete(document);
    }
  }

  /** The corpus with the longest root above the file. */
  #nearest(uri: vscode.Uri): Corpus | undefined {
    return [...this.#corpora.values()]
      .filter(corpus => corpus.files.path(uri) !== undefined)
      .sort((a, b) => b.files.root.path.length - a.files.root.path.length)[0];
  }

  /** For a file outside the window's folders: the nearest folder upward that holds a `corpus.yaml`. */
  async #adopt(uri: vscode.Uri): Promise<Corpus | undefined> {
    for (let folder = vscode.Uri.joinPath(uri, '..'); folder.path !== '/'; folder = vscode.Uri.joinPath(folder, '..')) {
      if (await exists(vscode.Uri.joinPath(folder, configPath))) return this.#add(folder);
    }
    return undefined;
  }


  #openFile(document: vscode.TextDocument, corpus: Corpus, path: string): OpenFile {
    const known = this.#open.get(document);
    if (known?.corpus === corpus) return known;
    const file = new OpenFile(document, corpus, path);
    this.#open.set(document, file);
    return file;
  }

  #isLast(document: vscode.TextDocument, deed: Deed | undefined): boolean {
    const uri = document.uri.toString();
    return deed !== undefined && deed.at > (this.#editedAt.get(document) ?? 0) && deed.articles.some(each => each.toString() === uri);
  }

  #mark(uri: vscode.Uri): void {
    this.#nearest(uri)?.mark(uri);
  }

  #closed(document: vscode.TextDocument): void {
    this.#open.delete(document);
    this.#mark(document.uri);
  }

  #edited(event: vscode.TextDocumentChangeEvent): void {
    if (event.contentChanges.length === 0) return;
    this.#editedAt.set(event.document, ++this.#clock);
    this.#open.get(event.document)?.changed(event);
    this.#mark(event.document.uri);
  }

  async #inTurn(corpus: Corpus, work: () => Promise<Outcome>): Promise<Outcome> {
    return this.#queue.run(async () => {
      const outcome = await work();
      if (outcome.done) await this.#written(corpus, outcome);
      return outcome;
    });
  }

  async #settled(step: Awaited<ReturnType<History['undo']>>): ReturnType<History['undo']> {
    if (step?.outcome.done) await this.#written(step.deed.corpus, step.outcome);
    return step;
  }

  async #written(corpus: Corpus, outcome: Extract<Outcome, { done: true }>): Promise<void> {
    for (const step of outcome.steps) corpus.mark(corpus.files.uri(step.path));
    await corpus.ready();
    this.#changed.fire();
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(() => true, () => false);
}
