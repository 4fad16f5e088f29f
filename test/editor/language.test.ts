import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, caretAt, restore, show, toDisk, uriOf } from './corpus';
import { eventually } from './window';

describe('the language seed', () => {
  afterEach(restore);

  it('is that of numbered .txt files and of .seeds', async () => {
    assert.equal((await show(articles.headed)).document.languageId, 'seed');
    assert.equal((await show(articles.bundle)).document.languageId, 'seed');
  });

  it('is given to what corpus.yaml calls an article, and to no other .txt', async () => {
    await toDisk('more/corpus.yaml', 'articles: ["*.txt"]\n');
    await toDisk('more/letter.txt', 'Shanghai, May 3, 2018\n\nDear reader.\n');
    await toDisk('notes.txt', 'Shanghai, May 3, 2018\n');
    const letter = await vscode.workspace.openTextDocument(uriOf('more/letter.txt'));
    const notes = await vscode.workspace.openTextDocument(uriOf('notes.txt'));
    await eventually(async () => {
      await vscode.workspace.openTextDocument(letter.uri);
      assert.equal(vscode.workspace.textDocuments.find(each => each.uri.path === letter.uri.path)?.languageId, 'seed');
    });
    assert.equal(notes.languageId, 'plaintext');
  });

  it('wraps lines, and is quiet', async () => {
    const { document } = await show(articles.headed);
    const settings = vscode.workspace.getConfiguration('editor', document);
    assert.equal(settings.get('wordWrap'), 'on');
    assert.equal(settings.get('wordBasedSuggestions'), 'off');
  });

  it('outlines a bundle by article, header and paragraph', async () => {
    const { document } = await show(articles.bundle);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.equal(symbols.length, 3);
    for (const symbol of symbols) assert.ok(symbol.children.some(child => child.kind === vscode.SymbolKind.String), symbol.name);
    assert.ok(symbols.flatMap(symbol => symbol.children).some(child => child.name === 'Title'));
  });

  it('folds articles and header blocks', async () => {
    const { document } = await show(articles.bundle);
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    const delimiters = folds.filter(fold => document.lineAt(fold.start).text.startsWith('==> '));
    assert.equal(delimiters.length, 3);
    assert.ok(folds.some(fold => document.lineAt(fold.start).text.startsWith('## ')));
  });

  it('selects word, name, sentence, paragraph, article', async () => {
    const editor = await show(articles.headed);
    const at = caretAt(editor, 'company Alibaba Gr|oup Holding Ltd');
    const [range] = await vscode.commands.executeCommand<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', editor.document.uri, [at]);
    const chain: string[] = [];
    for (let each: vscode.SelectionRange | undefined = range; each !== undefined; each = each.parent) chain.push(editor.document.getText(each.range));
    assert.equal(chain[0], 'Group');
    assert.ok(chain.includes('Alibaba Group Holding Ltd'));
    assert.ok(chain.some(text => text.startsWith('Internet company') && text.endsWith('on Thursday.')));
    assert.equal(chain.at(-1), editor.document.getText());
  });
});
