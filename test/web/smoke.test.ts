// What must hold in the browser edition of VS Code, where there is no Node.
import * as vscode from 'vscode';

describe('the extension in the web-worker host', () => {
  it('runs without Node', () => {
    equal('importScripts' in globalThis, true);
    equal('Buffer' in globalThis, false);
  });

  it('activates', async () => {
    const extension = vscode.extensions.getExtension('seedmark.seedmark');
    equal(extension?.packageJSON.main, undefined);
    await extension?.activate();
    equal(extension?.isActive, true);
  });

  it('reads the folder through the workspace', async () => {
    const [file] = await vscode.workspace.findFiles('**/*.txt');
    if (file === undefined) throw new Error('no article in the folder');
    const bytes = await vscode.workspace.fs.readFile(file);
    equal(bytes.length > 0, true);
  });

  it('tags and undoes, through the storage that a browser has', async () => {
    const [article] = await vscode.workspace.findFiles('001_*.txt');
    const [sidecar] = await vscode.workspace.findFiles('annotations/001_*.yaml');
    if (article === undefined || sidecar === undefined) throw new Error('no article in the folder');
    const before = await textOf(sidecar);
    const editor = await vscode.window.showTextDocument(article);
    const at = editor.document.getText().indexOf('Residents');
    editor.selection = new vscode.Selection(editor.document.positionAt(at), editor.document.positionAt(at + 'Residents'.length));
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    equal((await textOf(sidecar)).includes('quote: "Residents"'), true);
    await vscode.commands.executeCommand('seedmark.undo');
    equal(await textOf(sidecar), before);
  });
});

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

// node:assert is not there.
function equal<T>(actual: T, expected: T): void {
  if (actual !== expected) throw new Error(`${String(actual)} is not ${String(expected)}`);
}
