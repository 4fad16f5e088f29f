import type { CorpusIndex } from '../corpus/corpusIndex';
import type { Span } from '../model';
import type { Problem } from '../problem';
import type { PlacedMark } from './placing';

/**
 * What a person has to know of a mark's place: that it waits for them to decide, or that it was found elsewhere.
 * @param heading where the article is spoken of, for a mark with no place worth showing
 * @returns undefined for a mark that stands where it should
 */
export function anchorProblem(index: CorpusIndex, mark: PlacedMark, heading: Span): Problem | undefined {
  const code = anchorCode(mark);
  if (code === undefined) return undefined;
  const { placement, anchor } = mark;
  const candidate = placement.state === 'needs-you' ? placement.candidates[0]?.span : placement.span;
  return { code, span: candidate ?? heading, data: { quote: anchor.quote, entity: nameOf(index, mark) } };
}

function anchorCode({ placement }: PlacedMark): 'anchor-moved' | 'anchor-lost' | 'anchor-ambiguous' | undefined {
  if (placement.state === 'anchored') return undefined;
  if (placement.state === 'moved') return 'anchor-moved';
  return placement.candidates.length > 0 ? 'anchor-ambiguous' : 'anchor-lost';
}

function nameOf(index: CorpusIndex, mark: PlacedMark): string {
  switch (mark.kind) {
    case 'mention': return index.entity(mark.mention.entity)?.name ?? mark.mention.entity;
    case 'link': return mark.link.relation;
  }
}
