import type { Span } from '../../../src/core/model';
import type { Offer } from '../../../src/core/offers/offer';

export function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** The runs of what is in, with nothing between that is out; what one passes over is left aside. What is alone is a run of its own. */
export function rowsOf<Item>(items: readonly Item[], where: (item: Item) => 'in' | 'alone' | 'past' | 'out'): Item[][] {
  const rows: Item[][] = [];
  let open = false;
  for (const item of items) {
    const found = where(item);
    if (found === 'in' && open) rows.at(-1)?.push(item);
    else if (found === 'in' || found === 'alone') rows.push([item]);
    if (found !== 'past') open = found === 'in';
  }
  return rows;
}

export function stretchOf(row: readonly { readonly span: Span }[]): Span {
  return { start: row[0]?.span.start ?? 0, end: row.at(-1)?.span.end ?? 0 };
}

/** The fewest rows, taken greedily, that hold each name once. */
export function covering(rows: readonly (readonly Offer[])[], sameAs: (offer: Offer) => readonly Offer[]): (readonly Offer[])[] {
  const open = new Set(rows.flat());
  const chosen: (readonly Offer[])[] = [];
  while (open.size > 0) {
    const namesIn = (row: readonly Offer[]): number => new Set(row.filter(offer => open.has(offer)).map(offer => sameAs(offer)[0])).size;
    const best = rows.reduce((one, other) => namesIn(other) > namesIn(one) ? other : one);
    chosen.push(best);
    for (const offer of best.flatMap(sameAs)) open.delete(offer);
  }
  return chosen;
}
