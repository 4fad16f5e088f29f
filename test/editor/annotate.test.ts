import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { caretAt, onDisk, restore, show, toDisk } from './corpus';
import { eventually, needWindow, press, textOf, type, waitFor } from './window';

const path = '020_words.txt';
const sidecar = 'annotations/020_words.yaml';
const article = `Alibaba opens in Chengdu

Alibaba said on Monday that it will open an office in Chengdu. The plan was made by Luo, who leads the city.
Tang Huihao, an officer there, met people of Alibaba. The office is for Alibaba Cloud, said Tang Huihao.
`;
const entities = [
  'alibaba:\n  name: Alibaba\n  type: organization\n',
  'chengdu:\n  name: Chengdu\n  type: place\n',
  'luo-a:\n  name: Luo Qingyuan\n  type: person\n  aliases: [Luo]\n',
].join('');

async function begin(): Promise<vscode.TextEditor> {
  await toDisk(path, article);
  await toDisk('entities.yaml', entities);
  const editor = await show(path);
  await eventually(() => assert.equal(editor.document.getText(), article));
  await eventually(async () => {
    assert.deepEqual(await listed(editor), ['Alibaba', 'Chengdu', 'Luo Qingyuan']);
    caretAt(editor, '|Alibaba opens');
    await vscode.commands.executeCommand('seedmark.nextSuggestion');
    assert.ok(!editor.selection.isEmpty);
  });
  caretAt(editor, '|Alibaba opens');
  await press('alt+enter');
  await waitFor('.statusbar-item:has-text("Annotate:")');
  return editor;
}

/** What VS Code lists of entities, and of paragraphs that have mentions: what the test before has left is gone when its files are, and that is seen. */
async function listed(editor: vscode.TextEditor): Promise<string[]> {
  const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', '');
  const outline = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', editor.document.uri);
  const tagged = outline.flatMap(({ children }) => children).filter(({ kind, detail }) => kind === vscode.SymbolKind.String && detail !== '');
  return [...symbols.filter(({ kind }) => kind === vscode.SymbolKind.Object), ...tagged].map(({ name }) => name).sort();
}

async function mentions(): Promise<string[]> {
  const text = await onDisk(sidecar).catch(() => '');
  return [...text.matchAll(/entity: ([\w-]+), at: \[\d+, \d+\], quote: "([^"]*)"/g)].map(([, entity, quote]) => `${entity} ${quote}`);
}

/** Selects several stretches of the text, as a mouse does with Alt. */
function select(editor: vscode.TextEditor, quotes: readonly string[]): void {
  const text = editor.document.getText();
  editor.selections = quotes.map(quote => {
    const at = text.indexOf(quote);
    assert.ok(at >= 0, quote);
    return new vscode.Selection(editor.document.positionAt(at), editor.document.positionAt(at + quote.length));
  });
}

/** Writes the keys of the person into Keyboard Shortcuts (JSON). */
async function bind(keys: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openGlobalKeybindingsFile');
  await eventually(() => assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /keybindings\.json$/));
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  await editor.edit(edit => edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), keys));
  await vscode.commands.executeCommand('workbench.action.files.save');
  await eventually(() => assert.ok(!editor.document.isDirty));
}

function selected(editor: vscode.TextEditor): string {
  return editor.document.getText(editor.selection);
}

describe('annotate mode', () => {
  before(function () { needWindow(this); });
  afterEach(async () => {
    await vscode.commands.executeCommand('seedmark.annotateMode', { on: false });
    await restore();
  });

  it('is seen in the status bar, protects the text, and Escape leaves it', async () => {
    const editor = await begin();
    await type('zzz');
    await press('escape');
    await waitFor('.statusbar-item:has-text("Annotate:")', { gone: true });
    assert.equal(editor.document.getText(), article);
    const at = editor.document.offsetAt(editor.selection.active);
    await type('Z');
    await eventually(() => assert.equal(editor.document.getText(), `${article.slice(0, at)}Z${article.slice(at)}`));
  });

  it('accepts with Enter and goes to the next, steps, rejects and undoes', async () => {
    const editor = await begin();
    await press('enter');
    await eventually(async () => assert.deepEqual(await mentions(), ['alibaba Alibaba']));
    await eventually(() => assert.equal(selected(editor), 'Chengdu'));
    await press('n');
    await eventually(() => assert.equal(selected(editor), 'Alibaba'));
    await press('shift+n');
    await eventually(() => assert.equal(selected(editor), 'Chengdu'));
    await press('x');
    await eventually(async () => assert.match(await onDisk(sidecar), /\nrejected:\n {2}- \{ id: \w{6}, entity: chengdu, /));
    await press('u');
    await eventually(async () => assert.doesNotMatch(await onDisk(sidecar), /rejected/));
    await press('u');
    await eventually(async () => assert.deepEqual(await mentions(), []));
  });

  it('makes an entity of a new name with its guessed type, and tags its other places by one more key', async () => {
    const editor = await begin();
    await press('shift+enter');
    await eventually(() => assert.equal(selected(editor), 'Tang Huihao'));
    await press('a shift+a');
    await eventually(async () => assert.match(await onDisk('entities.yaml'), /\ntang-huihao:\n {2}name: Tang Huihao\n {2}type: person\n/));
    await eventually(async () => assert.equal((await mentions()).filter(each => each === 'tang-huihao Tang Huihao').length, 2));
  });

  it('tags as a type by the type’s key, and mends a type that was guessed wrongly', async () => {
    const editor = await begin();
    caretAt(editor, 'it will open an off|ice in');
    await press('o');
    await eventually(async () => assert.match(await onDisk('entities.yaml'), /\noffice:\n {2}name: office\n {2}type: organization\n/));
    await eventually(() => assert.equal(selected(editor), 'Chengdu'));
    caretAt(editor, 'it will open an off|ice in');
    await press('shift+l');
    await eventually(async () => assert.match(await onDisk('entities.yaml'), /\noffice:\n {2}name: office\n {2}type: place\n/));
    caretAt(editor, 'it will open an off|ice in');
    await press('4');
    await eventually(async () => assert.match(await onDisk('entities.yaml'), /\noffice:\n {2}name: office\n {2}type: product\n/));
  });

  it('takes an offer that was made longer exactly as it is selected, for a new name and as one more of a known one', async () => {
    await toDisk(path, 'An office in Chengdu\n\nThe office of Alibaba Cloud is run by Tang Huihao there. Alibaba is big in Chengdu.\n');
    await toDisk('entities.yaml', entities);
    const editor = await show(path);
    await eventually(async () => {
      await vscode.commands.executeCommand('seedmark.nextSuggestion');
      assert.ok(!editor.selection.isEmpty);
    });
    await press('alt+enter');
    await waitFor('.statusbar-item:has-text("Annotate:")');
    const at = caretAt(editor, 'by |Tang Huihao');
    editor.selection = new vscode.Selection(at, at.translate(0, 11));
    await press('ctrl+shift+right enter');
    await eventually(async () => assert.deepEqual(await mentions(), ['tang-huihao Tang Huihao there']));
    await press('u');
    await eventually(async () => assert.deepEqual(await mentions(), []));
    const known = caretAt(editor, '|Alibaba is big');
    editor.selection = new vscode.Selection(known, known.translate(0, 7));
    await press('ctrl+shift+right shift+a');
    await eventually(async () => assert.deepEqual(await mentions(), ['alibaba Alibaba is']));
    assert.match(await onDisk('entities.yaml'), /name: Alibaba\n {2}type: organization\n {2}aliases: \[Alibaba is\]\n/);
  });

  it('keeps to the article: N at the end of one in a bundle does not leave it', async () => {
    await toDisk('021_two.seeds', '==> 021_a.txt <==\nA note\n\nThe office is old.\n\n==> 022_b.txt <==\nB note\n\nThe office of Alibaba is new.\n');
    await toDisk('entities.yaml', entities);
    const editor = await show('021_two.seeds');
    caretAt(editor, 'The |office is old');
    await vscode.commands.executeCommand('seedmark.nextSuggestion');
    await eventually(() => assert.equal(selected(editor), 'Alibaba'));
    const at = caretAt(editor, 'The |office is old');
    await press('alt+enter');
    await waitFor('.statusbar-item:has-text("Annotate: 0 suggested, 0 new")');
    await press('n');
    await waitFor('.statusbar-item:has-text("nothing left to decide")');
    assert.ok(editor.selection.active.isEqual(at));
    await press('m');
    await eventually(() => assert.equal(selected(editor), 'Alibaba'));
  });

  it('shows its keys, and does the one that is picked', async () => {
    await begin();
    await press('shift+/');
    await waitFor('.quick-input-widget .monaco-list-row.focused');
    const rows = await textOf('.quick-input-widget .monaco-list-row');
    assert.match(rows.join('\n'), /Accept what is suggested[^]*Enter, A/);
    await type('all that is certain');
    await waitFor('.quick-input-widget .monaco-list-row.focused:has-text("all that is certain")');
    await press('enter');
    await eventually(async () => assert.equal((await mentions()).length, 6));
  });

  it('obeys other keys that a person has bound', async () => {
    const when = 'seedmark.annotating && editorTextFocus && editorLangId == seed';
    await bind(JSON.stringify([
      { key: 'z', command: 'seedmark.acceptSuggestion', when },
      { key: 'shift+a', command: '-seedmark.acceptAllSuggestions' },
      { key: 'ctrl+alt+f8', command: 'seedmark.annotateMode', args: { on: false } },
    ]));
    try {
      const editor = await begin();
      // VS Code reads its keys anew, and does not say when it has: when one of them acts, all do.
      await eventually(async () => {
        await press('ctrl+alt+f8');
        assert.equal((await textOf('.statusbar-item:has-text("Annotate:")')).length, 0);
      });
      await press('alt+enter');
      await waitFor('.statusbar-item:has-text("Annotate:")');
      await press('z');
      await eventually(async () => assert.deepEqual(await mentions(), ['alibaba Alibaba']));
      await eventually(() => assert.equal(selected(editor), 'Chengdu'));
      await press('shift+a n');
      await eventually(() => assert.notEqual(selected(editor), 'Chengdu'));
      assert.deepEqual(await mentions(), ['alibaba Alibaba']);
    } finally {
      await bind('[]');
    }
  });

  it('lets no key into the text, however soon after the first', async () => {
    const editor = await begin();
    for (let round = 0; round < 3; round++) {
      await press('escape');
      await waitFor('.statusbar-item:has-text("Annotate:")', { gone: true });
      await press('alt+enter z y z');
      await waitFor('.statusbar-item:has-text("Annotate:")');
      assert.equal(editor.document.getText(), article);
    }
  });

  it('lists the new names, and tags those that are ticked at all their places', async () => {
    await begin();
    await press('w');
    await waitFor('.quick-input-widget .monaco-list-row:has-text("Tang Huihao")');
    await type('tang');
    await press('ctrl+a');
    await press('down');
    await press('space');
    await press('enter');
    await eventually(async () => assert.deepEqual(await mentions(), ['tang-huihao Tang Huihao', 'tang-huihao Tang Huihao']));
  });

  it('takes all that is selected with one key: what is offered in it, or the stretch itself', async () => {
    const editor = await begin();
    select(editor, ['Alibaba opens in Chengdu', 'The plan', 'Tang Huihao, an officer']);
    await press('enter');
    await eventually(async () => assert.deepEqual(await mentions(), ['alibaba Alibaba', 'chengdu Chengdu', 'the-plan The plan', 'tang-huihao Tang Huihao, an officer']));
    await press('u');
    await eventually(async () => assert.deepEqual(await mentions(), []));
  });

  it('goes to a name that is not offered, grows it by words, and takes it with the key for the next article', async () => {
    await toDisk('021_next.txt', 'Another note\n\nIt is about Chengdu.\n');
    await toDisk(path, 'A note on money\n\nThey saw a Canadian banker of the old school in Chengdu.\n');
    await toDisk('entities.yaml', entities);
    const editor = await show(path);
    await eventually(async () => {
      await vscode.commands.executeCommand('seedmark.nextSuggestion');
      assert.equal(selected(editor), 'Chengdu');
    });
    await press('alt+enter');
    await waitFor('.statusbar-item:has-text("Annotate:")');
    await press('shift+f');
    await eventually(() => assert.equal(selected(editor), 'Canadian'));
    await press('. . shift+. ,');
    await eventually(() => assert.equal(selected(editor), 'a Canadian banker'));
    await press('shift+, shift+d');
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.uri.path.endsWith('/021_next.txt'), true));
    assert.deepEqual(await mentions(), ['canadian-banker Canadian banker']);
    assert.match(await onDisk(sidecar), /\nstatus: done\n/);
  });

  it('tags every selected name as a thing of its own with one type’s key', async () => {
    const editor = await begin();
    select(editor, ['The plan', 'The office']);
    await press('4');
    await eventually(async () => assert.deepEqual(await mentions(), ['the-plan The plan', 'the-office The office']));
    assert.match(await onDisk('entities.yaml'), /\nthe-plan:\n {2}name: The plan\n {2}type: product\n/);
  });

  it('takes away with a mention the entity that it made', async () => {
    const editor = await begin();
    select(editor, ['The plan']);
    await press('enter');
    await eventually(async () => assert.match(await onDisk('entities.yaml'), /the-plan/));
    await eventually(() => assert.notEqual(selected(editor), 'The plan'));
    select(editor, ['The plan']);
    await press('backspace');
    await eventually(async () => assert.doesNotMatch(await onDisk('entities.yaml'), /the-plan/));
    await press('u');
    await eventually(async () => assert.match(await onDisk('entities.yaml'), /the-plan/));
  });

  it('learns from other articles which new names are likely, and takes them with one key', async () => {
    const names = ['Wuhan', 'Qingdao', 'Sichuan', 'Hangzhou', 'Zhejiang', 'Nanjing'];
    const text = `Cities\n\nThe towns are ${names.join(' and ')}.\n`;
    const lines = names.map((name, at) => `  - { id: a0000${at}, entity: ${name.toLowerCase()}, at: [${text.indexOf(name)}, ${text.indexOf(name) + name.length}], quote: "${name}", before: "", after: "" }\n`);
    await toDisk('021_words.txt', text);
    await toDisk('annotations/021_words.yaml', `article: 021_words\nstatus: done\nmentions:\n${lines.join('')}`);
    const editor = await begin();
    await eventually(async () => {
      caretAt(editor, '|Alibaba opens');
      await press('ctrl+enter');
      assert.equal((await mentions()).filter(each => each === 'tang-huihao Tang Huihao').length, 2);
    });
  });

  it('says what else there is to tag', async () => {
    await begin();
    await press('enter');
    await waitFor('.statusbar-item:has-text("3 more in this article, ")');
  });
});
