import type { CorpusIndex } from '../corpus/corpusIndex';
import type { Sidecar } from '../model';
import { dayOf } from './day';
import type { Knowledge } from './relatedIndex';

/** What the corpus knows of its articles besides their texts, as it is whenever it is asked. */
export function knowledgeOf(index: CorpusIndex): Knowledge {
  const entities = new Remembered(index, article => index.entitiesIn(article));
  const days = new Remembered(index, article => index.article(article) === undefined ? undefined : dayOf(index.dateOf(article)));
  return {
    entitiesOf: article => entities.of(article),
    articlesOf: entity => index.articlesWith(entity),
    spreadOf: entity => index.spreadOf(entity),
    linksOf: article => linksOf(index, article),
    dayOf: article => days.of(article),
  };
}

function sidecarsOf(index: CorpusIndex, article: string): Sidecar[] {
  return index.sidecars(article).map(({ file }) => file.sidecar);
}

function linksOf(index: CorpusIndex, article: string): ReadonlyMap<string, number> {
  const away = sidecarsOf(index, article).flatMap(({ links }) => links.map(link => link.to.article));
  const counts = new Map<string, number>();
  for (const other of [...away, ...index.linksTo(article).map(place => place.article)]) {
    if (other !== article) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return counts;
}

/** Of how many articles something is remembered: some megabytes. */
const mostRemembered = 10_000;

/** Remembers what the index says of an article, until it may say something else. */
class Remembered<T> {
  readonly #known = new Map<string, { readonly said: T }>();
  #revision = 0;

  constructor(private readonly index: CorpusIndex, private readonly find: (article: string) => T) {}

  of(article: string): T {
    if (this.#revision !== this.index.revision) this.#forget();
    const known = this.#known.get(article);
    if (known !== undefined) return known.said;
    const said = this.find(article);
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(article, { said });
    return said;
  }

  #forget(): void {
    const touched = this.index.touchedSince(this.#revision);
    if (touched === 'everything') this.#known.clear();
    else for (const article of touched.articles) this.#known.delete(article);
    this.#revision = this.index.revision;
  }
}
