import type { GraphNode } from './graph';

/** A node that may be drawn, and what it stands for. */
export interface Candidate<T> {
  readonly from: T;
  /** Asked for by name, and so drawn whatever its weight is. */
  readonly isWanted: boolean;
  readonly node: GraphNode;
}

/** At most `limit` of them: those that are wanted, then the weightiest; among equals in the order of their labels and keys. */
export function weightiest<T>(candidates: readonly Candidate<T>[], limit: number): Candidate<T>[] {
  return [...candidates]
    .sort((a, b) => Number(b.isWanted) - Number(a.isWanted) || b.node.weight - a.node.weight || compare(a.node.label, b.node.label) || compare(a.node.key, b.node.key))
    .slice(0, limit);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
