import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { articles, caretAt, onDisk, restore, show, uriOf } from './corpus';
import { eventually } from './window';

/** The names that semantic tokens colour, with the type of each: `Chengdu greenMention`. */
async function coloured(document: vscode.TextDocument): Promise<string[]> {
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
  const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < tokens.data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = tokens.data.slice(at, at + 4);
    character = down === 0 ? character + right : right;
    line += down;
    found.push(`${document.getText(new vscode.Range(line, character, line, character + length))} ${legend.tokenTypes[type]}`);
  }
  return found;
}

async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(hover => hover.contents).map(each => each instanceof vscode.MarkdownString ? each.value : '').join('\n').replaceAll('\\', '');
}

async function symbolsFor(query: string): Promise<vscode.SymbolInformation[]> {
  return vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', query);
}

describe('entities in an article', () => {
  afterEach(restore);

  it('are coloured by their type', async () => {
    const { document } = await show(articles.headed);
    const found = await coloured(document);
    assert.ok(found.includes('Alibaba Group Holding Ltd blueMention'), found.join('\n'));
    assert.ok(found.includes('Chengdu greenMention'));
    assert.ok(found.includes('Daniel Zhang orangeMention'));
  });

  it('have a card with what is known of them and where else they are', async () => {
    const editor = await show(articles.headed);
    const name = caretAt(editor, 'company Alibaba Gr|oup Holding Ltd');
    await eventually(async () => { // the card waits for no other articles to be read
      const card = await hoverAt(editor.document, name);
      assert.match(card, /\*\*Alibaba Group\*\* · Organization/);
      assert.match(card, /also Alibaba, Alibaba Group Holding/);
      assert.match(card, /5 here · 52 in 15 articles/);
      assert.match(card, /command:seedmark\.openArticle/);
    });
  });

  it('go to entities.yaml by definition', async () => {
    const editor = await show(articles.headed);
    const at = caretAt(editor, 'Alibaba CEO Daniel Zh|ang');
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>('vscode.executeDefinitionProvider', editor.document.uri, at);
    assert.ok(link?.targetSelectionRange);
    const yaml = await vscode.workspace.openTextDocument(link.targetUri);
    assert.equal(yaml.getText(link.targetSelectionRange), 'daniel-zhang');
  });

  it('have references across the corpus, each on a name of theirs', async () => {
    const editor = await show(articles.headed);
    const at = caretAt(editor, 'Alibaba CEO Daniel Zh|ang');
    const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', editor.document.uri, at);
    assert.ok(new Set(found.map(each => each.uri.path)).size > 1);
    for (const { uri, range } of found) {
      const document = await vscode.workspace.openTextDocument(uri);
      assert.match(document.getText(range), /^(Daniel )?Zhang( Yong)?$/i);
    }
  });

  it('light up together, by whatever alias', async () => {
    const editor = await show(articles.headed);
    const at = caretAt(editor, 'and Ant Fin|ancial Services Group');
    const found = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', editor.document.uri, at);
    const names = found.map(each => editor.document.getText(each.range));
    assert.deepEqual(new Set(names), new Set(['Ant Financial Services Group', 'Ant Financial']));
  });

  it('are found by name and alias among the symbols of the workspace, and articles by title', async () => {
    assert.ok((await symbolsFor('hema xiansheng')).some(symbol => symbol.name.startsWith('Hema Xiansheng')));
    assert.ok((await symbolsFor('Chengdu, Alibaba seal')).some(symbol => symbol.kind === vscode.SymbolKind.File));
  });

  it('are renamed in entities.yaml alone, and in one step back', async () => {
    const before = await onDisk('entities.yaml');
    const editor = await show(articles.headed);
    const text = editor.document.getText();
    const at = caretAt(editor, 'Alibaba CEO Daniel Zh|ang');
    await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', editor.document.uri, at, 'Daniel Yong Zhang');
    assert.equal(await onDisk('entities.yaml'), before.replace('name: Daniel Zhang\n', 'name: Daniel Yong Zhang\n'));
    assert.equal(editor.document.getText(), text);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.equal(await onDisk('entities.yaml'), before);
  });

  it('change with entities.yaml while it is edited by hand, before it is saved', async () => {
    const { document } = await show(articles.headed);
    const yaml = await vscode.workspace.openTextDocument(uriOf('entities.yaml'));
    await eventually(async () => {
      const type = yaml.getText().indexOf('organization', yaml.getText().indexOf('\nalibaba:'));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(yaml.uri, new vscode.Range(yaml.positionAt(type), yaml.positionAt(type + 'organization'.length)), 'product');
      assert.ok(await vscode.workspace.applyEdit(edit));
    });
    await eventually(async () => assert.ok((await coloured(document)).includes('Alibaba Group Holding Ltd purpleMention')));
    assert.ok(yaml.isDirty);
    await vscode.window.showTextDocument(yaml);
  });
});
