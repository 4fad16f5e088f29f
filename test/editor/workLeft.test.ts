import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, restore, show, toDisk, uriOf } from './corpus';
import { eventually, needWindow, textOf } from './window';

function inFront(): string {
  return vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1) ?? '';
}

describe('what is left to do', () => {
  afterEach(restore);

  it('leads to the next article that nobody has begun', async () => {
    await toDisk('030_words.txt', 'Nothing here\n\nIt was a quiet day on the river.\n');
    await show(articles.headed);
    await eventually(async () => {
      await vscode.commands.executeCommand('seedmark.nextUntouchedArticle');
      assert.equal(inFront(), '030_words.txt');
    });
  });

  it('leads on from an article that is done, past those that are done too', async () => {
    await toDisk('annotations/030_words.yaml', 'article: 030_words\nstatus: done\n');
    await toDisk('030_words.txt', 'Nothing here\n\nIt was a quiet day in Chengdu.\n');
    await toDisk('031_words.txt', 'Nothing here\n\nIt was a quiet day in Chengdu as well.\n');
    const editor = await show('002_4f95b9d27d37871d.txt');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await eventually(async () => {
      await vscode.commands.executeCommand('seedmark.nextSuggestion', { anywhere: true });
      assert.equal(inFront(), '031_words.txt');
    });
    await show('002_4f95b9d27d37871d.txt');
    await vscode.commands.executeCommand('seedmark.doneAndNext');
    assert.equal(inFront(), '031_words.txt');
    assert.ok(vscode.window.activeTextEditor);
    assert.equal(vscode.window.activeTextEditor.document.getText(vscode.window.activeTextEditor.selection), 'Chengdu');
  });

  it('is seen in the Explorer', async function () {
    needWindow(this);
    await toDisk('030_words.txt', 'Nothing here\n\nIt was a quiet day on the river.\n');
    await show(articles.headed);
    await vscode.commands.executeCommand('workbench.view.explorer');
    await vscode.commands.executeCommand('revealInExplorer', uriOf('030_words.txt'));
    await eventually(async () => assert.equal((await textOf(rowOf('030_words'))).join(), '030_words.txt'));
    await eventually(async () => assert.notDeepEqual(await textOf(`${rowOf('001_851d70915e2d610c')} .monaco-icon-label[class*="itemBadge"]`), []));
    await eventually(async () => assert.deepEqual(await textOf(`${rowOf('030_words')} .monaco-icon-label[class*="itemBadge"]`), []));
  });
});

/** A file's row in the Explorer. */
function rowOf(name: string): string {
  return `.explorer-folders-view .monaco-list-row:has-text("${name}")`;
}
