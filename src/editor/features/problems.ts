import * as vscode from 'vscode';
import { anchorProblems } from '../../core/marks/anchorProblems';
import type { OpenFile } from '../article/openFile';
import { markedFiles, waitingInFile } from '../article/waitingMarks';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { countAlike } from '../entities/alike';
import { throughFiles } from '../lists/throughFiles';
import type { Session } from '../session';
import { Queue } from '../time/queue';
import { Soon } from '../time/soon';
import { filesOf, numeral } from '../window/counts';
import { diagnostic, ProblemsPanel } from '../window/problemsPanel';
import { tell } from '../window/report';
import { working, type Work } from '../window/working';

/** Keeps the Problems panel in step with the corpus; `seedmark.check` shows it, up to date. */
export function registerProblems(session: Session): vscode.Disposable {
  const shown = new Shown(session);
  const refresh = new Soon(() => shown.update(), 250, session.failed('problems'));
  refresh.ask();
  return together(
    shown, refresh,
    session.onDidChange(refresh.ask),
    vscode.window.onDidChangeVisibleTextEditors(refresh.ask),
    vscode.commands.registerCommand('seedmark.check', () => check(session, shown)),
  );
}

/** Brings the panel up to date, opens it, and says how much there is, marks that need someone in closed articles included. */
async function check(session: Session, shown: Shown): Promise<number> {
  const corpora = await session.corpora();
  const waiting = await working(vscode.l10n.t('Checking the corpus'), async work => {
    // A large corpus may not have been read yet: who stops does not wait for that.
    await Promise.race([Promise.all(corpora.map(corpus => corpus.whole())).then(() => shown.update()), work.stopped]);
    return countWaiting(session, corpora, work);
  });
  const counts = await Promise.all(corpora.map(async corpus => corpus.problems.count + corpus.failures.size + await countAlike(corpus)));
  const count = counts.reduce((sum, each) => sum + each, waiting ?? 0);
  await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
  tell(inWords(count, waiting));
  return count;
}

/** @param waiting how many of them are marks; undefined when the person has stopped it */
function inWords(count: number, waiting: number | undefined): string {
  if (waiting === undefined) return vscode.l10n.t('The check was stopped. Problems found so far: {0}.', numeral(count));
  if (count === 0) return vscode.l10n.t('The corpus has no problems.');
  const all = count === 1 ? vscode.l10n.t('The corpus has one problem.') : vscode.l10n.t('The corpus has {0} problems.', numeral(count));
  return waiting === 0 ? all : `${all} ${vscode.l10n.t('Marks that need you, in open and closed articles: {0}. Review Marks goes through them.', numeral(waiting))}`;
}

/** How many marks wait for someone, in all articles, open or closed; undefined when the person has stopped it. */
async function countWaiting(session: Session, corpora: readonly Corpus[], { isStopped, reached }: Work): Promise<number | undefined> {
  if (isStopped()) return undefined;
  const files = corpora.flatMap(corpus => markedFiles(corpus).map(path => ({ corpus, path })));
  const found = await throughFiles(files, ({ corpus, path }) => waitingInFile(session, corpus, path), {
    isStopped,
    reached: done => reached(done, files.length, filesOf(done, files.length)),
  });
  return found?.length;
}

/** What of all corpora stands in the Problems panel: what is wrong with files, and what waits for someone in those that are open. */
class Shown implements vscode.Disposable {
  readonly #files = vscode.languages.createDiagnosticCollection('seedmark');
  readonly #marks = vscode.languages.createDiagnosticCollection('seedmark-marks');
  #panels = new Map<Corpus, ProblemsPanel>();
  readonly #updates = new Queue();

  constructor(private readonly session: Session) {}

  /** Once at a time; whoever asks later is told of the latest. */
  async update(): Promise<void> {
    return this.#updates.run(() => this.#update());
  }

  dispose(): void {
    together(this.#files, this.#marks).dispose();
  }

  async #update(): Promise<void> {
    const corpora = await this.session.corpora();
    if ([...this.#panels.keys()].some(corpus => !corpora.includes(corpus))) this.#startAnew();
    for (const corpus of corpora) {
      await corpus.ready();
      if (!corpus.isWhole) continue; // what is not read yet would seem to be missing
      await this.#panel(corpus).update();
    }
    this.#showMarks(await this.session.visible());
  }

  #startAnew(): void {
    this.#files.clear();
    this.#panels = new Map();
  }

  #panel(corpus: Corpus): ProblemsPanel {
    const panel = this.#panels.get(corpus) ?? new ProblemsPanel(corpus, this.#files);
    this.#panels.set(corpus, panel);
    return panel;
  }

  #showMarks(files: readonly OpenFile[]): void {
    const found = files.map(file => [file.document.uri, waitingIn(file)] as const);
    this.#marks.clear();
    for (const [uri, diagnostics] of found) if (diagnostics.length > 0) this.#marks.set(uri, diagnostics);
  }
}

/** The marks of an open article that wait for a person to decide, or were found elsewhere. */
function waitingIn(file: OpenFile): vscode.Diagnostic[] {
  return file.articles().flatMap(({ info, marks }) => anchorProblems(file.corpus.index, info.heading, marks).map(problem => diagnostic(file.document, problem)));
}
