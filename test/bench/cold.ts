import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { IndexReader } from '../../src/core/corpus/indexReader';
import { corpusOf } from './corpusOf';
import { indexAsMarkdown } from './markdownPeer';
import { compare, growth, once } from './measure';
import { forEachOf, NodeSource, ThreadedSource } from './nodeSource';
import { numberAfter, numbersIn, type Row } from './part';

/** As many as the extension reads at once. */
export const readsAtOnce = 32;
/** The peer takes minutes, and gigabytes, for more. */
const mostForPeer = 1000;

/**
 * `cold [ARTICLES…] [--rounds N]`: a corpus of 1,000, 10,000 and 100,000 articles read from nothing into an index, beside
 * reading the same files and doing nothing with them, and beside the Markdown extension's index of the same articles. The
 * files are in the system's cache, so that what is measured is work and not a disk. `first` is the first time, in which threads
 * start and no code is compiled yet; all else finds it compiled. Milliseconds of wall and CPU time.
 */
export async function cold(args: readonly string[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const points: [number, number][] = [];
  for (const articles of numbersIn(args, [1000, 10_000, 100_000])) {
    const source = new NodeSource(await corpusOf(articles));
    const paths = await source.list();
    const threaded = new ThreadedSource(source.root);
    const first = await once(async () => { await readIndex(threaded, paths); });
    const { read, sync, index, here } = await compare(numberAfter(args, '--rounds', 5), {
      read: async () => readOnly(source, paths),
      sync: () => { for (const each of paths) readFileSync(path.join(source.root, each)); },
      index: async () => readIndex(threaded, paths),
      here: async () => readIndex(source, paths),
    });
    threaded.many.close();
    const peer = articles <= mostForPeer ? await once(async () => indexAsMarkdown(source, paths.filter(each => each.startsWith('news/')), readsAtOnce)) : undefined;
    points.push([articles, index.cpu]);
    rows.push({
      articles, files: paths.length, 'read ms': read.wall, 'read cpu': read.cpu, 'sync ms': sync.wall, 'sync cpu': sync.cpu, 'index ms': index.wall, 'index cpu': index.cpu,
      'index / read': index.wall / read.wall, 'by cpu': index.cpu / read.cpu, 'first ms': first.wall, 'first cpu': first.cpu, 'here ms': here.wall, 'here cpu': here.cpu, 'markdown cpu': peer?.cpu ?? '', 'markdown / index': peer === undefined ? '' : peer.cpu / index.cpu,
    });
  }
  return points.length < 2 ? rows : [...rows, { growth: growth(points) }];
}

/** Only the reading, as an index would do it: bytes, and nothing else. */
export async function readOnly(source: NodeSource, paths: readonly string[]): Promise<void> {
  await forEachOf(paths, readsAtOnce, async name => source.bytes(name));
}

export async function readIndex(source: NodeSource, paths: readonly string[]): Promise<CorpusIndex> {
  const index = new CorpusIndex();
  const reader = new IndexReader(index, source);
  for (const each of paths) reader.add(each);
  await reader.readAll(readsAtOnce, () => false);
  return index;
}
