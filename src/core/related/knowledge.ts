import type { CorpusIndex } from '../corpus/corpusIndex';
import type { Sidecar } from '../model';
import type { Knowledge } from './relatedIndex';

/** What the corpus knows of its articles besides their texts, as it is now. To be used for one question, since it remembers. */
export function knowledgeOf(index: CorpusIndex): Knowledge {
  return {
    entitiesOf: remembering(article => index.entitiesIn(article)),
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

function remembering<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return key => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find(key);
    known.set(key, found);
    return found;
  };
}
