import { fold } from '../picker/fold';
import { isSubsequence } from '../picker/subsequence';

/** How well a label fits what is typed: 4 it begins so, 3 a word of it does, 2 it holds it, 1 it has its letters in order, 0 it does not fit. */
export function likeness(label: string, typed: string): number {
  const [words, sought] = [fold(label), fold(typed)];
  if (words.startsWith(sought)) return 4;
  if (words.includes(` ${sought}`)) return 3;
  if (words.includes(sought)) return 2;
  return isSubsequence(sought, words) ? 1 : 0;
}
