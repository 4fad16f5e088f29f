import type { Span } from '../model';
import type { Steps } from '../steps';
import { fold } from './fold';

/** A word or sign of a text: `key` is what is compared, the offsets are UTF-16 units of the text. */
export interface Token extends Span {
  readonly key: string;
  /** Whether it is the first of a paragraph. */
  readonly opens: boolean;
}

/** Words; each Chinese or Japanese character for itself; runs of dashes; three dots; any other sign. */
const word = /(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}\p{M}_\u00AD\u200B-\u200D\u2060])+|[-\u2010-\u2015\u2212]+|\.{3}|[^\s]/gu;
const blankLine = /\n[^\S\n]*\n|\r[^\S\r\n]*\r/;
const ascii = /^[\u0021-\u007E]+$/;

/** How many words are read between two stops. */
const stretch = 4096;

/** Words and signs, compared in the folded form, so that no difference is seen that is none. */
export function* readingTokens(text: string): Steps<readonly Token[]> {
  const found: Token[] = [];
  for (const match of text.matchAll(word)) {
    const key = ascii.test(match[0]) && !match[0].startsWith('--') ? match[0] : fold(match[0]).text;
    if (key !== '') {
      const gap = text.slice(found.at(-1)?.end ?? 0, match.index);
      found.push({ start: match.index, end: match.index + match[0].length, key, opens: gap.length > 1 && blankLine.test(gap) });
      if (found.length % stretch === 0) yield;
    }
  }
  return found;
}

/** Whether a sentence ends before the token: at the end of all, after `end.` and `end.”`, but not within `U.S` or `3.5`; and after a heading. */
export function beginsSentence(all: readonly Token[], index: number): boolean {
  let last = index - 1;
  if (index >= all.length || all[index]?.opens === true) return true;
  if (all[last] !== undefined && all[index] !== undefined && all[last]?.end === all[index]?.start) {
    return wideEnd.test(all[last]?.key ?? '');
  }
  while (closing.test(all[last]?.key ?? '')) last--;
  return last < 0 || sentenceEnd.test(all[last]?.key ?? '');
}

const sentenceEnd = /^[.!?。！？]/;
const wideEnd = /^[。！？]/;
const closing = /^[\p{Pe}\p{Pf}"']$/u;
