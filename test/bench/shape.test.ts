// What the benches show, without their times: that the parts run, that the same work grows as it should, that they agree
// with their peers. Counted is what is read and looked at; a busy machine changes nothing of that.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { IndexReader } from '../../src/core/corpus/indexReader';
import { readSnapshot, writeSnapshot, type SnapshotEntry, type Stamp } from '../../src/core/corpus/snapshot';
import { readArticles, articlesOf } from '../../src/core/corpus/article';
import { parseSeed } from '../../src/core/seed/parse';
import { readSidecar } from '../../src/core/store/sidecarFile';
import { readIndex } from './cold';
import { writeCorpus } from './generate';
import { MadeCorpus } from './madeCorpus';
import { growth, median, quantile } from './measure';
import { NodeSource } from './nodeSource';
import { table } from './report';

const folders: string[] = [];

async function made(articles: number): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'seedmark-bench-test-'));
  folders.push(folder);
  await writeCorpus(new MadeCorpus(articles), folder);
  return folder;
}

after(async () => { for (const folder of folders) await rm(folder, { recursive: true }); });

/** Counts what it is asked for. */
class CountingSource extends NodeSource {
  reads = 0;
  stats = 0;

  override async bytes(name: string): Promise<Uint8Array> {
    this.reads++;
    return super.bytes(name);
  }

  override async stat(name: string): Promise<Stamp | undefined> {
    this.stats++;
    return super.stat(name);
  }

  /** As if the files had been there for an hour when they were read. */
  override now(): number {
    return super.now() + 3_600_000;
  }
}

const texts = (seed: number): string[] => [...new MadeCorpus(30, seed).files()].map(({ path: name, text }) => `${name}\n${text}`);

describe('a made corpus', () => {
  it('is the same for the same seed, and another one for another', () => {
    assert.deepEqual(texts(1), texts(1));
    assert.notDeepEqual(texts(1), texts(2));
  });

  it('is one as people would make it: all of its sidecars are read without a problem, every mark stands where it says', () => {
    const files = new Map([...new MadeCorpus(60).files()].map(({ path: name, text }) => [name, text]));
    const articles = [...files].filter(([name]) => name.startsWith('news/')).flatMap(([name, text]) => articlesOf(name, parseSeed(text)).map(({ id, span }) => ({ id, text: text.slice(span.start, span.end) })));
    assert.equal(articles.length, 60);
    for (const { id, text } of articles) {
      const { sidecar, problems } = readSidecar(files.get(`annotations/${id}.yaml`) ?? '');
      assert.deepEqual([sidecar.article, problems], [id, []]);
      const points = Array.from(text);
      for (const { anchor } of sidecar.mentions) assert.equal(points.slice(...anchor.at).join(''), anchor.quote);
    }
  });

  it('has few names that are frequent, and many that are rare', async () => {
    const folder = await made(300);
    const index = await readIndex(new NodeSource(folder), await new NodeSource(folder).list());
    const counts = [...index.mentionedIds()].map(id => index.mentionCount(id)).sort((one, other) => other - one);
    assert.ok((counts[0] ?? 0) > 20 * median(counts), `${String(counts[0])} and ${String(median(counts))}`);
  });
});

describe('an index of a corpus on a disk', () => {
  it('reads each file once, however many there are', async () => {
    for (const articles of [50, 200]) {
      const source = new CountingSource(await made(articles));
      const paths = await source.list();
      source.reads = 0;
      const index = await readIndex(source, paths);
      assert.equal(source.reads, paths.length);
      assert.equal([...index.articleIds()].length, articles);
    }
  });

  it('says of each article what a full reading says', async () => {
    const folder = await made(40);
    for (const name of (await readdir(folder, { recursive: true })).filter(each => /news.*\.(txt|seeds)$/.test(each))) {
      const text = await readFile(path.join(folder, name), 'utf8');
      const seed = parseSeed(text);
      assert.deepEqual(readArticles(name, text), { articles: articlesOf(name, seed), problems: seed.problems });
    }
  });

  it('starts again with a look at each file and a reading of those that changed', async () => {
    const source = new CountingSource(await made(120));
    const paths = await source.list();
    const first = new IndexReader(new CorpusIndex(), source);
    const index = new CorpusIndex();
    const reader = new IndexReader(index, source);
    for (const each of paths) reader.add(each);
    await reader.readAll(8, () => false);
    const entries: SnapshotEntry[] = [];
    for await (const entry of reader.entries(index.paths())) entries.push(entry);
    source.reads = source.stats = 0;
    for (const each of paths) first.add(each);
    await first.recall(readSnapshot('here', writeSnapshot('here', entries)), 8, () => false);
    await first.readAll(8, () => false);
    assert.deepEqual([source.reads, source.stats], [2, paths.length - 2]); // the settings and the entities are always read
  });
});

describe('figures', () => {
  it('grow with the power that they are given', () => {
    assert.ok(Math.abs(growth([[10, 5], [100, 50], [1000, 500]]) - 1) < 1e-9);
    assert.ok(Math.abs(growth([[10, 7], [100, 700]]) - 2) < 1e-9);
  });

  it('have their middle, and their ends', () => assert.deepEqual([median([5, 1, 3]), quantile([1, 2, 3, 4], 0.95)], [3, 4]));

  it('stand in columns', () => assert.equal(table([{ what: 'a', ms: 1.23456 }, { what: 'bcd', ms: 12 }]), 'what    ms\na     1.23\nbcd     12'));
});
