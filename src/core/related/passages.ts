import type { Span } from '../model';
import { Vocabulary } from './vocabulary';
import type { WordReader } from './wordReader';

/** Names and numbers say more of what a sentence reports than other words that are as rare. */
const nameFactor = 1.2;
/** What a word weighs that is in every article: in a corpus of a few articles on one thing, being rare says little. */
const leastWeight = 1.5;
/** A passage counts as at least this long, against what is sought: else a word or two would make a perfect match. */
const shortest = 0.6;
/** Two sentences are one passage where together they are better than each alone by this factor. */
const runFactor = 1.1;
const fewestShared = 2;

/** The sentence or selection for which others are sought. */
export interface Sought {
  readonly text: string;
  readonly span: Span;
}

export interface ArticleText {
  readonly id: string;
  readonly text: string;
  /** In the order of the text, without overlap. */
  readonly sentences: readonly Span[];
}

/** A sentence, or two in a row, that says much of what was sought. */
export interface Passage {
  readonly article: string;
  readonly span: Span;
  /** 0 to 1: the cosine of the weighted words. */
  readonly score: number;
  /** The words, numbers and names that both have: in the text that was sought in, and in the article. Neighbours are joined. */
  readonly here: readonly Span[];
  readonly there: readonly Span[];
}

/** How words are read, and what they weigh in this corpus. */
export interface Weighing {
  readonly words: WordReader;
  readonly rarityAt: (words: WordReader) => number;
}

interface Word {
  /** The number of the word among those sought, -1 for another one. */
  readonly sought: number;
  readonly weight: number;
  readonly span: Span;
}

/** The passages of `articles` that say what `sought` says, best first; those in one article do not overlap. */
export function similarPassages(sought: Sought, articles: Iterable<ArticleText>, weighing: Weighing, limit: number): Passage[] {
  const vocabulary = new Vocabulary();
  const wanted = wordsOf(sought.text, sought.span, weighing, (words) => vocabulary.add(words));
  const find = (words: WordReader): number => vocabulary.find(words);
  const found: Passage[] = [];
  for (const article of articles) {
    const sentences = article.sentences.map((span) => wordsOf(article.text, span, weighing, find));
    found.push(...passagesOf(article, sentences, wanted));
  }
  return found.sort(byScore).slice(0, limit);
}

function wordsOf(text: string, span: Span, { words, rarityAt }: Weighing, numberOf: (words: WordReader) => number): Word[] {
  const found: Word[] = [];
  words.open(text, span.start, span.end);
  while (words.next()) {
    const rarity = rarityAt(words);
    if (rarity === 0) continue;
    const { start, end } = words;
    const isName = found.length > 0 && isNameOrNumber(text.slice(start, start + 1));
    const weight = (rarity + leastWeight) * (isName ? nameFactor : 1);
    found.push({ sought: numberOf(words), weight, span: { start, end } });
  }
  return found;
}

function isNameOrNumber(first: string): boolean {
  return /[\p{Lu}\p{N}]/u.test(first);
}

function passagesOf(article: ArticleText, sentences: readonly (readonly Word[])[], wanted: readonly Word[]): Passage[] {
  const single = sentences.map((words) => similarity(wanted, words));
  const candidates: Passage[] = [];
  article.sentences.forEach((span, i) => {
    const words = sentences[i] ?? [];
    candidates.push(passage(article.id, span, single[i] ?? 0, wanted, words));
    const following = article.sentences[i + 1];
    if (following === undefined) return;
    const run = [...words, ...sentences[i + 1] ?? []];
    const score = similarity(wanted, run);
    if (score < runFactor * Math.max(single[i] ?? 0, single[i + 1] ?? 0)) return;
    candidates.push(passage(article.id, { start: span.start, end: following.end }, score, wanted, run));
  });
  return withoutOverlap(candidates.filter(({ score }) => score > 0).sort(byScore));
}

function passage(article: string, span: Span, score: number, wanted: readonly Word[], words: readonly Word[]): Passage {
  const shared = sharedWords(wanted, words);
  const here = wanted.filter((word) => shared.has(word.sought)).map((word) => word.span);
  const there = words.filter((word) => shared.has(word.sought)).map((word) => word.span);
  return { article, span, score, here: joined(here), there: joined(there) };
}

/** The cosine of two sets of words; 0 when they share fewer than two. */
function similarity(wanted: readonly Word[], words: readonly Word[]): number {
  const shared = sharedWords(wanted, words);
  if (shared.size < fewestShared) return 0;
  const wantedLength = squareLength(distinct(wanted, (word) => word.sought));
  const length = Math.max(squareLength(distinct(words, keyOf)), shortest ** 2 * wantedLength);
  const product = [...shared.values()].reduce((sum, weight) => sum + weight, 0);
  return product / Math.sqrt(wantedLength * length);
}

/** The words in both, with the product of their weights. */
function sharedWords(wanted: readonly Word[], words: readonly Word[]): Map<number, number> {
  const weights = new Map(words.map((word) => [word.sought, word.weight]));
  const shared = new Map<number, number>();
  for (const { sought, weight } of wanted) {
    const theirs = weights.get(sought);
    if (theirs !== undefined) shared.set(sought, weight * theirs);
  }
  return shared;
}

/** Words that were not sought count each time they occur: which of them are the same makes no difference worth finding out. */
function keyOf(word: Word): number {
  return word.sought >= 0 ? word.sought : -1 - word.span.start;
}

function distinct(words: readonly Word[], key: (word: Word) => number): Word[] {
  return [...new Map(words.map((word) => [key(word), word])).values()];
}

function squareLength(words: readonly Word[]): number {
  return words.reduce((sum, { weight }) => sum + weight ** 2, 0);
}

/** Joins spans with at most one character, a space or a hyphen, between them: `Ant` and `Financial` are one. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && span.start - last.end <= 1) result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

/** Keeps a passage where no better one overlaps it. */
function withoutOverlap(best: readonly Passage[]): Passage[] {
  const kept: Passage[] = [];
  for (const candidate of best) {
    if (!kept.some(({ span }) => span.start < candidate.span.end && candidate.span.start < span.end)) kept.push(candidate);
  }
  return kept;
}

function byScore(a: Passage, b: Passage): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.article !== b.article) return a.article < b.article ? -1 : 1;
  return a.span.start - b.span.start;
}
