import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Nearest } from '../../src/core/related/nearest';
import { RelatedIndex, nothingKnown } from '../../src/core/related/relatedIndex';
import { TextIndex } from '../../src/core/related/textIndex';
import { WordReader } from '../../src/core/related/wordReader';
import { MadeArticles } from './madeArticles';
import { countBy, mean, quality, rounded } from './rankingQuality';
import type { Quality } from './rankingQuality';

interface Source {
  readonly id: string;
  /** Articles of one topic look alike. */
  readonly topic: string;
  readonly sentences: readonly string[];
}

interface Piece {
  readonly id: string;
  readonly text: string;
  readonly group: string;
}

/**
 * `related-sets`: the ranking against plain TF-IDF cosine on collections made of 68 news articles in 4 topics
 * (MEANTIME, in the shared fixtures): each article in 2 or 4 parts by turns, or in 3 blocks, the parts being relevant to
 * each other; pairs of events that look alike; and about 11 loose retellings of each, some sentences kept, a share of the words replaced by words of its
 * topic. Prints a line a set, with the standard error of the paired difference.
 */
export async function relatedSets(): Promise<void> {
  const roots = [process.env['SEEDMARK_SHARED'], path.resolve('..', 'shared'), path.resolve('..', '..', 'shared')];
  const file = roots.flatMap((root) => (root === undefined ? [] : [path.join(root, 'fixtures', 'meantime', 'meantime.conll')])).find(existsSync);
  if (file === undefined) throw new Error('the shared fixtures are not there');
  const sources = readSources(readFileSync(file, 'utf8'));
  for (const [name, pieces] of sets(sources)) console.log(JSON.stringify({ set: name, articles: pieces.length, ...compare(pieces) }));
  return Promise.resolve();
}

function readSources(conll: string): Source[] {
  return conll.split(/^#begin document /m).slice(1).map((block) => {
    const id = /\((.*?)\)/.exec(block)?.[1] ?? '';
    const sentences = new Map<string, string[]>();
    for (const line of block.split('\n').slice(1)) {
      const [, sentence, , token] = line.split('\t');
      if (sentence !== undefined && token !== undefined) sentences.set(sentence, [...sentences.get(sentence) ?? [], token]);
    }
    return { id, topic: id.split('/')[0] ?? '', sentences: [...sentences.values()].map((tokens) => tokens.join(' ')) };
  });
}

function sets(sources: readonly Source[]): [string, Piece[]][] {
  return [
    ['halves', sources.flatMap((source) => parts(source, 2, (i) => i % 2))],
    ['quarters', sources.filter(({ sentences }) => sentences.length >= 8).flatMap((source) => parts(source, 4, (i) => i % 4))],
    ['blocks', sources.flatMap((source) => parts(source, 3, (i) => Math.floor((i * 3) / source.sentences.length)))],
    ...[1, 2, 3].map((seed): [string, Piece[]] => [`look-alikes, seed ${seed}`, lookAlikes(sources, seed, usual)]),
    ...Object.entries(harder).map(([name, kind]): [string, Piece[]] => [name, lookAlikes(sources, 4, { ...usual, ...kind })]),
    ...[0.5, 0.6, 0.7].flatMap((share) => [1, 2].map((seed): [string, Piece[]] => [`retold ${share}, seed ${seed}`, retold(sources, share, seed)])),
  ];
}

/** What reports of events that look alike are like: ranges of whole numbers from the first up to, not including, the second. */
interface Kind {
  /** How many reports an event has. */
  readonly reports: readonly [number, number];
  /** How many sentences a report has. */
  readonly length: readonly [number, number];
  /** The shares of sentences of the event itself, and of the one that looks alike; the rest are of any. */
  readonly own: number;
  readonly twin: number;
  /** Whether reports begin and end with what the pages of a few publishers have around them. */
  readonly pages: boolean;
}

const usual: Kind = { reports: [3, 20], length: [5, 17], own: 0.85, twin: 0.05, pages: false };
const harder: Readonly<Record<string, Partial<Kind>>> = {
  'look-alikes as pages': { pages: true },
  'look-alikes in few reports': { reports: [2, 5] },
  'look-alikes, short': { length: [3, 6], own: 0.9 },
  'look-alikes, closer': { own: 0.7, twin: 0.2 },
};

/** Pairs of events of one topic, some eleven reports of each: most sentences are of the event, some of the other one, some of any. */
function lookAlikes(sources: readonly Source[], seed: number, kind: Kind): Piece[] {
  const made = new MadeArticles(seed, 1);
  const upTo = (count: number): number => Math.floor(made.random() * count);
  const within = ([least, end]: readonly [number, number]): number => least + upTo(end - least);
  const pick = (from: readonly string[]): string => from[upTo(from.length)] ?? '';
  const all = sources.flatMap(({ sentences }) => sentences);
  const pages = kind.pages ? Array.from({ length: 12 }, () => pageOf(pick, all)) : [(text: string): string => text];
  return sources.filter(({ sentences }) => sentences.length >= 6).flatMap((source, at, used) => {
    const twin = used.find((other, place) => Math.floor(place / 2) === Math.floor(at / 2) && other !== source && other.topic === source.topic);
    return Array.from({ length: within(kind.reports) }, (_, copy) => {
      const sentences = Array.from({ length: within(kind.length) }, (__, i) => {
        const chance = i < 2 ? 0 : made.random();
        return pick(chance < kind.own ? source.sentences : chance < kind.own + kind.twin ? twin?.sentences ?? all : all);
      });
      const page = pages[pages.length === 1 ? 0 : upTo(pages.length)];
      const text = [...new Set(sentences)].join(' ');
      return { id: `${source.id}~${copy}`, group: source.id, text: page?.(text) ?? text };
    });
  });
}

/** What a publisher puts around a text: an address, an author, a line of small print. */
function pageOf(pick: (from: readonly string[]) => string, all: readonly string[]): (text: string) => string {
  const word = (): string => pick(pick(all).match(/[A-Za-z]{4,}/g) ?? ['news']);
  const [name, footer] = [word(), pick(all)];
  const author = `${word()} ${word()}`;
  return (text) => `http://www.${name}.com/${word()}-${word()}.html\nBy ${author}, ${name} staff writer\n${text}\n${footer}`;
}

function parts(source: Source, count: number, partOf: (sentence: number) => number): Piece[] {
  return Array.from({ length: count }, (_, part) => ({
    id: `${source.id}#${part}`, group: source.id, text: source.sentences.filter((_sentence, i) => partOf(i) === part).join(' '),
  }));
}

function retold(sources: readonly Source[], share: number, seed: number): Piece[] {
  const made = new MadeArticles(seed, 1);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(made.random() * from.length)];
  return sources.filter(({ sentences }) => sentences.length >= 6).flatMap((source) => {
    const topic = sources.filter((other) => other.topic === source.topic).flatMap(({ sentences }) => sentences.join(' ').match(/\w+/g) ?? []);
    return Array.from({ length: 4 + Math.floor(made.random() * 15) }, (_, copy) => {
      const most = Math.max(3, Math.floor((source.sentences.length * 2) / 3));
      const length = Math.min(most, 4 + Math.floor(made.random() * 12));
      const kept = source.sentences.map((sentence) => ({ sentence, key: made.random() })).sort((a, b) => a.key - b.key).slice(0, length);
      const others = new Map<string, string>();
      const replace = (word: string): string => {
        const replaced = share * (/^[A-Z0-9]/.test(word) ? 0.5 : 1);
        if (!others.has(word)) others.set(word, made.random() < replaced ? pick(topic) ?? word : word);
        return others.get(word) ?? word;
      };
      return { id: `${source.id}@${copy}`, group: source.id, text: kept.map(({ sentence }) => sentence.replaceAll(/\w+/g, replace)).join(' ') };
    });
  });
}

function compare(pieces: readonly Piece[]): Record<string, number> {
  const texts = new TextIndex(new WordReader());
  const index = new RelatedIndex();
  for (const { id, text } of pieces) {
    texts.set(id, text);
    index.set(id, text);
  }
  const nearest = new Nearest(texts);
  const all = { postings: Infinity, compared: pieces.length };
  const cosine = qualities(pieces, (id) => nearest.find(texts.slotOf(id) ?? 0, all).map(({ slot }) => texts.idOf(slot)));
  const ours = qualities(pieces, (id) => index.related(id, nothingKnown, pieces.length).map((found) => found.id));
  const differences = ours.map((own, i) => own.averagePrecision - (cosine[i]?.averagePrecision ?? 0));
  const average = mean(differences);
  const error = Math.sqrt(mean(differences.map((difference) => (difference - average) ** 2)) / differences.length);
  return {
    cosineP1: rounded(mean(cosine.map(({ p1 }) => p1))),
    p1: rounded(mean(ours.map(({ p1 }) => p1))),
    won: ours.filter((own, i) => own.p1 > (cosine[i]?.p1 ?? 0)).length,
    lost: ours.filter((own, i) => own.p1 < (cosine[i]?.p1 ?? 0)).length,
    cosineMap: rounded(mean(cosine.map(({ averagePrecision }) => averagePrecision))),
    map: rounded(mean(ours.map(({ averagePrecision }) => averagePrecision))),
    difference: rounded(average),
    standardError: rounded(error),
  };
}

function qualities(pieces: readonly Piece[], rank: (id: string) => readonly string[]): Quality[] {
  const groups = new Map(pieces.map(({ id, group }) => [id, group]));
  const sizes = countBy(pieces.map(({ group }) => group));
  return pieces.map(({ id, group }) => quality(rank(id).map((other) => groups.get(other) === group), Math.max((sizes.get(group) ?? 0) - 1, 1)));
}
