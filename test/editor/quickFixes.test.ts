// What a person does about a mark that waits for someone, by the keys that VS Code has for quick fixes.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { describe as anchorOf } from '../../src/core/anchor/describe';
import { caretAt, onDisk, restore, select, show, toDisk, uriOf } from './corpus';
import { eventually, needWindow, press, screenshot, textOf, waitFor } from './window';

const path = '300_waiting.txt';
const sidecar = 'annotations/300_waiting.yaml';
const was = `## Title: A store in the old town

Hema Fresh opened its first store in the old town on Monday.
Residents of Chengdu like to eat late.
The city says that Luo Qingyuan will speak about it.
`;
/** The sentence about Chengdu stands there twice, and Luo Qingyuan is called otherwise. */
const is = `## Title: A store in the old town

Hema Fresh opened its first store in the old town on Monday.
Residents of Chengdu like to eat late.
A line stands between them.
Residents of Chengdu like to eat late.
The city says that Ms Luo will speak about it.
`;

const row = '.action-widget .monaco-list-row.action';
const choice = '.quick-input-list .monaco-list-row';

function markLine(id: string, entity: string, quote: string): string {
  const start = was.indexOf(quote);
  const { at, before, after } = anchorOf(was, { start: 0, end: was.length }, { start, end: start + quote.length });
  return `  - { id: ${id}, entity: ${entity}, at: [${at.join(', ')}], quote: ${JSON.stringify(quote)}, before: ${JSON.stringify(before)}, after: ${JSON.stringify(after)} }  # by hand\n`;
}

function waiting(): readonly string[] {
  return vscode.languages.getDiagnostics(uriOf(path)).filter(({ code }) => typeof code === 'string' && code.startsWith('anchor-')).map(({ message }) => message);
}

/** A mark that may be at either of the two sentences about Chengdu: nothing tells them apart. */
const twin = '  - { id: twinxx, entity: chengdu, at: [900, 907], quote: "Chengdu", before: "Residents of ", after: " like to eat late.\\n" }  # by hand\n';

/** Shows the article as it is now, with marks that were made in the one that was. */
async function showWaiting(marks: string, count: number): Promise<vscode.TextEditor> {
  await toDisk(path, is);
  await toDisk(sidecar, `article: 300_waiting\nmentions:\n${marks}`);
  const editor = await show(path);
  await eventually(() => assert.equal(waiting().length, count, waiting().join('\n')));
  return editor;
}

async function setAutoSave(value: 'off' | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('files').update('autoSave', value, vscode.ConfigurationTarget.Global);
}

/** Opens the quick fixes at the caret, goes down to the one that begins so, and takes it. */
async function takeFix(title: string): Promise<void> {
  await eventually(async () => {
    await press('ctrl+.');
    await waitFor(`${row}:has-text("${title}")`, { within: 5000 }); // VS Code says that there is none while it looks
  }, 15_000);
  for (let moves = 0; moves < 12; moves++) {
    const [focused = ''] = await textOf(`${row}.focused`);
    if (focused.startsWith(title)) return press('enter');
    await press('down');
  }
  assert.fail(`no quick fix “${title}” among: ${(await textOf(row)).join(' | ')}`);
}

/** Ctrl+Z in the article, after which the sidecar is what it was, byte for byte, and the mark waits again. */
async function undone(before: string, count: number): Promise<void> {
  await press('ctrl+z');
  await eventually(async () => assert.equal(await onDisk(sidecar), before));
  await eventually(() => assert.equal(waiting().length, count));
}

describe('quick fixes of a mark that needs someone, by keys', () => {
  before(async function () {
    needWindow(this);
    await setAutoSave('off');
  });
  after(() => setAutoSave(undefined));
  afterEach(restore);

  it('one of several places is taken from the menu', async () => {
    const editor = await showWaiting(twin, 1);
    const before = await onDisk(sidecar);
    caretAt(editor, 'Residents of Ch|engdu like to eat late.\nA line');
    await takeFix('Anchor it here: …ween them. Residents of «Chengdu»');
    await eventually(async () => assert.match(await onDisk(sidecar), /id: twinxx, .*before: "ands between them\.\\nResidents of /));
    await eventually(() => assert.deepEqual(waiting(), []));
    await undone(before, 1);
  });

  it('each place is shown in the text before one is taken; Escape takes none, and goes back to where the caret was', async () => {
    const editor = await showWaiting(twin, 1);
    const before = await onDisk(sidecar);
    const caret = caretAt(editor, 'Residents of Ch|engdu like to eat late.\nA line');
    const shownAt = (line: number): Promise<void> => eventually(() => {
      assert.equal(editor.document.getText(editor.selection), 'Chengdu');
      assert.equal(editor.selection.start.line, line);
    });
    await takeFix('Look at each choice');
    await waitFor(`${choice}.focused:has-text("«Chengdu»")`);
    const [first, second] = (await textOf(choice)).map(words => words.includes('between') || words.includes('ween them') ? 5 : 3);
    assert.ok(first !== undefined && second !== undefined && first !== second);
    await shownAt(first);
    await press('down');
    await shownAt(second);
    await screenshot('quick-fix-preview');
    await press('escape');
    await waitFor('.quick-input-widget', { gone: true });
    await eventually(() => assert.deepEqual(editor.selection, new vscode.Selection(caret, caret)));
    assert.equal(await onDisk(sidecar), before);
    await takeFix('Look at each choice');
    await waitFor(`${choice}.focused:has-text("«Chengdu»")`);
    await shownAt(first);
    await press('down');
    await shownAt(second);
    await press('enter');
    await eventually(async () => assert.match(await onDisk(sidecar), second === 5 ? /id: twinxx, .*between them/ : /id: twinxx, .*old town on Monday/));
    await eventually(() => assert.deepEqual(waiting(), []));
    await undone(before, 1);
  });

  it('the place that is proposed is shown in the text, and taken', async () => {
    const editor = await showWaiting(markLine('alonex', 'hema', 'Hema Fresh'), 0);
    const before = await onDisk(sidecar);
    await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', editor.document.uri);
    // From the middle of its last word beyond its end, as a tool does that rewrites letter by letter.
    const start = editor.document.getText().indexOf('esh opened');
    const range = new vscode.Range(editor.document.positionAt(start), editor.document.positionAt(start + 'esh opened'.length));
    assert.ok(await editor.edit(edit => edit.replace(range, 'ost opened')));
    await eventually(() => assert.equal(waiting().length, 1));
    caretAt(editor, 'Hema Fr|ost');
    await takeFix('Look at each choice');
    await waitFor(`${choice}.focused:has-text("«Hema Frost»")`);
    await eventually(() => assert.equal(editor.document.getText(editor.selection), 'Hema Frost'));
    await press('enter');
    await eventually(async () => assert.match(await onDisk(sidecar), /id: alonex, .*quote: "Hema Frost", .*# by hand/));
    await eventually(() => assert.deepEqual(waiting(), []));
    await undone(before, 1);
  });

  it('one that is lost, and has its problem at the heading, is anchored to the selection, wherever that is', async () => {
    const editor = await showWaiting(markLine('lostxx', 'luo-qingyuan', 'Luo Qingyuan'), 1);
    const before = await onDisk(sidecar);
    select(editor, 'Ms Luo');
    await takeFix('Anchor “Luo Qingyuan” to the selection: …');
    await eventually(async () => assert.match(await onDisk(sidecar), /id: lostxx, .*quote: "Ms Luo", .*# by hand/));
    await eventually(() => assert.deepEqual(waiting(), []));
    await undone(before, 1);
  });

  it('there are some right after annotate mode too, in an article that one came to in it', async () => {
    await showWaiting(twin, 1);
    await press('alt+enter');
    await waitFor('.statusbar-item:has-text("Annotate:")');
    await show('000_94900289e261b5e4.txt');
    const editor = await show(path);
    caretAt(editor, 'Residents of Ch|engdu like to eat late.\nA line');
    await press('escape');
    await waitFor('.statusbar-item:has-text("Annotate:")', { gone: true });
    await takeFix('Delete the mention “Chengdu”');
    await eventually(() => assert.deepEqual(waiting(), []));
  });

  it('it is deleted, and no other line with it', async () => {
    const editor = await showWaiting(twin + markLine('alonex', 'hema', 'Hema Fresh'), 1);
    const before = await onDisk(sidecar);
    caretAt(editor, 'Residents of Ch|engdu like to eat late.\nA line');
    await takeFix('Delete the mention “Chengdu”');
    await eventually(async () => assert.equal(await onDisk(sidecar), before.replace(twin, '')));
    await eventually(() => assert.deepEqual(waiting(), []));
    await undone(before, 1);
  });
});
