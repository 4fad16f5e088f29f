import * as vscode from 'vscode';
import { together } from '../dispose';
import { languageId, type Session } from '../session';
import { report, tell } from '../window/report';
import { recoveryInWords } from '../window/words';

/** What the keys say: the last annotation in this article, if it comes next there; else the text's own undo. */
interface UndoArguments {
  readonly here?: boolean;
}

/** `seedmark.undo` and `seedmark.redo`; and the context keys by which Ctrl+Z in an article means them. */
export function registerUndo(session: Session): vscode.Disposable {
  const told = new Map<string, boolean>();
  const set = (key: string, value: boolean): void => {
    if (told.get(key) === value) return;
    told.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const tellKeys = (): void => {
    const article = activeArticle();
    set('seedmark.undoIsAnnotation', article !== undefined && session.annotatedLast(article));
    set('seedmark.redoIsAnnotation', article !== undefined && session.undoneLast(article));
  };
  return together(
    session.onDidChange(tellKeys),
    session.onDidMove(tellKeys),
    vscode.window.onDidChangeActiveTextEditor(tellKeys),
    vscode.workspace.onDidChangeTextDocument(tellKeys),
    session.onDidRecover(recovery => { void vscode.window.showInformationMessage(recoveryInWords(recovery)); }),
    vscode.commands.registerCommand('seedmark.undo', (args?: UndoArguments) => session.decisions.run(() => undo(session, args ?? {}))),
    vscode.commands.registerCommand('seedmark.redo', (args?: UndoArguments) => session.decisions.run(() => redo(session, args ?? {}))),
  );
}

function activeArticle(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === languageId ? document : undefined;
}

async function undo(session: Session, { here }: UndoArguments): Promise<void> {
  const article = here ? activeArticle() : undefined;
  const undone = await session.undo(article);
  if (undone === 'text') return vscode.commands.executeCommand('undo');
  if (undone === undefined) return tell(vscode.l10n.t('There is no annotation to undo.'));
  if (report(session, undone.outcome)) tell(vscode.l10n.t('Undone: {0}', undone.deed.label));
}

async function redo(session: Session, { here }: UndoArguments): Promise<void> {
  const article = here ? activeArticle() : undefined;
  const redone = await session.redo(article);
  if (redone === 'text') return vscode.commands.executeCommand('redo');
  if (redone === undefined) return tell(vscode.l10n.t('There is no annotation to redo.'));
  if (report(session, redone.outcome)) tell(vscode.l10n.t('Redone: {0}', redone.deed.label));
}
