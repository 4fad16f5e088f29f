import type { CorpusIndex } from '../corpus/corpusIndex';
import type { Sidecar } from '../model';
import type { Knowledge } from './relatedIndex';

/** What the corpus knows of its articles besides their texts, as it is whenever it is asked. */
export function knowledgeOf(index: CorpusIndex): Knowledge {
  const entities = new RememberedEntities(index);
  return {
    entitiesOf: article => entities.in(article),
    articlesOf: entity => index.articlesWith(entity),
    linksOf: article => linksOf(index, article),
    dateOf: article => index.article(article) === undefined ? undefined : index.dateOf(article),
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

/** How many articles are remembered with their entities: some megabytes. */
const mostRemembered = 10_000;

/** Remembers which entities an article mentions, until the index says that it may be others. */
class RememberedEntities {
  readonly #known = new Map<string, readonly string[]>();
  #revision = 0;

  constructor(private readonly index: CorpusIndex) {}

  in(article: string): readonly string[] {
    if (this.#revision !== this.index.revision) this.#forget();
    const known = this.#known.get(article);
    if (known !== undefined) return known;
    const found = this.index.entitiesIn(article);
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(article, found);
    return found;
  }

  #forget(): void {
    const touched = this.index.touchedSince(this.#revision);
    if (touched === 'everything') this.#known.clear();
    else for (const article of touched.articles) this.#known.delete(article);
    this.#revision = this.index.revision;
  }
}
