// Two windows on one corpus. The second is a page like any person's: its keys are pressed, its text is read.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, onDisk, restore, select, show } from './corpus';
import { eventually, needWindow, secondWindow, textOf, waitFor, type SecondWindow } from './window';

const sidecar = 'annotations/001_851d70915e2d610c.yaml';

/** A word of the article that is drawn as a stretch of its own: as long as nothing marks it, it is drawn with the words around it. */
function marked(word: string): string {
  return `.editor-instance .view-line span:text-is("${word}")`;
}

async function openArticle(window: SecondWindow, name: string): Promise<void> {
  await window.press('ctrl+p');
  await window.waitFor('.quick-input-widget input');
  await window.type(name);
  await window.waitFor(`.quick-input-list .monaco-list-row:has-text("${name}")`);
  await window.press('enter');
  await window.waitFor(`.tab.active[aria-label*="${name}"]`);
  await window.waitFor(marked('Chengdu'));
}

/** Puts the caret at a line and column of the article that the window shows, both from 1. */
async function goTo(window: SecondWindow, position: vscode.Position): Promise<void> {
  await window.press('ctrl+g');
  await window.waitFor('.quick-input-widget input');
  await window.type(`${position.line + 1}:${position.character + 1}`);
  await window.press('enter');
}

/** Prints how long it takes until something is seen, counted from now; nobody is held to it. */
async function timed(what: string, seen: Promise<void>): Promise<void> {
  const began = performance.now();
  await seen;
  console.log(`      ${what} after ${Math.round(performance.now() - began)} ms`);
}

describe('two windows on one corpus', () => {
  let second: SecondWindow;

  before(async function () {
    needWindow(this);
    second = await secondWindow();
    await openArticle(second, articles.headed);
  });
  afterEach(restore);
  after(async () => second?.close());

  it('the first end of a link waits while another file is shown and the window is loaded anew, and is linked then', async () => {
    const editor = await show(articles.headed);
    const link = async (): Promise<void> => {
      await second.press('f1');
      await second.waitFor('.quick-input-widget input');
      await second.type('Seedmark: Link…');
      await second.waitFor('.quick-input-list .monaco-list-row.focused:has-text("Link…")');
      await second.press('enter');
    };
    select(editor, 'Residents');
    await goTo(second, editor.selection.start);
    await link();
    await second.waitFor('.statusbar-item:has-text("Link from")');
    await openArticle(second, articles.untitled);
    await second.reload();
    await second.waitFor('.statusbar-item:has-text("Link from")');
    await openArticle(second, articles.untitled);
    await goTo(second, new vscode.Position(3, 20));
    await link();
    await second.waitFor('.quick-input-list .monaco-list-row:has-text("same event")');
    await second.type('same event');
    await second.press('enter');
    await eventually(async () => assert.match(await onDisk(sidecar), /relation: same-event, from: .* to: \{ article: 000_94900289e261b5e4/));
    await openArticle(second, articles.headed);
  });

  it('each shows the marks of the other, and none is lost', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    assert.deepEqual(await second.textOf(marked('Residents')), []);
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    await timed('a mark of the first window is seen in the second', second.waitFor(marked('Residents')));

    assert.deepEqual(await textOf(marked('ceremony')), []);
    select(editor, 'ceremony');
    await goTo(second, editor.selection.start);
    await second.press('alt+enter');
    await second.waitFor('.statusbar-item:has-text("Annotate:")');
    await second.press('e'); // an event
    await timed('a mark by keys in the second window is seen in the first', waitFor(marked('ceremony')));

    const lines = (await onDisk(sidecar)).split('\n');
    const added = lines.filter(line => !before.split('\n').includes(line));
    assert.deepEqual(added.map(line => /quote: "(\w+)"/.exec(line)?.[1]), ['ceremony', 'Residents']);
    assert.equal(lines.length, before.split('\n').length + 2);
  });
});
