import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, caretAt, onDisk, restore, show, toDisk } from './corpus';
import { eventually, needWindow, press, textOf, waitFor } from './window';

const pane = '.pane:has(.title:text-is("Related"))';

async function rows(): Promise<readonly string[]> {
  return textOf(`${pane} .monaco-list-row`);
}

async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}

function openNow(): string {
  return vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1) ?? '';
}

describe('related articles', () => {
  afterEach(restore);

  it('are gone through one after another, and back', async () => {
    await show(articles.headed);
    await run('seedmark.nextRelated');
    assert.equal(openNow(), articles.untitled);
    await run('seedmark.nextRelated');
    const second = openNow();
    assert.ok(second !== articles.headed && second !== articles.untitled, second);
    await run('seedmark.previousRelated');
    assert.equal(openNow(), articles.untitled);
    await run('seedmark.previousRelated');
    assert.equal(openNow(), articles.headed);
    await run('seedmark.previousRelated');
    assert.equal(openNow(), articles.headed);
  });

  describe('in the window', () => {
    before(function () { needWindow(this); });
    beforeEach(() => run('seedmark.related.focus'));
    after(() => run('workbench.view.explorer'));

    it('stand in a view, the report of the same event first, with reasons', async () => {
      await show(articles.headed);
      await eventually(async () => assert.match((await rows())[0] ?? '', /^Chengdu, Alibaba and Ant Financial sign.*links: 2 · shares .* · a day earlier/s));
      await show('006_f1aa8fcd07a974c6.txt');
      await eventually(async () => assert.match((await rows())[0] ?? '', /^Alibaba told to pay.*links: 2/s));
    });

    it('change when an article does: a copy is a near-duplicate', async () => {
      const editor = await show(articles.untitled);
      await eventually(async () => assert.match((await rows())[0] ?? '', /^Correction: Store count/));
      await toDisk('900_copy.txt', `The copy\n\n${editor.document.getText()}`);
      await eventually(async () => assert.match((await rows()).join('\n'), /The copy.*near-duplicate \(\d\d %\)/));
    });

    it('stand in a list that shows each while one moves; Escape goes back, and leaves nothing open', async () => {
      const editor = await show(articles.headed);
      caretAt(editor, 'The company regards Sich|uan as its');
      void run('seedmark.relatedArticles');
      await waitFor('.quick-input-list .monaco-list-row:has-text("Chengdu, Alibaba and Ant Financial sign")');
      await eventually(() => assert.equal(openNow(), articles.untitled));
      await press('down');
      await eventually(() => assert.ok(![articles.headed, articles.untitled].some(name => name === openNow())));
      await press('escape');
      await eventually(() => assert.equal(openNow(), articles.headed));
      const active = vscode.window.activeTextEditor;
      assert.equal(active?.document.getText(new vscode.Range(active.selection.active, active.selection.active.translate(0, 4))), 'uan ');
      await eventually(() => assert.equal(vscode.window.tabGroups.all.flatMap(group => group.tabs).length, 1));
    });

    it('are chosen from the list by Enter', async () => {
      await show(articles.headed);
      void run('seedmark.relatedArticles');
      await waitFor('.quick-input-list .monaco-list-row:has-text("Chengdu, Alibaba and Ant Financial sign")');
      await press('enter');
      await eventually(() => assert.equal(openNow(), articles.untitled));
      await waitFor('.quick-input-widget', { gone: true });
    });

    it('can be peeked at', async () => {
      await show(articles.headed);
      await run('workbench.action.focusActiveEditorGroup');
      await run('seedmark.peekRelated');
      await waitFor('.peekview-widget .monaco-list-row:has-text("000_94900289e261b5e4.txt")');
      await press('escape');
    });
  });
});

describe('passages that say the same', () => {
  const headed = 'annotations/001_851d70915e2d610c.yaml';

  afterEach(restore);

  it('are linked without a question, the best one', async () => {
    caretAt(await show(articles.headed), 'Hema Fresh, the superm|arket arm of Alibaba');
    await run('seedmark.findSimilar', { best: true, relation: 'contradicts', note: 'found' });
    assert.match(await onDisk(headed), /relation: contradicts, from: \{ .*quote: "On the retail front, Hema Fresh.*to: \{ article: \w+, .*quote: ".*Hema.*note: "found"/);
  });

  it('are offered in order with what they share, lit up where they stand; the one chosen is linked', async function () {
    needWindow(this);
    const editor = await show(articles.headed);
    caretAt(editor, 'Ant Financial will offer small lo|ans');
    void run('seedmark.findSimilar', { relation: 'same-event' });
    await waitFor('.quick-input-list .monaco-list-row:has-text("Ant Financial, for its part")');
    await eventually(async () => assert.match((await textOf('.quick-input-list .monaco-list-row'))[0] ?? '', /Chengdu, Alibaba and Ant Financial sign[^]*shares Ant Financial, .*street vendors/));
    await eventually(() => assert.equal(openNow(), articles.untitled));
    await press('enter');
    await eventually(async () => assert.match(await onDisk(headed), /relation: same-event, from: \{ .*quote: "Ant Financial will offer small loans.*article: 000_94900289e261b5e4/));
    await eventually(() => assert.equal(openNow(), articles.headed));
    await run('seedmark.undo');
  });
});
