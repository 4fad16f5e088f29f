import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import * as fc from 'fast-check';
import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { IndexReader } from '../../src/core/corpus/indexReader';
import type { ManyFiles } from '../../src/core/corpus/manyFiles';
import { readMany, statMany } from '../../src/disk/readMany';
import { SmallFiles } from '../../src/disk/smallFiles';
import { Threads } from '../../src/disk/threads';
import { NodeSource } from '../bench/nodeSource';
import { answersOf } from '../core/corpus/answers';

const root = path.resolve(import.meta.dirname, '../..');
const folders: string[] = [];

async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'seedmark-threads-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

after(async () => { for (const folder of folders) await rm(folder, { recursive: true }); });

async function indexOf(folder: string, paths: readonly string[], many?: ManyFiles): Promise<CorpusIndex> {
  const index = new CorpusIndex();
  const source = new NodeSource(folder);
  const read = async (name: string): Promise<string | undefined> => source.read(name).catch(() => undefined);
  const stat = async (name: string): ReturnType<NodeSource['stat']> => source.stat(name).catch(() => undefined);
  const reader = new IndexReader(index, { read, stat, isUnsaved: () => false, now: () => Date.now(), rest: () => undefined, ...many && { many } });
  for (const name of paths) reader.add(name);
  while (reader.left > 0) await reader.readAll(4, () => false);
  return index;
}

const article = fc.constantFrom('## Title: One\n\nOne.\n', '\ufeffTwo “two”.\r\n', '==> a.txt <==\nA.\n\n==> b.txt <==\nB.\n', '蚂蚁\0', '', 'By Jo Doe\n\nMay 3, 2018\n');
const sidecar = fc.constantFrom(
  'article: news/1\nmentions:\n  - { id: aaaaaa, entity: ant, at: [0, 1], quote: "O“", before: "", after: "’s “蚂蚁”" }\n', 'title: Other\nstatus: done\n', 'mentions: [', '',
  'article: news/2\nlinks:\n  - { id: bbbbbb, relation: quotes, from: { at: [0, 1], quote: "O" }, to: { article: news/1, at: [0, 1], quote: "T" } }\n',
);
const content = (text: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> => fc.oneof({ weight: 4, arbitrary: text.map(each => new TextEncoder().encode(each)) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) });
const corpora = fc.tuple(fc.array(content(article), { maxLength: 8 }), fc.array(content(sidecar), { maxLength: 8 })).map(([articles, sidecars]): Record<string, Uint8Array> => Object.fromEntries([
  ...articles.map((each, at) => [`news/${String(at)}.txt`, each]), ...sidecars.map((each, at) => [`annotations/news/${String(at)}.yaml`, each]),
  ['corpus.yaml', new TextEncoder().encode('articles: ["news/*.txt"]\n')],
]));

describe('many files, read with synchronous calls', () => {
  it('say what they say read one by one, whatever is in them', async () => {
    await fc.assert(fc.asyncProperty(corpora, async files => {
      const folder = await folderOf(files);
      const disk = new SmallFiles(folder);
      const many: ManyFiles = { isWorth: () => true, atOnce: 2, stats: async paths => Promise.resolve(statMany(disk, paths)), read: async (paths, take) => take(readMany(disk, paths)) };
      const paths = [...Object.keys(files), 'news/none.txt'];
      assert.deepEqual(answersOf(await indexOf(folder, paths, many)), answersOf(await indexOf(folder, paths)));
    }), { numRuns: 40 });
  });

  it('say nothing of what is not there, and tell what cannot be read', async () => {
    const disk = new SmallFiles(await folderOf({ 'news/folder.txt/a.txt': 'A.\n', 'news/1.txt': 'One.\n' }));
    assert.deepEqual(readMany(disk, ['news/folder.txt', 'news/2.txt', 'news/1.txt/x.txt']).unread, ['news/folder.txt', 'news/1.txt/x.txt']);
    assert.deepEqual([...statMany(disk, ['news/1.txt', 'news/2.txt'])].map(value => Number.isNaN(value)), [false, false, true, true]);
  });

  it('are read whole, also when they are larger than the room for the others', async () => {
    const text = 'Ant Group. '.repeat(200_000);
    assert.equal(new SmallFiles(await folderOf({ 'large.txt': text })).read('large.txt')?.text, text);
  });
});

describe('threads that read', () => {
  const files = { 'corpus.yaml': 'articles: ["news/*.txt"]\n', ...Object.fromEntries(Array.from({ length: 1200 }, (_, at) => [`news/${String(at)}.txt`, `## Title: ${String(at)}\n\nText “${String(at)}”.\n`])) };
  const paths = Object.keys(files);
  let folder = '';
  let expected: unknown;

  before(async () => {
    folder = await folderOf(files);
    expected = answersOf(await indexOf(folder, paths));
  });

  /** The index that is made with threads that run this; and whether it was they who read. */
  async function readBy(file: string): Promise<{ answers: unknown; fails: boolean }> {
    const threads = new Threads(folder, file);
    let fails = false;
    const many: ManyFiles = { isWorth: count => count >= 1000, atOnce: threads.atOnce, stats: async list => threads.stats(list), read: async (list, take) => threads.read(list, take).catch((error: unknown) => { fails = true; throw error; }) };
    const answers = answersOf(await indexOf(folder, paths, many));
    threads.close();
    return { answers, fails };
  }

  it('say what is said without them', async () => {
    const file = path.join(await folderOf({}), 'thread.cjs');
    await build({ absWorkingDir: root, entryPoints: ['src/disk/thread.ts'], outfile: file, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
    assert.deepEqual(await readBy(file), { answers: expected, fails: false });
  });

  it('give texts as they are read one by one, whatever is in them, and leave out what is not there or no file', async () => {
    const file = path.join(await folderOf({}), 'thread.cjs');
    await build({ absWorkingDir: root, entryPoints: ['src/disk/thread.ts'], outfile: file, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
    await fc.assert(fc.asyncProperty(fc.array(content(article), { maxLength: 8 }), async contents => {
      const below = await folderOf({ 'folder/a.txt': 'A.\n', ...Object.fromEntries(contents.map((each, at) => [`${String(at)}.txt`, each])) });
      const threads = new Threads(below, file);
      const [disk, there] = [new SmallFiles(below), contents.map((_, at) => `${String(at)}.txt`)];
      for (const asked of [['none.txt', ...there, 'folder'], [...there].reverse()]) { // the second answer has the room of the first
        assert.deepEqual([...await threads.texts(asked)], asked.filter(each => there.includes(each)).map(each => [each, disk.read(each)?.text]));
      }
      threads.close();
    }), { numRuns: 15 });
  });

  for (const [what, code] of [['cannot be started', undefined], ['die at once', "throw new Error('no');"], ['die while they read', "require('node:worker_threads').parentPort.on('message', () => process.exit());"]] as const) {
    it(`and ${what} leave nothing unread`, async () => {
      const file = path.join(await folderOf(code === undefined ? {} : { 'thread.cjs': code }), 'thread.cjs');
      assert.deepEqual(await readBy(file), { answers: expected, fails: true });
    });
  }
});
