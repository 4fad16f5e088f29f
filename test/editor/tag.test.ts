import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, caretAt, onDisk, restore, select, show, toDisk, uriOf } from './corpus';
import { eventually, needWindow, press, textOf, type, waitFor } from './window';

const sidecar = 'annotations/001_851d70915e2d610c.yaml';

/** The lines that a text has and the other has not. */
function added(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter(line => !known.has(line));
}

describe('tagging', () => {
  afterEach(restore);

  it('tags the name under the caret as a known entity, and adds one line', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    const [line, ...others] = added(before, await onDisk(sidecar));
    assert.deepEqual(others, []);
    assert.match(line ?? '', /^ {2}- \{ id: [a-z][a-z0-9]{5}, entity: chengdu, at: \[\d+, \d+\], quote: "Residents", before: ".*", after: ".*" \}$/);
  });

  it('finds the whole name from a caret anywhere in it, and nothing but the name', async () => {
    const text = 'A note\n\nMayor Gong Zheng met people of the Ministry of Industry and Information Technology and of Banco de España in Alibaba’s office. 昨天蚂蚁集团的人也来了。\n';
    await toDisk('021_note.txt', text);
    await toDisk('entities.yaml', 'ant:\n  name: Ant Group\n  type: organization\n  aliases: [蚂蚁集团]\n');
    const editor = await show('021_note.txt');
    const cases = [['Gong Zh|eng', 'Gong Zheng'], ['G|ong', 'Gong Zheng'], ['Information Tech|nology', 'Ministry of Industry and Information Technology'], ['Ministry o|f', 'Ministry of Industry and Information Technology'], ['Banco de Esp|aña', 'Banco de España'], ['Alibaba’|s', 'Alibaba'], ['蚂蚁集|团', '蚂蚁集团']] as const;
    for (const [caret, name] of cases) {
      caretAt(editor, caret);
      await vscode.commands.executeCommand('seedmark.tag', { entity: 'ant' });
      const quotes = [...(await onDisk('annotations/021_note.yaml')).matchAll(/quote: "([^"]*)"/g)].map(([, quote]) => quote);
      assert.deepEqual(quotes, [name], caret);
      await vscode.commands.executeCommand('seedmark.undo');
    }
  });

  it('is taken back byte for byte, and done again', async () => {
    const [marks, entities] = [await onDisk(sidecar), await onDisk('entities.yaml')];
    const editor = await show(articles.headed);
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    const [tagged, known] = [await onDisk(sidecar), await onDisk('entities.yaml')];
    await vscode.commands.executeCommand('seedmark.undo');
    assert.deepEqual([await onDisk(sidecar), await onDisk('entities.yaml')], [marks, entities]);
    await vscode.commands.executeCommand('seedmark.redo');
    assert.deepEqual([await onDisk(sidecar), await onDisk('entities.yaml')], [tagged, known]);
    await vscode.commands.executeCommand('seedmark.undo');
  });

  it('gives the entity the new name as an alias, in the same step', async () => {
    const editor = await show(articles.headed);
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    assert.match(await onDisk('entities.yaml'), /\nchengdu:\n(?: {2}.*\n)*? {2}aliases: \[.*Residents\]\n/);
  });

  it('changes the entity of a mention that stands on the same words', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    caretAt(editor, 'said Xu Ma|nli, who leads');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'jack-ma' });
    const after = await onDisk(sidecar);
    assert.equal(after.split('\n').length, before.split('\n').length);
    assert.equal(added(before, after).length, 1);
    assert.match(added(before, after).join(), /entity: jack-ma.*quote: "Xu Manli"/);
  });

  it('takes the sentence under the caret for a type that marks passages', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    caretAt(editor, 'The company regards Sich|uan as its gateway');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'sites' });
    assert.match(added(before, await onDisk(sidecar)).join(), /entity: sites.*quote: "The company regards Sichuan.*leads its business in the southwest\."/);
  });

  it('untags the innermost mention under the caret, and nothing else', async () => {
    const before = (await onDisk(sidecar)).split('\n');
    const editor = await show(articles.headed);
    caretAt(editor, 'pact makes Cheng|du the first city');
    await vscode.commands.executeCommand('seedmark.untag');
    const after = (await onDisk(sidecar)).split('\n');
    assert.equal(after.length, before.length - 1);
    assert.match(before.filter(line => !after.includes(line)).join(), /entity: chengdu.*before: ".*The pact makes "/);
  });

  it('tags at every cursor, in one step', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    const text = editor.document.getText();
    editor.selections = ['Residents', 'Thursday'].map(word => {
      const at = text.indexOf(word);
      return new vscode.Selection(editor.document.positionAt(at), editor.document.positionAt(at + word.length));
    });
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'sites' });
    assert.equal(added(before, await onDisk(sidecar)).length, 2);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.equal(await onDisk(sidecar), before);
  });

  it('begins a sidecar, entities.yaml and corpus.yaml where there are none, and undo removes them', async () => {
    const gone = ['corpus.yaml', 'entities.yaml', sidecar];
    for (const path of gone) await vscode.workspace.fs.delete(uriOf(path));
    await show(articles.headed);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const editor = await show(articles.headed);
    await toDisk('entities.yaml', 'pact:\n  name: Pact\n  type: event\n');
    select(editor, 'pact');
    await eventually(async () => {
      await vscode.commands.executeCommand('seedmark.tag', { entity: 'pact' });
      assert.match(await onDisk(sidecar), /^article: 001_851d70915e2d610c\ntext: [0-9a-f]{40}\nmentions:\n {2}- \{ id: \w{6}, entity: pact, /);
    });
    assert.match(await onDisk('corpus.yaml'), /types:/);
    await vscode.commands.executeCommand('seedmark.undo');
    await assert.rejects(onDisk(sidecar));
    await assert.rejects(onDisk('corpus.yaml'));
  });

  it('writes nothing over a sidecar that cannot be read, and says so', async () => {
    const broken = 'article: 001_851d70915e2d610c\nmentions: [\n';
    const editor = await show(articles.headed);
    await toDisk(sidecar, broken);
    select(editor, 'Residents');
    const entities = await onDisk('entities.yaml');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    assert.equal(await onDisk(sidecar), broken);
    assert.equal(await onDisk('entities.yaml'), entities);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('edits the buffer of a sidecar with unsaved changes, and keeps those', async () => {
    const yaml = await show(sidecar);
    await yaml.edit(edit => edit.insert(new vscode.Position(0, 0), '# mine\n'));
    const editor = await show(articles.headed);
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    assert.match(yaml.document.getText(), /^# mine\n[^]*quote: "Residents"/);
    assert.ok(yaml.document.isDirty);
    assert.doesNotMatch(await onDisk(sidecar), /Residents"/);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

/** What is lit up of the line that Enter takes. */
async function lit(): Promise<string> {
  return (await textOf('.quick-input-list .monaco-list-row.focused .highlight')).join('|');
}

describe('tagging by keys', () => {
  before(function () { needWindow(this); });
  afterEach(restore);

  it('takes the obvious entity with Enter', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    caretAt(editor, 'pact makes Cheng|du the first city');
    await press('ctrl+alt+backspace');
    await eventually(async () => assert.notEqual(await onDisk(sidecar), before));
    await press('ctrl+alt+enter');
    await waitFor('.quick-input-widget .monaco-list-row.focused');
    await press('enter');
    await eventually(async () => assert.match(await onDisk(sidecar), /entity: chengdu.*before: ".*The pact makes "/));
  });

  it('lights up what is typed, also where an alias answers, and takes a type typed after a slash', async () => {
    caretAt(await show(articles.headed), 'Resi|dents');
    void vscode.commands.executeCommand('seedmark.tag');
    await waitFor('.quick-input-list .monaco-list-row');
    await type('jack ma');
    await eventually(async () => assert.match(await lit(), /^Jack ?\|?Ma/));
    await press('ctrl+a');
    await type('aliyun');
    await eventually(async () => assert.equal(await lit(), 'Aliyun'));
    await press('ctrl+a');
    await type('ant /pl');
    await eventually(async () => {
      const rows = await textOf('.quick-input-list .monaco-list-row');
      assert.ok(rows.length > 0 && rows.every(row => /Place/.test(row)), rows.join('\n'));
    });
    await press('ctrl+a');
    await type('jack ma /person');
    await eventually(async () => assert.match((await textOf('.quick-input-list .monaco-list-row.focused'))[0]?.trim() ?? '', /^Jack Ma/));
    await eventually(async () => assert.match(await lit(), /^Jack ?\|?Ma.*person$/));
    await press('escape');
  });

  it('makes a new entity from what is typed, of the type that is picked', async () => {
    const editor = await show(articles.headed);
    select(editor, 'Southwest Institute');
    await press('ctrl+alt+enter');
    await waitFor('.quick-input-widget .monaco-list-row.focused');
    await type('Institute of the Southwest /org');
    await press('enter');
    await eventually(async () => assert.match(await onDisk('entities.yaml'), /\ninstitute-of-the-southwest:\n {2}name: Institute of the Southwest\n {2}type: organization\n {2}aliases: \[Southwest Institute\]\n/));
    await eventually(async () => assert.match(await onDisk(sidecar), /entity: institute-of-the-southwest.*quote: "Southwest Institute"/));
  });

  it('turns away with Escape, and nothing has changed', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    select(editor, 'Residents');
    await press('ctrl+alt+enter');
    await waitFor('.quick-input-widget .monaco-list-row.focused');
    await press('escape');
    await waitFor('.quick-input-widget', { gone: true });
    assert.equal(await onDisk(sidecar), before);
  });

  it('undoes the annotation with Ctrl+Z when that came last, and the text when typing did', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    await press('ctrl+z');
    await eventually(async () => assert.equal(await onDisk(sidecar), before));
    const text = editor.document.getText();
    await press('ctrl+home');
    await eventually(() => assert.ok(editor.selection.active.isEqual(new vscode.Position(0, 0))));
    await type('X');
    await eventually(() => assert.equal(editor.document.getText(), `X${text}`));
    await press('ctrl+z');
    await eventually(() => assert.equal(editor.document.getText(), text));
    assert.equal(await onDisk(sidecar), before);
  });
});
