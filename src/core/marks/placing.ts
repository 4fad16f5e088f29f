import type { Placement } from '../anchor/placement';
import { resolving } from '../anchor/resolve';
import type { Span } from '../model';
import { finished, type Steps } from '../steps';
import type { Mark } from './marks';

/** Where something anchored stands in the text of its file. */
export interface Placed {
  readonly placement: Placement;
}

/** A place that is certain enough not to wait for someone to decide. */
export interface Standing {
  readonly placement: Extract<Placement, { readonly span: Span }>;
}

export type PlacedMark = Mark & Placed;
export type StandingMark = Mark & Standing;

/**
 * Looks for the marks of one article in the text of its file; the spans count from the start of the file.
 * `base` is the article's own text when the anchors were made, where it is to be had.
 */
export function placeMarks<M extends Pick<Mark, 'anchor'>>(text: string, article: Span, marks: readonly M[], base?: string): (M & Placed)[] {
  return finished(placing(text, article, marks, base));
}

/** As `placeMarks`, stopping every few milliseconds. */
export function* placing<M extends Pick<Mark, 'anchor'>>(text: string, article: Span, marks: readonly M[], base?: string): Steps<(M & Placed)[]> {
  const placements = yield* resolving(text.slice(article.start, article.end), marks.map(mark => mark.anchor), base);
  return marks.flatMap((mark, at) => {
    const placement = placements[at];
    return placement === undefined ? [] : [{ ...mark, placement: shifted(placement, article.start) }];
  });
}

/** Whether the mark has a place, and does not wait for someone to decide. */
export function hasPlace<M extends Placed>(mark: M): mark is M & Standing {
  return mark.placement.state !== 'needs-you';
}

/** By start; of two that start together the longer first, so that what is inside comes after what is around it. */
export function bySpan(a: StandingMark, b: StandingMark): number {
  return a.placement.span.start - b.placement.span.start || b.placement.span.end - a.placement.span.end;
}

/** The placement with its spans counted from `by` units earlier. */
function shifted(placement: Placement, by: number): Placement {
  const shift = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  if (placement.state !== 'needs-you') return { ...placement, span: shift(placement.span) };
  return { ...placement, candidates: placement.candidates.map(each => ({ ...each, span: shift(each.span) })) };
}
