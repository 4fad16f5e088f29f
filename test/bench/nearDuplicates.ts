import { NearDuplicates } from '../../src/core/related/nearDuplicates';
import { jaccard, shinglesOf } from '../../src/core/related/shingles';
import { WordReader } from '../../src/core/related/wordReader';
import { MadeArticles } from './madeArticles';
import { numbersIn } from './part';
import { rounded } from './rankingQuality';

const boilerplate = [
  'This article was first published elsewhere and is reprinted with permission of the publisher.',
  'Sign up for our weekly letter with the best stories of the region.',
  'All rights reserved; no part of this text may be copied without consent.',
  'For more stories visit our site or follow us on the usual channels.',
];

/**
 * `near-duplicates [ARTICLES]`, 2,000 unless told: made articles, and for every second one a changed copy: a share of
 * its sentences dropped, the rest moved about, words replaced, other boilerplate at the end. Truth is the exact Jaccard
 * index of every pair; recall and precision are of the estimates alone and, at the end, of the exact check behind them.
 */
export async function nearDuplicates(args: readonly string[]): Promise<void> {
  const texts = collection(numbersIn(args, [2_000])[0] ?? 2_000);
  const words = new WordReader();
  const index = new NearDuplicates(words);
  const started = process.cpuUsage();
  texts.forEach((text, i) => { index.set(String(i), text); });
  const { user } = process.cpuUsage(started);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const truth = exactPairs(texts, words);
  for (const least of [0.5, 0.3]) console.log(JSON.stringify({ least, ...measure(index, texts, truth, least) }));
  console.log(JSON.stringify({ articles: texts.length, megabytesPerSecond: rounded(characters / user) }));
  return Promise.resolve();
}

function collection(articles: number): string[] {
  const made = new MadeArticles(11);
  return Array.from({ length: articles }, (_, i) => made.article(i)).flatMap((text, i) => (i % 2 === 0 ? [text] : [text, changed(text, made)]));
}

function changed(text: string, made: MadeArticles): string {
  const dropped = made.random() * 0.5;
  const replaced = made.random() * 0.15;
  const kept = text.split(/(?<=\.) /).filter(() => made.random() >= dropped);
  const at = Math.floor(made.random() * kept.length);
  const moved = [...kept.slice(at), ...kept.slice(0, at)].join(' ');
  const said = moved.split(' ').map((word) => (made.random() < replaced ? made.anyWord() : word)).join(' ');
  return `${said} ${boilerplate.filter(() => made.random() < 0.5).join(' ')}`;
}

/** The pairs at .3 and more, `a b` with a before b. Pairs that share no run of words are never looked at. */
function exactPairs(texts: readonly string[], words: WordReader): Map<string, number> {
  const sets = texts.map((text) => new Set(shinglesOf(text, words)));
  const holders = new Map<number, number[]>();
  const pairs = new Map<string, number>();
  sets.forEach((set, b) => {
    const sharing = new Set<number>();
    for (const shingle of set) {
      const held = holders.get(shingle) ?? [];
      for (const a of held) sharing.add(a);
      held.push(b);
      holders.set(shingle, held);
    }
    for (const a of sharing) {
      const index = jaccard(sets[a] ?? new Set(), set);
      if (index >= 0.3) pairs.set(`${a} ${b}`, index);
    }
  });
  return pairs;
}

function measure(index: NearDuplicates, texts: readonly string[], truth: ReadonlyMap<string, number>, least: number): Record<string, number> {
  const wanted = new Set([...truth].filter(([, value]) => value >= least).map(([pair]) => pair));
  const textOf = (id: string): string => texts[Number(id)] ?? '';
  const estimated = pairsOf(texts, (id) => index.candidates(id, least).map((duplicate) => duplicate.id));
  const checked = pairsOf(texts, (id) => index.duplicatesOf(id, least, textOf).map((duplicate) => duplicate.id));
  return {
    pairs: wanted.size,
    estimatedRecall: rounded(overlap(wanted, estimated) / wanted.size),
    estimatedPrecision: rounded(overlap(wanted, estimated) / estimated.size),
    recall: rounded(overlap(wanted, checked) / wanted.size),
    precision: rounded(overlap(wanted, checked) / checked.size),
  };
}

function pairsOf(texts: readonly string[], duplicatesOf: (id: string) => readonly string[]): Set<string> {
  return new Set(texts.flatMap((_, a) => duplicatesOf(String(a)).filter((b) => a < Number(b)).map((b) => `${a} ${b}`)));
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((pair) => b.has(pair)).length;
}
