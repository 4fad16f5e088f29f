import { CorpusIndex } from '../../src/core/corpus/corpusIndex';
import { jaccard, shinglesOf } from '../../src/core/related/shingles';
import { WordReader } from '../../src/core/related/wordReader';
import { RelatedArticles } from '../../src/editor/corpus/relatedArticles';
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
 * index of every pair; recall and precision are of the marks that the view of related articles shows, for all articles in turn.
 */
export async function nearDuplicates(args: readonly string[]): Promise<void> {
  const texts = collection(numbersIn(args, [2_000])[0] ?? 2_000);
  const marked = await marks(texts);
  const truth = exactPairs(texts, new WordReader());
  for (const least of [0.5, 0.3]) {
    const [wanted, found] = [atLeast(truth, least), atLeast(marked, least)];
    const both = [...wanted].filter((pair) => found.has(pair)).length;
    console.log(JSON.stringify({ articles: texts.length, least, pairs: wanted.size, recall: rounded(both / wanted.size), precision: rounded(both / found.size) }));
  }
}

/** What the view marks, with the share that it shows: pairs `a b` with a before b. */
async function marks(texts: readonly string[]): Promise<Map<string, number>> {
  const index = new CorpusIndex();
  index.set('corpus.yaml', 'articles: ["*.txt"]\n');
  texts.forEach((text, i) => { index.set(`${i}.txt`, text); });
  const related = new RelatedArticles(index, (path) => Promise.resolve(texts[Number.parseInt(path, 10)]));
  const found = new Map<string, number>();
  for (let a = 0; a < texts.length; a++) {
    for (const { id, reasons } of await related.related(String(a))) {
      const pair = [a, Number(id)].sort((one, other) => one - other).join(' ');
      if (reasons.duplicate !== undefined) found.set(pair, reasons.duplicate);
    }
  }
  return found;
}

function atLeast(pairs: ReadonlyMap<string, number>, least: number): Set<string> {
  return new Set([...pairs].filter(([, value]) => value >= least).map(([pair]) => pair));
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
