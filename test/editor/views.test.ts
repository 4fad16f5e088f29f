import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, caretAt, folder, onDisk, restore, show, toDisk } from './corpus';
import { eventually, needWindow, press, textOf, type, waitFor } from './window';

const entities = '.pane:has(.title:text-is("Entities")) .monaco-list-row';
const articleRows = '.pane:has(.title:text-is("Articles")) .monaco-list-row';

describe('the views', () => {
  before(function () { needWindow(this); });
  beforeEach(async () => {
    await vscode.commands.executeCommand('seedmark.clearEntityFilter');
    await vscode.commands.executeCommand('seedmark.entities.focus');
    await vscode.commands.executeCommand('workbench.actions.treeView.seedmark.entities.collapseAll');
  });
  afterEach(restore);
  after(() => vscode.commands.executeCommand('workbench.view.explorer'));

  it('list the types with the number of their entities', async () => {
    await eventually(async () => assert.match((await textOf(entities)).join('\n'), /Person\s*14/));
  });

  it('show the entity under the caret, by way of its type', async () => {
    const editor = await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.entities.focus');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    caretAt(editor, 'Alibaba CEO Daniel Zh|ang');
    await waitFor('.pane:has(.title:text-is("Entities")) .monaco-list-row.selected:has-text("Daniel Zhang")');
  });

  it('go from an entity to its articles and to a mention with its words around it', async () => {
    const editor = await show(articles.headed);
    caretAt(editor, 'said Xu Ma|nli, who leads');
    await vscode.commands.executeCommand('seedmark.revealEntity');
    await waitFor('.pane:has(.title:text-is("Entities")) .monaco-list-row.focused:has-text("Xu Manli")');
    await press('right down right');
    await eventually(async () => assert.match((await textOf(entities)).join('\n'), /Xu\s*Manli.*leads/));
    await press('down enter');
    await eventually(() => {
      const active = vscode.window.activeTextEditor;
      assert.match(active?.document.getText(new vscode.Range(active.selection.active, active.selection.active.translate(0, 9))) ?? '', /^(Xu )?(Manli|Xu)/);
    });
  });

  it('filter the entities while one types, and show the filter', async () => {
    void vscode.commands.executeCommand('seedmark.filterEntities');
    await waitFor('.quick-input-widget input');
    await type('fin ant');
    await eventually(async () => {
      const rows = (await textOf(entities)).join('\n');
      assert.match(rows, /Ant Group/);
      assert.doesNotMatch(rows, /Alibaba Group/);
    });
    await press('enter');
    await waitFor('.pane:has(.title:text-is("Entities")) .message:has-text("fin ant")');
    await vscode.commands.executeCommand('seedmark.clearEntityFilter');
    await eventually(async () => assert.match((await textOf(entities)).join('\n'), /Person\s*14/));
  });

  it('list the articles by date, and open one', async () => {
    await vscode.commands.executeCommand('seedmark.articles.focus');
    await press('home');
    await eventually(async () => assert.match((await textOf(articleRows)).join('\n'), /^2015.*\n.*Qingdao courts Alibaba.*\n2017.*\n.*Cainiao To Build/));
    await press('down enter');
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.languageId, 'seed'));
  });

  it('give an article in the outline the title that its sidecar gives, though its text is the same', async () => {
    const editor = await show(articles.headed);
    const titles = async (): Promise<string[]> => (await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', editor.document.uri)).map(({ name }) => name);
    assert.doesNotMatch((await titles()).join(), /Another title/);
    await new Promise(done => setTimeout(done, 600));
    const sidecar = 'annotations/001_851d70915e2d610c.yaml';
    await toDisk(sidecar, (await onDisk(sidecar)).replace('\nmentions:', '\ntitle: Another title\nmentions:'));
    await eventually(async () => assert.deepEqual(await titles(), ['Another title']));
  });

  it('say how far an article is', async () => {
    await show(articles.bundle);
    const sidecar = 'annotations/012_c37736a14142e8ed.yaml';
    const before = await onDisk(sidecar);
    await vscode.commands.executeCommand('seedmark.setStatus', 'done');
    assert.match(await onDisk(sidecar), /^status: done$/m);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.equal(await onDisk(sidecar), before);
  });
});

describe('what a tree hands to a command', () => {
  afterEach(restore);
  it('says which mention is to be untagged', async () => {
    const sidecar = 'annotations/001_851d70915e2d610c.yaml';
    const before = (await onDisk(sidecar)).split('\n');
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.untag', { corpus: folder().toString(), path: sidecar, place: { mention: { id: 'u22s1y' } } });
    const after = (await onDisk(sidecar)).split('\n');
    assert.deepEqual(before.filter(line => !after.includes(line)).map(line => line.slice(0, 20)), ['  - { id: u22s1y, en']);
  });

  it('says which article is done, whichever is open', async () => {
    const sidecar = 'annotations/003_bd364e22315abd5c.yaml';
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.setStatus', { corpus: folder().toString(), article: { id: '003_bd364e22315abd5c' } });
    assert.match(await onDisk(sidecar), /^status: done$/m);
  });

  it('says which entity has a next article', async () => {
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.nextArticleWith', { corpus: folder().toString(), entity: { id: 'jack-ma' } });
    await eventually(() => assert.doesNotMatch(vscode.window.activeTextEditor?.document.uri.path ?? articles.headed, /001_/));
  });
});

describe('walking by keys', () => {
  afterEach(restore);

  it('steps from mention to mention, and round', async () => {
    const editor = await show(articles.headed);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const at = (): string => editor.document.getText(new vscode.Range(editor.selection.active, editor.selection.active.translate(0, 7)));
    await vscode.commands.executeCommand('seedmark.nextMention');
    assert.equal(at(), 'Chengdu');
    await vscode.commands.executeCommand('seedmark.nextMention');
    assert.equal(at(), 'Alibaba');
    await vscode.commands.executeCommand('seedmark.previousMention');
    await vscode.commands.executeCommand('seedmark.previousMention');
    assert.ok(editor.selection.active.line > 10);
  });

  it('goes to the next article with the same entity, by date, and comes round', async () => {
    const editor = await show(articles.headed);
    caretAt(editor, 'Alibaba CEO Daniel Zh|ang');
    const visited = new Set<string>();
    for (let steps = 0; steps < 20; steps++) {
      await vscode.commands.executeCommand('seedmark.nextArticleWith');
      visited.add(`${vscode.window.activeTextEditor?.document.uri.path} ${vscode.window.activeTextEditor?.selection.active.line}`);
    }
    assert.ok(visited.size > 1);
    assert.ok([...visited].some(each => each.includes(articles.headed)));
  });
});
