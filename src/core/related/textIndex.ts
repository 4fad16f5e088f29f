import { withRoom } from './growing';
import { SortedLists } from './sortedLists';
import { stopWords } from './stopWords';
import { Vocabulary } from './vocabulary';
import type { WordReader } from './wordReader';

const mostOccurrences = 255;

/**
 * An article as a vector: one number for each different word, in the order of their first occurrence,
 * the word's number in the upper 23 bits, how often it occurs (at most 255) in the lower 8.
 */
export type Vector = Int32Array;

/**
 * The words of articles, and the articles of words. An article stands in a slot, a small number that is used again
 * after the article has gone. Weights are not stored: they follow from counts when they are asked for, so nothing
 * drifts, and the index is the same whatever changes led to it.
 */
export class TextIndex {
  /** The slots of each word's articles, upper 23 bits, with the count as in a vector. */
  readonly postings = new SortedLists();
  /** What a count weighs: one and its logarithm. */
  readonly countWeights = Float64Array.from({ length: mostOccurrences + 1 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)));
  readonly #words: WordReader;
  readonly #vocabulary = new Vocabulary();
  readonly #stopLimit: number;
  readonly #slots = new Map<string, number>();
  readonly #ids: (string | undefined)[] = [];
  readonly #vectors: (Vector | undefined)[] = [];
  readonly #free: number[] = [];
  /** ln(n + ½) for n articles, counted in steps. */
  #logarithms = Float64Array.of(Math.log(0.5));
  #sizeLogarithm = 0;
  /** By word how often the article that is being read or replaced has it; zero between uses. */
  #occurrences = new Int32Array(1 << 12);
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
    return this.#slots.size;
  }

  /** Changes with every change of the index. */
  get version(): number {
    return this.#version;
  }

  /** All slots are below. */
  get slotLimit(): number {
    return this.#ids.length;
  }

  /** All numbers of words are below. */
  get wordLimit(): number {
    return this.#vocabulary.limit;
  }

  /** By slot the square root of how many different words the article has. Another array after a change. */
  get roots(): Float64Array {
    return this.#roots;
  }

  ids(): IterableIterator<string> {
    return this.#slots.keys();
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  idOf(slot: number): string {
    return this.#ids[slot] ?? '';
  }

  wordOf(word: number): string {
    return this.#vocabulary.wordOf(word);
  }

  vectorOf(slot: number): Vector {
    return this.#vectors[slot] ?? new Int32Array(0);
  }

  /**
   * The articles that have all words of a name, in whatever order; `undefined` where it has none but stop words and single letters,
   * so that nothing can be said.
   */
  articlesWith(name: string): string[] | undefined {
    const words = this.#wordsOf(name);
    const [rarest, ...others] = [...words].sort((one, other) => this.#countOf(one) - this.#countOf(other));
    if (rarest === undefined) return undefined;
    const sets = others.map((word) => new Set(this.#slotsOf(word)));
    return [...this.#slotsOf(rarest)].filter((slot) => sets.every((slots) => slots.has(slot))).map((slot) => this.idOf(slot));
  }

  /** Puts an article in, or another text in the place of its old one. */
  set(id: string, text: string): void {
    const known = this.#slots.get(id);
    if (known === undefined) this.#enter(id, this.#read(text));
    else this.#replace(known, this.#read(text));
  }

  /** Takes an article out; false when there was none. */
  delete(id: string): boolean {
    const slot = this.#slots.get(id);
    if (slot === undefined) return false;
    for (const entry of this.vectorOf(slot)) {
      this.#removePosting(slot, entry);
      this.#forgetNorms(entry >> 8, 1);
    }
    this.#slots.delete(id);
    this.#ids[slot] = undefined;
    this.#vectors[slot] = undefined;
    this.#free.push(slot);
    this.#resized();
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

  /** The length of an article's vector of counts' weights times rarities. */
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
  #wordsOf(text: string): ReadonlySet<number> {
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

  #enter(id: string, vector: Vector): void {
    const slot = this.#free.pop() ?? this.#ids.length;
    this.#slots.set(id, slot);
    this.#ids[slot] = id;
    this.#put(slot, vector);
    for (const entry of vector) {
      this.postings.insert(entry >> 8, posting(slot, entry));
      this.#forgetNorms(entry >> 8, -1);
    }
    this.#resized();
  }

  /** What the words of both texts weigh stays as it is, so the norms of articles that have none of the others stay too. */
  #replace(slot: number, vector: Vector): void {
    const old = this.vectorOf(slot);
    const counts = this.#occurrences;
    for (const entry of old) counts[entry >> 8] = entry & 0xff;
    for (const entry of vector) {
      this.#exchange(slot, counts[entry >> 8] ?? 0, entry);
      counts[entry >> 8] = 0;
    }
    for (const entry of old) {
      if (counts[entry >> 8] === 0) continue;
      counts[entry >> 8] = 0;
      this.#removePosting(slot, entry);
      this.#forgetNorms(entry >> 8, 1);
    }
    this.#put(slot, vector);
    this.#version++;
  }

  /** @param before how often the article had the word */
  #exchange(slot: number, before: number, entry: number): void {
    const word = entry >> 8;
    if (before === (entry & 0xff)) return;
    if (before > 0) this.postings.remove(word, posting(slot, (word << 8) | before));
    this.postings.insert(word, posting(slot, entry));
    if (before === 0) this.#forgetNorms(word, -1);
  }

  #put(slot: number, vector: Vector): void {
    this.#vectors[slot] = vector;
    this.#roots = withRoom(this.#roots, slot + 1);
    this.#roots[slot] = Math.sqrt(vector.length);
    if (slot < this.#normVersions.length) this.#normVersions[slot] = 0;
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

  #measure(vector: Vector): number {
    let sum = 0;
    for (let i = 0; i < vector.length; i++) {
      const entry = vector[i] ?? 0;
      const weight = (this.countWeights[entry & 0xff] ?? 0) * this.rarity(entry >> 8);
      sum += weight * weight;
    }
    return Math.sqrt(sum);
  }

  #read(text: string): Vector {
    const entries: number[] = [];
    this.#words.open(text);
    while (this.#words.next()) {
      const word = this.#vocabulary.add(this.#words);
      if (word < this.#stopLimit) continue;
      if (word >= this.#occurrences.length) this.#occurrences = withRoom(this.#occurrences, word + 1);
      const before = this.#occurrences[word] ?? 0;
      if (before === 0) entries.push(word);
      this.#occurrences[word] = before + 1;
    }
    const vector = new Int32Array(entries.length);
    for (let i = 0; i < vector.length; i++) vector[i] = this.#takeOccurrences(entries[i] ?? 0);
    return vector;
  }

  #takeOccurrences(word: number): number {
    const count = Math.min(this.#occurrences[word] ?? 0, mostOccurrences);
    this.#occurrences[word] = 0;
    return (word << 8) | count;
  }

  #removePosting(slot: number, entry: number): void {
    const word = entry >> 8;
    this.postings.remove(word, posting(slot, entry));
    if (this.postings.lengthOf(word) === 0) this.#vocabulary.remove(word);
  }

  /** Keeps what depends on the number of articles in step with it. */
  #resized(): void {
    this.#version++;
    const sizeLogarithm = Math.log(stepOf(this.size) + 1);
    if (sizeLogarithm !== this.#sizeLogarithm) this.#normVersion++;
    this.#sizeLogarithm = sizeLogarithm;
    const known = this.#logarithms.length;
    this.#logarithms = withRoom(this.#logarithms, this.size + 1);
    for (let n = known; n < this.#logarithms.length; n++) this.#logarithms[n] = Math.log(stepOf(n) + 0.5);
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

function posting(slot: number, entry: number): number {
  return (slot << 8) | (entry & 0xff);
}
