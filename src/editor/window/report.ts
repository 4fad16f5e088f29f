import * as vscode from 'vscode';
import type { Session } from '../session';
import type { Outcome, Refusal } from '../writing/transaction';
import { refusalInWords } from './words';

/** Says something in passing, where it disturbs nobody. */
export function tell(words: string): void {
  vscode.window.setStatusBarMessage(words, 5000);
}

/** Tells the person when something was not done, or is not on disk yet. Answers whether it was done. */
export function report(session: Session, outcome: Outcome): boolean {
  if (!outcome.done) {
    const words = refusalInWords(outcome.refusal);
    session.log.warn(words);
    if (outcome.refusal.reason === 'stopped') tell(words); // by the person themselves
    else void refuse(session, words, outcome.refusal);
    return false;
  }
  const unsaved = outcome.unsaved.map(uri => vscode.workspace.asRelativePath(uri));
  if (unsaved.length > 0) {
    void vscode.window.showWarningMessage(vscode.l10n.t('{0} has unsaved changes, so the annotation is in its editor and not on disk yet.', unsaved.join(', ')));
  }
  return true;
}

/** Offers what was meant once more, for when the cause is gone. What the file no longer fits would only be refused again. */
async function refuse(session: Session, words: string, { uri, reason, again }: Refusal): Promise<void> {
  const open = vscode.l10n.t('Open File');
  const tryAgain = vscode.l10n.t('Try Again');
  const hopeful = again !== undefined && reason !== 'changed-since' && reason !== 'not-editable';
  const answer = await vscode.window.showErrorMessage(words, ...hopeful ? [tryAgain, open] : [open]);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', uri); // which says in its place why a file cannot be shown
  if (answer === tryAgain && again !== undefined && report(session, await again())) tell(vscode.l10n.t('Done this time.'));
}
