import { firstWhere } from '../ascending';
import type { Steps } from '../steps';
import type { Folded } from './fold';
import type { Proposal } from './placement';
import type { Sought } from './sought';
import { beginsSentence, readingTokens, type Token } from './tokens';

/** A name of a few letters (of the folded quote) has no words to be recognised by. */
const shortest = 24;
/** In folded characters: where no neighbour is found within as many, nothing says that a similar text is the same. */
const widest = 50_000;
/** Pairs of words that are compared for all marks of an article together: some tenths of a second's work. */
const mostPairs = 20_000_000;
/** How many rows of words are filled between two stops. */
const breath = 16;

/** Finds what became of a text that was written anew, between two places of the folded text; `undefined` where nothing has most of its words. */
export type FindRewritten = (mark: Sought, from: number, to: number) => Steps<Proposal | undefined>;

/** Reads the text at the first need. */
export function findingRewritten(text: string, folded: Folded): FindRewritten {
  let words: Words | undefined;
  let pairs = 0;
  return function* (mark, from, to): Steps<Proposal | undefined> {
    if (mark.quote.length < shortest || to - from > widest || to <= from) return undefined;
    words ??= wordsOf(yield* readingTokens(text), new Map());
    const quote = wordsOf(yield* readingTokens(mark.source), words.ids);
    const [start, end] = [folded.sourceStart(from), folded.sourceEnd(to)];
    const [first, last] = [firstWhere(words.tokens, (word) => word.start >= start), firstWhere(words.tokens, (word) => word.end > end)];
    if (!hasMost(quote, words, first, last)) return undefined;
    pairs += quote.tokens.length * (last - first);
    return pairs > mostPairs ? undefined : proposal(quote, words, yield* aligned(quote, words, first, last), mark);
  };
}

/** Words and signs as numbers, the same for the same word, and what each of them weighs: signs say little. */
interface Words {
  readonly tokens: readonly Token[];
  readonly ids: Map<string, number>;
  readonly keys: Int32Array;
  readonly weights: Int32Array;
}

const word = /[\p{L}\p{N}]/u;

/** A sentence that begins with another word now writes the old one small: case is no difference here. */
function wordsOf(tokens: readonly Token[], ids: Map<string, number>): Words {
  const keys = Int32Array.from(tokens, ({ key }) => {
    const id = ids.get(key.toLowerCase()) ?? ids.size;
    ids.set(key.toLowerCase(), id);
    return id;
  });
  return { tokens, ids, keys, weights: Int32Array.from(tokens, ({ key }) => word.test(key) ? 2 * key.length : 1) };
}

function weightOf({ weights }: Words, first = 0, last = weights.length): number {
  return weights.subarray(first, last).reduce((sum, weight) => sum + weight, 0);
}

/** Whether most of the quote stands there at all, in whatever order. */
function hasMost(quote: Words, { keys }: Words, first: number, last: number): boolean {
  const there = new Set(keys.subarray(first, last));
  const shared = quote.weights.reduce((sum, weight, index) => sum + (there.has(quote.keys[index] ?? -1) ? weight : 0), 0);
  return shared * 2 >= weightOf(quote);
}

/** A stretch of the text, from word `first` to before `last`, and the weight of what it shares with the quote. */
interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly shared: number;
}

/** A stretch that has most of the quote's words, and little else; to the ends of its sentences where the mark had whole ones. */
function proposal(quote: Words, text: Words, { first, last, shared }: Stretch, { before, after }: Sought): Proposal | undefined {
  const total = weightOf(quote);
  const [start, end] = [before.inner === 0 ? sentenceStart(text.tokens, first) : first, after.inner === 0 ? sentenceEnd(text.tokens, last) : last];
  const found = [[start, end], [start, last], [first, end], [first, last]]
    .map(([from = first, to = last]) => ({ head: text.tokens[from], tail: text.tokens[to - 1], weight: weightOf(text, from, to) }))
    .find(({ weight }) => shared * 2 >= Math.max(total, weight));
  return found?.head && found.tail && { span: { start: found.head.start, end: found.tail.end }, score: shared / Math.max(total, found.weight) };
}

function sentenceStart(tokens: readonly Token[], index: number): number {
  let start = index;
  while (start > 0 && !beginsSentence(tokens, start)) start--;
  return start;
}

function sentenceEnd(tokens: readonly Token[], index: number): number {
  let end = index;
  while (end < tokens.length && !beginsSentence(tokens, end)) end++;
  return end;
}

/**
 * The stretch of the text that agrees most with the quote when words may be missing on either side: local alignment (Smith and Waterman,
 * "Identification of common molecular subsequences", J. Mol. Biol. 147, 1981, p. 195), where what is shared counts twice its weight, and what is not once.
 */
function* aligned(quote: Words, text: Words, from: number, to: number): Steps<Stretch> {
  const [keys, weights] = [text.keys.subarray(from, to), text.weights.subarray(from, to)];
  let [row, next] = [emptyRow(keys.length), emptyRow(keys.length)];
  let best = { last: 0, first: 0, shared: 0, score: 0 };
  for (let i = 0; i < quote.keys.length; i++) {
    const last = fillRow(next, row, quote.keys[i] ?? -1, quote.weights[i] ?? 0, keys, weights);
    const score = next.scores[last] ?? 0;
    if (score > best.score) best = { last, first: next.starts[last] ?? 0, shared: next.shared[last] ?? 0, score };
    [row, next] = [next, row];
    if (i % breath === 0) yield;
  }
  return { first: best.first + from, last: best.last + from, shared: best.shared };
}

/** Of the stretches that end before each word: how well the best one agrees, where it begins, and what it shares. */
interface Row {
  readonly scores: Int32Array;
  readonly starts: Int32Array;
  readonly shared: Int32Array;
}

function emptyRow(length: number): Row {
  return { scores: new Int32Array(length + 1), starts: new Int32Array(length + 1), shared: new Int32Array(length + 1) };
}

/** Fills the row of one word of the quote, and says where the best of its stretches ends. */
function fillRow(next: Row, row: Row, key: number, weight: number, keys: Int32Array, weights: Int32Array): number {
  let best = 0;
  for (let j = 1; j <= keys.length; j++) {
    const shared = keys[j - 1] === key ? (row.scores[j - 1] ?? 0) + 2 * weight : 0;
    const left = (row.scores[j] ?? 0) - weight;
    const put = (next.scores[j - 1] ?? 0) - (weights[j - 1] ?? 0);
    const score = Math.max(0, shared, left, put);
    next.scores[j] = score;
    if (score === shared && score > 0) {
      const begins = row.scores[j - 1] === 0;
      next.starts[j] = begins ? j - 1 : row.starts[j - 1] ?? 0;
      next.shared[j] = weight + (begins ? 0 : row.shared[j - 1] ?? 0);
    } else {
      const [from, at] = score === left ? [row, j] : [next, j - 1];
      next.starts[j] = from.starts[at] ?? 0;
      next.shared[j] = from.shared[at] ?? 0;
    }
    if (score > (next.scores[best] ?? 0)) best = j;
  }
  return best;
}
