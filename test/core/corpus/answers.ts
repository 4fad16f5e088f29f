import { problemsOf } from '../../../src/core/corpus/check';
import type { CorpusIndex } from '../../../src/core/corpus/corpusIndex';

/** All that an index answers, as data that can be compared. */
export function answersOf(index: CorpusIndex): unknown {
  const ids = [...index.articleIds()].sort();
  const entities = [...new Set([...index.mentionedIds(), ...index.entities().map(({ id }) => id)])].sort();
  return {
    paths: index.paths(),
    config: index.config,
    articles: ids.map(id => [
      id, index.articlePlaces(id), index.article(id), index.status(id), index.linksTo(id), index.sidecarPath(id),
      index.sidecars(id).map(({ path, file }) => [path, file.text]), index.mentionsIn(id), index.entitiesIn(id), index.hasMarks(id),
    ]),
    entities: entities.map(id => [
      id, index.entity(id)?.name, index.mentionsOf(id), index.mentionCount(id), index.spreadOf(id), index.sidecarsNaming(id), [...index.articlesWith(id)].sort(),
      [...index.mentionCounts(id)].sort(([a], [b]) => a < b ? -1 : 1), ['O', 'T', 'x', 'n'].map(quote => index.calledCount(id, quote)),
    ]),
    problems: ['corpus.yaml', 'entities.yaml', ...index.paths()].map(path => problemsOf(index, path)),
  };
}
