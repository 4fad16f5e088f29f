import * as vscode from 'vscode';
import { together } from '../dispose';
import { report, tell } from '../report';
import { languageId, type Session } from '../session';

/** What the key that undoes text too gives. */
interface KeyArguments {
  readonly orText?: boolean;
}

/** `seedmark.undo` and `seedmark.redo`; and the context keys by which Ctrl+Z in an article means them. */
export function registerUndo(session: Session): vscode.Disposable {
  const tellKeys = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const article = document?.languageId === languageId ? document : undefined;
    void vscode.commands.executeCommand('setContext', 'seedmark.undoIsAnnotation', article !== undefined && session.annotatedLast(article));
    void vscode.commands.executeCommand('setContext', 'seedmark.redoIsAnnotation', article !== undefined && session.undoneLast(article));
  };
  return together(
    session.onDidChange(tellKeys),
    vscode.window.onDidChangeActiveTextEditor(tellKeys),
    vscode.commands.registerCommand('seedmark.undo', (args?: KeyArguments) => session.decisions.run(async () => {
      if (isForText(args, article => session.annotatedLast(article))) return void await vscode.commands.executeCommand('undo');
      const undone = await session.undo();
      if (undone === undefined) return tell(vscode.l10n.t('There is no annotation to undo.'));
      if (report(session, undone.outcome)) tell(vscode.l10n.t('Undone: {0}', undone.deed.label));
    })),
    vscode.commands.registerCommand('seedmark.redo', (args?: KeyArguments) => session.decisions.run(async () => {
      if (isForText(args, article => session.undoneLast(article))) return void await vscode.commands.executeCommand('redo');
      const redone = await session.redo();
      if (redone === undefined) return tell(vscode.l10n.t('There is no annotation to redo.'));
      if (report(session, redone.outcome)) tell(vscode.l10n.t('Redone: {0}', redone.deed.label));
    })),
  );
}

/** Whether a key means the text: the context keys reach the window a little later than the next key may. */
function isForText(args: KeyArguments | undefined, annotated: (article: vscode.TextDocument) => boolean): boolean {
  const document = vscode.window.activeTextEditor?.document;
  return args?.orText === true && document?.languageId === languageId && !annotated(document);
}
