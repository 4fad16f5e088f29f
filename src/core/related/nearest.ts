import { Best, orderById } from './best';
import type { Order, Scored } from './best';
import type { Entry } from './entries';
import { withRoom } from './growing';
import { squareUnit } from './textIndex';
import type { TextIndex } from './textIndex';

/** How much work a search may do; what it does not do is what it may miss. */
export interface Effort {
  /** How many postings are looked at, the article's heaviest words first. Words in more articles are passed over. */
  readonly postings: number;
  /** How many of the articles that share the most are compared word for word. */
  readonly compared: number;
}

/** What several articles say is rounded to such parts, so that it does not depend on the order of words either. */
const voiceUnit = 2 ** 20;

/**
 * Finds the articles nearest to one by TF-IDF cosine: (1 + ln count) · rarity.
 * First the heaviest words of the article say which others share the most with it; then those are compared in full.
 * With unlimited effort the result is exact.
 */
export class Nearest {
  readonly #index: TextIndex;
  readonly #order: Order;
  /** What each slot has gathered; zero between searches. */
  #gathered = new Float64Array(0);
  #touched = new Int32Array(0);
  /** What the words of the article weigh that others are compared with, times rarity again; zero between uses. */
  #open = new Float64Array(0);
  /** By position in the open article's vector the step of its weight, 0 for what is passed over. */
  #steps = new Int32Array(0);
  /** By step how many postings its words have. */
  readonly #held = new Int32Array(stepCount);

  constructor(index: TextIndex) {
    this.#index = index;
    this.#order = orderById((slot) => index.idOf(slot));
  }

  /** The articles nearest to that in `slot`, best first, at most `effort.compared`. */
  find(slot: number, effort: Effort): Scored[] {
    this.#openArticle(slot);
    const found = this.#candidates(slot, effort).map((other) => ({ slot: other, score: this.#cosineWithOpen(slot, other) }));
    this.#closeArticle(slot);
    return found.sort(this.#order);
  }

  /** The cosine of the article in `slot` with each of the others; 0 with an article that has no words. */
  cosines(slot: number, others: readonly number[]): Float64Array {
    this.#openArticle(slot);
    const cosines = new Float64Array(others.length);
    for (let i = 0; i < cosines.length; i++) cosines[i] = this.#cosineWithOpen(slot, others[i] ?? 0);
    this.#closeArticle(slot);
    return cosines;
  }

  /**
   * What several articles say of each of the others together: the sum of their cosines with it, each times its score. Costs
   * one comparison with each of the others, however many speak.
   */
  voices(speakers: readonly Scored[], others: readonly number[]): Float64Array {
    this.#open = withRoom(this.#open, this.#index.wordLimit);
    for (const { slot, score } of speakers) this.#addVoice(slot, score);
    const sums = new Float64Array(others.length);
    for (let i = 0; i < sums.length; i++) {
      const other = others[i] ?? 0;
      const norm = this.#index.norm(other);
      sums[i] = norm === 0 ? 0 : this.#productWithOpen(other) / norm / voiceUnit;
    }
    for (const { slot } of speakers) this.#closeArticle(slot);
    return sums;
  }

  /** The words that make an article and each of the others alike, the weightiest first. */
  sharedWords(slot: number, others: readonly number[], limit: number): string[][] {
    this.#openArticle(slot);
    const shared = others.map((other) => this.#sharedWithOpen(other, limit));
    this.#closeArticle(slot);
    return shared;
  }

  /** Few of many words are wanted: a word that is not among the best so far costs one comparison. */
  #sharedWithOpen(other: number, limit: number): string[] {
    const best: Weighed[] = [];
    const vector = this.#index.vectorOf(other);
    const { countWeights } = this.#index;
    const open = this.#open;
    let least = 0;
    for (let i = 0; i < vector.length; i++) {
      const entry = vector[i] ?? 0;
      const weight = (open[entry >> 8] ?? 0) * (countWeights[entry & 0xff] ?? 0);
      if (weight === 0 || weight < least) continue;
      best.push({ word: this.#index.wordOf(entry >> 8), weight });
      best.sort(byWeight).splice(limit);
      least = best[limit - 1]?.weight ?? 0;
    }
    return best.map(({ word }) => word);
  }

  /** The words of an article that weigh most, the weightiest first; words of no other article are left out. */
  heaviestWords(slot: number, limit: number): string[] {
    this.#openArticle(slot);
    const weighed = Array.from(this.#index.vectorOf(slot), (entry) => ({ word: entry >> 8, weight: this.#open[entry >> 8] ?? 0 }));
    this.#closeArticle(slot);
    const shared = weighed.filter(({ word }) => this.#index.postings.lengthOf(word) > 1);
    const named = shared.map(({ word, weight }) => ({ word: this.#index.wordOf(word), weight }));
    return named.sort(byWeight).slice(0, limit).map(({ word }) => word);
  }

  #openArticle(slot: number): void {
    this.#open = withRoom(this.#open, this.#index.wordLimit);
    for (const entry of this.#index.vectorOf(slot)) this.#open[entry >> 8] = this.#index.squareWeight(entry);
  }

  #addVoice(slot: number, share: number): void {
    const norm = this.#index.norm(slot);
    if (norm === 0) return;
    for (const entry of this.#index.vectorOf(slot)) {
      this.#open[entry >> 8] = (this.#open[entry >> 8] ?? 0) + Math.round(voiceUnit * share * this.#index.squareWeight(entry) / norm);
    }
  }

  #closeArticle(slot: number): void {
    for (const entry of this.#index.vectorOf(slot)) this.#open[entry >> 8] = 0;
  }

  #cosineWithOpen(slot: number, other: number): number {
    const length = this.#index.norm(slot) * this.#index.norm(other);
    return length === 0 ? 0 : this.#productWithOpen(other) / length;
  }

  #productWithOpen(other: number): number {
    const vector = this.#index.vectorOf(other);
    const { countWeights } = this.#index;
    const open = this.#open;
    let sum = 0;
    for (let i = 0; i < vector.length; i++) {
      const entry = vector[i] ?? 0;
      sum += (open[entry >> 8] ?? 0) * (countWeights[entry & 0xff] ?? 0);
    }
    return sum;
  }

  /** Of the open article. */
  #candidates(slot: number, effort: Effort): number[] {
    const touched = this.#gather(slot, effort.postings);
    const best = new Best(effort.compared, this.#order);
    const { roots } = this.#index;
    for (let i = 0; i < touched; i++) {
      const other = this.#touched[i] ?? 0;
      const score = this.#gathered[other] ?? 0;
      this.#gathered[other] = 0;
      if (other !== slot) best.offer(other, score / (roots[other] ?? 1));
    }
    return best.kept().map((scored) => scored.slot);
  }

  /** Adds up what the articles share with that in `slot`; returns how many there are. */
  #gather(slot: number, budget: number): number {
    this.#gathered = withRoom(this.#gathered, this.#index.slotLimit);
    this.#touched = withRoom(this.#touched, this.#index.slotLimit);
    let touched = 0;
    for (const entry of this.#heaviest(slot, budget)) touched = this.#scan(entry, touched);
    return touched;
  }

  #scan(entry: number, touchedBefore: number): number {
    const { postings, countWeights } = this.#index;
    const numbers = postings.of(entry >> 8);
    const gathered = this.#gathered;
    const weight = this.#open[entry >> 8] ?? 0;
    let touched = touchedBefore;
    for (let at = 0; at < numbers.length; at++) {
      const found = numbers[at] ?? 0;
      const slot = found >> 8;
      const before = gathered[slot] ?? 0;
      if (before === 0) this.#touched[touched++] = slot;
      gathered[slot] = before + weight * (countWeights[found & 0xff] ?? 0);
    }
    return touched;
  }

  /**
   * The entries of the open article whose words weigh most and together have at most `most` postings: all of the upper steps of weight,
   * and of the last step those in the fewest articles. Words that no other article has are left out.
   */
  #heaviest(slot: number, most: number): Entry[] {
    const vector = this.#index.vectorOf(slot);
    this.#measureSteps(vector, most);
    let least = stepCount - 1;
    let left = most;
    while (least > 0 && (this.#held[least] ?? 0) <= left) left -= this.#held[least--] ?? 0;
    const entries: Entry[] = [];
    const last: Entry[] = [];
    for (let at = 0; at < vector.length; at++) {
      const step = this.#steps[at] ?? 0;
      if (step > least) entries.push(vector[at] ?? 0);
      else if (step === least && step > 0) last.push(vector[at] ?? 0);
    }
    return [...entries, ...this.#rarest(last, left)];
  }

  /** Of some entries those in the fewest articles, which have together at most `most` postings. */
  #rarest(entries: readonly Entry[], most: number): Entry[] {
    const lengthOf = (entry: Entry): number => this.#index.postings.lengthOf(entry >> 8);
    const wordOf = (entry: Entry): string => this.#index.wordOf(entry >> 8);
    let left = most;
    return entries.filter((entry) => lengthOf(entry) <= most)
      .sort((a, b) => lengthOf(a) - lengthOf(b) || (wordOf(a) < wordOf(b) ? -1 : 1))
      .filter((entry) => (left -= lengthOf(entry)) >= 0);
  }

  #measureSteps(vector: Int32Array, most: number): void {
    this.#steps = withRoom(this.#steps, vector.length);
    this.#held.fill(0);
    for (let at = 0; at < vector.length; at++) {
      const word = (vector[at] ?? 0) >> 8;
      const length = this.#index.postings.lengthOf(word);
      const step = length > 1 && length <= most ? stepOf((this.#open[word] ?? 0) / squareUnit) : 0;
      this.#steps[at] = step;
      this.#held[step] = (this.#held[step] ?? 0) + length;
    }
  }
}

interface Weighed {
  readonly word: string;
  readonly weight: number;
}

function byWeight(a: Weighed, b: Weighed): number {
  return b.weight - a.weight || (a.word < b.word ? -1 : 1);
}

const stepCount = 256;

/** Steps are narrower among light weights, where most words are. The heaviest there is, with 2²³ articles, is on step 239. */
function stepOf(weight: number): number {
  return Math.min(1 + Math.floor(6 * Math.sqrt(weight)), stepCount - 1);
}
