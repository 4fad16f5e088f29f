import { Numbered } from '../corpus/numbered';
import { CountedLists } from './countedLists';
import type { Entry } from './entries';
import { withRoom } from './growing';
import { stopWords } from './stopWords';
import { Vectors } from './vectors';
import { Vocabulary } from './vocabulary';
import type { WordReader } from './wordReader';

const mostOccurrences = 255;
/** Above all entries. */
const nothing = 0x7fffffff;

/** Weights are whole numbers, so that sums of them are exact, and the same in whatever order words have got their numbers. In these a weight counts, and one times a rarity twice. */
const countUnit = 1 << 14;
export const squareUnit = 1 << 22;

/**
 * The words of articles, and the articles of words. An article stands in a slot, a small number that is its own from then on.
 * Weights are not stored: they follow from counts when they are asked for, so nothing drifts, and the index says the same
 * whatever changes led to it.
 */
export class TextIndex {
  /** By word the slots of its articles, each with its count. */
  readonly postings = new CountedLists();
  /** What a count weighs, in `countUnit`: one and its logarithm. */
  readonly countWeights = Float64Array.from({ length: mostOccurrences + 1 }, (_, count) => (count === 0 ? 0 : Math.round(countUnit * (1 + Math.log(count)))));
  readonly #words: WordReader;
  readonly #vocabulary = new Vocabulary();
  readonly #stopLimit: number;
  /** By slot the words of its article, each with its count. */
  readonly #vectors = new Vectors();
  readonly #ids = new Numbered();
  /** By slot 1 where there is an article. */
  #held = new Uint8Array(1 << 8);
  #size = 0;
  /** ln(n + ½) for n articles, counted in steps. */
  #logarithms = Float64Array.of(Math.log(0.5));
  #sizeLogarithm = 0;
  /** The squares of rarities by the number of a word's articles, for the weights of counts to become square weights. */
  #squares = new Float64Array(0);
  /** By word how often the article that is being read has it; zero between uses. */
  #occurrences = new Int32Array(1 << 12);
  /** The words of the article that is being read. */
  #read = new Int32Array(1 << 8);
  #roots = new Float64Array(0);
  #norms = new Float64Array(0);
  /** With which state of all norms each one was measured; 0 for a norm to be measured anew. */
  #normVersions = new Int32Array(0);
  #normVersion = 1;
  #version = 1;

  constructor(words: WordReader) {
    this.#words = words;
    for (const word of stopWords) {
      this.#words.open(word);
      while (this.#words.next()) this.#vocabulary.add(this.#words);
    }
    this.#stopLimit = this.#vocabulary.limit;
  }

  get size(): number {
    return this.#size;
  }

  /** Changes with every change of the index. */
  get version(): number {
    return this.#version;
  }

  /** How many bytes there is room for in the lists of words and of articles. */
  get room(): number {
    return this.#vectors.room + this.postings.room;
  }

  /** All slots are below. */
  get slotLimit(): number {
    return this.#ids.size;
  }

  /** All numbers of words are below. */
  get wordLimit(): number {
    return this.#vocabulary.limit;
  }

  *ids(): Generator<string> {
    for (let slot = 0; slot < this.slotLimit; slot++) if (this.#held[slot] === 1) yield this.idOf(slot);
  }

  slotOf(id: string): number | undefined {
    const slot = this.#ids.find(id);
    return slot !== undefined && this.#held[slot] === 1 ? slot : undefined;
  }

  idOf(slot: number): string {
    return this.#ids.textOf(slot);
  }

  wordOf(word: number): string {
    return this.#vocabulary.wordOf(word);
  }

  /** The words of an article by their numbers, each with its count; a view, good until another one is asked for. */
  vectorOf(slot: number): Int32Array {
    return this.#vectors.of(slot);
  }

  /** By slot the square root of how many different words the article has. Another array after a change. */
  get roots(): Float64Array {
    return this.#roots;
  }

  /**
   * The articles that have all words of a name, in whatever order; `undefined` where it has none but stop words and single letters,
   * so that nothing can be said.
   */
  articlesWith(name: string): string[] | undefined {
    const words = this.#wordsNaming(name);
    const [rarest, ...others] = [...words].sort((one, other) => this.#countOf(one) - this.#countOf(other));
    if (rarest === undefined) return undefined;
    const sets = others.map((word) => new Set(this.#slotsOf(word)));
    return [...this.#slotsOf(rarest)].filter((slot) => sets.every((slots) => slots.has(slot))).map((slot) => this.idOf(slot));
  }

  /** Puts an article in, or another text in the place of its old one. */
  set(id: string, text: string): void {
    const slot = this.#ids.add(id);
    this.#held = withRoom(this.#held, slot + 1);
    this.#exchange(slot, this.#wordsIn(text));
    if (this.#held[slot] === 1) return;
    this.#held[slot] = 1;
    this.#resize(this.#size + 1);
  }

  /** Takes an article out; false when there was none. */
  delete(id: string): boolean {
    const slot = this.slotOf(id);
    if (slot === undefined) return false;
    this.#exchange(slot, new Int32Array(0));
    this.#held[slot] = 0;
    this.#resize(this.#size - 1);
    return true;
  }

  /** How rare a word is: ln((N + 1) / (n + ½)) when n of N articles have it, both counted in steps. */
  rarity(word: number): number {
    return this.#sizeLogarithm - (this.#logarithms[this.postings.lengthOf(word)] ?? 0);
  }

  /** How rare the word is that `reader` stands on; 0 for stop words. A word of no article is as rare as can be. */
  rarityAt(reader: WordReader): number {
    const word = this.#vocabulary.find(reader);
    if (word >= 0 && word < this.#stopLimit) return 0;
    return word < 0 ? this.#sizeLogarithm - Math.log(0.5) : this.rarity(word);
  }

  /**
   * What a word's count weighs, times its rarity by itself, in `squareUnit`: this times the weight of its count in another article is what
   * the word says of the two. Never 0, which is for words that are not there.
   */
  squareWeight(entry: Entry): number {
    const square = this.#squares[this.postings.lengthOf(entry >> 8)] ?? 0;
    return Math.max(1, Math.round((this.countWeights[entry & 0xff] ?? 0) * square));
  }

  /** The length of an article's vector of counts' weights times rarities. Its unit is that of the square root of what two articles share. */
  norm(slot: number): number {
    if (slot >= this.#norms.length) {
      this.#norms = withRoom(this.#norms, slot + 1);
      this.#normVersions = withRoom(this.#normVersions, this.#norms.length);
    }
    if (this.#normVersions[slot] !== this.#normVersion) {
      this.#norms[slot] = this.#measure(this.vectorOf(slot));
      this.#normVersions[slot] = this.#normVersion;
    }
    return this.#norms[slot] ?? 0;
  }

  /** The numbers of a name's words; -1 for one that no article has. Without stop words and 马, which most articles have as a part of others only. */
  #wordsNaming(text: string): ReadonlySet<number> {
    const words = new Set<number>();
    this.#words.open(text);
    while (this.#words.next()) {
      const word = this.#vocabulary.find(this.#words);
      if (this.#words.length > 1 && (word < 0 || word >= this.#stopLimit)) words.add(word);
    }
    return words;
  }

  #countOf(word: number): number {
    return word < 0 ? 0 : this.postings.lengthOf(word);
  }

  #slotsOf(word: number): number[] {
    return word < 0 ? [] : Array.from(this.postings.of(word), (entry) => entry >> 8);
  }

  /** What the words of both texts weigh stays as it is, so the norms of articles that have none of the others stay too. */
  #exchange(slot: number, vector: Int32Array): void {
    const old = this.#vectors.packed(slot);
    for (let [i, j] = [0, 0]; i < old.length || j < vector.length;) {
      const [before, now] = [old[i] ?? nothing, vector[j] ?? nothing];
      const difference = (before >> 8) - (now >> 8);
      if (difference < 0) this.#leave(before >> 8, slot);
      else if (before !== now) this.#join(slot, now, difference > 0);
      if (difference <= 0) i++;
      if (difference >= 0) j++;
    }
    this.#vectors.set(slot, vector);
    this.#roots = withRoom(this.#roots, slot + 1);
    this.#roots[slot] = Math.sqrt(vector.length);
    if (slot < this.#normVersions.length) this.#normVersions[slot] = 0;
    this.#version++;
  }

  #join(slot: number, entry: Entry, isNew: boolean): void {
    const word = entry >> 8;
    this.postings.put(word, (slot << 8) | (entry & 0xff));
    if (isNew) this.#forgetNorms(word, -1);
  }

  #leave(word: number, slot: number): void {
    this.postings.remove(word, slot);
    this.#forgetNorms(word, 1);
  }

  /** Forgets the norms of the articles that have a word, where that is as rare no more as when `difference` articles more had it. */
  #forgetNorms(word: number, difference: 1 | -1): void {
    const length = this.postings.lengthOf(word);
    if (this.#normVersions.length === 0 || stepOf(length) === stepOf(length + difference)) return;
    for (const entry of this.postings.of(word)) {
      const slot = entry >> 8;
      if (slot < this.#normVersions.length) this.#normVersions[slot] = 0;
    }
  }

  #measure(vector: Int32Array): number {
    let sum = 0;
    for (let i = 0; i < vector.length; i++) {
      const entry = vector[i] ?? 0;
      sum += (this.countWeights[entry & 0xff] ?? 0) * this.squareWeight(entry);
    }
    return Math.sqrt(sum);
  }

  /** A view of the words of a text, good until another one is read. */
  #wordsIn(text: string): Int32Array {
    let length = 0;
    this.#words.open(text);
    while (this.#words.next()) {
      const word = this.#vocabulary.add(this.#words);
      if (word < this.#stopLimit) continue;
      if (word >= this.#occurrences.length) this.#occurrences = withRoom(this.#occurrences, word + 1);
      const before = this.#occurrences[word] ?? 0;
      this.#occurrences[word] = before + 1;
      if (before > 0) continue;
      if (length >= this.#read.length) this.#read = withRoom(this.#read, length + 1);
      this.#read[length++] = word;
    }
    const words = this.#read.subarray(0, length);
    for (let i = 0; i < length; i++) words[i] = this.#takeOccurrences(words[i] ?? 0);
    return words.sort();
  }

  #takeOccurrences(word: number): Entry {
    const count = Math.min(this.#occurrences[word] ?? 0, mostOccurrences);
    this.#occurrences[word] = 0;
    return (word << 8) | count;
  }

  /** Keeps what depends on the number of articles in step with it. */
  #resize(size: number): void {
    this.#size = size;
    this.#version++;
    const sizeLogarithm = Math.log(stepOf(size) + 1);
    const known = this.#logarithms.length;
    this.#logarithms = withRoom(this.#logarithms, size + 1);
    for (let n = known; n < this.#logarithms.length; n++) this.#logarithms[n] = Math.log(stepOf(n) + 0.5);
    if (sizeLogarithm === this.#sizeLogarithm && known === this.#logarithms.length) return;
    this.#sizeLogarithm = sizeLogarithm;
    this.#normVersion++;
    this.#squares = this.#logarithms.map((logarithm) => (sizeLogarithm - logarithm) ** 2 * (squareUnit / countUnit));
  }
}

/**
 * The step that a number of articles stands on: 31 is 31, 64 and 65 are 64, 1,000 to 1,023 are 992. One article more or less
 * then seldom changes how rare a frequent word is, and so the lengths of the vectors of all articles that have it.
 */
function stepOf(articles: number): number {
  const below = Math.max(27 - Math.clz32(articles), 0);
  return (articles >> below) << below;
}
