// Writes that the disk refuses, by real obstacles: the person is told, nothing is half written, and Try Again does it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { articles, kept, onDisk, restore, select, show, toDisk, uriOf } from './corpus';
import { FullDisk } from './fullDisk';
import { click, eventually, needWindow, notification, notified, settled } from './window';

const name = '001_851d70915e2d610c.yaml';
const sidecar = `annotations/${name}`;

interface Obstacle {
  readonly what: string;
  /** What the person is told. */
  readonly says: string;
  put(): Promise<void>;
  remove(): Promise<void>;
}

function folderOfSidecars(): string {
  return uriOf('annotations').fsPath;
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}

/** A disk of one's own in the place of the folder of sidecars, with what is in that. */
async function mountOver(): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'seedmark-disk-'));
  await cp(folderOfSidecars(), copy, { recursive: true });
  run('mount', '-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folderOfSidecars());
  await cp(copy, folderOfSidecars(), { recursive: true });
  await rm(copy, { recursive: true });
}

/** Takes the disk away; what was written to it comes to the folder that was there. */
async function unmount(): Promise<void> {
  run('umount', '--lazy', folderOfSidecars());
}

const obstacles: readonly Obstacle[] = [
  {
    what: 'a disk that is read-only',
    says: 'is read-only',
    async put() {
      await mountOver();
      run('mount', '-o', 'remount,ro', folderOfSidecars());
    },
    remove: async () => run('mount', '-o', 'remount,rw', folderOfSidecars()),
  },
  {
    what: 'a file that nobody may write to',
    says: 'you may not write to',
    put: async () => run('chattr', '+i', join(folderOfSidecars(), name)),
    remove: async () => run('chattr', '-i', join(folderOfSidecars(), name)),
  },
  {
    what: 'a folder in the place of the file',
    says: 'cannot be read',
    async put() {
      await rename(join(folderOfSidecars(), name), join(folderOfSidecars(), 'aside'));
      await mkdir(join(folderOfSidecars(), name));
    },
    async remove() {
      await rm(join(folderOfSidecars(), name), { recursive: true });
      await rename(join(folderOfSidecars(), 'aside'), join(folderOfSidecars(), name));
    },
  },
];

describe('a write that is refused', () => {
  before(function () { needWindow(this); });
  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await restore();
  });

  for (const obstacle of obstacles) {
    it(`by ${obstacle.what} is told of and leaves nothing behind; Try Again does it when that is gone`, async function () {
      // A comment fills the file to the end of a page, so that one more mark needs one more.
      const text = await onDisk(sidecar);
      const padded = `${text}# ${'x'.repeat(4096 - (Buffer.byteLength(text) + 3) % 4096)}\n`;
      await toDisk(sidecar, padded);
      const editor = await show(articles.headed);
      try {
        await obstacle.put();
      } catch (error) {
        if (!(error instanceof Error && 'status' in error)) throw error; // not from a program that was run
        console.log(`      skipped: this machine lets nobody make ${obstacle.what} (${String(error).split('\n')[0]})`);
        return this.skip();
      }
      let isThere = true;
      try {
        select(editor, 'Residents');
        await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
        await notified(obstacle.says);
        if (obstacle.says !== 'cannot be read') assert.equal(await onDisk(sidecar), padded);
        assert.deepEqual([await readdir(kept('journal')), await readdir(kept('turns'))], [[], []]);
        await obstacle.remove();
        isThere = false;
        await click(`${notification} .monaco-button:has-text("Try Again")`);
        await eventually(async () => assert.match(await onDisk(sidecar), /quote: "Residents"/));
        assert.equal((await onDisk(sidecar)).replace(/.*quote: "Residents".*\n/, ''), padded);
        await vscode.commands.executeCommand('seedmark.undo');
        assert.equal(await onDisk(sidecar), padded);
      } finally {
        if (isThere) await obstacle.remove();
        if (obstacle.says.includes('disk') || obstacle.says.includes('read-only')) await unmount();
      }
    });
  }

  it('by the extension’s own storage is told of, with the place that is in the way; Try Again does it when that is gone', async () => {
    const before = await onDisk(sidecar);
    const editor = await show(articles.headed);
    await settled();
    await rm(kept('turns'), { recursive: true, force: true });
    await mkdir(dirname(kept('turns')), { recursive: true });
    await writeFile(kept('turns'), '');
    try {
      select(editor, 'Residents');
      await vscode.commands.executeCommand('seedmark.tag', { entity: 'chengdu' });
      await notified(kept('turns'));
      assert.equal(await onDisk(sidecar), before);
    } finally {
      await rm(kept('turns'));
    }
    await click(`${notification} .monaco-button:has-text("Try Again")`);
    await eventually(async () => assert.match(await onDisk(sidecar), /quote: "Residents"/));
  });

  it('by a disk that is full is told of and leaves nothing behind; Try Again does it when there is room', async () => {
    const disk = new FullDisk({ 'corpus.yaml': 'articles: ["*.txt"]\n', 'entities.yaml': 'ant:\n  name: Ant\n  type: organization\n', 'a.txt': 'Ant is in Hangzhou.\n' });
    try {
      const editor = await vscode.window.showTextDocument(disk.uri('a.txt'), { preview: false });
      await vscode.languages.setTextDocumentLanguage(editor.document, 'seed');
      await settled();
      for (const [words, entity] of [['Ant', 'ant'], ['Hangzhou', 'ant']] as const) {
        const before = disk.texts();
        disk.room = 20;
        select(editor, words);
        await vscode.commands.executeCommand('seedmark.tag', { entity });
        await notified('no room left on the disk');
        assert.deepEqual(disk.texts(), before);
        disk.room = Infinity;
        await click(`${notification} .monaco-button:has-text("Try Again")`);
        await eventually(() => assert.match(disk.texts()['annotations/a.yaml'] ?? '', new RegExp(`quote: ${words}|quote: "${words}"`)));
        await vscode.commands.executeCommand('notifications.clearAll');
      }
    } finally {
      disk.dispose();
    }
  });
});
