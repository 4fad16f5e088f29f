import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, caretAt, onDisk, restore, select, show } from './corpus';
import { eventually, needWindow, press, textOf, type, waitFor } from './window';

const headed = 'annotations/001_851d70915e2d610c.yaml';
const statusItem = '.statusbar-item:has-text("Link from")';

/** The lines that a text has and the other has not. */
function added(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter(line => !known.has(line));
}

async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}

describe('linking', () => {
  afterEach(async () => {
    await run('seedmark.cancelLink');
    await restore();
  });

  it('connects the sentence under the caret with one in another article, as one line in the first one’s sidecar', async () => {
    const before = await onDisk(headed);
    const other = await onDisk('annotations/000_94900289e261b5e4.yaml');
    caretAt(await show(articles.headed), 'The company regards Sich|uan as its gateway');
    await run('seedmark.link');
    caretAt(await show(articles.untitled), 'Riders from Ele.me, wh|ich Alib');
    await run('seedmark.link', { relation: 'background-of', note: 'as it was' });
    const after = await onDisk(headed);
    const [key, line, ...rest] = added(before, after);
    assert.deepEqual([key, rest], ['links:', []]);
    assert.match(line ?? '', /^ {2}- \{ id: \w{6}, relation: background-of, from: \{ at: \[\d+, \d+\], quote: "The company regards .*southwest\.".* to: \{ article: 000_94900289e261b5e4, at: \[\d+, \d+\], quote: "Riders from Ele\.me, .* note: "as it was" \}$/);
    assert.equal(await onDisk('annotations/000_94900289e261b5e4.yaml'), other);
    await run('seedmark.undo');
    assert.equal(await onDisk(headed), before);
    await run('seedmark.redo');
    assert.equal(await onDisk(headed), after);
  });

  it('needs no second visit where the other passage is given, by its words or by its position', async () => {
    const before = await onDisk(headed);
    const editor = await show(articles.headed);
    select(editor, 'Residents');
    await run('seedmark.link', { relation: 'quotes', to: { article: '000_94900289e261b5e4', quote: 'Hema Xiansheng' } });
    await run('seedmark.link', { relation: 'quotes', to: { article: '000_94900289e261b5e4', at: [1265, 1278] } });
    const lines = added(before, await onDisk(headed)).join('\n');
    assert.match(lines, /quote: "Residents".*quote: "Hema Xiansheng"/);
    assert.match(lines, /quote: "Residents".*article: 000_94900289e261b5e4, at: \[1265, 1278\], quote: "Ant Financial"/);
  });

  it('works within one article, over mentions and over other links', async () => {
    const before = await onDisk(headed);
    const editor = await show(articles.headed);
    select(editor, 'Alibaba Group Holding Ltd and Ant Financial');
    await run('seedmark.link', { relation: 'quotes', to: { article: '001_851d70915e2d610c', quote: 'The pact makes' } });
    select(editor, 'Holding Ltd and Ant');
    await run('seedmark.link', { relation: 'corrects', to: { article: '001_851d70915e2d610c', quote: 'pact makes Chengdu' } });
    assert.equal(added(before, await onDisk(headed)).filter(line => line.includes('to: { article: 001_851d70915e2d610c,')).length, 2);
  });

  it('writes nothing for an article, words or a relation that are not there', async () => {
    const before = await onDisk(headed);
    select(await show(articles.headed), 'Residents');
    await run('seedmark.link', { relation: 'quotes', to: { article: 'nowhere', quote: 'x' } });
    await run('seedmark.link', { relation: 'quotes', to: { article: '000_94900289e261b5e4', quote: 'words that nobody wrote' } });
    await run('seedmark.link', { relation: 'unheard-of', to: { article: '000_94900289e261b5e4', quote: 'Hema Xiansheng' } });
    assert.equal(await onDisk(headed), before);
  });

  describe('by keys', () => {
    before(function () { needWindow(this); });

    it('shows the waiting passage in the status bar, in whichever file, until it is linked', async () => {
      const before = await onDisk(headed);
      caretAt(await show(articles.headed), 'The company regards Sich|uan as its gateway');
      await press('ctrl+alt+k');
      await waitFor(`${statusItem}:has-text("The company regards")`);
      caretAt(await show(articles.untitled), 'Riders from Ele.me, wh|ich Alib');
      await waitFor(statusItem);
      await press('ctrl+alt+k');
      await waitFor('.quick-input-list .monaco-list-row');
      await type('followed');
      await eventually(async () => assert.match((await textOf('.quick-input-list .monaco-list-row'))[0] ?? '', /followed up by/));
      await press('enter');
      await waitFor(statusItem, { gone: true });
      await eventually(async () => assert.match(await onDisk('annotations/000_94900289e261b5e4.yaml'), /relation: follows-up, from: \{ .*quote: "Riders from Ele\.me.*article: 001_851d70915e2d610c.*quote: "The company regards/));
      assert.equal(await onDisk(headed), before);
    });

    it('forgets the passage when it is linked with itself', async () => {
      caretAt(await show(articles.headed), 'The company regards Sich|uan as its gateway');
      await press('ctrl+alt+k');
      await waitFor(statusItem);
      caretAt(await show(articles.headed), 'The company regards Sichuan as its gate|way');
      await press('ctrl+alt+k');
      await waitFor(statusItem, { gone: true });
    });

    it('makes a relation on the spot, and offers the last used first', async () => {
      const corpus = await onDisk('corpus.yaml');
      select(await show(articles.headed), 'Residents');
      void run('seedmark.link', { to: { article: '000_94900289e261b5e4', quote: 'Hema Xiansheng' } });
      await waitFor('.quick-input-list .monaco-list-row');
      await type('mocks');
      await waitFor('.quick-input-list .monaco-list-row:has-text("a new relation")');
      await press('enter');
      await waitFor('.quick-input-widget:has-text("New relation: mocks")');
      await press('ctrl+a');
      await type('mocked by');
      await press('enter');
      await eventually(async () => assert.match(await onDisk(headed), /relation: mocks,/));
      assert.deepEqual(added(corpus, await onDisk('corpus.yaml')), ['  mocks: { label: mocks, inverse: mocked by }']);
      void run('seedmark.link', { to: { article: '000_94900289e261b5e4', quote: 'Hema Xiansheng' } });
      await eventually(async () => assert.match((await textOf('.quick-input-list .monaco-list-row'))[0] ?? '', /^mocks/));
      await press('escape');
      await run('seedmark.undo');
      assert.equal(await onDisk('corpus.yaml'), corpus);
    });
  });
});
