// How the corpus is read: what is left out, and what happens when the reading is stopped.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { restore, show, toDisk, uriOf, articles } from './corpus';
import { eventually } from './window';

/** The articles that the whole corpus has by some words of their titles. */
async function found(words: string): Promise<string[]> {
  const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', words);
  return symbols.filter(({ location }) => /\.(txt|seeds)$/.test(location.uri.path)).map(({ name }) => name);
}

const title = 'Zanzibar opens a harbour';
const text = `## Title: ${title}\n\n${title}\n\nThe harbour is open.\n`;

/** Makes a folder elsewhere, with these texts in it by their paths, and moves it to its place, so that the disk tells of the folder alone. */
async function moveIn(name: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const elsewhere = await mkdtemp(join(tmpdir(), 'seedmark-folder-'));
  await mkdir(join(elsewhere, name, 'annotations'), { recursive: true });
  for (const [path, content] of Object.entries(texts)) await writeFile(join(elsewhere, name, path), content);
  await rename(join(elsewhere, name), uriOf(name).fsPath);
  await rm(elsewhere, { recursive: true });
}

/** The codes of all problems in the files below a folder. */
function problemsBelow(name: string): string[] {
  const top = `${uriOf(name).path}/`;
  return vscode.languages.getDiagnostics().filter(([uri]) => uri.path.startsWith(top)).flatMap(([, all]) => all.map(({ code }) => typeof code === 'string' ? code : '')).sort();
}

describe('the reading of the corpus', () => {
  const files = vscode.workspace.getConfiguration('files');

  before(restore);

  afterEach(async () => {
    await files.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('seedmark.continueReading');
    await rm(uriOf('hidden').fsPath, { recursive: true, force: true });
    await rm(uriOf('.vscode').fsPath, { recursive: true, force: true });
    await restore();
  });

  it('leaves out what files.exclude hides, and takes it when it is hidden no more', async () => {
    await toDisk('corpus.yaml', 'articles: ["**/*.txt", "*.seeds"]\n');
    await mkdir(uriOf('hidden').fsPath);
    await toDisk('hidden/090_zanzibar.txt', text);
    await eventually(async () => assert.deepEqual(await found('zanzibar'), [title]));
    await files.update('exclude', { '**/hidden': true }, vscode.ConfigurationTarget.Workspace);
    await eventually(async () => assert.deepEqual(await found('zanzibar'), []));
    await toDisk('hidden/091_zanzibar.txt', text);
    await toDisk('092_seen.txt', text.replaceAll('Zanzibar', 'Mombasa'));
    await eventually(async () => assert.deepEqual(await found('mombasa'), [title.replace('Zanzibar', 'Mombasa')]));
    assert.deepEqual(await found('zanzibar'), []);
    await files.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    await eventually(async () => assert.deepEqual(await found('zanzibar'), [title, title]));
  });

  it('leaves out what corpus.yaml excludes', async () => {
    await toDisk('090_zanzibar.txt', text);
    await eventually(async () => assert.deepEqual(await found('zanzibar'), [title]));
    await toDisk('corpus.yaml', 'articles: ["*.txt", "*.seeds"]\nexclude: ["090_*"]\n');
    await eventually(async () => assert.deepEqual(await found('zanzibar'), []));
  });

  it('reads nothing more when it is stopped, but what an open article needs', async () => {
    await show(articles.headed);
    await vscode.commands.executeCommand('seedmark.stopReading');
    await toDisk('090_zanzibar.txt', text);
    const editor = await show('090_zanzibar.txt');
    await eventually(async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', editor.document.uri);
      assert.ok(symbols.length > 0);
    });
    await toDisk('091_zanzibar.txt', text.replaceAll('Zanzibar', 'Mombasa'));
    assert.deepEqual(await found('mombasa'), []);
    await vscode.commands.executeCommand('seedmark.continueReading');
    await eventually(async () => assert.equal((await found('mombasa')).length, 1));
  });

  describe('folders that come and go whole', () => {
    it('are read, and forgotten', async () => {
      await toDisk('corpus.yaml', 'articles: ["**/*.txt", "*.seeds"]\n');
      await eventually(async () => assert.deepEqual(await found('zanzibar'), []));
      await moveIn('hidden', { '090_zanzibar.txt': text });
      await eventually(async () => assert.deepEqual(await found('zanzibar'), [title]));
      await rm(uriOf('hidden').fsPath, { recursive: true });
      await eventually(async () => assert.deepEqual(await found('zanzibar'), []));
    });

    it('are corpora of their own where they have a corpus.yaml, as long as they are there', async () => {
      const alike = ['Harbour', 'Harbor'].map(word => `zanzibar-${word.toLowerCase()}:\n  name: Zanzibar ${word} Board\n  type: organization\n`);
      await moveIn('hidden', {
        'corpus.yaml': 'articles: ["*.txt"]\n', 'entities.yaml': alike.join(''),
        '090_zanzibar.txt': text, 'annotations/gone.yaml': 'article: gone\nmentions:\n',
      });
      await eventually(() => assert.deepEqual(problemsBelow('hidden'), ['entity-alike', 'sidecar-orphan']));
      await eventually(async () => assert.deepEqual(await found('zanzibar'), [title]));
      await rm(uriOf('hidden').fsPath, { recursive: true });
      await eventually(() => assert.deepEqual(problemsBelow('hidden'), []));
      await eventually(async () => assert.equal(await vscode.commands.executeCommand('seedmark.check'), 0));
    });

    it('take their sidecars with them', async () => {
      await toDisk('annotations/far/gone.yaml', 'article: far/gone\nmentions:\n');
      await eventually(() => assert.deepEqual(problemsBelow('annotations/far'), ['sidecar-orphan']));
      await rm(uriOf('annotations/far').fsPath, { recursive: true });
      await eventually(() => assert.deepEqual(problemsBelow('annotations/far'), []));
    });
  });
});
