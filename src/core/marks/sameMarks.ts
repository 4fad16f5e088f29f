import type { Anchored } from './bases';
import type { Placed } from './placing';

/** Whether marks of one text say and stand as others of it do. */
export function sameMarks(ones: readonly (Anchored & Placed)[], others: readonly (Anchored & Placed)[]): boolean {
  return ones.length === others.length && ones.every((one, at) => {
    const other = others[at];
    return other !== undefined && one.key === other.key && (saidBy(one) === saidBy(other) || JSON.stringify(saidBy(one)) === JSON.stringify(saidBy(other)))
      && JSON.stringify(one.placement) === JSON.stringify(other.placement);
  });
}

function saidBy(mark: Anchored): object {
  return mark.kind === 'mention' ? mark.mention : mark.kind === 'link' ? mark.link : mark.rejection;
}
