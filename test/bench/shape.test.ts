// What the benches show, without their times: that the parts run, that the same work grows as it should, that they agree
// with their peers. Counted is what is read and looked at; a busy machine changes nothing of that.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { IndexReader } from '../../src/core/corpus/indexReader';
import { readSnapshot, writeSnapshot, type SnapshotEntry } from '../../src/core/corpus/snapshot';
import type { Stamp } from '../../src/core/corpus/stamp';
import { readArticles, articlesOf } from '../../src/core/corpus/article';
import { parseSeed } from '../../src/core/seed/parse';
import { readSidecar } from '../../src/core/store/sidecarFile';
import { PrefixTable } from '../../src/core/names/prefixTable';
import { PickerIndex } from '../../src/core/picker/rank';
import { readIndex } from './cold';
import { madeNames } from './gazetteer';
import { writeCorpus } from './generate';
import { MadeCorpus } from './madeCorpus';
import { growth, median, quantile } from './measure';
import { gazetteerOf, gazetteerSearch, nameMatchers, wholeNames } from './nameMatchers';
import { namePickers, noContext } from './namePickers';
import { NodeSource } from './nodeSource';
import { keystrokes, madeEntities, recallOf } from './picker';
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

/** How often tables of numbers are asked and written to while something is done. */
function tableUses(work: () => void): number {
  let uses = 0;
  const known = (['slotOf', 'addBeginning', 'addEnd', 'removeBeginning', 'removeEnd'] as const).map(name => [name, Reflect.get(PrefixTable.prototype, name) as (...args: unknown[]) => unknown] as const);
  for (const [name, method] of known) {
    const apply = (target: typeof method, self: unknown, args: unknown[]): unknown => { uses++; return Reflect.apply(target, self, args); };
    Reflect.set(PrefixTable.prototype, name, new Proxy(method, { apply }));
  }
  try {
    work();
  } finally {
    for (const [name, method] of known) Reflect.set(PrefixTable.prototype, name, method);
  }
  return uses;
}

describe('the gazetteer beside its peers', () => {
  for (const count of [100, 2000]) {
    it(`finds what each of them finds, by ${count} aliases`, () => {
      const { aliases, text } = madeNames(count, 200_000);
      assert.equal(aliases.length, count);
      const [reference, ...others] = nameMatchers.map(({ name, prepare }) => ({ name, names: prepare(aliases)(text)() }));
      assert.ok(reference !== undefined && reference.names.length > 500);
      for (const { name, names } of others) assert.deepEqual(names, reference.names, name);
    });
  }

  it('looks no more often into its tables for a hundred times the aliases than the names in the text ask for', () => {
    const { aliases, text } = madeNames(10_000, 200_000);
    const uses = [100, 1000, 10_000].map(count => {
      const search = gazetteerSearch(aliases.slice(0, count), { letterCase: 'exact', plurals: false, native: false });
      return [count, tableUses(() => search(text))] as const;
    });
    assert.ok(growth(uses) < 0.25, String(uses));
  });

  it('leaves to the language few of the names that WebAssembly reads', () => {
    const { aliases, text } = madeNames(10_000, 200_000);
    const search = gazetteerSearch(aliases);
    const found = search(text)().length;
    const uses = tableUses(() => search(text));
    assert.ok(found > 1000 && uses < found / 10, `${uses} ${found}`);
  });

  it('takes an alias in, and lets go of one, with the same few steps however many there are', () => {
    const { aliases } = madeNames(10_000, 0);
    const steps = [100, 10_000].map(count => {
      const all = gazetteerOf(aliases.slice(0, count));
      return tableUses(() => { all.add('Zhanjiang Quarzite', 'x'); all.remove('Zhanjiang Quarzite', 'x'); });
    });
    assert.equal(steps[0], steps[1]);
    assert.ok((steps[0] ?? NaN) < 20, String(steps));
  });

  it('is held to whole words, the leftmost name, then the longest', () => {
    const text = 'Jack Ma of Macao, Émile Ma';
    const places = [...text.matchAll(/(?=(Jack Ma|Ma|Mac|Macao|mile Ma))/g)].map(({ index, 1: name = '' }) => ({ start: index, end: index + name.length }));
    assert.deepEqual(wholeNames(text, places), ['Jack Ma', 'Ma']);
  });
});

describe('the picker beside its peers', () => {
  it('finds by its whole name whom they find', () => {
    const entities = madeEntities(400);
    const picks = namePickers.map(({ name, prepare }) => ({ name, pick: prepare(entities) }));
    for (const { id, name: typed } of entities.filter((_, at) => at % 40 === 0)) {
      for (const { name, pick } of picks) assert.ok(pick(typed.toLowerCase()).includes(id), `${name}: ${typed}`);
    }
  });

  it('shows fuse.js about as many of ten thousand entities as of a thousand, and nearly all that it would rank first', () => {
    const shown = [1000, 10_000].map(count => {
      const entities = madeEntities(count);
      const index = new PickerIndex(entities);
      return [count, Math.max(...keystrokes(entities).map(({ typed }) => index.narrowed(typed, noContext).length))] as const;
    });
    assert.ok(growth(shown) < 0.1, String(shown));
    const entities = madeEntities(2000);
    assert.ok(recallOf(entities, keystrokes(entities).filter((_, at) => at % 6 === 0))['with equals'] >= 0.95);
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
