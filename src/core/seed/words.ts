import type { Span } from '../model';

/**
 * The word at an offset, its end included, so that a caret after the last letter still finds it.
 * A word is letters, marks and digits, with apostrophes and hyphens inside: `Xi’an`, `e-commerce`, `Bílek`.
 * Where a script writes no spaces between words (Chinese, Japanese, Thai …), the word is what the dictionary of the
 * platform's `Intl.Segmenter` says. Undefined where there is no word, or the offset is outside the text.
 */
export function wordAt(text: string, offset: number): Span | undefined {
  const caret = insidePair(text, offset) ? offset - 1 : offset;
  const start = wordStart(text, caret);
  const end = wordEnd(text, caret);
  if (end <= start || end < offset) return undefined;
  const near = text.slice(Math.max(start, caret - 2), Math.min(end, caret + 2));
  return unspaced.test(near) ? segmentAt(text, { start, end }, caret) : { start, end };
}

/** How far a word reaches from the offset at most: a run of letters without an end costs no more than a long word. */
const longestReach = 500;

const letter = /[\p{L}\p{M}\p{N}]/u;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** ' ’ - ‐ ‑ */
const joiners = new Set([0x27, 0x2019, 0x2d, 0x2010, 0x2011]);

function isLetter(text: string, at: number): boolean {
  const code = text.codePointAt(at);
  if (code === undefined) return false;
  if (code < 0x80) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return letter.test(String.fromCodePoint(code));
}

function wordEnd(text: string, offset: number): number {
  let at = offset;
  while (at - offset < longestReach) {
    const joined = joiners.has(text.charCodeAt(at)) && isLetter(text, before(text, at)) && isLetter(text, at + 1);
    if (!joined && !isLetter(text, at)) return at;
    at += joined ? 1 : unitsAt(text, at);
  }
  return at;
}

function wordStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && offset - at < longestReach) {
    const previous = before(text, at);
    const inside = isLetter(text, previous)
      || (joiners.has(text.charCodeAt(previous)) && isLetter(text, before(text, previous)) && isLetter(text, at));
    if (!inside) return at;
    at = previous;
  }
  return at;
}

function unitsAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function insidePair(text: string, at: number): boolean {
  return at > 0 && before(text, at + 1) === at - 1;
}

/** Where the character before `at` starts; -1 at the start of the text, where there is no character. */
function before(text: string, at: number): number {
  const low = text.charCodeAt(at - 1);
  const high = text.charCodeAt(at - 2);
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff ? at - 2 : at - 1;
}

function segmentAt(text: string, { start, end }: Span, offset: number): Span | undefined {
  const words = new Intl.Segmenter('zh', { granularity: 'word' });
  let last: Span | undefined;
  for (const { index, segment, isWordLike } of words.segment(text.slice(start, end))) {
    const span = { start: start + index, end: start + index + segment.length };
    if (isWordLike === true && span.start <= offset) last = span;
    if (span.end > offset) break;
  }
  return last;
}
