// Five real articles, which are test input only: where they are not there, these tests are skipped.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { caretAt, onDisk, realArticles, restore, select, show, toDisk, uriOf } from './corpus';
import { eventually, needWindow, press, screenshot, textOf, type, waitFor, webview } from './window';

/** The card on the title in the first line. VS Code keeps an outline as long as the text is the same, but asks anew for a card. */
async function titleCard(document: vscode.TextDocument): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 12));
  return hovers.flatMap(hover => hover.contents).map(each => each instanceof vscode.MarkdownString ? each.value : '').join('\n');
}

async function outline(document: vscode.TextDocument): Promise<vscode.DocumentSymbol | undefined> {
  return (await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri))[0];
}

/** Puts the caret into words of the article, by VS Code's own search. */
async function find(words: string): Promise<void> {
  await press('ctrl+f');
  await waitFor('.find-widget.visible .synthetic-focus');
  await type(words);
  await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.getText(vscode.window.activeTextEditor.selection), words));
  await press('escape');
  await waitFor('.find-widget.visible', { gone: true });
  await press('left');
}

describe('five real articles', () => {
  const source = realArticles();
  before(async function () {
    if (source === undefined) {
      console.log('      skipped: ../shared/seeds is not there');
      return this.skip();
    }
    await cp(source, uriOf('real').fsPath, { recursive: true });
    await toDisk('real/corpus.yaml', '# five real articles\n');
    const { document } = await show('real/001_14efa203bdfcdf50.txt');
    await eventually(async () => assert.match(await titleCard(document), /`001_14efa203bdfcdf50`/));
  });
  afterEach(() => vscode.commands.executeCommand('seedmark.annotateMode', { on: false }));
  after(restore);

  it('are all known, with what each says of itself', async () => {
    const found = new Map<string, string>();
    for (const name of readdirSync(uriOf('real').fsPath).filter(each => each.endsWith('.txt'))) {
      const { document } = await show(`real/${name}`);
      const symbol = await outline(document);
      found.set(name.slice(0, 3), `${symbol?.name} | ${symbol?.detail.split(' · ')[0]}`);
    }
    assert.equal(found.get('000'), '000_3c350c7748b74918 | ');
    assert.equal(found.get('001'), 'Shanghai, Alibaba in digital deal | 2018-08-23');
    assert.match(found.get('002') ?? '', /^Alibaba forges cooperation with Chongqing.* \| 2023-03-16$/);
    assert.match(found.get('003') ?? '', /^Ant Group and Shanghai Government Partner on Blockchain and AI Innovation/);
    assert.match(found.get('004') ?? '', /^Alibaba To Establish Headquarters In Xi’an City.* \| 2017-08-19$/);
  });

  it('are tagged by hand, and walked from a name to its entity and to the next article that has it', async () => {
    const first = await show('real/000_3c350c7748b74918.txt');
    await toDisk('real/entities.yaml', 'ant-group:\n  name: Ant Group\n  type: organization\n  aliases: [Ant Financial, Ant Financial Services Group]\n');
    caretAt(first, 'Alibaba, and Ant Fin|ancial have signed');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'ant-group' });
    const second = await show('real/001_14efa203bdfcdf50.txt');
    caretAt(second, 'financial arm Ant Fin|ancial Services Group');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'ant-group' });
    assert.match(await onDisk('real/annotations/001_14efa203bdfcdf50.yaml'), /quote: "Ant Financial Services Group", before: ", Alibaba and its financial arm "/);
    await vscode.commands.executeCommand('seedmark.nextArticleWith');
    await eventually(() => assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /000_3c350c7748b74918/));
    const at = caretAt(first, 'Alibaba, and Ant Fin|ancial have signed');
    const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', first.document.uri, at);
    assert.equal(references.length, 2);
  });

  it('are followed from passage to passage by keys alone: two are linked, and walked to and back', async function () {
    needWindow(this);
    await show('real/000_3c350c7748b74918.txt');
    await press('alt+enter');
    await waitFor('.statusbar-item:has-text("Annotate:")');
    await find('strategic cooperation agreement to boost');
    await press('l');
    await waitFor('.statusbar-item:has-text("Link from “Shanghai, Alibaba, and Ant")');
    await press('f1');
    await waitFor('.quick-input-widget input');
    await type('Seedmark: Related Articles');
    await waitFor('.quick-input-list .monaco-list-row.focused:has-text("Related Articles")');
    await press('enter');
    await waitFor('.quick-input-widget:has-text("Related to")');
    await eventually(async () => assert.match((await textOf('.quick-input-list .monaco-list-row'))[0] ?? '', /Shanghai, Alibaba in digital deal/));
    await screenshot('real-related');
    await press('enter');
    await eventually(() => assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /001_14efa203bdfcdf50/));
    await waitFor('.quick-input-widget', { gone: true });
    await find('strategic deal');
    await press('l');
    await waitFor('.quick-input-list .monaco-list-row');
    await type('same');
    await screenshot('real-relation');
    await press('enter');
    const sidecar = 'real/annotations/000_3c350c7748b74918.yaml';
    await eventually(async () => assert.match(await onDisk(sidecar), /relation: same-event, from: \{ at: \[\d+, \d+\], quote: "Shanghai, Alibaba, and Ant Financial.*to: \{ article: 001_14efa203bdfcdf50, .*quote: "Shanghai will deepen/));
    await waitFor('.statusbar-item:has-text("Linked: ")');
    await press('f12');
    await eventually(() => assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /000_3c350c7748b74918/));
    await press('ctrl+k ctrl+i');
    await waitFor('.monaco-hover:has-text("same event")');
    await screenshot('real-linked');
    await press('ctrl+.'); // in annotate mode, where VS Code has no quick fixes
    await waitFor('.quick-input-list .monaco-list-row.focused:has-text("Link “same event”: go to the other passage")');
    await press('escape');
    await press('ctrl+alt+-');
    await eventually(() => assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /001_14efa203bdfcdf50/));
  });

  it('are drawn: the two that are linked, with the entity that both name', async function () {
    needWindow(this);
    await vscode.commands.executeCommand('seedmark.graph', { view: 'articles' });
    await webview.waitFor('canvas[aria-busy=false]');
    await eventually(async () => assert.equal((await webview.textOf('.counts')).join(''), '6 nodes · 3 connections'));
    await screenshot('real-graph');
    await vscode.commands.executeCommand('seedmark.graph', { view: 'timeline' });
    await eventually(async () => assert.match((await webview.textOf('.counts')).join(''), /articles?/));
    await screenshot('real-timeline');
  });

  it('are not written to', async () => {
    assert.ok(source);
    for (const name of readdirSync(source)) assert.equal(await onDisk(`real/${name}`), await readFile(join(source, name), 'utf8'));
  });

  it('look right', async function () {
    needWindow(this);
    const editor = await show('real/004_3e2446023e5bd948.txt');
    select(editor, 'Chinese Internet giant');
    await waitFor('.view-line');
    await screenshot('real-004');
  });
});
