// The corpus that the tests have open: a copy of seeds/. What a test changes, `restore` brings back.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, readFile, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as vscode from 'vscode';
import { gitBlobId } from '../../src/core/store/gitBlobId';
import { eventually, settled } from './window';

/** The articles that the tests speak of, by what they are. */
export const articles = {
  headed: '001_851d70915e2d610c.txt',
  bundle: 'bundle.seeds',
  untitled: '000_94900289e261b5e4.txt',
} as const;

export function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first);
  return first.uri;
}

export function uriOf(path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(), path);
}

export async function onDisk(path: string): Promise<string> {
  return readFile(uriOf(path).fsPath, 'utf8');
}

export async function toDisk(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
}

/** A folder of what Seedmark keeps of this corpus outside of it, for all windows: `journal` or `turns`. */
export function kept(name: 'journal' | 'turns'): string {
  return join(userFolder(), 'globalStorage', 'seedmark.seedmark', 'corpora', gitBlobId(new TextEncoder().encode(folder().toString())), name);
}

/** Where VS Code has the person's settings and keybindings. */
export function userFolder(): string {
  const path = process.env['SEEDMARK_USER'];
  assert.ok(path);
  return path;
}

/**
 * So many articles more, in the folder `many`, each of which names Chengdu; with sidecars in all sorts of forms, or none.
 * @returns the sidecars' paths on the disk, whether they are there or not
 */
export async function manyArticles(count: number): Promise<readonly string[]> {
  await toDisk('corpus.yaml', (await onDisk('corpus.yaml')).replace('"[0-9][0-9][0-9]_*.txt"', '"**/[0-9][0-9][0-9]_*.txt"'));
  const ids = Array.from({ length: count }, (_, at) => `${100 + at}_a`);
  const forms: readonly ((id: string) => string | undefined)[] = [
    () => undefined,
    id => `# ${id}\narticle: many/${id}\nmentions:\n  - { id: aaaaaa, entity: hema, at: [13, 17], quote: "city" }`,
    id => `article: many/${id}   # by hand\r\n\r\nmentions:\r\n- id: aaaaaa\r\n  entity: hema\r\n  at: [13, 17]\r\n  quote: city\r\n`,
    id => `status: in-work\narticle: many/${id}\nmentions:\nlinks:\n`,
  ];
  for (const [at, id] of ids.entries()) {
    await toDisk(`many/${id}.txt`, `Chengdu is a city in the west.\n`);
    const sidecar = forms[at % forms.length]?.(id);
    if (sidecar !== undefined) await toDisk(`annotations/many/${id}.yaml`, sidecar);
  }
  await eventually(async () => assert.equal((await vscode.workspace.findFiles('many/*.txt')).length, count));
  return ids.map(id => uriOf(`annotations/many/${id}.yaml`).fsPath);
}

/** Every file below the corpus's root with its bytes, as text of one character a byte. */
export async function everything(): Promise<ReadonlyMap<string, string>> {
  const root = folder().fsPath;
  const paths = await filesIn(root);
  return new Map(await Promise.all(paths.sort().map(async path => [path, await readFile(join(root, path), 'latin1')] as const)));
}

/** Shows a file of the corpus as it is on disk, the caret at its start. */
export async function show(path: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uriOf(path), { preview: false, selection: new vscode.Range(0, 0, 0, 0) });
  await eventually(() => assert.equal(editor.document.languageId, path.endsWith('.yaml') ? 'yaml' : 'seed'));
  await eventually(async () => assert.equal(editor.document.getText(), await onDisk(path)));
  await settled();
  return editor;
}

/** Puts the caret at the `|` of the words given, which must stand in the document once with what is around the bar. */
export function caretAt(editor: vscode.TextEditor, words: string): vscode.Position {
  const [before = '', after = ''] = words.split('|');
  const at = editor.document.getText().indexOf(before + after);
  assert.ok(at >= 0, `“${before}${after}” is not in ${editor.document.uri.path}`);
  const position = editor.document.positionAt(at + before.length);
  editor.selection = new vscode.Selection(position, position);
  return position;
}

/** Selects the first place of some words. */
export function select(editor: vscode.TextEditor, words: string): void {
  const at = editor.document.getText().indexOf(words);
  assert.ok(at >= 0, `“${words}” is not in ${editor.document.uri.path}`);
  editor.selection = new vscode.Selection(editor.document.positionAt(at), editor.document.positionAt(at + words.length));
}

/** Closes all editors, unsaved changes thrown away. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor !== undefined || vscode.window.tabGroups.all.some(group => group.tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Closes all editors, unsaved changes thrown away, and makes the folder what seeds/ is. */
export async function restore(): Promise<void> {
  await closeAll();
  const root = process.env['SEEDMARK_ROOT'];
  assert.ok(root);
  const here = folder().fsPath;
  const wanted = new Set(await filesIn(join(root, 'seeds')));
  for (const path of await filesIn(here)) if (!wanted.has(path)) await rm(join(here, path));
  await removeEmptyFolders(here);
  for (const path of wanted) {
    const text = await readFile(join(root, 'seeds', path));
    const now = await readFile(join(here, path)).catch(() => undefined);
    if (now === undefined || !text.equals(now)) await cp(join(root, 'seeds', path), join(here, path)).then(() => writeFile(join(here, path), text));
  }
}

async function removeEmptyFolders(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    await removeEmptyFolders(join(path, entry.name));
    await rmdir(join(path, entry.name)).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'ENOTEMPTY') throw error; });
  }
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(path.length + 1));
}

/** The folder of five real articles, which are test input only and no part of the project; `undefined` where there is none. */
export function realArticles(): string | undefined {
  const root = process.env['SEEDMARK_ROOT'] ?? '.';
  const places = [process.env['SEEDMARK_SHARED'], join(root, '../shared'), join(root, '../../shared')];
  return places.filter(place => place !== undefined).map(place => resolve(place, 'seeds')).find(place => existsSync(place));
}
