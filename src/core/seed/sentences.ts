import type { Span } from '../model';
import { isSpace, trimmed } from './lines';

/**
 * The sentences of a span, in order, without the white space around them. A blank line ends a sentence, a single line break does not:
 * give it paragraphs. What stands after a sentence's stop and closes (`.” `, `!)`) belongs to it.
 */
export function sentencesIn(text: string, span: Span): readonly Span[] {
  const sentences: Span[] = [];
  let start = span.start;
  while (start < span.end) {
    const end = sentenceEnd(text, start, span.end);
    const sentence = trimmed(text, { start, end });
    if (sentence.end > sentence.start) sentences.push(sentence);
    start = end;
  }
  return sentences;
}

/**
 * The sentence that holds `offset`, its two ends included; in the white space between two, the one before.
 * Undefined where `within` has no sentence at or before `offset`, or the offset is outside it.
 */
export function sentenceAt(text: string, within: Span, offset: number): Span | undefined {
  if (offset < within.start || offset > within.end) return undefined;
  let last: Span | undefined;
  let start = within.start;
  while (start < within.end) {
    const end = sentenceEnd(text, start, within.end);
    const sentence = trimmed(text, { start, end });
    if (sentence.start > offset) return last;
    if (sentence.end > sentence.start) last = sentence;
    if (sentence.end > offset) return last;
    start = end;
  }
  return last;
}

/** Where the sentence that starts at `start` ends: after its stop and what closes after it, or at `limit`. Always beyond `start`. */
function sentenceEnd(text: string, start: number, limit: number): number {
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) {
      if (isBlankLineAt(text, at, limit) && at > start) return at;
    } else if (isWideStop(code)) {
      return afterClosers(text, at + 1, limit);
    } else if (isStop(code)) {
      const end = afterClosers(text, at + 1, limit);
      if (endsSentence(text, start, at, end, limit)) return end;
      at = end - 1;
    }
  }
  return limit;
}

/** Whether the line after the line break at `at` has nothing but white space. */
function isBlankLineAt(text: string, at: number, limit: number): boolean {
  let next = text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  while (next < limit && isSpace(text.charCodeAt(next))) {
    const code = text.charCodeAt(next);
    if (code === 10 || code === 13) return true;
    next++;
  }
  return false;
}

/** . ! ? … */
function isStop(code: number): boolean {
  return code === 0x2e || code === 0x21 || code === 0x3f || code === 0x2026;
}

/** 。 ！ ？ ｡ end a sentence with or without a space after them. */
function isWideStop(code: number): boolean {
  return code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0xff61;
}

const closers = new Set('"\'”’)]}»›」』）》】〉');

function afterClosers(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && (isStop(text.charCodeAt(at)) || isWideStop(text.charCodeAt(at)) || closers.has(text.charAt(at)))) at++;
  return at;
}

/** Whether the stop at `stop`, closed at `end`, ends a sentence and not an abbreviation, a number, a name or a quotation. */
function endsSentence(text: string, start: number, stop: number, end: number, limit: number): boolean {
  if (end >= limit) return true;
  if (!isSpace(text.charCodeAt(end))) return false;
  const next = wordFrom(text, end, limit);
  if (/^\p{Ll}/u.test(next)) return false;
  if (text.charAt(stop) !== '.' || text.charCodeAt(stop + 1) === 0x2e) return true;
  return !isAbbreviation(wordBefore(text, start, stop), next);
}

/** Words that a name or a number follows: "Mr. Ma", "No. 1", "Aug. 23". */
const leading = new Set([
  'mr', 'mrs', 'ms', 'dr', 'prof', 'gen', 'sen', 'rep', 'gov', 'lt', 'col', 'capt', 'sgt', 'hon', 'rev', 'messrs', 'vs', 'v', 'mt', 'ft', 'approx', 'ca', 'e.g', 'i.e', 'cf',
]);
const beforeNumber = new Set(['no', 'nos', 'vol', 'fig', 'pp', 'p', 'art', 'sec', 'jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'oct', 'nov', 'dec']);
/** Words that may stand inside a sentence or at its end: "Holding Ltd. Chief Executive", "the U.S. The". */
const either = new Set(['st', 'ltd', 'inc', 'co', 'corp', 'bros', 'llc', 'plc', 'jr', 'sr', 'etc', 'dept', 'univ', 'ave', 'blvd', 'est', 'ph.d', 'a.m', 'p.m']);
/** What a sentence likes to start with, and a name does not. */
const starters = new Set([
  'a', 'after', 'all', 'also', 'although', 'an', 'and', 'another', 'as', 'at', 'before', 'both', 'but', 'by', 'during', 'each', 'earlier', 'even', 'for', 'from', 'he', 'her', 'his', 'how', 'however',
  'i', 'if', 'in', 'instead', 'it', 'its', 'last', 'later', 'many', 'meanwhile', 'more', 'most', 'my', 'no', 'not', 'now', 'of', 'on', 'once', 'one', 'or', 'other', 'our', 'over', 'she', 'since',
  'so', 'some', 'still', 'such', 'that', 'the', 'their', 'then', 'there', 'these', 'they', 'this', 'those', 'though', 'to', 'under', 'until', 'we', 'what', 'when', 'where', 'while', 'who', 'why',
  'with', 'yet', 'you',
]);

function isAbbreviation(word: string, next: string): boolean {
  const known = word.toLowerCase();
  if (leading.has(known)) return true;
  if (beforeNumber.has(known)) return /^\d/.test(next);
  const starts = starters.has(next.toLowerCase());
  // "J. A. Smith": a single letter after an initial is another one, not the article.
  if (/^\p{Lu}$/u.test(word)) return !starts || next.length === 1;
  const initials = /^(?:\p{L}\.)+\p{L}$/u.test(word);
  return (initials || either.has(known)) && !starts;
}

/** The word that ends before `end`, with the full stops in it: `U.S`. Of a long run, only its last letters. */
function wordBefore(text: string, start: number, end: number): string {
  const from = Math.max(start, end - 16);
  return /[\p{L}\p{N}.]*$/u.exec(text.slice(from, end))?.[0] ?? '';
}

/** The first word after white space and opening quotes; empty before anything else. Of a long word, only its first letters. */
function wordFrom(text: string, from: number, limit: number): string {
  let at = from;
  while (at < limit && isSpace(text.charCodeAt(at))) at++;
  return /^["'“‘([「『《]*([\p{L}\p{N}]*)/u.exec(text.slice(at, Math.min(limit, at + 24)))?.[1] ?? '';
}
