import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { IndexReader, type CorpusSource } from '../../../src/core/corpus/indexReader';
import { readSnapshot, writeSnapshot, type SnapshotEntry } from '../../../src/core/corpus/snapshot';
import type { Stamp } from '../../../src/core/corpus/stamp';
import type { ManyFiles } from '../../../src/core/corpus/manyFiles';
import { readMany, statMany } from '../../../src/disk/readMany';
import { answersOf } from './answers';

const name = 'file:///corpus';

const texts: Readonly<Record<string, readonly string[]>> = {
  'corpus.yaml': ['articles: ["*.txt", "*.seeds"]\n', 'articles: ["*.txt"]\n'],
  'entities.yaml': ['ant:\n  name: Ant\n  type: person\n', 'ant:\n  name: Ant Group\n  type: organization\n'],
  'annotations/001_a.yaml': [
    'article: 001_a\nmentions:\n  - { id: aaaaaa, entity: ant, at: [0, 1], quote: "O", before: "", after: "’s “蚂蚁”" }\n',
    'article: 001_a\nlinks:\n  - { id: bbbbbb, relation: quotes, from: { at: [0, 1], quote: "O" }, to: { article: 002_b, at: [0, 1], quote: "T" } }\n',
    'title: Other\nstatus: done\nrejected:\n  - { id: cccccc, entity: ali, at: [1, 2], quote: "n" }\n',
  ],
  'annotations/002_b.yaml': ['article: 002_b\nmentions:\n  - { id: aaaaaa, entity: ali, at: [0, 1], quote: "T" }\n', 'mentions: ['],
  '001_a.txt': ['## Title: One\n## Date: May 3, 2018\nOne.\n', 'By Jo Doe\n\nUno.\n', '## odd\n\0'],
  '002_b.txt': ['Two.\n', ''],
  'all.seeds': ['==> 001_a.txt <==\nOne.\n\n==> 002_b.txt <==\nTwo.\n', '==> 003_c.txt <==\nThree.\n'],
};
const paths = Object.keys(texts);

interface Written {
  readonly text: string;
  readonly mtime: number;
}

/** A disk whose clock stands still unless it is moved. */
class Disk implements CorpusSource {
  readonly files = new Map<string, Written>();
  /** Set for a disk that is read elsewhere. */
  many?: ManyFiles;
  reads = 0;
  time = 1_000_000;

  write(path: string, text: string | undefined): void {
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, { text, mtime: this.time });
  }

  async read(path: string): Promise<string | undefined> {
    this.reads++;
    return Promise.resolve(this.files.get(path)?.text);
  }

  async stat(path: string): Promise<Stamp | undefined> {
    const file = this.files.get(path);
    return Promise.resolve(file && stamped(file));
  }

  isUnsaved(): boolean {
    return false;
  }

  now(): number {
    return this.time;
  }

  rest(): undefined {
    return undefined;
  }
}

function stamped({ text, mtime }: Written): Stamp {
  return { size: Buffer.byteLength(text), mtime };
}

/** The same disk, read a few files at a time as threads do. */
function elsewhere(disk: Disk): Disk {
  const reader = {
    stat: (path: string): Stamp | undefined => { const file = disk.files.get(path); return file && stamped(file); },
    read: (path: string): { text: string; stamp: Stamp } | undefined => {
      if (path.startsWith('002')) throw new Error('not this way');
      const file = disk.files.get(path);
      return file && { text: file.text, stamp: stamped(file) };
    },
  };
  disk.many = {
    isWorth: () => true, atOnce: 2,
    stats: async asked => Promise.resolve(statMany(reader, asked)),
    read: async (asked, take) => {
      const read = readMany(reader, asked);
      await take(read);
      read.entries.fill(0xff);
    },
  };
  return disk;
}

async function started(disk: Disk, snapshot: Uint8Array = new Uint8Array()): Promise<{ index: CorpusIndex; reader: IndexReader }> {
  const index = new CorpusIndex();
  const reader = new IndexReader(index, disk);
  for (const path of ['corpus.yaml', 'entities.yaml', ...disk.files.keys()]) reader.add(path);
  await reader.recall(readSnapshot(name, snapshot), 3, () => false);
  while (reader.left > 0) await reader.readAll(3, () => false);
  return { index, reader };
}

async function snapshotOf({ index, reader }: { index: CorpusIndex; reader: IndexReader }): Promise<Uint8Array> {
  const entries: SnapshotEntry[] = [];
  for await (const entry of reader.entries(index.paths())) entries.push(entry);
  return writeSnapshot(name, entries);
}

const content = fc.constantFrom(...paths).chain(path => fc.tuple(fc.constant(path), fc.option(fc.constantFrom(...texts[path] ?? []), { nil: undefined, freq: 4 })));
const contents = fc.array(content, { minLength: 4, maxLength: 12 });

function filled(files: readonly (readonly [string, string | undefined])[]): Disk {
  const disk = new Disk();
  for (const [path, text] of files) disk.write(path, text);
  disk.time += 10_000;
  return disk;
}

describe('an index that starts from a snapshot', () => {
  it('says what it would say without one, whatever has changed since', async () => {
    await fc.assert(fc.asyncProperty(contents, contents, fc.boolean(), async (before, after, isLate) => {
      const disk = filled(before);
      const snapshot = await snapshotOf(await started(disk));
      if (isLate) disk.time += 10_000;
      for (const [path, text] of after) disk.write(path, text);
      const fresh = answersOf((await started(disk)).index);
      assert.deepEqual(answersOf((await started(disk, snapshot)).index), fresh);
      assert.deepEqual(answersOf((await started(elsewhere(disk), snapshot)).index), fresh);
      assert.deepEqual(answersOf((await started(disk)).index), fresh);
      assert.deepEqual(answersOf((await started(disk, await snapshotOf(await started(disk)))).index), fresh);
    }));
  });

  it('says so when a file was written again in the tick of the clock in which it was read', async () => {
    const disk = new Disk();
    disk.write('001_a.txt', 'One.\n');
    const first = await started(disk);
    disk.write('001_a.txt', 'Two.\n');
    const snapshot = await snapshotOf(first);
    assert.deepEqual(answersOf((await started(disk, snapshot)).index), answersOf((await started(disk)).index));
  });

  it('reads no file again that has not changed, but for the settings and the entities', async () => {
    const disk = filled(paths.map(path => [path, texts[path]?.[0]]));
    const snapshot = await snapshotOf(await started(disk));
    disk.reads = 0;
    await started(disk, snapshot);
    assert.equal(disk.reads, 2);
  });

  it('believes no snapshot that was cut short or changed by as much as a bit', async () => {
    const damage = fc.record({ at: fc.nat(), bit: fc.nat(7), cut: fc.boolean() });
    await fc.assert(fc.asyncProperty(contents, damage, async (files, { at, bit, cut }) => {
      const disk = filled(files);
      const whole = await snapshotOf(await started(disk));
      const place = at % whole.length;
      const damaged = cut ? whole.slice(0, place) : whole.map((byte, index) => index === place ? byte ^ (1 << bit) : byte);
      assert.deepEqual([...readSnapshot(name, damaged)], []);
      assert.deepEqual(answersOf((await started(disk, damaged)).index), answersOf((await started(disk)).index));
    }));
  });

  it('believes none of another corpus', async () => {
    const snapshot = await snapshotOf(await started(filled(paths.map(path => [path, texts[path]?.[0]]))));
    assert.ok([...readSnapshot(name, snapshot)].length > 0);
    assert.deepEqual([...readSnapshot('file:///other', snapshot)], []);
  });
});

describe('the reading for one article', () => {
  it('reads the settings, the entities, its file and its sidecar, and nothing else', async () => {
    const disk = filled(paths.map(path => [path, texts[path]?.[0]]));
    const index = new CorpusIndex();
    const reader = new IndexReader(index, disk);
    for (const path of disk.files.keys()) reader.add(path);
    await reader.readFor('001_a.txt');
    assert.equal(disk.reads, 4);
    assert.deepEqual([index.article('001_a')?.title?.value, index.mentionCount('ant'), index.entity('ant')?.name, index.article('002_b')], ['One', 1, 'Ant', undefined]);
  });

  it('does not read what is no file of the corpus', async () => {
    const disk = filled([['corpus.yaml', 'articles: ["*.txt"]\n'], ['huge.log', 'One.\n']]);
    await new IndexReader(new CorpusIndex(), disk).readFor('huge.log');
    assert.equal(disk.reads, 2);
  });

  it('takes what changes while it reads', async () => {
    const disk = filled([['001_a.txt', 'One.\n']]);
    const index = new CorpusIndex();
    const reader = new IndexReader(index, disk);
    const reading = reader.readFor('001_a.txt');
    disk.write('001_a.txt', '## Title: Two\n\nText.\n');
    reader.mark('001_a.txt');
    await reading;
    assert.equal(index.article('001_a')?.title?.value, 'Two');
  });
});

describe('the reading of all', () => {
  it('ends no sooner than what was begun for one article', async () => {
    const disk = filled([['001_a.txt', 'One.\n']]);
    const index = new CorpusIndex();
    const reader = new IndexReader(index, disk);
    const one = reader.readFor('001_a.txt');
    await reader.readAll(3, () => false);
    assert.equal(reader.left, 0);
    await one;
    assert.equal(index.article('001_a')?.path, '001_a.txt');
  });

  it('reads a file that was read before only if it was written since, or may have been', async () => {
    const disk = filled([['entities.yaml', 'ant:\n  name: Ant\n']]);
    const index = new CorpusIndex();
    const reader = new IndexReader(index, disk);
    const nameAfter = async (text: string | undefined, later: number): Promise<string | undefined> => {
      disk.time += later;
      if (text !== undefined) disk.write('entities.yaml', text);
      await reader.markIfWritten('entities.yaml');
      await reader.readAll(3, () => false);
      return index.entity('ant')?.name;
    };
    assert.equal(await nameAfter(undefined, 10_000), 'Ant'); // never read
    const { reads } = disk;
    assert.equal(await nameAfter(undefined, 10_000), 'Ant');
    assert.equal(disk.reads, reads);
    assert.equal(await nameAfter('ant:\n  name: Ant Group\n', 10_000), 'Ant Group');
    assert.equal(await nameAfter('ant:\n  name: Ant Inc\n', 0), 'Ant Inc'); // in the same tick
  });
});
