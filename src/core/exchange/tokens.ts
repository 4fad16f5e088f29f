import type { Span } from '../model';
import type { ExchangeDocument, ExchangeToken } from './model';

export interface Sentence {
  readonly span: ExchangeToken;
  readonly tokens: readonly ExchangeToken[];
}

/** The document's own tokens and sentences; where it has none, those of Unicode's word and sentence rules. */
export function sentencesOf(document: ExchangeDocument): Sentence[] {
  const text = document.text ?? '';
  const tokens = document.tokens ?? wordsOf(text);
  const sentences = document.sentences ?? sentenceSpans(text);
  const grouped = intoSentences(tokens, sentences);
  return document.sentences === undefined ? grouped.flatMap(aroundTokens) : grouped;
}

/** Unicode's sentences can end inside of its words, so a sentence is as long as its words are. */
function aroundTokens({ tokens }: Sentence): Sentence[] {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first === undefined || last === undefined ? [] : [{ span: { start: first.start, end: last.end }, tokens }];
}

/** Words, numbers and marks; white space is between tokens. */
export function wordsOf(text: string): Span[] {
  const words: Span[] = [];
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text)) {
    if (segment.trim() !== '') words.push({ start: index, end: index + segment.length });
  }
  return words;
}

/** Sentences within lines, without the white space around them. */
export function sentenceSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    const trimmed = segment.trim();
    const start = index + segment.indexOf(trimmed);
    if (trimmed !== '') spans.push({ start, end: start + trimmed.length });
  }
  return spans;
}

/** Each token in the last sentence that starts at or before it. Both lists are taken in the order of the text. */
function intoSentences(tokens: readonly ExchangeToken[], sentences: readonly ExchangeToken[]): Sentence[] {
  const sorted = [...tokens].sort((one, other) => one.start - other.start || one.end - other.end);
  const spans = [...sentences].sort((one, other) => one.start - other.start);
  const first = sorted[0];
  if (first !== undefined && (spans[0] === undefined || spans[0].start > first.start)) spans.unshift({ start: first.start, end: spans[0]?.start ?? (sorted.at(-1)?.end ?? first.end) });
  let next = 0;
  return spans.map((span, index) => {
    const limit = spans[index + 1]?.start ?? Infinity;
    const own: ExchangeToken[] = [];
    for (let token = sorted[next]; token !== undefined && token.start < limit; token = sorted[++next]) own.push(token);
    return { span, tokens: own };
  });
}

/** The tokens that a span touches, as indexes `[first, afterLast)`; an empty span touches the token that it is in. `undefined` if it touches none. */
export function tokensUnder(tokens: readonly Span[], span: Span): readonly [number, number] | undefined {
  const first = firstEndingAfter(tokens, span.start);
  let last = first;
  while ((tokens[last]?.start ?? Infinity) < span.end) last++;
  return last > first ? [first, last] : undefined;
}

/** Binary search: tokens are in order and do not overlap. */
function firstEndingAfter(tokens: readonly Span[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? Infinity) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
