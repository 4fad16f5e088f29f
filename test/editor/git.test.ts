// A corpus in a git repository: what a merge or another branch does to an article, and the old text that git gives back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { textFromGit } from '../../src/editor/article/git';
import { articles, closeAll, folder, onDisk, restore, select, show, toDisk, uriOf, userFolder } from './corpus';
import { eventually } from './window';

const sidecar = 'annotations/001_851d70915e2d610c.yaml';
const remarks = 'As every month, the office told reporters that trade in Chengdu grew by a tenth and that it expects more of that.';
const opening = 'An opening that nobody had written before.';
const theirs = '  - { id: theirs, entity: ant-group, at: [261, 267], quote: "sister", before: " Ant Financial Services Group, its ", after: " in finance, will lend their" }\n';
/** The marks whose words `edited` takes away. */
const lost = ['Xu Manli', 'Tao Ruolan', 'Southwest Institute of Digital Trade'];
/** Two places that have the same words around them further than an anchor remembers: which of them was marked only the old text tells. */
const twice = `Trade grows\n\nThe first quarter was good for the harbour.\n${remarks}\nThe second quarter was good for the airport.\n${remarks}\nIn the end everyone went home.\n`;
const once = twice.replace(`The first quarter was good for the harbour.\n${remarks}\n`, '');

/** Runs git as a person does in a terminal, and returns what it prints, without the line's end. */
function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=Tester', '-c', 'user.email=tester@example.com', '-c', 'core.autocrlf=false', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...who, ...args], { cwd: folder().fsPath, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();
}

function commitAll(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}

function hasGit(): boolean {
  try {
    return git('--version') !== '';
  } catch {
    return false;
  }
}

/** Turns VS Code's git on or off; the settings of the tests have it off. */
async function setGit(value: boolean): Promise<void> {
  await vscode.workspace.getConfiguration('git').update('enabled', value, vscode.ConfigurationTarget.Global);
}

interface GitExtension {
  getAPI(version: 1): { readonly repositories: readonly unknown[] };
}

/** How many repositories VS Code's git has open. */
function openRepositories(): number {
  return vscode.extensions.getExtension<GitExtension>('vscode.git')?.exports.getAPI(1).repositories.length ?? 0;
}

/** What the Problems panel says of the marks of an article that wait for someone. */
function waiting(path: string): readonly string[] {
  return vscode.languages.getDiagnostics(uriOf(path))
    .filter(({ source, code }) => source === 'Seedmark' && typeof code === 'string' && code.startsWith('anchor-'))
    .map(({ message }) => message);
}

/** Waits until there is one mark of each of these words that waits for someone, and no other. */
async function waitingNow(path: string, words: readonly string[]): Promise<void> {
  await eventually(() => {
    const messages = waiting(path);
    assert.equal(messages.length, words.length, messages.join('\n'));
    for (const each of words) assert.ok(messages.some(message => message.includes(each)), `${each}: ${messages.join('\n')}`);
  });
}

/** Of some words those at whose first place in the article a mark stands that is exactly as long. */
async function anchored(editor: vscode.TextEditor, words: readonly string[]): Promise<readonly string[]> {
  const { document } = editor;
  const { data } = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
  const drawn = new Set(tokens(data).map(range => `${document.offsetAt(range.start)} ${document.getText(range)}`));
  return words.filter(each => drawn.has(`${document.getText().indexOf(each)} ${each}`));
}

/** The stretches of semantic tokens: five numbers each, of which the first two count from the token before. */
function tokens(data: Uint32Array): readonly vscode.Range[] {
  const found: vscode.Range[] = [];
  let [line, column] = [0, 0];
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [down = 0, right = 0, length = 0] = data.subarray(at, at + 3);
    column = down === 0 ? column + right : right;
    line += down;
    found.push(new vscode.Range(line, column, line, column + length));
  }
  return found;
}

/** The article as heavy hands leave it: new words before, between and in the place of marked ones, paragraphs gone and others in a new order. */
function edited(text: string): string {
  const lines = text.split('\n');
  const [head, [first = '', second = '', third = ''], rest] = [lines.slice(0, 7), lines.slice(7, 10), lines.slice(10)];
  return [...head, opening, third, first, `${second} So it was said.`, ...rest].join('\n')
    .replace('said Xu Manli', 'said the manager')
    .replace(/^Tao Ruolan.*\n/m, '');
}

describe('a corpus in a git repository', () => {
  before(async function () {
    if (!hasGit()) {
      console.log('      skipped: there is no git here');
      this.skip();
    }
    git('init', '--quiet', '--initial-branch=main');
    commitAll('The corpus');
    git('tag', 'beginning');
    git('checkout', '--quiet', '-b', 'edits');
    await toDisk(articles.headed, edited(await onDisk(articles.headed)));
    await toDisk(sidecar, (await onDisk(sidecar)).replace('mentions:\n', `mentions:\n${theirs}`));
    commitAll('Edit the article, tag a word of it');
    git('checkout', '--quiet', 'main');
    await setGit(true);
  });
  afterEach(async () => {
    await closeAll();
    git('checkout', '--quiet', '--force', 'main');
    git('reset', '--quiet', '--hard', 'beginning');
  });
  after(async () => {
    // Else VS Code asks git about a repository that is gone, and that fails where nobody listens: in the middle of another test.
    await vscode.commands.executeCommand('git.close', folder());
    await eventually(() => assert.equal(openRepositories(), 0));
    await setGit(false);
    await rm(uriOf('.git').fsPath, { recursive: true, force: true });
    await restore();
  });

  it('a pull that edits an open article keeps the marks whose words are in it, and leaves the others to someone', async () => {
    const editor = await show(articles.headed);
    select(editor, 'Residents');
    await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
    commitAll('Tag another word');
    const ours = await onDisk(sidecar);
    git('pull', '--quiet', '--no-rebase', '--no-edit', '.', 'edits');
    await eventually(() => assert.equal(editor.document.getText().includes(opening), true));
    await waitingNow(articles.headed, lost);
    assert.deepEqual(await anchored(editor, ['Residents', 'sister', 'Luo Qingyuan']), ['Residents', 'sister', 'Luo Qingyuan']);
    assert.equal(await onDisk(sidecar), ours.replace('mentions:\n', `mentions:\n${theirs}`));
    git('checkout', '--quiet', 'HEAD~1');
    await waitingNow(articles.headed, []);
  });

  it('a checkout does the same to a closed article', async () => {
    git('checkout', '--quiet', 'edits');
    const editor = await show(articles.headed);
    await waitingNow(articles.headed, lost);
    assert.deepEqual(await anchored(editor, ['sister', 'Luo Qingyuan']), ['sister', 'Luo Qingyuan']);
  });

  it('the text that marks were made in comes from git where nothing else has it', async () => {
    const path = '030_trade.txt';
    const uri = uriOf(path);
    await toDisk(path, twice);
    const id = git('hash-object', path);
    const at = twice.indexOf('Chengdu');
    const quoted = `quote: "Chengdu", before: "${twice.slice(at - 32, at)}", after: "${twice.slice(at + 7, at + 39)}"`;
    await toDisk('annotations/030_trade.yaml', `article: 030_trade\ntext: ${id}\nmentions:\n  - { id: aaaaaa, entity: chengdu, at: [${at}, ${at + 7}], ${quoted} }\n`);
    commitAll('Trade');
    await unlink(uri.fsPath);
    commitAll('Away with it');
    await toDisk(path, once);
    commitAll('Trade, without the first quarter');
    await eventually(async () => assert.equal(new TextDecoder().decode(await textFromGit([uri], id)), twice));
    assert.equal(await textFromGit([uri], '0'.repeat(40)), undefined);
    const kept = join(userFolder(), 'globalStorage', 'seedmark.seedmark', 'texts', id.slice(0, 2));
    await mkdir(kept, { recursive: true });
    await writeFile(join(kept, id.slice(2)), twice.slice(0, 40)); // as a disk that is full leaves it
    await show(path);
    await waitingNow(path, ['Chengdu']);
  });

  it('a closed article’s marks stand for others where they stand in its editor', async () => {
    const path = '032_closed.txt';
    await toDisk(path, twice);
    const at = twice.indexOf('Chengdu');
    const quoted = `quote: "Chengdu", before: "${twice.slice(at - 32, at)}", after: "${twice.slice(at + 7, at + 39)}"`;
    await toDisk('annotations/032_closed.yaml', `article: 032_closed\ntext: ${git('hash-object', path)}\nmentions:\n  - { id: aaaaaa, entity: chengdu, at: [${at}, ${at + 7}], ${quoted} }\n`);
    commitAll('Trade');
    await toDisk(path, once);
    const { document } = await show(articles.headed);
    const here = document.positionAt(document.getText().indexOf('makes Chengdu') + 7);
    await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, here);
      const [there, ...others] = found.filter(({ uri }) => uri.path.endsWith(path));
      // The words that were marked are gone, and those left are their double: the mark waits, at the heading.
      assert.deepEqual([there?.range.start.line, others], [0, []]);
    });
    // So the double is not tagged yet.
    await vscode.commands.executeCommand('seedmark.tagEverywhere', { entity: 'chengdu', confirm: true });
    const tagged = (await onDisk('annotations/032_closed.yaml')).match(/entity: chengdu/g);
    await vscode.commands.executeCommand('seedmark.undo');
    assert.equal(tagged?.length, 2);
  });

  it('so does a text that was only ever on another branch', async () => {
    const path = '031_elsewhere.txt';
    git('checkout', '--quiet', '-b', 'elsewhere');
    const text = `\uFEFF${twice.replaceAll('\n', '\r\n')}no line break at the end`;
    await toDisk(path, text);
    const id = git('hash-object', path);
    commitAll('An article of another branch');
    git('checkout', '--quiet', 'main');
    git('branch', '--quiet', '-D', 'elsewhere');
    const near = [uriOf(path), uriOf(articles.headed)];
    await eventually(async () => assert.equal(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await textFromGit(near, id)), text));
  });
});
