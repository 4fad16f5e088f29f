import type { WordReader } from './wordReader';

const wordsInShingle = 3;

/**
 * The runs of three words of a text as 32-bit numbers, as often as they occur. A shorter text is one run.
 * Two different runs get the same number once in four thousand million.
 */
export function shinglesOf(text: string, words: WordReader): number[] {
  const hashes: number[] = [];
  words.open(text);
  while (words.next()) hashes.push(words.hash);
  const shingles: number[] = [];
  const last = Math.max(hashes.length - wordsInShingle, hashes.length > 0 ? 0 : -1);
  for (let at = 0; at <= last; at++) shingles.push(hashOfRun(hashes, at));
  return shingles;
}

function hashOfRun(hashes: readonly number[], start: number): number {
  let hash = 0x9e3779b9;
  const end = Math.min(start + wordsInShingle, hashes.length);
  for (let at = start; at < end; at++) {
    hash = Math.imul(hash ^ (hashes[at] ?? 0), 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** The Jaccard index of two texts by their shingles: 1 when the sets are equal, 0 when they share nothing or both are empty. */
export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [smaller, larger] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const shingle of smaller) if (larger.has(shingle)) shared++;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
