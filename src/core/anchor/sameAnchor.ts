import type { Anchor } from '../model';

export function sameAnchor(a: Anchor | undefined, b: Anchor): boolean {
  return a !== undefined && a.at[0] === b.at[0] && a.at[1] === b.at[1] && a.quote === b.quote && a.before === b.before && a.after === b.after;
}
