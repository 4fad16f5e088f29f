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
});

// node:assert is not there.
function equal<T>(actual: T, expected: T): void {
  if (actual !== expected) throw new Error(`${String(actual)} is not ${String(expected)}`);
}
