import { spawnSync } from 'node:child_process';
import type { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { readIndex } from './cold';
import { corpusOf } from './corpusOf';
import { NodeSource } from './nodeSource';
import { numbersIn, type Row } from './part';

/**
 * `memory [ARTICLES…]`: what an index of 1,000, 10,000 and 100,000 articles keeps: bytes for each article, for each mark with
 * its share of its sidecar, and for each entity; and the whole process. Each corpus in a process of its own.
 */
export async function memory(args: readonly string[]): Promise<readonly Row[]> {
  if (args[0] === 'of') return [await measure(Number(args[1]))];
  const rows: Row[] = [];
  for (const articles of numbersIn(args, [1000, 10_000, 100_000])) {
    await corpusOf(articles);
    const { stdout } = spawnSync(process.execPath, [...process.execArgv, '--expose-gc', ...process.argv.slice(1, 2), 'memory', 'of', String(articles), '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    rows.push(...rowsIn(stdout));
  }
  return rows;
}

function rowsIn(output: string): readonly Row[] {
  const report: unknown = JSON.parse(output);
  return typeof report === 'object' && report !== null && 'rows' in report && Array.isArray(report.rows) ? report.rows : [];
}

async function measure(articles: number): Promise<Row> {
  const source = new NodeSource(await corpusOf(articles));
  const paths = await source.list();
  const start = await held();
  const parts = [paths.filter(each => each.startsWith('news/')), paths.filter(each => each.startsWith('annotations/')), ['entities.yaml']];
  const sizes: number[] = [];
  const kept: CorpusIndex[] = [];
  for (const part of parts) {
    const before = await held();
    kept.push(await readIndex(source, ['corpus.yaml', ...part]));
    sizes.push(await held() - before);
  }
  const [ofArticles = 0, ofSidecars = 0, ofEntities = 0] = sizes;
  const indexed = await held() - start;
  const { rss } = process.memoryUsage();
  const { maxRSS } = process.resourceUsage();
  const marks = kept[1] === undefined ? 0 : marksIn(kept[1]); // last: it reads all sidecars
  const entities = kept[2]?.entities().length ?? 1;
  return {
    articles, marks, 'bytes an article': Math.round(ofArticles / articles), 'bytes a mark': Math.round(ofSidecars / marks), 'bytes an entity': Math.round(ofEntities / entities),
    'index MB': Math.round(indexed / 1e6), 'process MB': Math.round(rss / 1e6), 'at most MB': Math.round(maxRSS / 1e3),
  };
}

function marksIn(index: CorpusIndex): number {
  let marks = 0;
  for (const entity of index.mentionedIds()) marks += index.mentionCount(entity);
  for (const path of index.filePaths()) marks += index.sidecarFile(path)?.sidecar.links.length ?? 0;
  return marks;
}

/** What is alive, in bytes, buffers outside the heap included. */
async function held(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise(done => setTimeout(done, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
