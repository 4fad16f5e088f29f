import MiniSearch from 'minisearch';
import { candidateEffort, ownEffort } from '../../src/core/related/likeness';
import type { Effort } from '../../src/core/related/nearest';
import { Nearest } from '../../src/core/related/nearest';
import { RelatedIndex } from '../../src/core/related/relatedIndex';
import { TextIndex } from '../../src/core/related/textIndex';
import { WordReader } from '../../src/core/related/wordReader';
import { MadeArticles } from './madeArticles';
import { quantile } from './measure';
import { numbersIn } from './part';
import { mean, rounded } from './rankingQuality';
import { wholeAnswer } from './relatedWhole';

const asked = 100;
const peerTerms = 32;
/** The peer takes minutes and gigabytes to index more. */
const mostForPeer = 10_000;

/**
 * `related-cost [ARTICLES…]`, 10,000 and 100,000 unless told: prints, a line for each, the CPU milliseconds of a cold query
 * (median and 95th percentile), of one update with the query after it, and of minisearch's search by the 32 best terms;
 * and of the whole answer that the editor gives.
 */
export async function relatedCost(args: readonly string[]): Promise<void> {
  for (const size of numbersIn(args, [10_000, 100_000])) console.log(JSON.stringify({ articles: size, ...measure(size), ...await wholeAnswer(size) }));
}

/**
 * `related-loss [ARTICLES…]`: what the limits on a query's work lose. Prints which share of the ten nearest by full
 * cosine is among those compared, and of the five that speak for a candidate.
 */
export async function relatedLoss(args: readonly string[]): Promise<void> {
  const sizes = numbersIn(args, [10_000, 100_000]);
  for (const size of sizes) {
    const made = new MadeArticles(7);
    const texts = new TextIndex(new WordReader());
    for (let i = 0; i < size; i++) texts.set(`a${i}`, made.article(i));
    const own = foundShare(texts, ownEffort, 10);
    const candidate = foundShare(texts, candidateEffort, 5);
    console.log(JSON.stringify({ articles: size, own, candidate }));
  }
  return Promise.resolve();
}

function foundShare(texts: TextIndex, effort: Effort, count: number): number {
  const nearest = new Nearest(texts);
  return rounded(mean(Array.from({ length: asked }, (_, i) => {
    const slot = Math.floor((i + 0.5) * texts.size / asked);
    const exact = nearest.find(slot, { postings: Infinity, compared: Infinity }).slice(0, count);
    const found = new Set(nearest.find(slot, effort).map((scored) => scored.slot));
    return exact.filter((scored) => found.has(scored.slot)).length / count;
  })));
}

function measure(size: number): Record<string, number> {
  const made = new MadeArticles(7);
  const index = new RelatedIndex();
  const peer = size > mostForPeer ? undefined : new MiniSearch<{ id: string; text: string }>({ fields: ['text'] });
  let characters = 0;
  let building = 0;
  let peerBuilding = 0;
  for (let i = 0; i < size; i++) {
    const text = made.article(i);
    characters += text.length;
    building += timeOf(() => { index.set(`a${i}`, text); });
    peerBuilding += timeOf(() => { peer?.add({ id: `a${i}`, text }); });
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const targets = Array.from({ length: asked }, (_, i) => `a${Math.floor((i + 0.5) * size / asked)}`);
  return {
    megabytes: Math.round(characters / 1e6),
    memory: Math.round((heapUsed + arrayBuffers) / 1e6),
    megabytesPerSecond: rounded(characters / 1_000 / building),
    ...queries(index, targets, made),
    ...(peer === undefined ? {} : { peerMegabytesPerSecond: rounded(characters / 1_000 / peerBuilding), ...peerQueries(peer, index, targets) }),
  };
}

/** Each query is preceded by an update, so that nothing is remembered from the query before. */
function queries(index: RelatedIndex, targets: readonly string[], made: MadeArticles): Record<string, number> {
  const updates: number[] = [];
  const cold: number[] = [];
  const warm: number[] = [];
  for (const target of targets) {
    const text = made.article(3);
    updates.push(timeOf(() => { index.set('edited', text); }));
    cold.push(timeOf(() => { index.related(target); }));
    warm.push(timeOf(() => { index.related(target); }));
  }
  return {
    update: rounded(quantile(updates, 0.5)), query: rounded(quantile(cold, 0.5)), queryP95: rounded(quantile(cold, 0.95)), again: rounded(quantile(warm, 0.5)),
  };
}

function peerQueries(peer: MiniSearch, index: RelatedIndex, targets: readonly string[]): Record<string, number> {
  const times = targets.slice(0, 10).map((target) => {
    const terms = index.termsOf(target, peerTerms).join(' ');
    return timeOf(() => { peer.search(terms); });
  });
  return { peerQuery: rounded(quantile(times, 0.5)) };
}

/** CPU time, not wall clock: other programs take none of it. */
function timeOf(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}
