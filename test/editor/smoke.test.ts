import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { eventually, needWindow, press, screenshot, textOf, type, waitFor } from './window';

describe('the extension in VS Code', () => {
  it('is installed and activates', async () => {
    const extension = vscode.extensions.getExtension('seedmark.seedmark');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('has a folder open that is not the checkout', () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    assert.notEqual(folder.uri.fsPath, process.env['SEEDMARK_ROOT']);
  });

  it('finds files in the folder, and hears of a new one', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    assert.ok((await vscode.workspace.findFiles('**/*.txt')).length > 0);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, 'heard-of.md'));
    const heard = new Promise<vscode.Uri>(done => watcher.onDidCreate(done));
    const file = vscode.Uri.joinPath(folder.uri, 'heard-of.md');
    await vscode.workspace.fs.writeFile(file, new Uint8Array());
    assert.equal((await heard).fsPath, file.fsPath);
    await vscode.workspace.fs.delete(file);
    watcher.dispose();
  });
});

describe('the window around the tests', () => {
  before(function () { needWindow(this); });
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('types into an editor', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'Ant Group' });
    await vscode.window.showTextDocument(document);
    await press('ctrl+end');
    await type(' is renamed');
    await press('shift+home backspace');
    await type('Hema');
    await eventually(() => assert.equal(document.getText(), 'Hema'));
  });

  it('reads what is drawn, and takes a picture of it', async () => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'Hema Fresh' }));
    await waitFor('.monaco-editor .view-line');
    assert.match((await textOf('.monaco-editor .view-line')).join(), /Hema.Fresh/);
    const picture = await readFile(await screenshot('smoke'));
    assert.equal(picture.subarray(1, 4).toString('latin1'), 'PNG');
  });

  it('says what it could not find', async () => {
    await assert.rejects(waitFor('.no-such-element', { within: 100 }), /no-such-element/);
  });
});
