import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { articles, folder, onDisk, restore, select, show, toDisk, uriOf } from './corpus';
import { click, eventually, needWindow, notification, notified, press, waitFor } from './window';

const sidecar = 'annotations/001_851d70915e2d610c.yaml';

function problems(path: string): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriOf(path)).filter(each => each.source === 'Seedmark');
}

function codeOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'string' ? code : '';
}

/** The waiting marks of an article, as the Problems panel tells of them. */
function waiting(path: string): readonly string[] {
  return problems(path).filter(each => codeOf(each).startsWith('anchor-')).map(each => each.message);
}

async function fixesAt(path: string, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uriOf(path), range);
  return found.filter(({ command }) => command?.command.startsWith('seedmark.'));
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
  assert.ok(action?.command);
  await vscode.commands.executeCommand(action.command.command, ...action.command.arguments ?? []);
}

/** Replaces the first place of some words, as typing over them does: VS Code makes smaller edits of a `WorkspaceEdit`. */
async function replace(editor: vscode.TextEditor, words: string, by: string): Promise<void> {
  const start = editor.document.getText().indexOf(words);
  assert.ok(start >= 0, words);
  const range = new vscode.Range(editor.document.positionAt(start), editor.document.positionAt(start + words.length));
  assert.ok(await editor.edit(edit => edit.replace(range, by)));
}

/** Shows an article as it is on disk: VS Code may still have what the test before this one made of it. */
async function showFresh(path: string): Promise<vscode.TextEditor> {
  const editor = await show(path);
  await eventually(async () => assert.equal(editor.document.getText(), await onDisk(path)));
  // Its marks are placed when they are first drawn: before anyone can type, but maybe not before a test can.
  await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', editor.document.uri);
  return editor;
}

/** Another program that writes a file of the corpus. */
function writtenByAnother(path: string, text: string): void {
  execFileSync(process.execPath, ['-e', 'require("node:fs").writeFileSync(process.argv[1], process.argv[2])', uriOf(path).fsPath, text], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
}

async function rename(from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(uriOf(from), uriOf(to));
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** A mention as a line of a sidecar. */
function line(id: string): string {
  return `  - { id: ${id}, entity: chengdu, at: [1, 2], quote: "#", before: "", after: "" }\n`;
}

async function setAutoSave(value: 'off' | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('files').update('autoSave', value, vscode.ConfigurationTarget.Global);
}

describe('marks and what happens to their text', () => {
  before(() => setAutoSave('off'));
  after(() => setAutoSave(undefined));
  afterEach(restore);

  it('typing in the middle of a tagged article moves them, and a save writes that in one go', async () => {
    const editor = await showFresh(articles.headed);
    await replace(editor, 'Internet company', 'The old internet company');
    await editor.document.save();
    await eventually(async () => assert.match(await onDisk(sidecar), /id: alyhbs, entity: alibaba, at: \[205, 230\], quote: "Alibaba Group Holding Ltd"/));
    assert.deepEqual(waiting(articles.headed), []);
  });

  it('deleted text leaves its mark to someone, undoing the deletion gives it back', async () => {
    // An article that no other test has opened, nor an earlier try of this one.
    const id = `041_${Date.now()}`;
    const path = `${id}.txt`;
    const text = await onDisk(articles.headed);
    await toDisk(`annotations/${id}.yaml`, (await onDisk(sidecar)).replace(/^article: .*$/m, `article: ${id}`));
    await toDisk(path, text);
    const editor = await showFresh(path);
    await eventually(() => assert.deepEqual(waiting(path), []));
    await replace(editor, 'Alibaba CEO Daniel Zhang attended the ceremony.', '');
    await eventually(() => assert.equal(waiting(path).length, 2, waiting(path).join('\n')));
    // Saved, each says in which text it was, as its sidecar goes on to the new one.
    await editor.document.save();
    const own = async (): Promise<number> => (await onDisk(`annotations/${id}.yaml`)).split(/, text: [0-9a-f]{40} \}/).length - 1;
    await eventually(async () => assert.equal(await own(), 2));
    // Undoing is that of whatever has the focus, and that may be a field of some view.
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('undo');
    await eventually(() => assert.equal(editor.document.getText(), text));
    await eventually(() => assert.deepEqual(waiting(path), []));
    await editor.document.save();
    await eventually(async () => assert.equal(await own(), 0));
  });

  it('reverting the file gives deleted text back to its marks', async () => {
    const editor = await showFresh(articles.headed);
    await eventually(() => assert.deepEqual(waiting(articles.headed), []));
    await replace(editor, 'Alibaba CEO Daniel Zhang attended the ceremony.', '');
    await replace(editor, 'said Xu Manli', 'said Ms Xu');
    await eventually(() => assert.equal(waiting(articles.headed).length, 3, waiting(articles.headed).join('\n')));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await eventually(() => assert.equal(editor.document.isDirty, false));
    await eventually(() => assert.deepEqual(waiting(articles.headed), []));
  });

  it('an article that is replaced on disk keeps all marks whose text is in it, and leaves the others to someone', async () => {
    const editor = await showFresh(articles.headed);
    const before = await onDisk(sidecar);
    const text = await onDisk(articles.headed);
    const lines = text.split('\n');
    const moved = ['## Title: x', ...lines.slice(1, 7), 'A new first paragraph.', ...lines.slice(7)].join('\n').replace('Luo Qingyuan, vice-mayor', 'The vice-mayor');
    writtenByAnother(articles.headed, moved);
    await eventually(() => assert.equal(editor.document.getText(), moved));
    await eventually(() => assert.equal(waiting(articles.headed).length, 1, waiting(articles.headed).join('\n')));
    assert.equal(await onDisk(sidecar), before);
  });

  it('the deleted text of a closed article is found out when it is opened', async () => {
    const text = await onDisk(articles.headed);
    await toDisk(articles.headed, text.replace('Alibaba CEO Daniel Zhang attended the ceremony.', 'It was cold.'));
    await showFresh(articles.headed);
    await eventually(() => assert.equal(waiting(articles.headed).length, 2, waiting(articles.headed).join('\n')));
  });

  it('a mark that waits is anchored to the selection, or deleted, by quick fix, and both can be undone', async () => {
    const editor = await showFresh(articles.headed);
    const before = await onDisk(sidecar);
    await replace(editor, 'said Xu Manli', 'said Ms Xu');
    await eventually(() => assert.equal(waiting(articles.headed).length, 1, waiting(articles.headed).join('\n')));
    select(editor, 'Ms Xu');
    const problem = problems(articles.headed).find(each => codeOf(each).startsWith('anchor-'));
    assert.ok(problem);
    const fixes = await fixesAt(articles.headed, problem.range);
    await apply(fixes.find(({ title }) => /to the selection/.test(title)));
    await eventually(async () => assert.match(await onDisk(sidecar), /id: vsgr06, entity: xu-manli, .*quote: "Ms Xu"/));
    await eventually(() => assert.deepEqual(waiting(articles.headed), []));
    await vscode.commands.executeCommand('seedmark.undo');
    assert.equal(await onDisk(sidecar), before);
    await eventually(() => assert.equal(waiting(articles.headed).length, 1, waiting(articles.headed).join('\n')));
    await apply(fixes.find(({ title }) => /Delete the mention/.test(title)));
    assert.doesNotMatch(await onDisk(sidecar), /xu-manli/);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.equal(await onDisk(sidecar), before);
  });

  it('the review goes from one to the next by key, also in articles that are not open', async function () {
    needWindow(this);
    const other = '002_4f95b9d27d37871d.txt';
    const otherSidecar = await onDisk('annotations/002_4f95b9d27d37871d.yaml');
    const quote = /quote: "([^"\\]{12,})"/.exec(otherSidecar)?.[1] ?? '';
    await toDisk(other, (await onDisk(other)).replace(quote, 'Something else'));
    await toDisk(articles.headed, (await onDisk(articles.headed)).replace('said Xu Manli', 'said someone'));
    await showFresh(articles.headed);
    await eventually(() => assert.equal(waiting(articles.headed).length, 1, waiting(articles.headed).join('\n')));
    const done = vscode.commands.executeCommand('seedmark.reviewMarks');
    await waitFor('.quick-input-widget .monaco-list-row.focused');
    await press('up'); // from the first to the last: delete it
    await press('enter');
    await eventually(async () => assert.doesNotMatch(await onDisk(sidecar), /xu-manli/));
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.uri.path.endsWith(other), true));
    await waitFor('.quick-input-widget .monaco-list-row.focused');
    await press('escape');
    await done;
  });
});

describe('what others do to the files', () => {
  before(() => setAutoSave('off'));
  after(() => setAutoSave(undefined));
  afterEach(restore);

  it('a sidecar that is deleted as soon as it was written is known to be gone', async () => {
    await toDisk('040_words.txt', 'Growth\n\nIt is said that Chengdu grows.\n');
    const editor = await show('040_words.txt');
    const at = editor.document.positionAt(editor.document.getText().indexOf('hengdu'));
    const card = async (): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, at);
      return hovers.flatMap(({ contents }) => contents.map(each => typeof each === 'string' ? each : each.value)).join('\n');
    };
    for (const delay of [0, 20, 40]) {
      await eventually(async () => assert.match(await card(), /Accept/));
      editor.selection = new vscode.Selection(at, at);
      await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
      await new Promise(done => setTimeout(done, delay));
      await rm(uriOf('annotations/040_words.yaml').fsPath);
      await eventually(async () => assert.match(await card(), /Accept/, String(delay)), 5000);
    }
  });

  it('marks that another program writes are seen, and none is lost when both write', async () => {
    const editor = await showFresh(articles.headed);
    const text = await onDisk(sidecar);
    const theirs = '  - { id: theirs, entity: nobody, at: [5, 8], quote: "the", before: "", after: "" }\n';
    writtenByAnother(sidecar, text.replace('mentions:\n', `mentions:\n${theirs}`));
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    assert.match(await onDisk(sidecar), /id: theirs[^]*quote: "Residents"/);
    await eventually(() => assert.ok(problems(sidecar).some(({ code }) => code === 'entity-unknown')));
    await vscode.commands.executeCommand('seedmark.undo');
    assert.equal(await onDisk(sidecar), text.replace('mentions:\n', `mentions:\n${theirs}`));
  });

  it('a sidecar that breaks is told of, nothing is written to it, and what is mended is read again', async () => {
    const editor = await showFresh(articles.headed);
    const text = await onDisk(sidecar);
    writtenByAnother(sidecar, text.replace('mentions:', 'mentions: ['));
    await eventually(() => assert.ok(problems(sidecar).some(({ code }) => code === 'yaml-syntax')));
    const broken = await onDisk(sidecar);
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    assert.equal(await onDisk(sidecar), broken);
    await vscode.commands.executeCommand('notifications.clearAll');
    writtenByAnother(sidecar, text);
    await eventually(() => assert.deepEqual(problems(sidecar), []));
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    assert.match(await onDisk(sidecar), /quote: "Residents"/);
  });

  it('a conflict that git left is merged by quick fix, mark by mark, in one step of undo', async () => {
    const text = await onDisk(sidecar);
    const conflict = text.replace('mentions:\n', `mentions:\n<<<<<<< HEAD\n${line('oursxx')}=======\n${line('theirs')}>>>>>>> other\n`);
    await toDisk(sidecar, conflict);
    const editor = await show(articles.headed);
    await eventually(() => assert.ok(problems(sidecar).length > 0));
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    assert.equal(await onDisk(sidecar), conflict);
    await vscode.commands.executeCommand('notifications.clearAll');
    await show(sidecar);
    const [marker] = problems(sidecar);
    assert.ok(marker);
    const [fix] = await fixesAt(sidecar, marker.range);
    await apply(fix);
    assert.equal(await onDisk(sidecar), text.replace('mentions:\n', `mentions:\n${line('oursxx')}${line('theirs')}`));
    await vscode.commands.executeCommand('seedmark.undo');
    assert.equal(await onDisk(sidecar), conflict);
  });

  it('so is one in the entities, entity by entity', async () => {
    const text = await onDisk('entities.yaml');
    const [ours, theirs] = ['ours', 'theirs'].map(id => `${id}:\n  name: ${id}\n  type: person\n`);
    assert.ok(ours !== undefined && theirs !== undefined);
    await toDisk('entities.yaml', `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n${text}`);
    await show('entities.yaml');
    await eventually(() => assert.ok(problems('entities.yaml').length > 0));
    await apply((await fixesAt('entities.yaml', new vscode.Range(0, 0, 0, 1)))[0]);
    const merged = await onDisk('entities.yaml');
    assert.ok([text, ours, theirs].every(part => merged.includes(part.trim())), merged.slice(0, 200));
  });
});

describe('articles that are renamed in VS Code', () => {
  afterEach(restore);

  it('take their sidecar with them, and what was done in them; links to them still arrive; renaming them back is as if nothing had been', async () => {
    const before = await onDisk(sidecar);
    const renamed = 'annotations/777_renamed.yaml';
    select(await showFresh(articles.headed), 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    const text = await onDisk(sidecar);
    assert.notEqual(text, before);
    const link = 'links:\n  - { id: linkxx, relation: same-event, from: { at: [0, 1], quote: "A" }, to: { article: 001_851d70915e2d610c, at: [0, 2], quote: "##" } }\n';
    const other = 'annotations/000_94900289e261b5e4.yaml';
    await toDisk(other, (await onDisk(other)).replace(/links:\n[^]*$/, '') + link);
    const linking = await onDisk(other);
    await rename(articles.headed, '776_between.txt');
    await rename('776_between.txt', '777_renamed.txt');
    await eventually(async () => assert.equal(await onDisk(renamed), text.replace('001_851d70915e2d610c', '777_renamed')));
    await assert.rejects(onDisk(sidecar));
    assert.match(await onDisk(other), /to: \{ article: 777_renamed,/);
    await show('777_renamed.txt');
    await vscode.commands.executeCommand('seedmark.undo', { here: true });
    assert.equal(await onDisk(renamed), before.replace('001_851d70915e2d610c', '777_renamed'));
    await rename('777_renamed.txt', articles.headed);
    await eventually(async () => assert.equal(await onDisk(sidecar), before));
    await eventually(async () => assert.equal(await onDisk(other), linking));
    await assert.rejects(onDisk(renamed));
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.redo', { here: true });
    assert.equal(await onDisk(sidecar), before);
  });

  it('whose sidecar cannot be read take it with them by Try Again, once that is mended', async () => {
    const text = await onDisk(sidecar);
    await show(articles.headed);
    await toDisk(sidecar, text.replace('mentions:\n', `mentions:\n<<<<<<< HEAD\n${line('oursxx')}=======\n${line('theirs')}>>>>>>> other\n`));
    await rename(articles.headed, '777_renamed.txt');
    await notified('001_851d70915e2d610c.yaml');
    await toDisk(sidecar, text);
    await click(`${notification} .monaco-button:has-text("Try Again")`);
    await eventually(async () => assert.equal(await onDisk('annotations/777_renamed.yaml'), text.replace('001_851d70915e2d610c', '777_renamed')));
    await rename('777_renamed.txt', articles.headed);
    await eventually(async () => assert.equal(await onDisk(sidecar), text));
  });

  it('in a folder of two hundred, whole, there and back', async function () {
    this.timeout(60_000);
    await toDisk('corpus.yaml', (await onDisk('corpus.yaml')).replace('"[0-9][0-9][0-9]_*.txt"', '"**/[0-9][0-9][0-9]_*.txt"'));
    const ids = Array.from({ length: 200 }, (_, at) => `${100 + at}_a`);
    for (const id of ids) {
      await toDisk(`many/${id}.txt`, 'Chengdu is a city.\n');
      await toDisk(`annotations/many/${id}.yaml`, `# ${id}\narticle: many/${id}\nmentions:\n  - { id: aaaaaa, entity: chengdu, at: [0, 7], quote: "Chengdu" }`);
    }
    const before = await Promise.all(ids.map(id => onDisk(`annotations/many/${id}.yaml`)));
    await show('many/100_a.txt');
    await eventually(async () => assert.equal((await vscode.workspace.findFiles('annotations/many/*.yaml')).length, 200));
    await new Promise(done => setTimeout(done, 1500));
    await rename('many', 'other');
    await eventually(async () => assert.equal((await readdir(join(folder().fsPath, 'annotations/other'))).length, 200));
    await eventually(async () => assert.equal((await readdir(join(folder().fsPath, 'annotations/many'))).length, 0));
    assert.match(await onDisk('annotations/other/250_a.yaml'), /^# 250_a\narticle: other\/250_a\n/);
    await rename('other', 'many');
    await eventually(async () => assert.equal((await readdir(join(folder().fsPath, 'annotations/other'))).length, 0));
    assert.deepEqual(await Promise.all(ids.map(id => onDisk(`annotations/many/${id}.yaml`))), before);
  });
});
