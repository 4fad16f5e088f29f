import * as vscode from 'vscode';
import { articlesOf } from '../core/corpus/article';
import { entitiesPath } from '../core/corpus/fileKind';
import type { StandingMark } from '../core/marks/placing';
import { gitBlobId } from '../core/store/gitBlobId';
import type { Intent } from '../core/store/intents';
import { startOfCourse, TextCourse, type ChangeKind, type Moment } from '../core/text/course';
import { Annotating } from './annotating';
import { BaseTexts } from './baseTexts';
import type { Recovery } from './commit';
import { Corpora } from './corpora';
import { baseIds, type OldTexts } from './bases';
import type { Corpus } from './corpus';
import { disposeAll } from './dispose';
import { History, type Moved } from './history';
import { Lists } from './occurrenceList';
import type { OpenArticle } from './openArticle';
import { OpenFile } from './openFile';
import { Pages } from './pages';
import { Queue } from './queue';
import { Soon } from './soon';
import { Transactions, type Outcome } from './transaction';

export const languageId = 'seed';

/** How long after the last keystroke what a text leads to is looked at again, in milliseconds. */
const pause = 150;

/** Writing fewer changes is done before anyone could read that it is being done. */
const worthAWord = 50;

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

/** Something was tagged: what listens may say what else there is to tag as that. */
export interface Tagged {
  readonly file: OpenFile;
  readonly article: string;
  readonly entity: string;
  /** What was done, in words. */
  readonly words: string;
}

/**
 * Joins the core with VS Code: knows the corpora of the window, keeps each index in step with disk and editors,
 * and is the only way to change an annotation. Features ask it, and listen to `onDidChange`.
 */
export class Session implements vscode.Disposable {
  readonly #corpora: Corpora;
  readonly #open = new Map<vscode.TextDocument, OpenFile>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** The lists of places that are open. */
  readonly lists = new Lists();
  /** Reports to be read. */
  readonly pages = new Pages();
  readonly #moved = new vscode.EventEmitter<void>();
  readonly #tagged = new vscode.EventEmitter<Tagged>();
  /** Whether single keys annotate. */
  readonly annotating = new Annotating();
  /** Nothing is worked out between two keystrokes: VS Code moves colours and underlines along with the text by itself. */
  readonly #typed = new Soon(async () => { this.#changed.fire(); }, pause, error => this.log.error('typed', String(error)), 'last');
  readonly #disposables: vscode.Disposable[] = [this.#changed, this.#moved, this.#typed, this.#tagged, this.annotating, this.lists, this.pages];
  readonly #queue = new Queue();
  readonly #transactions: Transactions;
  readonly #history: History;
  readonly #bases: BaseTexts;
  /** By the documents' URIs: they outlive an editor that is closed, as VS Code's own undo does. */
  readonly #courses = new Map<string, TextCourse>();
  readonly #recovered = new vscode.EventEmitter<Recovery & { readonly corpus: Corpus }>();
  readonly #recovering = new Map<Corpus, Promise<void>>();
  /** Commands that decide on what is at the caret run one after another, so that quick keys each see what the last one did. */
  readonly decisions = new Queue();

  /** Something that a view may show is different. Says nothing of what: ask. */
  readonly onDidChange = this.#changed.event;

  /** Something was done, undone or redone. What was written is not read back yet: for many files that takes a while, and keys do not wait. */
  readonly onDidMove = this.#moved.event;

  readonly onDidTag = this.#tagged.event;

  /** Something that was cut short, by a crash or by power, has been completed or taken back. */
  readonly onDidRecover = this.#recovered.event;

  /** @param storage a folder of the extension's own, on this machine */
  constructor(readonly log: vscode.LogOutputChannel, readonly memory: vscode.Memento, readonly storage: vscode.Uri) {
    this.#transactions = new Transactions(
      storage,
      (corpus, recovery) => this.#tellRecovery(corpus, recovery),
      root => this.#lookAgain(file => file.corpus.files.root.toString() === root.toString()),
      (what, error) => this.log.warn(what, String(error)),
    );
    this.#history = new History(this.#transactions);
    this.#bases = new BaseTexts(vscode.Uri.joinPath(storage, 'texts'));
    this.#corpora = new Corpora(log, vscode.Uri.joinPath(storage, 'index'), () => this.#changed.fire(), corpus => this.#forgotten(corpus));
    const { workspace } = vscode;
    this.#disposables.push(
      this.#corpora,
      this.#recovered,
      this.#transactions,
      vscode.window.onDidChangeWindowState(({ focused }) => { if (focused) this.#lookAgain(() => true); }),
      workspace.onDidOpenTextDocument(document => this.#mark(document.uri)),
      workspace.onDidSaveTextDocument(document => this.#mark(document.uri)),
      workspace.onDidCloseTextDocument(document => this.#closed(document)),
      workspace.onDidChangeConfiguration(event => { if (event.affectsConfiguration('seedmark.suggestions')) this.#changed.fire(); }),
      workspace.onDidChangeTextDocument(event => this.#edited(event)),
    );
  }

  /** The corpora of the window, found on first need. */
  async corpora(): Promise<readonly Corpus[]> {
    const corpora = await this.#corpora.all();
    await Promise.all(corpora.map(corpus => this.#recoverIn(corpus)));
    return corpora;
  }

  /** The corpus that a file belongs to, read up to date; `undefined` outside any folder. */
  async corpusOf(uri: vscode.Uri): Promise<Corpus | undefined> {
    return this.#readied(await this.#corpora.of(uri));
  }

  /** A corpus with its root here, whether or not there is one yet: to be written next. */
  async corpusAt(root: vscode.Uri): Promise<Corpus> {
    const corpus = await this.#corpora.at(root);
    await corpus.ready();
    return corpus;
  }

  /** The corpus of what an editor shows, with all read that concerns that file; the rest may not be. */
  async corpusOfDocument(document: vscode.TextDocument): Promise<Corpus | undefined> {
    const corpus = await this.#corpora.ofDocument(document);
    if (corpus !== undefined) await this.#recoverIn(corpus);
    const path = corpus?.files.path(document.uri);
    if (path !== undefined) await corpus?.readyFor(path);
    return corpus;
  }

  /**
   * A seed file in an editor, with its marks; `undefined` for a document that is none, or is in no corpus.
   * @param needs what will be asked next, and is not to hold up others by being made ready only then
   */
  async open(document: vscode.TextDocument, needs?: 'names'): Promise<OpenFile | undefined> {
    if (document.languageId !== languageId || document.isClosed) return undefined;
    const corpus = await this.corpusOfDocument(document);
    const path = corpus?.files.path(document.uri);
    if (corpus === undefined || path === undefined || document.isClosed) return undefined;
    const file = this.#openFile(document, corpus, path);
    if (file.isUnsettled) file.settle(await this.#onDisk(corpus, path));
    if (file.missingBases().length > 0) await this.#loadBases(file);
    await file.seek();
    if (needs !== undefined) await corpus.prepare(needs);
    return file;
  }

  /** What stands at a position of a document. */
  async place(document: vscode.TextDocument, position: vscode.Position, needs?: 'names'): Promise<Place | undefined> {
    const file = await this.open(document, needs);
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
    const work = (): Promise<Outcome> => this.#history.do({ corpus, label, articles, moments: this.#moments(articles) }, intents);
    const progress = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Writing annotations') };
    const outcome = intents.length < worthAWord ? this.#inTurn(corpus, work) : vscode.window.withProgress(progress, () => this.#inTurn(corpus, work));
    return withAgain(await outcome, () => this.do(corpus, label, articles, intents));
  }

  /** Writes what follows from the text alone, and is no deed to be undone: anchors after a save. */
  async follow(corpus: Corpus, label: string, intents: readonly Intent[]): Promise<Outcome> {
    return this.#inTurn(corpus, () => this.#transactions.perform(corpus, label, intents));
  }

  /**
   * Takes back the last deed; given a document, the last one there, or says that it is the text's turn.
   * Whose turn it is is asked when all that was begun before has ended: keys are faster than disks.
   */
  async undo(document?: vscode.TextDocument): Promise<Moved | 'text'> {
    return this.#queue.run(async () => {
      if (document !== undefined && !this.annotatedLast(document)) return 'text';
      return this.#settled(await this.#history.undo(this.#history.lastDone(document?.uri.toString()), deed => this.#moments(deed.articles)));
    });
  }

  async redo(document?: vscode.TextDocument): Promise<Moved | 'text'> {
    return this.#queue.run(async () => {
      if (document !== undefined && !this.undoneLast(document)) return 'text';
      return this.#settled(await this.#history.redo(this.#history.lastUndone(document?.uri.toString()), deed => this.#moments(deed.articles)));
    });
  }

  /** Whether the last thing done in this document was an annotation, so that Ctrl+Z there means the annotation. */
  annotatedLast(document: vscode.TextDocument): boolean {
    const uri = document.uri.toString();
    const deed = this.#history.lastDone(uri);
    return deed !== undefined && this.#course(uri).isBackAt(deed.moments.get(uri) ?? startOfCourse);
  }

  /** Whether what comes next to be done again in this document is an annotation. */
  undoneLast(document: vscode.TextDocument): boolean {
    const uri = document.uri.toString();
    const deed = this.#history.lastUndone(uri);
    return deed !== undefined && this.#course(uri).isForthAt(deed.moments.get(uri) ?? startOfCourse);
  }

  /** The entities that were used last in a corpus, the latest first. */
  recent(corpus: Corpus): readonly string[] {
    return this.memory.get<string[]>(`recent ${corpus.files.root.toString()}`, []);
  }

  /** Says that something was tagged, and which entities were used last. */
  async tagged(tagged: Tagged): Promise<void> {
    await this.remember(tagged.file.corpus, tagged.entity);
    this.#tagged.fire(tagged);
  }

  async remember(corpus: Corpus, entity: string): Promise<void> {
    const recent = [entity, ...this.recent(corpus).filter(id => id !== entity)].slice(0, mostRecent);
    await this.memory.update(`recent ${corpus.files.root.toString()}`, recent);
  }

  /** Git's id of the bytes on disk that a document shows; `''` while it has unsaved changes, which git cannot know. */
  async textId(file: OpenFile): Promise<string> {
    if (file.document.isDirty) return '';
    const bytes = await file.corpus.files.readBytes(file.path);
    if (bytes === undefined) return '';
    const id = gitBlobId(bytes);
    void this.#bases.keep(id, bytes);
    return id;
  }

  /** The texts of a closed file that the marks of one of its articles were made in, where they are not the one that it has. */
  async oldTexts(corpus: Corpus, path: string, article: string): Promise<OldTexts> {
    const ids = baseIds(corpus.index, article);
    const bytes = ids.length === 0 ? undefined : await corpus.files.readBytes(path);
    const now = bytes && gitBlobId(bytes);
    return new Map(await Promise.all(ids.map(async id =>
      [id, now === undefined || id === now ? undefined : await this.#bases.text(corpus, path, id)] as const)));
  }

  dispose(): void {
    disposeAll(this.#disposables);
    this.#open.clear();
  }

  async #readied(corpus: Corpus | undefined): Promise<Corpus | undefined> {
    if (corpus !== undefined) await this.#recoverIn(corpus);
    await corpus?.ready();
    return corpus;
  }

  /** What a file says on disk; one that cannot be read now says nothing of whether an editor shows it. */
  async #onDisk(corpus: Corpus, path: string): Promise<string | undefined> {
    return corpus.files.read(path).catch((error: unknown) => {
      this.log.warn('read', String(error));
      return undefined;
    });
  }

  #openFile(document: vscode.TextDocument, corpus: Corpus, path: string): OpenFile {
    const known = this.#open.get(document);
    if (known?.corpus === corpus) return known;
    const file = new OpenFile(document, corpus, path);
    this.#open.set(document, file);
    return file;
  }

  /** The texts that the file's marks were made in, where they are not the one that it has. */
  async #loadBases(file: OpenFile): Promise<void> {
    const now = await this.textId(file);
    await Promise.all(file.missingBases().map(async id => {
      file.addBase(id, id === now ? undefined : await this.#bases.text(file.corpus, file.path, id));
    }));
  }

  #course(uri: string): TextCourse {
    const known = this.#courses.get(uri);
    if (known !== undefined) return known;
    const course = new TextCourse();
    this.#courses.set(uri, course);
    return course;
  }

  /** Where the texts of those articles that are open stand now. */
  #moments(articles: readonly vscode.Uri[]): ReadonlyMap<string, Moment> {
    const wanted = new Set(articles.map(String));
    const open = vscode.workspace.textDocuments.filter(document => wanted.has(document.uri.toString()));
    return new Map(open.map(document => [document.uri.toString(), this.#course(document.uri.toString()).now(document.getText())]));
  }

  /** Once for each corpus, before anything is read from it. */
  async #recoverIn(corpus: Corpus): Promise<void> {
    const known = this.#recovering.get(corpus);
    if (known !== undefined) return known;
    const work = this.#queue.run(() => this.#transactions.recover(corpus)).catch((error: unknown) => { this.log.error('recover', String(error)); });
    this.#recovering.set(corpus, work);
    return work;
  }

  #tellRecovery(corpus: Corpus, recovery: Recovery): void {
    const { journal: { label, files }, ended } = recovery;
    for (const { path } of files) corpus.mark(corpus.files.uri(path));
    if (ended === 'forward') this.#history.remember({ corpus, label, steps: files.map(({ step }) => step), articles: [], moments: new Map() });
    this.#recovered.fire({ ...recovery, corpus });
  }

  #forgotten(corpus: Corpus): void {
    this.#recovering.delete(corpus);
    for (const [document, file] of this.#open) {
      if (file.corpus === corpus) this.#open.delete(document);
    }
  }

  #mark(uri: vscode.Uri): void {
    this.#corpora.nearest(uri)?.mark(uri);
  }

  /** Reads anew what open articles show: a watcher's news may be late, and on a network it may never come. */
  #lookAgain(isMeant: (file: OpenFile) => boolean): void {
    for (const file of [...this.#open.values()].filter(each => !each.isUnsettled && isMeant(each))) {
      const { corpus } = file;
      const sidecars = articlesOf(file.path, file.parsed()).flatMap(({ id }) => [corpus.index.sidecarPath(id), ...corpus.index.sidecars(id).map(({ path }) => path)]);
      for (const path of new Set([entitiesPath, ...sidecars])) corpus.mark(corpus.files.uri(path));
    }
  }

  #closed(document: vscode.TextDocument): void {
    this.#open.delete(document);
    this.#mark(document.uri);
  }

  #edited(event: vscode.TextDocumentChangeEvent): void {
    this.#open.get(event.document)?.changed(event);
    if (event.contentChanges.length === 0) return;
    const { document, contentChanges, reason } = event;
    const size = contentChanges.reduce((sum, change) => sum + change.rangeLength + change.text.length, 0);
    if (document.languageId === languageId) this.#course(document.uri.toString()).changed(kindOf(reason), size, () => document.getText());
    this.#corpora.nearest(event.document.uri)?.mark(event.document.uri, this.#typed.ask);
  }

  async #inTurn(corpus: Corpus, work: () => Promise<Outcome>): Promise<Outcome> {
    return this.#queue.run(async () => {
      const outcome = await work();
      if (outcome.done) await this.#written(corpus, outcome);
      return outcome;
    });
  }

  async #settled(step: Moved): Promise<Moved> {
    if (step?.outcome.done) await this.#written(step.deed.corpus, step.outcome);
    return step;
  }

  async #written(corpus: Corpus, outcome: Extract<Outcome, { done: true }>): Promise<void> {
    this.#moved.fire();
    corpus.written(outcome.steps.map(({ path }) => path));
    await Promise.all(outcome.steps.map(step => corpus.readyFor(step.path)));
    this.#changed.fire();
  }
}

function kindOf(reason: vscode.TextDocumentChangeReason | undefined): ChangeKind {
  if (reason === vscode.TextDocumentChangeReason.Undo) return 'undo';
  return reason === vscode.TextDocumentChangeReason.Redo ? 'redo' : 'edit';
}

function withAgain(outcome: Outcome, again: () => Promise<Outcome>): Outcome {
  return outcome.done ? outcome : { done: false, refusal: { ...outcome.refusal, again } };
}
