import * as vscode from 'vscode';
import { choose } from '../window/choose';
import { tell } from '../window/report';

/**
 * `seedmark.quickFix`: Ctrl+. in annotate mode. The article is read-only there, and of what is read-only VS Code shows no quick fixes, though
 * these write to sidecars and not to the article.
 */
export function registerAnnotateFixes(): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.quickFix', async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return;
    const found = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>('vscode.executeCodeActionProvider', editor.document.uri, editor.selection);
    if (found.length === 0) return tell(vscode.l10n.t('Nothing needs to be done here, and no link is here.'));
    const action = await choose(vscode.l10n.t('What can be done here'), '', found.map(value => ({ label: value.title, value })));
    if (action !== undefined) await take(action);
  });
}

async function take({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit !== undefined) await vscode.workspace.applyEdit(edit);
  if (command !== undefined) await vscode.commands.executeCommand(command.command, ...command.arguments ?? []);
}
