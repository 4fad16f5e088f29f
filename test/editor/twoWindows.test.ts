// Two windows on one corpus. The second is a page like any person's: its keys are pressed, its text is read.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { articles, kept, onDisk, restore, select, show, toDisk } from './corpus';
import { annotate, goTo, marked, openArticle, runCommand } from './secondWindow';
import { eventually, needWindow, secondWindow, textOf, waitFor, type SecondWindow } from './window';

const sidecar = 'annotations/001_851d70915e2d610c.yaml';

/** Prints how long it takes until something is seen, counted from now; nobody is held to it. */
async function timed(what: string, seen: Promise<void>): Promise<void> {
  const began = performance.now();
  await seen;
  console.log(`      ${what} after ${Math.round(performance.now() - began)} ms`);
}

/** The words that a sidecar marks as an entity, in its order. */
async function marksOf(path: string, entity: string): Promise<readonly string[]> {
  const lines = (await onDisk(path)).matchAll(/entity: ([\w-]+), at: \[(\d+), \d+\], quote: "([^"]*)"/g);
  return [...lines].flatMap(([, id, , quote = '']) => id === entity ? [quote] : []);
}

async function watchAllBut(left: Record<string, boolean> | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('files').update('watcherExclude', left, vscode.ConfigurationTarget.Global);
}

describe('two windows on one corpus', () => {
  let second: SecondWindow;

  before(async function () {
    needWindow(this);
    second = await secondWindow();
    await openArticle(second, articles.headed);
    await second.waitFor(marked('Chengdu'));
  });
  afterEach(restore);
  after(async () => second?.close());

  it('the first end of a link waits while another file is shown and the window is loaded anew, and is linked then', async () => {
    const editor = await show(articles.headed);
    const link = async (): Promise<void> => runCommand(second, 'Link…');
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
    await annotate(second);
    await second.press('e'); // an event
    await timed('a mark by keys in the second window is seen in the first', waitFor(marked('ceremony')));
    await second.press('escape');

    const lines = (await onDisk(sidecar)).split('\n');
    const added = lines.filter(line => !before.split('\n').includes(line));
    assert.deepEqual(added.map(line => /quote: "(\w+)"/.exec(line)?.[1]), ['ceremony', 'Residents']);
    assert.equal(lines.length, before.split('\n').length + 2);
  });

  it('see each other’s marks also where no news comes of the files, as on a network', async () => {
    await watchAllBut({ '**/annotations/**': true });
    try {
      const editor = await show(articles.headed);
      await second.press('ctrl+p');
      await second.press('escape');
      await eventually(async () => assert.deepEqual(await second.textOf(marked('Residents')), []));
      select(editor, 'Residents');
      await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
      await timed('a mark is seen in the second window, whose files nobody watches,', second.waitFor(marked('Residents')));
      await vscode.commands.executeCommand('seedmark.undo');
    } finally {
      await watchAllBut(undefined);
    }
  });

  it('lose no mark when both tag the same article as fast as they can', async function () {
    this.timeout(120_000);
    const count = 40;
    const words = Array.from({ length: count }, (_, at) => `word${String(at).padStart(2, '0')}`);
    await toDisk('031_both.txt', `Both\n\n${words.map(word => `Here is Chengdu, and here is ${word}.`).join('\n')}\n`);
    const editor = await show('031_both.txt');
    await openArticle(second, '031_both.txt');
    await second.press('ctrl+home');
    await annotate(second);
    await second.press('n');
    let theirs = false;
    const keys = second.press(Array.from({ length: count }, () => 'a').join(' ')).then(() => { theirs = true; });
    const times: number[] = [];
    for (const word of words) {
      select(editor, word);
      const began = performance.now();
      await vscode.commands.executeCommand('seedmark.tag', { entity: 'alibaba' });
      times.push(performance.now() - began);
    }
    const wasAtOnce = !theirs;
    await keys;
    await eventually(async () => assert.equal((await marksOf('annotations/031_both.yaml', 'chengdu')).length, count));
    assert.deepEqual(await marksOf('annotations/031_both.yaml', 'alibaba'), words);
    await eventually(async () => assert.deepEqual([await readdir(kept('journal')), await readdir(kept('turns'))], [[], []]));
    times.sort((a, b) => a - b);
    console.log(`      ${count} commands here: ${times.map(Math.round).join(' ')} ms; the other window ${wasAtOnce ? 'went on all the while' : 'had ended before'}`);
    await second.press('escape');
  });
});
