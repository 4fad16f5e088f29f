import { orderById } from './best';
import type { Order, Scored } from './best';
import type { Effort, Nearest } from './nearest';
import type { TextIndex } from './textIndex';

/** How many neighbours speak for an article. */
const neighbourCount = 5;
/** What the neighbours have to say, against what the two articles say themselves. */
const neighbourShare = 0.7;
/** What an article weighs among the neighbours of its neighbours, where a stranger with the same words would weigh 1. */
const ownWeight = 0.5;
/** What is taken off for being near to everything. */
const hubPenalty = 0.3;

/** How hard the search for the article itself tries, and for the neighbours of each candidate. */
export const ownEffort: Effort = { postings: 30_000, compared: 100 };
export const candidateEffort: Effort = { postings: 2_000, compared: 12 };
/** How many candidates' neighbours are asked: as many as are wanted, within these bounds. */
const fewestExpanded = 20;
const mostExpanded = 40;

/** An article near to another one. `cosine` compares their own words alone, `score` is what they are ranked by. */
export interface Alike extends Scored {
  readonly cosine: number;
}

/**
 * Ranks articles by how much their texts are alike. To the cosine of two articles it adds the mean cosine between
 * each one's nearest neighbours and the other (a step of diffusion over the graph of neighbours): two reports of one
 * event that share few words share them with a third. Articles that are near to everything lose some of that.
 */
export class Likeness {
  readonly #index: TextIndex;
  readonly #nearest: Nearest;
  readonly #order: Order;
  readonly #neighbours = new Map<number, readonly Scored[]>();
  #version = 0;

  constructor(index: TextIndex, nearest: Nearest) {
    this.#index = index;
    this.#nearest = nearest;
    this.#order = orderById((slot) => index.idOf(slot));
  }

  /**
   * The articles most alike, best first: at least `limit` where there are as many that share a word, and with
   * them all of `others`, which need share none.
   */
  rank(slot: number, limit: number, others: readonly number[]): Alike[] {
    this.#forgetOldNeighbours();
    const compared = Math.max(ownEffort.compared, limit);
    const found = this.#nearest.find(slot, { postings: ownEffort.postings, compared });
    const slots = [...new Set([...found.map((scored) => scored.slot), ...others])].filter((other) => other !== slot);
    const expanded = Math.min(Math.max(limit, fewestExpanded), mostExpanded);
    const own = new CosinesWith(slot, found, this.#nearest);
    return this.#weigh(own, this.#hear(own, slots, shares(found)), expanded);
  }

  /** Joins to each article's own cosine what the neighbours say; best first. */
  #hear(own: CosinesWith, slots: readonly number[], neighbours: readonly Scored[]): Alike[] {
    own.compare(slots);
    const said = this.#nearest.voices(neighbours, slots);
    const shareOf = new Map(neighbours.map((neighbour) => [neighbour.slot, neighbour.score]));
    return slots.map((other, i) => {
      const cosine = own.of(other);
      // A neighbour's cosine with itself is 1, of which `ownWeight` counts.
      const heard = (said[i] ?? 0) - (1 - ownWeight) * (shareOf.get(other) ?? 0);
      return { slot: other, cosine, score: (1 - neighbourShare) * cosine + (neighbourShare / 2) * heard };
    }).sort(this.#order);
  }

  /** Asks the neighbours of the first candidates too; those behind them count as the least of them. */
  #weigh(own: CosinesWith, candidates: readonly Alike[], expanded: number): Alike[] {
    const asked = candidates.slice(0, expanded).map((candidate) => this.#neighboursOf(candidate.slot));
    own.compare(asked.flatMap((neighbours) => neighbours.map((neighbour) => neighbour.slot)));
    const bonuses = asked.map((neighbours) => bonus(own, neighbours));
    const least = Math.min(0, ...bonuses);
    return candidates.map(({ slot, cosine, score }, i) => ({ slot, cosine, score: score + (bonuses[i] ?? least) }))
      .sort(this.#order);
  }

  #neighboursOf(slot: number): readonly Scored[] {
    const known = this.#neighbours.get(slot);
    if (known !== undefined) return known;
    const found = this.#nearest.find(slot, candidateEffort).slice(0, neighbourCount);
    this.#neighbours.set(slot, found);
    return found;
  }

  #forgetOldNeighbours(): void {
    if (this.#version !== this.#index.version) this.#neighbours.clear();
    this.#version = this.#index.version;
  }
}

/** The cosines of one article with others, each worked out once. */
class CosinesWith {
  readonly #known: Map<number, number>;

  constructor(readonly slot: number, found: readonly Scored[], private readonly nearest: Nearest) {
    this.#known = new Map(found.map((scored) => [scored.slot, scored.score]));
  }

  /** Works out those that are not known yet. */
  compare(others: readonly number[]): void {
    const unknown = others.filter((other) => !this.#known.has(other));
    this.nearest.cosines(this.slot, unknown).forEach((cosine, i) => { this.#known.set(unknown[i] ?? -1, cosine); });
  }

  /** 0 with an article that it was not compared with. */
  of(other: number): number {
    return this.#known.get(other) ?? 0;
  }
}

/** What a candidate's neighbours say of the article, less what is taken off for their being near. */
function bonus(own: CosinesWith, neighbours: readonly Scored[]): number {
  let said = 0;
  for (const { slot, score } of shares(neighbours)) said += score * (slot === own.slot ? ownWeight : own.of(slot));
  return (neighbourShare / 2) * said - (hubPenalty / neighbourCount) * total(neighbours);
}

/** The nearest of those found, with their shares of one voice: the shares add up to 1. */
function shares(found: readonly Scored[]): Scored[] {
  const neighbours = found.slice(0, neighbourCount);
  const sum = total(neighbours);
  return sum === 0 ? [] : neighbours.map(({ slot, score }) => ({ slot, score: score / sum }));
}

function total(scored: readonly Scored[]): number {
  return scored.reduce((sum, { score }) => sum + score, 0);
}
