import type { CorpusIndex } from '../corpus/corpusIndex';
import type { ArticleStatus } from '../model';
import { SortedList } from './sortedList';

/** An article as it stands in a list: what its line shows, and no more, for a list may have a hundred thousand. */
export interface ListedArticle<Owner = unknown> {
  /** Whose it is, where articles of several corpora stand in one list. */
  readonly owner: Owner;
  /** Its id. */
  readonly article: string;
  readonly title: string;
  /** `''` where there is none. */
  readonly date: string;
  readonly section: string;
  readonly status: ArticleStatus;
  readonly mentions: number;
}

/** How many articles are looked at at a stretch. */
const stretch = 200;
/** How many are put into other places at a stretch. */
const replacedAtOnce = 50;
/** More than these are not put into their places one by one: each moves half of the list. */
const mostReplaced = 500;

/** The articles of a corpus by date, those without one last, kept in step with it: a change costs what it is about. */
export class ArticleList<Owner> {
  readonly #list = new SortedList<ListedArticle<Owner>>(byDate);
  #byId = new Map<string, ListedArticle<Owner>>();
  /** Dates and sections, each of which many articles have, by themselves. */
  readonly #words = new Map<string, string>();
  #revision = -1;
  #isChanged = true;

  constructor(private readonly index: CorpusIndex, private readonly owner: Owner) {}

  /** Brings the list up to date, stopping every few milliseconds. */
  *update(): Generator<undefined, void> {
    const { revision } = this.index;
    const touched = this.index.touchedSince(this.#revision);
    yield;
    if (touched === 'everything') yield* this.#fill();
    else yield* this.#replaceMoved(touched.articles);
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

  /** A change of many files touches many articles, of which few are listed otherwise. */
  *#replaceMoved(ids: Iterable<string>): Generator<undefined, void> {
    const moved: string[] = [];
    let looked = 0;
    for (const id of ids) {
      if (++looked % stretch === 0) yield;
      if (!isSame(this.#byId.get(id), this.#listed(id))) moved.push(id);
    }
    if (moved.length > mostReplaced) return yield* this.#fill();
    for (const [at, id] of moved.entries()) {
      this.#replace(id);
      if (at % replacedAtOnce === 0) yield;
    }
  }

  #replace(id: string): void {
    const [before, now] = [this.#byId.get(id), this.#listed(id)];
    if (before !== undefined && now !== undefined) this.#list.exchange(before, now);
    else if (before !== undefined) this.#list.drop(before);
    else if (now !== undefined) this.#list.put(now);
    if (now === undefined) this.#byId.delete(id);
    else this.#byId.set(id, now);
    this.#isChanged = true;
  }

  #listed(id: string): ListedArticle<Owner> | undefined {
    const { index } = this;
    const article = index.article(id);
    if (article === undefined) return undefined;
    const { title, date, section } = index.card(article);
    return { owner: this.owner, article: article.id, title, date: this.#own(date), section: this.#own(section), status: index.status(id), mentions: index.mentionsIn(id) };
  }

  /** The same text as it was met first. */
  #own(text: string): string {
    const known = this.#words.get(text);
    if (known === undefined) this.#words.set(text, text);
    return known ?? text;
  }
}

/** Whether a list shows the same for both; nothing is the same as nothing. */
function isSame(one: ListedArticle | undefined, other: ListedArticle | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.status === other.status && one.mentions === other.mentions && one.title === other.title && one.date === other.date && one.section === other.section;
}

/** The earliest first, as a story is read; articles without a date at the end. */
export function byDate(one: ListedArticle, other: ListedArticle): number {
  const [first, second] = [one.date || '9999', other.date || '9999'];
  return first < second ? -1 : first > second ? 1 : one.article < other.article ? -1 : one.article > other.article ? 1 : 0;
}
