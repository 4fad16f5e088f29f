import type { Anchor, Span } from '../model';
import { comparedLength, contextAfter, contextBefore, type Context } from './context';
import { fold, type Folded } from './fold';

/** An anchor made ready for searching: everything folded once. */
export interface Sought {
  /** Its place among the anchors that were given. */
  readonly index: number;
  /** Where the mark was, in code points of the article. */
  readonly at: readonly [start: number, end: number];
  readonly quote: string;
  /** The quote as it was marked. */
  readonly source: string;
  /** The folded quote with the gaps between its words kept. */
  readonly words: string;
  readonly before: Context;
  readonly after: Context;
  /** The folded contexts as text, for quick looks. */
  readonly beforeText: string;
  readonly afterText: string;
  /** What of them is farther away than `Context` looks; empty but for marks whose place had a look-alike. */
  readonly farBefore: string;
  readonly farAfter: string;
  /** Whether the mark began and ended where a word does, as all names do: then `US` is not found in `USA`. */
  readonly startsWord: boolean;
  readonly endsWord: boolean;
  /** How many white-space characters the quote begins and ends with; the folded quote has none. */
  readonly spaceBefore: number;
  readonly spaceAfter: number;
}

export function sought(anchor: Anchor, index: number): Sought {
  const quote = fold(anchor.quote).text;
  const beforeText = fold(anchor.before).text;
  const afterText = fold(anchor.after).text;
  return {
    index,
    at: anchor.at,
    quote,
    source: anchor.quote,
    words: wordsOf(anchor.quote),
    before: contextBefore(beforeText, fold(sameSentenceBefore(anchor)).text.length),
    after: contextAfter(afterText, fold(sameSentenceAfter(anchor)).text.length),
    beforeText,
    afterText,
    farBefore: beforeText.slice(0, Math.max(0, beforeText.length - comparedLength)),
    farAfter: afterText.slice(comparedLength),
    startsWord: isWordEdge(anchor.before + anchor.quote, anchor.before.length),
    endsWord: isWordEdge(anchor.quote + anchor.after, anchor.quote.length),
    spaceBefore: anchor.quote.length - anchor.quote.trimStart().length,
    spaceAfter: anchor.quote.length - anchor.quote.trimEnd().length,
  };
}

const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;
const lastCharacter = /[\s\S]$/u;

/** Whether no word of `text` goes on across `index`. */
export function isWordEdge(text: string, index: number): boolean {
  const left = lastCharacter.exec(text.slice(Math.max(0, index - 2), index))?.[0] ?? '';
  const right = String.fromCodePoint(text.codePointAt(index) ?? 0x20);
  return !wordCharacter.test(left) || !wordCharacter.test(right);
}

/** The end of a sentence, a paragraph or a line; but a line that goes on with a small letter was only wrapped. */
const sentenceEnd = /[.!?…][\p{Pe}\p{Pf}"']*(?=\s|$)|[。！？]|\n(?!\s*\p{Ll})/gu;

/** The part of the context that belongs to the sentence in which the mark begins. */
function sameSentenceBefore({ before, quote }: Anchor): string {
  const ends = [...(before + quote).matchAll(sentenceEnd)].map((match) => match.index + match[0].length);
  return before.slice(Math.max(0, ...ends.filter((end) => end <= before.length)));
}

/** The part of the context that belongs to the sentence in which the mark ends. */
function sameSentenceAfter({ quote, after }: Anchor): string {
  const ends = [...(quote + after).matchAll(sentenceEnd)].map((match) => match.index + match[0].length);
  return after.slice(0, Math.max(0, (ends.find((end) => end >= quote.length) ?? Infinity) - quote.length));
}

/** White space between two words, but not where Chinese or Japanese text is only wrapped. */
const wordGap = /(?<=[\p{L}\p{N}\p{M}])(?<![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])\s+(?=[\p{L}\p{N}])/gu;

function wordsOf(text: string): string {
  return fold(text.replace(wordGap, '\u0000')).text;
}

/** Whether a stretch of the text has the words of the quote, and not two of them run together: `fire place`, not `fireplace`. */
export function hasWords(mark: Sought, text: string, { start, end }: Span): boolean {
  return wordsOf(text.slice(start, end)) === mark.words;
}

/** A place of the folded text in the text itself; white space at the edges of the quote, which folding drops, is taken in again. */
export function spanOf(mark: Sought, place: Span, text: string, folded: Folded): Span {
  const start = folded.sourceStart(place.start);
  const end = folded.sourceEnd(place.end);
  const part = partOf(text.slice(start, end), mark.source);
  if (part !== undefined) return { start: start + part.start, end: start + part.end };
  const before = text.slice(Math.max(0, start - mark.spaceBefore), start);
  const after = text.slice(end, end + mark.spaceAfter);
  return {
    start: start - (before.length - before.trimEnd().length),
    end: end + (after.length - after.trimStart().length),
  };
}

/** Where the quote itself is in its place, when that is wider: a place has whole dashes, of `--` and `---` too, and the quote may not. */
function partOf(place: string, quote: string): Span | undefined {
  const at = place.length > quote.length && quote !== '' ? place.indexOf(quote) : -1;
  return at < 0 ? undefined : { start: at, end: at + quote.length };
}
