import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { caretAt, onDisk, restore, show, toDisk } from './corpus';
import { eventually } from './window';

const path = '020_words.txt';
const sidecar = 'annotations/020_words.yaml';
const article = `Alibaba opens in Chengdu

Alibaba said on Monday that it will open an office in Chengdu. The plan was made by Luo, who leads the city.
Tang Huihao, an officer there, met people of Alibaba. The office is for Alibaba Cloud, said Tang Huihao.

Copyright © 2018 Alibaba. All rights reserved.
`;

/** Shows the article of these tests, with entities of theirs. */
async function showArticle(entities = ''): Promise<vscode.TextEditor> {
  await toDisk(path, article);
  await toDisk('entities.yaml', entities || [
    'alibaba:\n  name: Alibaba\n  type: organization\n',
    'chengdu:\n  name: Chengdu\n  type: place\n  description: Capital of Sichuan.\n',
    'luo-a:\n  name: Luo Qingyuan\n  type: person\n  aliases: [Luo]\n',
    'luo-b:\n  name: Luo Yang\n  type: person\n  aliases: [Luo]\n',
  ].join(''));
  const editor = await show(path);
  await settled(editor, 'Alibaba| opens', /Alibaba/);
  return editor;
}

/** What the hover at a place says. */
async function cardAt(editor: vscode.TextEditor, words: string): Promise<string> {
  const at = caretAt(editor, words);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, at);
  return hovers.flatMap(hover => hover.contents).map(content => typeof content === 'string' ? content : content.value).join('\n');
}

async function settled(editor: vscode.TextEditor, words: string, card: RegExp): Promise<void> {
  await eventually(async () => assert.match(await cardAt(editor, words), card));
}

function selected(editor: vscode.TextEditor): string {
  const { start, end } = editor.selection;
  const offset = editor.document.offsetAt(start);
  return `${editor.document.getText(new vscode.Range(start, end))}@${editor.document.getText().slice(0, offset).split(' ').length}`;
}

/** The entities and quotes that the sidecar holds, in order. */
async function marks(list = 'mentions'): Promise<string[]> {
  const text = await onDisk(sidecar);
  const lines = text.slice(text.indexOf(`\n${list}:`)).split('\n').slice(2);
  const own = lines.slice(0, lines.findIndex(line => !line.startsWith(' ')));
  return own.map(line => `${/entity: ([\w-]+)/.exec(line)?.[1] ?? '-'} ${/quote: "([^"]*)"/.exec(line)?.[1] ?? ''}`);
}

const run = vscode.commands.executeCommand;

describe('suggestions', () => {
  afterEach(async () => {
    await run('seedmark.annotateMode', { on: false });
    await restore();
  });

  it('show what is known of a name that stands untagged, and nothing in boilerplate', async () => {
    const editor = await showArticle();
    assert.match(await cardAt(editor, 'opens in Cheng|du'), /\*\*Chengdu\*\* · Place[^]*Capital of Sichuan[^]*Accept[^]*Reject[^]*Never for/);
    assert.match(await cardAt(editor, '2018 Ali|baba'), /^$/);
    assert.match(await cardAt(editor, 'Tang Hui|hao, an'), /^$/);
    assert.match(await cardAt(editor, 'made by Lu|o, who'), /Luo Qingyuan[^]*nothing speaks for one of them[^]*Luo Yang/);
  });

  it('are offered on either side of a hyphen, or not, as the settings say', async () => {
    await toDisk(path, 'A plan\n\nThe Franco-German plan was made by a Chengdu-based office of Alibaba.\n');
    await toDisk('entities.yaml', 'german:\n  name: German\n  type: place\nchengdu:\n  name: Chengdu\n  type: place\nalibaba:\n  name: Alibaba\n  type: organization\n');
    const editor = await show(path);
    const settings = vscode.workspace.getConfiguration('seedmark.suggestions');
    const offered = async (): Promise<string> => [await cardAt(editor, 'Franco-Ger|man'), await cardAt(editor, 'Cheng|du-based'), await cardAt(editor, 'Ali|baba')].map(card => /\*\*(.+?)\*\*/.exec(card)?.[1] ?? '-').join(' ');
    await eventually(async () => assert.equal(await offered(), 'German Chengdu Alibaba'));
    try {
      await settings.update('insideHyphens', false, vscode.ConfigurationTarget.Workspace);
      await eventually(async () => assert.equal(await offered(), '- - Alibaba'));
    } finally {
      await settings.update('insideHyphens', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually(async () => assert.equal(await offered(), 'German Chengdu Alibaba'));
  });

  it('are accepted at the caret, which then goes to the next', async () => {
    const editor = await showArticle();
    caretAt(editor, 'Ali|baba opens');
    await run('seedmark.acceptSuggestion');
    assert.deepEqual(await marks(), ['alibaba Alibaba']);
    assert.equal(selected(editor), 'Chengdu@4');
    await run('seedmark.acceptSuggestion');
    assert.deepEqual(await marks(), ['alibaba Alibaba', 'chengdu Chengdu']);
    await run('seedmark.undo');
    assert.deepEqual(await marks(), ['alibaba Alibaba']);
  });

  it('are accepted at all places of the name, in one step', async () => {
    const editor = await showArticle();
    caretAt(editor, 'Ali|baba opens');
    await run('seedmark.acceptAllSuggestions');
    assert.deepEqual(await marks(), Array.from({ length: 4 }, () => 'alibaba Alibaba'));
    await run('seedmark.undo');
    await assert.rejects(onDisk(sidecar));
  });

  it('are accepted in the whole article, but for what has to be decided', async () => {
    const editor = await showArticle();
    caretAt(editor, 'Ali|baba opens');
    await run('seedmark.acceptAllSuggestions', { article: true });
    assert.deepEqual((await marks()).sort(), [...Array.from({ length: 3 }, () => 'alibaba Alibaba'), ...Array.from({ length: 2 }, () => 'chengdu Chengdu')]);
    assert.equal(selected(editor).split('@')[0], 'Luo');
    await run('seedmark.nextSuggestion');
    assert.match(editor.document.getText().slice(editor.document.offsetAt(editor.selection.end)), /^ Cloud/);
  });

  it('are stepped through, around the end', async () => {
    const editor = await showArticle();
    // What the tests before have left untagged is forgotten a little later.
    await settled(editor, 'opens in Cheng|du', /Accept/);
    caretAt(editor, 'Ali|baba opens');
    const seen: string[] = [];
    for (let steps = 0; steps < 3; steps++) {
      await run('seedmark.nextSuggestion');
      seen.push(selected(editor).split('@')[0] ?? '');
    }
    assert.deepEqual(seen, ['Chengdu', 'Alibaba', 'Chengdu']);
    for (let steps = 0; steps < 4; steps++) await run('seedmark.previousSuggestion');
    assert.equal(selected(editor).split('@')[0], 'Alibaba');
    assert.match(editor.document.getText().slice(editor.document.offsetAt(editor.selection.end)), /^ Cloud/);
  });

  it('once rejected are not offered there again, and are elsewhere', async () => {
    const editor = await showArticle();
    caretAt(editor, 'Ali|baba opens');
    await run('seedmark.rejectSuggestion');
    assert.deepEqual(await marks('rejected'), ['alibaba Alibaba']);
    assert.doesNotMatch(await cardAt(editor, 'Ali|baba opens'), /Accept/);
    assert.match(await cardAt(editor, 'Ali|baba said'), /Accept/);
    await run('seedmark.undo');
    assert.match(await cardAt(editor, 'Ali|baba opens'), /Accept/);
  });

  it('stay rejected when the text before them is edited and saved', async () => {
    const editor = await showArticle();
    caretAt(editor, 'Ali|baba opens');
    await run('seedmark.rejectSuggestion');
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'Yes: '));
    assert.doesNotMatch(await cardAt(editor, 'Ali|baba opens'), /Accept/);
    await editor.document.save();
    await eventually(async () => assert.match(await onDisk(sidecar), /at: \[5, 12\], quote: "Alibaba"/));
  });

  it('are never offered for a name that is not to be', async () => {
    const editor = await showArticle();
    caretAt(editor, 'made by Lu|o, who');
    await run('seedmark.rejectSuggestion', { never: true });
    assert.match(await onDisk('entities.yaml'), /luo-a:\n {2}name: Luo Qingyuan\n {2}type: person\n {2}aliases: \[Luo\]\n {2}never: \[Luo\]\nluo-b:[^]*never: \[Luo\]\n$/);
    assert.equal(await cardAt(editor, 'made by Lu|o, who'), '');
    await run('seedmark.undo');
    assert.match(await cardAt(editor, 'made by Lu|o, who'), /Luo/);
  });

  it('go on in the next article that has any', async () => {
    await toDisk('021_words.txt', 'A street\n\nNothing known is in here.\n');
    await toDisk('022_words.txt', 'A street\n\nIt is a street of Chengdu.\n');
    const editor = await showArticle();
    await run('seedmark.acceptAllSuggestions', { article: true });
    caretAt(editor, 'Ali|baba opens');
    await eventually(async () => {
      await run('seedmark.nextSuggestion', { anywhere: true });
      assert.ok(vscode.window.activeTextEditor);
      assert.notEqual(vscode.window.activeTextEditor.document.uri.path, editor.document.uri.path);
    });
    assert.ok(vscode.window.activeTextEditor);
    assert.notEqual(selected(vscode.window.activeTextEditor).split('@')[0], '');
  });
});
