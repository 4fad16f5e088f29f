/** Edges in columns, since there may be millions of pairs: the ends and the weight of each. */
export interface EdgeColumns {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly weight: readonly number[];
}

/**
 * The places of at most `limit` edges that show a graph best: first the strongest edge of each node, then each one's second, and
 * so on, so that a hub takes nothing from the small. In order of strength; among equals the earlier edge.
 */
export function strongest({ from, to, weight }: EdgeColumns, limit: number): number[] {
  const order = weight.map((_, edge) => edge).sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0) || a - b);
  if (order.length <= limit) return order;
  const ranks = ranksAtEnds(order, from, to);
  const sizes: number[] = [];
  for (const rank of ranks) sizes[rank] = (sizes[rank] ?? 0) + 1;
  const { whole, room } = lastWholeRank(sizes, limit);
  let left = room;
  return order.filter((_, at) => {
    const rank = ranks[at] ?? 0;
    return rank < whole || (rank === whole && left-- > 0);
  });
}

/** For each edge, how many stronger ones its ends have: the smaller of the two numbers. */
function ranksAtEnds(order: readonly number[], from: readonly number[], to: readonly number[]): number[] {
  const seen = new Map<number, number>();
  const next = (node: number): number => {
    const rank = seen.get(node) ?? 0;
    seen.set(node, rank + 1);
    return rank;
  };
  return order.map(edge => Math.min(next(from[edge] ?? 0), next(to[edge] ?? 0)));
}

/** All ranks below `whole` fit into the limit; of `whole` itself there is room for some. */
function lastWholeRank(sizes: readonly number[], limit: number): { readonly whole: number; readonly room: number } {
  let room = limit;
  let whole = 0;
  while ((sizes[whole] ?? 0) <= room && whole < sizes.length) room -= sizes[whole++] ?? 0;
  return { whole, room };
}
