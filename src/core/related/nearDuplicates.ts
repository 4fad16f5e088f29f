import type { Entry } from './entries';
import { jaccard, shinglesOf } from './shingles';
import type { WordReader } from './wordReader';

/** From this Jaccard index of their runs of three words on, two articles are called near-duplicates. */
export const nearDuplicateFrom = 0.3;

/** Of two articles that share so many runs of words more single words are the same; much less than that is never seen. */
const leastWords = 0.2;

/**
 * Whether two articles have so many words in common that it is worth counting runs of words: for a few articles that is exact,
 * where sketches (MinHash) of all articles would only say which to count.
 *
 * @param one the words of an article, ascending, as `other`
 */
export function areLikelyDuplicates(one: ArrayLike<Entry>, other: ArrayLike<Entry>): boolean {
  const shared = sharedWords(one, other);
  return shared >= leastWords * (one.length + other.length - shared);
}

/** The share of their runs of three words that two texts have in common; undefined where that does not make them near-duplicates. */
export function duplicateShare(one: string, other: string, words: WordReader): number | undefined {
  const share = jaccard(new Set(shinglesOf(one, words)), new Set(shinglesOf(other, words)));
  return share < nearDuplicateFrom ? undefined : share;
}

/** How many different words are in both, whatever their counts. */
function sharedWords(one: ArrayLike<Entry>, other: ArrayLike<Entry>): number {
  let shared = 0;
  for (let [i, j] = [0, 0]; i < one.length && j < other.length;) {
    const difference = ((one[i] ?? 0) >> 8) - ((other[j] ?? 0) >> 8);
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared;
}
