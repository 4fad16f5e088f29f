import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import { hasPlace } from '../../core/marks/placing';
import type { Settled } from '../../core/offers/offers';
import type { OpenArticle } from './openArticle';

/** What is tagged and rejected in an article, of what has a place in the text. */
export function settledIn(index: CorpusIndex, { marks, rejected }: Pick<OpenArticle, 'marks' | 'rejected'>): Settled {
  const passages = new Set(index.config.types.filter(type => type.marks === 'passages').map(({ id }) => id));
  return {
    tagged: marks.filter(hasPlace).flatMap(mark => mark.kind === 'mention' && !passages.has(index.entity(mark.mention.entity)?.type ?? '')
      ? [{ span: mark.placement.span, entity: mark.mention.entity }] : []),
    rejected: rejected.filter(hasPlace).map(({ placement: { span }, rejection: { entity } }) => entity === undefined ? { span } : { span, entity }),
  };
}
