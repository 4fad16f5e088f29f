import { conflictSides } from '../yaml/conflict';
import { mergeSidecars, type MergeConflict } from './merge';
import { mergeEntities, type EntityConflict } from './mergeEntities';

/** The file that both sides make together, and what they disagreed on. */
export interface MergedSides {
  readonly text: string;
  readonly conflicts: readonly (MergeConflict | EntityConflict)[];
}

/**
 * Brings the sides of a file together that git left in conflict; `undefined` where they cannot be read. Git writes of the common ancestor
 * only what stands between its markers, and may have moved lines that both sides added out of them: where that makes a text that cannot
 * be read, the sides are brought together without it.
 */
export function mergeConflicted(kind: 'sidecar' | 'entities', text: string): MergedSides | undefined {
  const merge = kind === 'sidecar' ? mergeSidecars : mergeEntities;
  const sides = conflictSides(text);
  return sides && (merge(sides.base, sides.ours, sides.theirs) ?? merge(undefined, sides.ours, sides.theirs));
}
