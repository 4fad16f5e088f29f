import * as vscode from 'vscode';
import type { StandingMark } from '../core/marks/placing';
import type { Intent } from '../core/store/intents';
import { BaseTexts } from './article/baseTexts';
import type { OpenArticle } from './article/openArticle';
import type { OpenFile } from './article/openFile';
import { OpenFiles } from './article/openFiles';
import { Corpora } from './corpus/corpora';
import type { Corpus } from './corpus/corpus';
import { disposeAll } from './dispose';
import { Lists } from './lists/occurrenceList';
import { Annotating } from './tagging/annotating';
import { RecentEntities } from './tagging/recentEntities';
import { Queue } from './time/queue';
import { Soon } from './time/soon';
import { Pages } from './window/pages';
import type { Work } from './window/working';
import type { Recovery } from './writing/commit';
import { Courses } from './writing/courses';
import { History, type Moved } from './writing/history';
import { Transactions, type Outcome } from './writing/transaction';
import { writing } from './writing/writing';

export const languageId = 'seed';

/** How long after the last keystroke what a text leads to is looked at again, in milliseconds. */
const pause = 150;

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
  /** What editors show, and may ask of it. */
  readonly files: OpenFiles;
  readonly recent: RecentEntities;
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
  readonly #typed = new Soon(async () => { this.#changed.fire(); }, pause, this.failed('typed'), 'last');
  readonly #disposables: vscode.Disposable[] = [this.#changed, this.#moved, this.#typed, this.#tagged, this.annotating, this.lists, this.pages];
  readonly #queue = new Queue();
  readonly #transactions: Transactions;
  readonly #history: History;
  readonly #courses = new Courses();
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
    const noted = (what: string, error: unknown): void => log.warn(what, String(error));
    this.#transactions = new Transactions(
      storage,
      (corpus, recovery) => this.#tellRecovery(corpus, recovery),
      root => this.files.lookAgain(file => file.corpus.id === root.toString()),
      noted,
    );
    this.#history = new History(this.#transactions);
    this.files = new OpenFiles(new BaseTexts(vscode.Uri.joinPath(storage, 'texts'), noted), noted);
    this.recent = new RecentEntities(memory);
    this.#corpora = new Corpora(log, vscode.Uri.joinPath(storage, 'index'), () => this.#changed.fire(), corpus => this.#forgotten(corpus));
    const { workspace } = vscode;
    this.#disposables.push(
      this.#corpora,
      this.#recovered,
      this.#transactions,
      vscode.window.onDidChangeWindowState(({ focused }) => { if (focused) this.files.lookAgain(() => true); }),
      workspace.onDidOpenTextDocument(document => this.#mark(document.uri)),
      workspace.onDidSaveTextDocument(document => this.#mark(document.uri)),
      workspace.onDidCloseTextDocument(document => this.#closed(document)),
      workspace.onDidChangeConfiguration(event => { if (event.affectsConfiguration('seedmark.suggestions')) this.#changed.fire(); }),
      workspace.onDidChangeTextDocument(event => this.#edited(event)),
    );
  }

  /** For work that nobody waits for: has noted what it throws, and where that was. */
  failed(where: string): (error: unknown) => void {
    return error => this.log.error(where, String(error));
  }

  /** The corpora of the window, found on first need. */
  async corpora(): Promise<readonly Corpus[]> {
    const corpora = await this.#corpora.all();
    await Promise.all(corpora.map(corpus => this.#recoverIn(corpus)));
    return corpora;
  }

  /** The corpus that a file belongs to, read up to date; `undefined` outside any folder. */
  async corpusOf(uri: vscode.Uri): Promise<Corpus | undefined> {
    const corpus = await this.#corpora.of(uri);
    if (corpus !== undefined) await this.#recoverIn(corpus);
    await corpus?.ready();
    return corpus;
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
    const file = await this.files.open(document, corpus, path);
    if (needs !== undefined) await corpus.names.prepare(needs);
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

  /**
   * Does what is meant, all of it or nothing, one after another; to be undone in one step.
   * @param work shows how it goes; without one it is shown where it takes a while
   */
  async do(corpus: Corpus, label: string, articles: readonly vscode.Uri[], intents: readonly Intent[], work?: Work): Promise<Outcome> {
    const write = async (shown?: Work): Promise<Outcome> =>
      this.#inTurn(corpus, () => this.#history.do({ corpus, label, articles, moments: this.#courses.now(articles) }, intents, shown));
    const outcome = await (work === undefined ? writing(intents.length, write) : write(work));
    return withAgain(outcome, () => this.do(corpus, label, articles, intents));
  }

  /** Files of articles have other names: what was done in them before is undone in them as ever. */
  async renamed(names: ReadonlyMap<string, vscode.Uri>): Promise<void> {
    await this.#queue.run(async () => { this.#history.renamed(names); });
    this.#moved.fire();
  }

  /**
   * Writes what follows from files that were renamed, and is no deed to be undone, since that would part articles from their marks:
   * renaming the files back takes it back.
   * @param paths the new paths of sidecars, by the old ones
   * @param meant what is to be done, as things are then: once more when it is tried again
   */
  async move(corpus: Corpus, label: string, paths: ReadonlyMap<string, string>, meant: () => Promise<readonly Intent[]>): Promise<Outcome> {
    const intents = await meant();
    const outcome = await writing(intents.length, work => this.#inTurn(corpus, async () => {
      const moved = await this.#transactions.perform(corpus, label, intents, work);
      if (moved.done) this.#history.moved(corpus, paths);
      return moved;
    }));
    return withAgain(outcome, () => this.move(corpus, label, paths, meant));
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
    return this.#step('undo', document, at => this.annotatedLast(at));
  }

  /** As `undo`, of what was taken back. */
  async redo(document?: vscode.TextDocument): Promise<Moved | 'text'> {
    return this.#step('redo', document, at => this.undoneLast(at));
  }

  /** Whether the last thing done in this document was an annotation, so that Ctrl+Z there means the annotation. */
  annotatedLast(document: vscode.TextDocument): boolean {
    const deed = this.#history.lastDone(document.uri.toString());
    return deed !== undefined && this.#courses.isBackAt(document.uri, deed);
  }

  /** Whether what comes next to be done again in this document is an annotation. */
  undoneLast(document: vscode.TextDocument): boolean {
    const deed = this.#history.lastUndone(document.uri.toString());
    return deed !== undefined && this.#courses.isForthAt(document.uri, deed);
  }

  /** Says that something was tagged, and which entities were used last. */
  async tagged(tagged: Tagged): Promise<void> {
    await this.recent.add(tagged.file.corpus, tagged.entity);
    this.#tagged.fire(tagged);
  }

  dispose(): void {
    disposeAll(this.#disposables);
    this.files.forgetAll();
  }

  /** Once for each corpus, before anything is read from it. */
  async #recoverIn(corpus: Corpus): Promise<void> {
    const known = this.#recovering.get(corpus);
    if (known !== undefined) return known;
    const work = this.#queue.run(() => this.#transactions.recover(corpus)).catch(this.failed('recover'));
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
    this.files.forget(corpus);
  }

  #mark(uri: vscode.Uri): void {
    this.#corpora.nearest(uri)?.mark(uri);
  }

  #closed(document: vscode.TextDocument): void {
    this.files.closed(document);
    this.#mark(document.uri);
  }

  #edited(event: vscode.TextDocumentChangeEvent): void {
    this.files.edited(event);
    if (event.contentChanges.length === 0) return;
    if (event.document.languageId === languageId) this.#courses.edited(event);
    this.#corpora.nearest(event.document.uri)?.mark(event.document.uri, this.#typed.ask);
  }

  async #inTurn(corpus: Corpus, work: () => Promise<Outcome>): Promise<Outcome> {
    return this.#queue.run(async () => {
      const outcome = await work();
      if (outcome.done) await this.#written(corpus, outcome);
      return outcome;
    });
  }

  async #step(way: 'undo' | 'redo', document: vscode.TextDocument | undefined, isOurTurn: (document: vscode.TextDocument) => boolean): Promise<Moved | 'text'> {
    return this.#queue.run(async () => {
      if (document !== undefined && !isOurTurn(document)) return 'text';
      const step = await this.#history[way](document?.uri.toString(), deed => this.#courses.now(deed.articles));
      if (step?.outcome.done) await this.#written(step.deed.corpus, step.outcome);
      return step;
    });
  }

  async #written(corpus: Corpus, outcome: Extract<Outcome, { done: true }>): Promise<void> {
    this.#moved.fire();
    corpus.written(outcome.steps.map(({ path }) => path));
    await corpus.readyForAll(outcome.steps.map(({ path }) => path));
    this.#changed.fire();
  }
}

function withAgain(outcome: Outcome, again: () => Promise<Outcome>): Outcome {
  return outcome.done ? outcome : { done: false, refusal: { ...outcome.refusal, again } };
}
