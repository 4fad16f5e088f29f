import * as vscode from 'vscode';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import type { Session } from '../session';
import { Soon } from '../time/soon';
import { filesOf } from '../window/counts';

/** What is read in less time than this is not worth a word, in milliseconds. */
const patience = 1000;

/** A corpus of fewer files is read before anyone has seen that it is being read. */
const fewest = 1000;

/** Shows in the status bar how far the reading of a large corpus is; a click stops it, another one goes on. */
export function registerReading(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('seedmark.reading', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('Reading the corpus');
  const refresh = new Soon(() => show(session, item, refresh), patience, session.failed('reading'));
  refresh.ask();
  return together(
    item, refresh, session.onDidChange(refresh.ask),
    vscode.commands.registerCommand('seedmark.stopReading', () => forEach(session, async corpus => { corpus.stop(); })),
    vscode.commands.registerCommand('seedmark.continueReading', () => forEach(session, async corpus => { await corpus.whole(); })),
  );
}

async function show(session: Session, item: vscode.StatusBarItem, refresh: Soon): Promise<void> {
  const busy = (await session.corpora()).filter(({ progress }) => progress !== undefined);
  if (busy.some(corpus => !corpus.isStopped)) refresh.ask();
  const corpora = busy.filter(({ progress }) => progress !== undefined && progress.all >= fewest);
  const [done, all] = [corpora.map(({ progress }) => progress?.done ?? 0), corpora.map(({ progress }) => progress?.all ?? 0)].map(sum);
  if (done === undefined || all === undefined || corpora.length === 0) return item.hide();
  const isStopped = corpora.every(corpus => corpus.isStopped);
  item.text = `$(${isStopped ? 'debug-pause' : 'sync~spin'}) ${filesOf(done, all)}`;
  item.tooltip = isStopped ? vscode.l10n.t('Seedmark has not read the whole corpus. Click to go on.') : vscode.l10n.t('Seedmark is reading the corpus. Click to stop.');
  item.command = isStopped ? 'seedmark.continueReading' : 'seedmark.stopReading';
  item.show();
}

async function forEach(session: Session, work: (corpus: Corpus) => Promise<void>): Promise<void> {
  await Promise.all((await session.corpora()).map(work));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
