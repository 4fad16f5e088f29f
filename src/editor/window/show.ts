import * as vscode from 'vscode';

/** Takes the reader to a place, the caret at its start, so that VS Code's way back leads here. */
export async function showPlace({ uri, range }: vscode.Location): Promise<vscode.TextEditor> {
  const start = new vscode.Range(range.start, range.start);
  const editor = await vscode.window.showTextDocument(uri, { selection: start, preview: true });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}

/** What choosing an item of a tree does: `seedmark.openArticle` of this. */
export function opening(target: { readonly corpus: string; readonly article: string; readonly entity?: string; readonly mark?: string }): vscode.Command {
  return { title: vscode.l10n.t('Open'), command: 'seedmark.openArticle', arguments: [target] };
}
