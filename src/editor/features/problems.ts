import * as vscode from 'vscode';
import { anchorProblems } from '../../core/marks/anchorProblems';
import type { OpenFile } from '../article/openFile';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { countAlike } from '../entities/alike';
import type { Session } from '../session';
import { Queue } from '../time/queue';
import { Soon } from '../time/soon';
import { diagnostic, ProblemsPanel } from '../window/problemsPanel';
import { tell } from '../window/report';
import { numeral } from '../window/counts';

/** Keeps the Problems panel in step with the corpus; `seedmark.check` shows it, up to date. */
export function registerProblems(session: Session): vscode.Disposable {
  const shown = new Shown(session);
  const refresh = new Soon(() => shown.update(), 250, error => session.log.error('problems', String(error)));
  refresh.ask();
  return together(
    shown, refresh,
    session.onDidChange(refresh.ask),
    vscode.window.onDidChangeVisibleTextEditors(refresh.ask),
    vscode.commands.registerCommand('seedmark.check', () => check(session, shown)),
  );
}

/** Brings the panel up to date, opens it, and says how much there is. */
async function check(session: Session, shown: Shown): Promise<number> {
  const progress = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Checking the corpus') };
  const corpora = await session.corpora();
  await vscode.window.withProgress(progress, async () => {
    for (const corpus of corpora) await corpus.whole();
    await shown.update();
  });
  const counts = await Promise.all(corpora.map(async corpus => corpus.problems.count + corpus.failures.size + await countAlike(corpus)));
  const count = counts.reduce((sum, each) => sum + each, 0) + shown.waiting;
  await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
  // Of marks only those in sight are looked for: more would mean reading every article.
  tell(count === 0 ? vscode.l10n.t('The files of the corpus have no problems. Review Marks looks through all articles.') : count === 1 ? vscode.l10n.t('The corpus has one problem.') : vscode.l10n.t('The corpus has {0} problems.', numeral(count)));
  return count;
}

/** What of all corpora stands in the Problems panel: what is wrong with files, and what waits for someone in those that are open. */
class Shown implements vscode.Disposable {
  readonly #files = vscode.languages.createDiagnosticCollection('seedmark');
  readonly #marks = vscode.languages.createDiagnosticCollection('seedmark-marks');
  #panels = new Map<Corpus, ProblemsPanel>();
  readonly #updates = new Queue();
  /** How many marks of open articles wait for a person to decide, or were found elsewhere. */
  waiting = 0;

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
    this.waiting = found.reduce((sum, [, diagnostics]) => sum + diagnostics.length, 0);
    this.#marks.clear();
    for (const [uri, diagnostics] of found) if (diagnostics.length > 0) this.#marks.set(uri, diagnostics);
  }
}

/** The marks of an open article that wait for a person to decide, or were found elsewhere. */
function waitingIn(file: OpenFile): vscode.Diagnostic[] {
  return file.articles().flatMap(({ info, marks }) => anchorProblems(file.corpus.index, info.heading, marks).map(problem => diagnostic(file.document, problem)));
}
