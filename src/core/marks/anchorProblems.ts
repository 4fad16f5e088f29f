import type { CorpusIndex } from '../corpus/corpusIndex';
import type { Span } from '../model';
import type { Problem } from '../problem';
import type { PlacedMark } from './placing';
import { waitingMarks } from './waiting';

/** What a person has to know of the places of an article's marks. `heading` is where those without any place are spoken of. */
export function anchorProblems(index: CorpusIndex, heading: Span, marks: readonly PlacedMark[]): Problem[] {
  return waitingMarks(heading, marks).map(({ mark, code, span }) => ({ code, span, data: { quote: mark.anchor.quote, entity: nameOf(index, mark) } }));
}

function nameOf(index: CorpusIndex, mark: PlacedMark): string {
  switch (mark.kind) {
    case 'mention': return index.entity(mark.mention.entity)?.name ?? mark.mention.entity;
    case 'link': return mark.link.relation;
  }
}
