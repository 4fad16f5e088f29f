import { fold } from './fold';

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;

/** Marks before a piece: the start of a name, the start of a word, the inside of a word, the start of a word of the description. */
const nameStart = 1;
const wordStart = 2;
const inside = 3;
const aside = 4;

/** The words of a folded text. */
export function wordsIn(folded: string): string[] {
  return folded.match(wordPattern) ?? [];
}

/** The first letters of a name's words: `scmp` for "South China Morning Post"; empty for a single word. */
export function initialsOf(words: readonly string[]): string {
  return words.length < 2 ? '' : words.map((word) => word.charAt(0)).join('');
}

/**
 * The pieces by which names are found, as 32-bit hashes: each word's and the name's first one to three letters,
 * and every two and three letters in a row. A name's initials count as one more word of it.
 * Two pieces with one hash do no harm: pieces only narrow the field.
 */
export function nameGrams(names: readonly string[], description: string): Set<number> {
  const grams = new Set<number>();
  for (const name of names) {
    const words = wordsIn(fold(name));
    addName(grams, words);
    const initials = initialsOf(words);
    if (initials !== '') addName(grams, [initials]);
  }
  for (const word of wordsIn(fold(description))) if (word.length > 2) grams.add(hash(aside, word, 0, 3));
  return grams;
}

/** The pieces of what was typed; those of a description only for three letters or more. */
export function queryGrams(folded: string): { names: Set<number>; description: Set<number> } {
  const names = new Set<number>();
  const words = wordsIn(folded);
  addName(names, words);
  return { names, description: new Set(words.filter(({ length }) => length > 2).map((word) => hash(aside, word, 0, 3))) };
}

function addName(grams: Set<number>, words: readonly string[]): void {
  const [first = ''] = words;
  for (let length = 1; length <= Math.min(3, first.length); length++) grams.add(hash(nameStart, first, 0, length));
  for (const word of words) {
    for (let length = 1; length <= Math.min(2, word.length); length++) grams.add(hash(wordStart, word, 0, length));
    for (let length = 2; length <= 3; length++) {
      for (let at = 0; at + length <= word.length; at++) grams.add(hash(inside, word, at, length));
    }
  }
}

function hash(mark: number, word: string, at: number, length: number): number {
  let made = mark * 8 + length;
  for (let index = at; index < at + length; index++) made = (Math.imul(made, 0x01000193) ^ word.charCodeAt(index)) | 0;
  return made;
}
