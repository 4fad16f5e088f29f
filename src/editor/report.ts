import * as vscode from 'vscode';
import type { Session } from './session';
import type { Outcome } from './transaction';
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
    void refuse(words, outcome.refusal.uri);
    return false;
  }
  const unsaved = outcome.unsaved.map(uri => vscode.workspace.asRelativePath(uri));
  if (unsaved.length > 0) {
    void vscode.window.showWarningMessage(vscode.l10n.t('{0} has unsaved changes, so the annotation is in its editor and not on disk yet.', unsaved.join(', ')));
  }
  return true;
}

async function refuse(words: string, uri: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open File');
  if (await vscode.window.showErrorMessage(words, open) === open) await vscode.window.showTextDocument(uri);
}
