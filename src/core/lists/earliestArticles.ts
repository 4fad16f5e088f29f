import type { CorpusIndex } from '../corpus/corpusIndex';
import { firstOf } from './sortedList';

/** One more than a card names, since the article at hand is not among them. */
const onCard = 5;

/** Of so many entities it is remembered: those that were asked for last. */
const remembered = 32;
/** When more articles have changed, all is looked up anew. */
const manyArticles = 500;

/** The articles that mention an entity. */
export interface ArticlesOfEntity {
  readonly count: number;
  /** The ids of the earliest, undated ones last; of those with the same date by id. */
  readonly earliest: readonly string[];
}

interface Kept {
  readonly ids: Set<string>;
  earliest: readonly string[];
}

/**
 * The first articles of entities, as cards name them. Remembered for the entities asked for last, and brought up to date by the
 * articles that changed: an entity may be mentioned in ten thousand.
 */
export class EarliestArticles {
  readonly #kept = new Map<string, Kept>();
  #seen = 0;

  /** @param most of so many articles the ids are told */
  constructor(private readonly index: CorpusIndex, private readonly most = onCard) {}

  /** Of an entity, as of now. */
  of(entity: string): ArticlesOfEntity {
    this.#bringUp();
    const kept = this.#kept.get(entity) ?? this.#lookUp(entity);
    this.#kept.delete(entity);
    this.#kept.set(entity, kept); // the last one
    for (const oldest of this.#kept.keys()) if (this.#kept.size > remembered) this.#kept.delete(oldest);
    return { count: kept.ids.size, earliest: kept.earliest };
  }

  #bringUp(): void {
    const { revision } = this.index;
    const touched = this.index.touchedSince(this.#seen);
    this.#seen = revision;
    if (touched === 'everything' || touched.articles.size > manyArticles) return this.#kept.clear();
    for (const article of touched.articles) {
      const entities = this.index.article(article) === undefined ? [] : this.index.entitiesIn(article);
      for (const [entity, kept] of this.#kept) if (!this.#isTaken(kept, article, entities.includes(entity))) this.#kept.delete(entity);
    }
  }

  #lookUp(entity: string): Kept {
    const ids = new Set(this.index.articlesWith(entity).filter(id => this.index.hasArticle(id)));
    return { ids, earliest: this.#first(ids) };
  }

  /** Takes in that an article mentions an entity, or does not; at which date may be new. False where another article may be among the first now. */
  #isTaken(kept: Kept, article: string, isMentioned: boolean): boolean {
    const wasFirst = kept.earliest.includes(article);
    if (isMentioned) kept.ids.add(article);
    else kept.ids.delete(article);
    kept.earliest = this.#first(new Set([...kept.earliest.filter(id => id !== article), ...isMentioned ? [article] : []]));
    const all = Math.min(this.most, kept.ids.size);
    return kept.earliest.length === all && !(wasFirst && kept.earliest.at(-1) === article && kept.ids.size > all);
  }

  #first(ids: ReadonlySet<string>): readonly string[] {
    return firstOf([...ids], this.most, id => `${this.index.dateOf(id) || '9999'} ${id}`);
  }
}
