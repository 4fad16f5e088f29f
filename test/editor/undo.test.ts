import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, caretAt, everything, manyArticles, onDisk, restore, select, show } from './corpus';
import { eventually, needWindow, press, type, waitFor } from './window';

const sidecar = 'annotations/001_851d70915e2d610c.yaml';

async function tag(editor: vscode.TextEditor, words: string): Promise<void> {
  select(editor, words);
  await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
  assert.ok((await onDisk(sidecar)).includes(`quote: "${words}"`), `${words}, at ${JSON.stringify(editor.selection)}, is tagged on disk when the command returns`);
}

/** Focus on the article, with the caret after some words, as a click would put it there. */
async function caretAfter(editor: vscode.TextEditor, words: string): Promise<void> {
  await vscode.window.showTextDocument(editor.document);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await press('ctrl+home');
  await eventually(() => assert.ok(editor.selection.active.isEqual(new vscode.Position(0, 0))));
  caretAt(editor, `${words}|`);
  // A command goes the same way as the selection, behind it: when it returns, the window has both.
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
}

async function autoSave(value: 'off' | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('files').update('autoSave', value, vscode.ConfigurationTarget.Global);
}

describe('undo in an article', () => {
  before(async function () {
    needWindow(this);
    // A save writes down where marks have gone: here it is to happen when the test says so.
    await autoSave('off');
  });
  after(() => autoSave(undefined));
  afterEach(restore);

  it('type, tag, type, tag: Ctrl+Z four times takes them back in that order, Ctrl+Shift+Z does them again', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    const clean = editor.document.getText();
    await caretAfter(editor, 'Residents');
    await type('XY');
    await eventually(() => assert.match(editor.document.getText(), /ResidentsXY/));
    await tag(editor, 'Residents');
    const tagged = await onDisk(sidecar);
    await caretAfter(editor, 'Thursday');
    await type('QZ');
    await eventually(() => assert.match(editor.document.getText(), /ThursdayQZ/));
    const typed = editor.document.getText();
    await tag(editor, 'vice-mayor');
    const both = await onDisk(sidecar);
    await press('ctrl+z');
    await eventually(async () => assert.equal(await onDisk(sidecar), tagged));
    assert.equal(editor.document.getText(), typed);
    await press('ctrl+z');
    await eventually(() => assert.doesNotMatch(editor.document.getText(), /ThursdayQZ/));
    assert.match(editor.document.getText(), /ResidentsXY/);
    assert.equal(await onDisk(sidecar), tagged);
    await press('ctrl+z');
    await eventually(async () => assert.equal(await onDisk(sidecar), before));
    assert.match(editor.document.getText(), /ResidentsXY/);
    await press('ctrl+z');
    await eventually(() => assert.equal(editor.document.getText(), clean));
    for (let i = 0; i < 4; i++) {
      await press('ctrl+shift+z');
      await eventually(async () => {
        const [text, marks] = [editor.document.getText(), await onDisk(sidecar)];
        assert.equal(/ResidentsXY/.test(text), true);
        assert.equal(marks === tagged || marks === both, i >= 1);
        assert.equal(/ThursdayQZ/.test(text), i >= 2);
        assert.equal(marks === both, i >= 3);
      });
    }
  });

  it('takes a mark back also when its line has followed the text since', async () => {
    const editor = await show(articles.headed);
    await tag(editor, 'Residents');
    await editor.edit(edit => edit.insert(editor.document.positionAt(editor.document.getText().indexOf('Internet company')), 'The big '));
    await editor.document.save();
    await eventually(async () => assert.match(await onDisk(sidecar), /at: \[1138, 1147\], quote: "Residents"/));
    const others = (await onDisk(sidecar)).split('\n').filter(line => !line.includes('"Residents"'));
    await vscode.commands.executeCommand('seedmark.undo');
    await eventually(async () => assert.deepEqual((await onDisk(sidecar)).split('\n'), others));
  });

  it('is that of the article in front, and survives going to another one and back', async () => {
    const other = 'annotations/002_4f95b9d27d37871d.yaml';
    const [here, there] = [await onDisk(sidecar), await onDisk(other)];
    const first = await show(articles.headed);
    await tag(first, 'Residents');
    const second = await show('002_4f95b9d27d37871d.txt');
    second.selection = new vscode.Selection(second.document.positionAt(200), second.document.positionAt(210));
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    const tagged = await onDisk(other);
    assert.notEqual(tagged, there);
    await caretAfter(await show(articles.headed), 'Residents');
    await press('ctrl+z');
    await eventually(async () => assert.equal(await onDisk(sidecar), here));
    assert.equal(await onDisk(other), tagged);
    await show('002_4f95b9d27d37871d.txt');
    await press('ctrl+z');
    await eventually(async () => assert.equal(await onDisk(other), there));
  });

  it('takes a bulk action over two hundred articles back in one step, and all files are byte for byte as before', async function () {
    this.timeout(240_000);
    await manyArticles(200);
    const editor = await show('many/150_a.txt');
    const before = await everything();
    await vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'chengdu', confirm: true });
    const tagged = await everything();
    assert.ok([...tagged].filter(([path, text]) => before.get(path) !== text).length >= 200);
    await caretAfter(editor, 'Chengdu');
    await press('ctrl+z');
    await waitFor('.statusbar-item:has-text("Undone: ")', { within: 60_000 });
    assert.deepEqual(await everything(), before);
    await press('ctrl+shift+z');
    await waitFor('.statusbar-item:has-text("Redone: ")', { within: 60_000 });
    assert.deepEqual(await everything(), tagged);
    await press('ctrl+z');
    await waitFor('.statusbar-item:has-text("Undone: ")', { within: 60_000 });
    assert.deepEqual(await everything(), before);
  });
});
