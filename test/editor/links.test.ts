import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, caretAt, onDisk, restore, select, show, toDisk, uriOf } from './corpus';
import { click, eventually, needWindow, press, textOf, type, waitFor } from './window';

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
    beforeEach(async () => {
      await show(articles.headed);
      await run('seedmark.annotateMode', { on: true });
    });
    afterEach(async () => {
      await show(articles.headed);
      await run('seedmark.annotateMode', { on: false });
    });

    it('shows the waiting passage in the status bar, in whichever file, until it is linked', async () => {
      const before = await onDisk(headed);
      caretAt(await show(articles.headed), 'The company regards Sich|uan as its gateway');
      await press('l');
      await waitFor(`${statusItem}:has-text("The company regards")`);
      caretAt(await show(articles.untitled), 'Riders from Ele.me, wh|ich Alib');
      await waitFor(statusItem);
      await press('l');
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
      await press('l');
      await waitFor(statusItem);
      caretAt(await show(articles.headed), 'The company regards Sichuan as its gate|way');
      await press('l');
      await waitFor(statusItem, { gone: true });
    });

    it('makes a relation on the spot, and offers the last used first', async () => {
      const corpus = await onDisk('corpus.yaml');
      select(await show(articles.headed), 'Residents');
      const made = run('seedmark.link', { to: { article: '000_94900289e261b5e4', quote: 'Hema Xiansheng' } });
      await waitFor('.quick-input-list .monaco-list-row');
      await type('mocks');
      await waitFor('.quick-input-list .monaco-list-row:has-text("a new relation")');
      await press('enter');
      await waitFor('.quick-input-widget:has-text("New relation: mocks")');
      await press('ctrl+a');
      await type('mocked by');
      await press('enter');
      await made;
      assert.match(await onDisk(headed), /relation: mocks,/);
      assert.deepEqual(added(corpus, await onDisk('corpus.yaml')), ['  mocks: { label: mocks, inverse: mocked by }']);
      void run('seedmark.link', { to: { article: '000_94900289e261b5e4', quote: 'Hema Xiansheng' } });
      await eventually(async () => assert.match((await textOf('.quick-input-list .monaco-list-row'))[0] ?? '', /^mocks/));
      await press('escape');
      await run('seedmark.undo');
      assert.equal(await onDisk('corpus.yaml'), corpus);
    });
  });
});

/** Where the caret is, as the words after it. */
function wordsAtCaret(length: number): string {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  const at = editor.document.offsetAt(editor.selection.active);
  return editor.document.getText().slice(at, at + length);
}

async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(hover => hover.contents).map(each => each instanceof vscode.MarkdownString ? each.value : '').join('\n').replaceAll('\\', '');
}

async function textAt({ uri, range }: vscode.Location): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText(range);
}

describe('a linked passage', () => {
  afterEach(restore);

  it('shows the far one in its card, with article, date and relation, from either end', async () => {
    const near = await show(articles.untitled);
    const there = await hoverAt(near.document, caretAt(near, 'Xi’an won a Cainiao logis|tics hub'));
    assert.match(there, /\*\*follows up\*\* · \[.*Cainiao.*\]\(command:seedmark\.goToLinked\?.*2017-09-26[^]*> Cainiao Network, which moves parcels/);
    const far = await show('004_2953bb4cec1dc1d7.txt');
    const back = await hoverAt(far.document, caretAt(far, 'which moves par|cels for'));
    assert.match(back, /\*\*followed up by\*\* · \[Chengdu, Alibaba and Ant Financial sign a framework agreement\][^]*2018-06-14[^]*> Xi’an won a Cainiao logistics hub last September/);
    assert.match(back, /command:seedmark\.editLinkNote/);
  });

  it('leads to the far one by definition, beside the entity of a name in it', async () => {
    const editor = await show(articles.untitled);
    const at = caretAt(editor, 'Xi’an won a Cai|niao logistics hub');
    const found = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', editor.document.uri, at);
    const texts = await Promise.all(found.map(each => textAt(new vscode.Location(each.targetUri, each.targetSelectionRange ?? each.targetRange))));
    assert.deepEqual(new Set(texts.map(text => text.slice(0, 15))), new Set(['cainiao', 'Cainiao Network']));
  });

  it('has the far ends as its references', async () => {
    const editor = await show(articles.untitled);
    const at = caretAt(editor, 'The framework agree|ment covers shops');
    const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', editor.document.uri, at);
    assert.deepEqual((await Promise.all(found.map(textAt))).map(text => text.slice(0, 24)), ['Internet company Alibaba']);
  });

  it('is walked to and back, and VS Code knows the way too', async () => {
    caretAt(await show(articles.untitled), 'The framework agree|ment covers shops');
    await run('seedmark.goToLinked');
    await eventually(() => assert.equal(wordsAtCaret(24), 'Internet company Alibaba'));
    await run('workbench.action.navigateBack');
    await eventually(() => assert.equal(wordsAtCaret(10), 'ment cover'));
    await run('seedmark.goToLinked');
    await eventually(() => assert.equal(wordsAtCaret(24), 'Internet company Alibaba'));
    await run('seedmark.goToLinked');
    await eventually(() => assert.equal(wordsAtCaret(23), 'The framework agreement'));
  });

  it('is walked to from the context menu, which hands over the address of the file', async () => {
    caretAt(await show(articles.untitled), 'The framework agree|ment covers shops');
    await run('seedmark.goToLinked', uriOf(articles.untitled));
    await eventually(() => assert.equal(wordsAtCaret(24), 'Internet company Alibaba'));
  });

  it('is clickable as a whole', async () => {
    const { document } = await show(articles.untitled);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 10);
    const ours = links.filter(link => link.target?.scheme === 'command').map(link => document.getText(link.range));
    assert.ok(ours.includes('Xi’an won a Cainiao logistics hub last September'));
    assert.ok(ours.some(text => text.startsWith('The fintech company tried out')), 'the far end of a link made elsewhere');
  });

  it('changes its relation and note, and is deleted, by what a key binding gives', async () => {
    const path = 'annotations/000_94900289e261b5e4.yaml';
    const before = await onDisk(path);
    caretAt(await show(articles.untitled), 'Xi’an won a Cainiao logis|tics hub');
    await run('seedmark.editLinkRelation', { relation: 'background-of' });
    await run('seedmark.editLinkNote', { note: 'since September' });
    assert.match(await onDisk(path), /id: k0mtni, relation: background-of,.*, note: "since September" \}/);
    await run('seedmark.editLinkNote', { note: '' });
    await run('seedmark.deleteLink');
    const after = await onDisk(path);
    assert.equal(after, before.split('\n').filter(line => !line.includes('k0mtni')).join('\n'));
    for (let steps = 0; steps < 4; steps++) await run('seedmark.undo');
    assert.equal(await onDisk(path), before);
  });

  it('has among its code actions what can be done to the link', async () => {
    const editor = await show(articles.untitled);
    const at = caretAt(editor, 'Xi’an won a Cainiao logis|tics hub');
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', editor.document.uri, new vscode.Range(at, at));
    const titles = found.map(action => action.title).filter(title => title.startsWith('Link “follows up”'));
    assert.equal(titles.length, 5, titles.join('\n'));
  });

  it('turns round into the sidecar of the other article, in one step', async () => {
    const [path, other] = ['annotations/000_94900289e261b5e4.yaml', 'annotations/004_2953bb4cec1dc1d7.yaml'];
    const before = [await onDisk(path), await onDisk(other)];
    caretAt(await show(articles.untitled), 'Xi’an won a Cainiao logis|tics hub');
    await run('seedmark.turnLinkRound');
    assert.doesNotMatch(await onDisk(path), /k0mtni/);
    assert.match(await onDisk(other), /- \{ id: k0mtni, relation: follows-up, from: \{ at: \[158, 343\], quote: "Cainiao Network,.* to: \{ article: 000_94900289e261b5e4, at: \[1582, 1630\]/);
    await run('seedmark.undo');
    assert.deepEqual([await onDisk(path), await onDisk(other)], before);
  });

});

async function fix(commands: readonly vscode.Command[], command: string): Promise<void> {
  const chosen = commands.find(each => each.command === command);
  assert.ok(chosen, commands.map(each => each.command).join());
  await run(chosen.command, ...chosen.arguments ?? []);
}

describe('a link that is wrong', () => {
  const path = 'annotations/000_94900289e261b5e4.yaml';

  beforeEach(() => show(articles.untitled));
  afterEach(async () => {
    await run('seedmark.cancelLink');
    await restore();
  });

  /** Writes the sidecar with one thing changed, and gives the quick fixes for the problem that this makes. */
  async function fixesAfter(from: string, to: string, code: string): Promise<vscode.Command[]> {
    await toDisk(path, (await onDisk(path)).replace(from, to));
    const found = (): vscode.Diagnostic | undefined => vscode.languages.getDiagnostics(uriOf(path)).find(each => each.code === code);
    await eventually(() => assert.ok(found()));
    await show(path);
    const range = found()?.range;
    assert.ok(range);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uriOf(path), range);
    return actions.flatMap(action => action.command?.command.startsWith('seedmark.') ? action.command : []);
  }

  it('because its far article is gone, is linked anew: the next passage is the far end', async () => {
    const before = await onDisk(path);
    await fix(await fixesAfter('article: 004_2953bb4cec1dc1d7, at: [158', 'article: 004_gone, at: [158', 'link-dangling'), 'seedmark.relink');
    await eventually(() => assert.equal(wordsAtCaret(5), 'Xi’an'));
    const editor = await show('004_2953bb4cec1dc1d7.txt');
    select(editor, 'Cainiao Network, which moves parcels for Alibaba Group Holding Ltd., has begun to build its largest logistics hub in western China in the city of Xi’an, the capital of Shaanxi province.');
    await run('seedmark.link');
    assert.equal(await onDisk(path), before);
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(uriOf(path)).map(each => each.code), []));
  });

  it('is deleted', async () => {
    await fix(await fixesAfter('article: 004_2953bb4cec1dc1d7, at: [158', 'article: 004_gone, at: [158', 'link-dangling'), 'seedmark.deleteLink');
    assert.doesNotMatch(await onDisk(path), /k0mtni/);
  });

  it('because nobody knows its relation, has that added to corpus.yaml', async () => {
    const corpus = await onDisk('corpus.yaml');
    await fix(await fixesAfter('relation: contradicts', 'relation: gain-says', 'relation-unknown'), 'seedmark.createMissingRelation');
    assert.deepEqual(added(corpus, await onDisk('corpus.yaml')), ['  gain-says: { label: gain says }']);
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(uriOf(path)).map(each => each.code), []));
  });
});

describe('the Links view', () => {
  const pane = '.pane:has(.title:text-is("Links"))';
  const rows = async (): Promise<string> => (await textOf(`${pane} .monaco-list-row`)).join('\n');

  before(function () { needWindow(this); });
  beforeEach(() => run('seedmark.links.focus'));
  afterEach(async () => {
    await run('seedmark.groupLinksByRelation');
    await restore();
  });
  after(() => run('workbench.view.explorer'));

  it('lists the links of the article in the editor, either end, and follows it', async () => {
    await show(articles.untitled);
    await eventually(async () => assert.match(await rows(), /corrected by[^]*follows up[^]*Cainiao Network, which moves parcels[^]*2017-09-26/));
    await show('004_2953bb4cec1dc1d7.txt');
    await eventually(async () => assert.match(await rows(), /followed up by[^]*Xi’an won a Cainiao/));
  });

  it('groups them by article too', async () => {
    await show(articles.untitled);
    await eventually(async () => assert.match(await rows(), /corrected by/));
    await run('seedmark.groupLinksByArticle');
    await eventually(async () => assert.match((await rows()).split('\n')[0] ?? '', /2017-09-26/));
    await eventually(async () => assert.match(await rows(), /Cainiao Network, which moves parcels.*follows up/s));
  });

  it('shows a new link at once, and undo takes it away', async () => {
    select(await show(articles.headed), 'Residents');
    await run('seedmark.link', { relation: 'quotes', to: { article: '003_bd364e22315abd5c', at: [0, 30] }, note: 'a strange one' });
    await eventually(async () => assert.match(await rows(), /quotes[^]*a strange one/));
    await run('seedmark.undo');
    await eventually(async () => assert.doesNotMatch(await rows(), /a strange one/));
  });

  it('goes to the far passage, and has a context menu', async () => {
    await show('004_2953bb4cec1dc1d7.txt');
    const item = `${pane} .monaco-list-row:has-text("Xi’an won a Cainiao")`;
    await waitFor(item);
    await click(item, { button: 'right' });
    await waitFor('.monaco-menu .action-item:has-text("Turn Link Round")');
    await press('escape');
    await click(item);
    await eventually(() => assert.equal(wordsAtCaret(5), 'Xi’an'));
  });

  it('says how links are made where there are none', async () => {
    await toDisk('900_alone.txt', 'Alone\n\nNobody links to this.\n');
    await show('900_alone.txt');
    await waitFor(`${pane} .welcome-view-content:has-text("This article has no links")`);
  });
});
