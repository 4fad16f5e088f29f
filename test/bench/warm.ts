import { statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { IndexReader } from '../../src/core/corpus/indexReader';
import { readSnapshot, writeSnapshot, type SnapshotEntry } from '../../src/core/corpus/snapshot';
import { readsAtOnce } from './cold';
import { corpusOf } from './corpusOf';
import { compare, once } from './measure';
import { forEachOf, NodeSource, ThreadedSource } from './nodeSource';
import { numberAfter, numbersIn, type Row } from './part';

/** About as many entries as the extension keeps in a file of 100,000 articles. */
const entriesInFile = 3000;

/**
 * `warm [ARTICLES…] [--rounds N]`: starting again from a snapshot, with nothing changed and with one file in a hundred
 * changed, beside asking for the size and time of every file and doing nothing with them. `first` is as in `cold`. Milliseconds of wall and CPU time.
 */
export async function warm(args: readonly string[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const articles of numbersIn(args, [1000, 10_000, 100_000])) {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'seedmark-warm-'));
    try {
      rows.push(await measure(articles, folder, numberAfter(args, '--rounds', 5)));
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return rows;
}

async function measure(articles: number, folder: string, rounds: number): Promise<Row> {
  const source = new NodeSource(await corpusOf(articles));
  const paths = await source.list();
  const kept = await keep(source, paths, folder);
  const [threaded, touched] = [new ThreadedSource(source.root), new TouchedSource(source.root)];
  const first = await once(async () => { await start(threaded, paths, kept); });
  const { stat, sync, same, changed, here } = await compare(rounds, {
    stat: async () => forEachOf(paths, readsAtOnce, async name => source.stat(name)),
    sync: () => { for (const each of paths) statSync(path.join(source.root, each)); },
    same: async () => start(threaded, paths, kept),
    changed: async () => start(touched, paths, kept),
    here: async () => start(source, paths, kept),
  });
  for (const { many } of [threaded, touched]) many.close();
  return {
    articles, 'stat ms': stat.wall, 'stat cpu': stat.cpu, 'sync ms': sync.wall, 'sync cpu': sync.cpu, 'nothing changed ms': same.wall, cpu: same.cpu, 'same / stat': same.wall / stat.wall, 'by cpu': same.cpu / stat.cpu,
    '1 % changed ms': changed.wall, 'changed cpu': changed.cpu, 'changed / stat': changed.wall / stat.wall, 'first ms': first.wall, 'first cpu': first.cpu, 'here ms': here.wall, 'here cpu': here.cpu,
  };
}

/** Every hundredth file as if it had been written since. */
class TouchedSource extends ThreadedSource {
  constructor(root: string) {
    super(root);
    const { many } = this;
    const stats = many.stats.bind(many);
    many.stats = async paths => (await stats(paths)).map((value, at) => at % 200 === 1 ? value + 1 : value);
  }
}

async function keep(source: NodeSource, paths: readonly string[], folder: string): Promise<readonly string[]> {
  const index = new CorpusIndex();
  const reader = new IndexReader(index, source);
  for (const each of paths) reader.add(each);
  await reader.readAll(readsAtOnce, () => false);
  const files: string[] = [];
  const indexed = index.paths();
  for (let from = 0; from < indexed.length; from += entriesInFile) {
    const entries: SnapshotEntry[] = [];
    for await (const entry of reader.entries(indexed.slice(from, from + entriesInFile))) entries.push(entry);
    const file = path.join(folder, String(from));
    await writeFile(file, writeSnapshot(source.root, entries));
    files.push(file);
  }
  return files;
}

async function start(source: NodeSource, paths: readonly string[], kept: readonly string[]): Promise<CorpusIndex> {
  const index = new CorpusIndex();
  const reader = new IndexReader(index, source);
  for (const each of paths) reader.add(each);
  for (const file of kept) await reader.recall(readSnapshot(source.root, await readFile(file)), readsAtOnce, () => false);
  await reader.readAll(readsAtOnce, () => false);
  return index;
}
