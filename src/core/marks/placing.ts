import type { Placement } from '../anchor/placement';
import { resolveAll } from '../anchor/resolve';
import type { Anchor, Span } from '../model';
import { mapSpan, type Change } from '../text/change';
import type { Mark } from './marks';

/** Something anchored, and where it stands in the text of its file. */
export type Placed<Anchored> = Anchored & { readonly placement: Placement };

/** Something anchored that has a place. */
export type Standing<Anchored> = Anchored & { readonly placement: Extract<Placement, { readonly span: Span }> };

export type PlacedMark = Placed<Mark>;
export type StandingMark = Standing<Mark>;

/** Looks for the marks of one article in the text of its file; the spans count from the start of the file. */
export function placeMarks<Anchored extends { readonly anchor: Anchor }>(text: string, article: Span, marks: readonly Anchored[]): Placed<Anchored>[] {
  const placements = resolveAll(text.slice(article.start, article.end), marks.map(mark => mark.anchor));
  return marks.flatMap((mark, at) => {
    const placement = placements[at];
    return placement === undefined ? [] : [{ ...mark, placement: shifted(placement, article.start) }];
  });
}

/** Whether the mark has a place, and does not wait for someone to decide. */
export function hasPlace<Anchored extends { readonly placement: Placement }>(mark: Anchored): mark is Standing<Anchored> {
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

/**
 * Where a placed mark is after changes of the text, given last place first. One whose text was deleted needs someone.
 * What was only proposed is carried along too, and dropped with its text.
 */
export function carried(placement: Placement, changes: readonly Change[]): Placement {
  if (placement.state === 'needs-you') {
    const candidates = placement.candidates.flatMap(each => {
      const span = mapped(each.span, changes);
      return span === undefined ? [] : [{ ...each, span }];
    });
    return { ...placement, candidates };
  }
  const span = mapped(placement.span, changes);
  return span === undefined ? { state: 'needs-you', reason: 'lost', candidates: [] } : { ...placement, span };
}

function mapped(span: Span, changes: readonly Change[]): Span | undefined {
  return changes.reduce<Span | undefined>((at, change) => at && mapSpan(at, change), span);
}
