import { Likeness } from './likeness';
import type { Alike } from './likeness';
import { areLikelyDuplicates, duplicateShare } from './nearDuplicates';
import { Nearest } from './nearest';
import { similarPassages } from './passages';
import type { ArticleText, Passage, Sought } from './passages';
import { TextIndex } from './textIndex';
import { WordReader } from './wordReader';

/** What is known of articles besides their texts. */
export interface Knowledge {
  /** The entities that an article mentions, each once, aliases resolved. */
  entitiesOf(article: string): readonly string[];
  /** The articles that mention an entity, each once. */
  articlesOf(entity: string): readonly string[];
  /** In how many articles an entity is mentioned; those that are annotated more than once may count as often. */
  spreadOf(entity: string): number;
  /** The articles at the other ends of an article's links, in either direction, with the number of links. */
  linksOf(article: string): ReadonlyMap<string, number>;
  /** The day of its date, as a number that grows by one a day; undefined where that is not known. */
  dayOf(article: string): number | undefined;
}

export const nothingKnown: Knowledge = {
  entitiesOf: () => [],
  articlesOf: () => [],
  spreadOf: () => 0,
  linksOf: () => new Map(),
  dayOf: () => undefined,
};

/** Why an article is related, as data; the editor puts it into words. */
export interface Reasons {
  /** Explicit links between the two, in either direction. */
  readonly links: number;
  /** The entities in both, the rarest first. */
  readonly entities: readonly string[];
  /** The words in both that weigh most, in the form in which words are compared: small letters, singular. */
  readonly terms: readonly string[];
  /** The cosine of the two texts, 0 to 1. */
  readonly cosine: number;
  /** Days from the one to the other: 0 for the same day, negative when the related article came first. */
  readonly days?: number;
  /** The share of runs of three words that both have, where that makes them near-duplicates and somebody has counted. */
  readonly duplicate?: number;
}

export interface Related {
  readonly id: string;
  /** What the ranking goes by; it has no unit and compares within one answer only. */
  readonly score: number;
  readonly reasons: Reasons;
}

const linkWeight = 0.5;
const entityWeight = 0.3;
const timeWeight = 0.05;
/** After how many days nearness in time counts half. */
const halfLife = 7;
const termsShown = 5;
/** An entity in more articles than this brings no candidates of its own. */
const commonEntity = 50;
const defaultLimit = 20;

/** Says which articles are related to an article, and why. A change of one article costs that article only. */
export class RelatedIndex {
  readonly #words = new WordReader();
  readonly #texts = new TextIndex(this.#words);
  readonly #nearest = new Nearest(this.#texts);
  readonly #likeness = new Likeness(this.#texts, this.#nearest);

  get size(): number {
    return this.#texts.size;
  }

  ids(): Iterable<string> {
    return this.#texts.ids();
  }

  /** Puts an article in, or another text in the place of its old one. */
  set(id: string, text: string): void {
    this.#texts.set(id, text);
  }

  /** Takes an article out; false when there was none. */
  delete(id: string): boolean {
    return this.#texts.delete(id);
  }

  /** The most related articles, best first; none for an unknown article. */
  related(id: string, knowledge: Knowledge = nothingKnown, limit: number = defaultLimit): Related[] {
    const slot = this.#texts.slotOf(id);
    if (slot === undefined) return [];
    const comparison = new Comparison(id, knowledge, this.#texts.size);
    const others = comparison.candidates().map((other) => this.#texts.slotOf(other)).filter((other) => other !== undefined);
    const best = this.#likeness.rank(slot, limit, others)
      .map((alike) => ({ alike, score: alike.score + comparison.score(this.#texts.idOf(alike.slot)) }))
      .sort((a, b) => b.score - a.score || (this.#texts.idOf(a.alike.slot) < this.#texts.idOf(b.alike.slot) ? -1 : 1))
      .slice(0, limit);
    const terms = this.#nearest.sharedWords(slot, best.map(({ alike }) => alike.slot), termsShown);
    return best.map(({ alike, score }, i) => ({ id: this.#texts.idOf(alike.slot), score, reasons: this.#reasons(alike, comparison, terms[i] ?? []) }));
  }

  /** The articles that may have one of the names in them; `undefined` where that cannot be said without reading them. */
  articlesNaming(names: readonly string[]): ReadonlySet<string> | undefined {
    const found = new Set<string>();
    for (const name of names) {
      const articles = this.#texts.articlesWith(name);
      if (articles === undefined) return undefined;
      for (const id of articles) found.add(id);
    }
    return found;
  }

  /** The words by which an article is found, the weightiest first; none for an unknown article. */
  termsOf(id: string, limit: number): string[] {
    const slot = this.#texts.slotOf(id);
    return slot === undefined ? [] : this.#nearest.heaviestWords(slot, limit);
  }

  /** The passages of `articles` that say what `sought` says, best first. */
  similarPassages(sought: Sought, articles: Iterable<ArticleText>, limit: number = defaultLimit): Passage[] {
    return similarPassages(sought, articles, { words: this.#words, rarityAt: (words) => this.#texts.rarityAt(words) }, limit);
  }

  /** Those of some articles that may be near-duplicates of one; only their texts can say whether they are. */
  likelyDuplicates(id: string, others: readonly string[]): string[] {
    const slot = this.#texts.slotOf(id);
    if (slot === undefined) return [];
    const own = this.#texts.vectorOf(slot).slice();
    return others.filter((other) => {
      const theirs = this.#texts.slotOf(other);
      return theirs !== undefined && areLikelyDuplicates(own, this.#texts.vectorOf(theirs));
    });
  }

  /** The share of their runs of three words that two texts have in common; undefined where that does not make them near-duplicates. */
  duplicateShare(a: string, b: string): number | undefined {
    return duplicateShare(a, b, this.#words);
  }

  #reasons(alike: Alike, comparison: Comparison, terms: readonly string[]): Reasons {
    const other = this.#texts.idOf(alike.slot);
    const days = comparison.days(other);
    return {
      links: comparison.links(other),
      entities: comparison.sharedEntities(other),
      terms,
      cosine: alike.cosine,
      ...(days === undefined ? {} : { days }),
    };
  }
}

/** One article against others by what is known besides their texts. */
class Comparison {
  readonly #id: string;
  readonly #knowledge: Knowledge;
  readonly #size: number;
  readonly #links: ReadonlyMap<string, number>;
  /** The article's own entities with their rarities, the rarest first. */
  readonly #entities: ReadonlyMap<string, number>;
  readonly #length: number;
  readonly #rarities = new Map<string, number>();
  readonly #day: number | undefined;

  constructor(id: string, knowledge: Knowledge, size: number) {
    this.#id = id;
    this.#knowledge = knowledge;
    this.#size = size;
    this.#links = knowledge.linksOf(id);
    this.#day = knowledge.dayOf(id);
    const entities = knowledge.entitiesOf(id).map((entity): [string, number] => [entity, this.#rarity(entity)]);
    this.#entities = new Map(entities.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
    this.#length = lengthOf([...this.#entities.values()]);
  }

  /** The articles that are linked, or share an entity that is not in too many. */
  candidates(): string[] {
    const found = new Set(this.#links.keys());
    for (const entity of this.#entities.keys()) {
      if (this.#knowledge.spreadOf(entity) > commonEntity) continue;
      for (const article of this.#knowledge.articlesOf(entity)) found.add(article);
    }
    found.delete(this.#id);
    return [...found];
  }

  score(other: string): number {
    const days = this.days(other);
    return linkWeight * (1 - 2 ** -this.links(other))
      + entityWeight * this.#entityCosine(other)
      + (days === undefined ? 0 : timeWeight * 2 ** (-Math.abs(days) / halfLife));
  }

  links(other: string): number {
    return this.#links.get(other) ?? 0;
  }

  sharedEntities(other: string): string[] {
    if (this.#entities.size === 0) return [];
    const theirs = new Set(this.#knowledge.entitiesOf(other));
    return [...this.#entities.keys()].filter((entity) => theirs.has(entity));
  }

  days(other: string): number | undefined {
    const theirs = this.#knowledge.dayOf(other);
    return this.#day === undefined || theirs === undefined ? undefined : theirs - this.#day;
  }

  #entityCosine(other: string): number {
    const theirs = this.#knowledge.entitiesOf(other);
    let shared = 0;
    for (const entity of theirs) shared += (this.#entities.get(entity) ?? 0) ** 2;
    // Most share none: how rare their other entities are is then no matter.
    return shared === 0 ? 0 : shared / (this.#length * lengthOf(theirs.map((entity) => this.#rarity(entity))));
  }

  #rarity(entity: string): number {
    const known = this.#rarities.get(entity);
    if (known !== undefined) return known;
    const rarity = Math.log((this.#size + 1) / (Math.min(this.#knowledge.spreadOf(entity), this.#size) + 0.5));
    this.#rarities.set(entity, rarity);
    return rarity;
  }
}

function lengthOf(weights: readonly number[]): number {
  return Math.sqrt(weights.reduce((sum, weight) => sum + weight ** 2, 0));
}
