import type { ArticleCard, ArticleInfo } from '../corpus/article';
import type { CorpusIndex } from '../corpus/corpusIndex';
import type { ArticleStatus } from '../model';
import { SortedList } from './sortedList';

/** An article as it stands in a list. */
export interface ListedArticle<Owner = unknown> {
  /** Whose it is, where articles of several corpora stand in one list. */
  readonly owner: Owner;
  readonly article: ArticleInfo;
  readonly card: ArticleCard;
  readonly status: ArticleStatus;
  readonly mentions: number;
}

/** How many articles are looked at at a stretch. */
const stretch = 500;
/** More than these are not put into their places one by one: each moves half of the list. */
const mostReplaced = 500;

/** The articles of a corpus by date, those without one last, kept in step with it: a change costs what it is about. */
export class ArticleList<Owner> {
  readonly #list = new SortedList<ListedArticle<Owner>>(byDate);
  #byId = new Map<string, ListedArticle<Owner>>();
  #revision = -1;
  #isChanged = true;

  constructor(private readonly index: CorpusIndex, private readonly owner: Owner) {}

  /** Brings the list up to date, stopping every few milliseconds. */
  *update(): Generator<undefined, void> {
    const { revision } = this.index;
    const touched = this.index.touchedSince(this.#revision);
    if (touched === 'everything' || touched.articles.size > mostReplaced) yield* this.#fill();
    else for (const id of touched.articles) this.#replace(id);
    this.#revision = revision;
  }

  /** Whether the list shows anything else since this was asked before. */
  takeChanged(): boolean {
    const changed = this.#isChanged;
    this.#isChanged = false;
    return changed;
  }

  get articles(): readonly ListedArticle<Owner>[] {
    return this.#list.items;
  }

  get(id: string): ListedArticle<Owner> | undefined {
    return this.#byId.get(id);
  }

  *#fill(): Generator<undefined, void> {
    const byId = new Map<string, ListedArticle<Owner>>();
    for (const id of this.index.articleIds()) {
      const listed = this.#listed(id);
      if (listed !== undefined) byId.set(id, listed);
      if (byId.size % stretch === 0) yield;
    }
    yield* this.#list.fillWith([...byId.values()]);
    this.#byId = byId;
    this.#isChanged = true;
  }

  #replace(id: string): void {
    const [before, now] = [this.#byId.get(id), this.#listed(id)];
    if (before !== undefined && now !== undefined && isSame(before, now)) return;
    if (before !== undefined) this.#list.drop(before);
    if (now !== undefined) this.#list.put(now);
    if (now === undefined) this.#byId.delete(id);
    else this.#byId.set(id, now);
    this.#isChanged = true;
  }

  #listed(id: string): ListedArticle<Owner> | undefined {
    const { index } = this;
    const article = index.article(id);
    if (article === undefined) return undefined;
    return { owner: this.owner, article, card: index.card(article), status: index.status(id), mentions: index.mentionsIn(id) };
  }
}

/** Whether a list shows the same for both. Where in its file an article stands is no part of that. */
function isSame(one: ListedArticle, other: ListedArticle): boolean {
  return one.status === other.status && one.mentions === other.mentions && one.article.path === other.article.path
    && one.card.title === other.card.title && one.card.date === other.card.date && one.card.section === other.card.section;
}

/** The earliest first, as a story is read; articles without a date at the end. */
export function byDate({ card: one }: ListedArticle, { card: other }: ListedArticle): number {
  const [first, second] = [one.date || '9999', other.date || '9999'];
  return first < second ? -1 : first > second ? 1 : one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
