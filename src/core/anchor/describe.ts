import type { Anchor, Span } from '../model';
import { finished, type Steps } from '../steps';
import { makingFinder } from '../text/finder';
import { offsetsOf } from '../text/offsets';

/** How much of the text beside a mark an anchor remembers at least, in code points: as much as other tools do. */
const contextLength = 32;
/** And at most: a mark in a paragraph that stands there twice cannot be told from its double, whatever is remembered. */
const longestContext = 512;

/**
 * The anchor of a span, from which `resolveAll` finds it again after the text has changed.
 * `text` is the file's text, `article` the span of it that holds the article, `span` the marked part; all three
 * in UTF-16 units of the file. What of the span lies outside the article is left out. Contexts have up to 32 code
 * points, and more where the article has another place like this one; they stay inside the article and never begin or
 * end with half a surrogate pair.
 */
export function describe(text: string, article: Span, span: Span): Anchor {
  return describer(text, article)(span);
}

/** Describes many spans of one article: the article is read once, and each span costs one search at most for what is like it. */
export function describer(text: string, article: Span): (span: Span) => Anchor {
  return finished(makingDescriber(text, article));
}

/** As `describer`, stopping every few milliseconds. */
export function* makingDescriber(text: string, article: Span): Steps<(span: Span) => Anchor> {
  const body = text.slice(article.start, article.end);
  const offsets = offsetsOf(body);
  const find = yield* makingFinder(body);
  const slice = (start: number, end: number): string => body.slice(offsets.toUtf16(start), offsets.toUtf16(end));
  return (span) => {
    const from = offsets.toCodePoint(span.start - article.start);
    const to = Math.max(from, offsets.toCodePoint(span.end - article.start));
    const context = contextFor((before, after) => find(slice(from - before, to + after), 2).length > 1);
    return {
      at: [from, to],
      quote: withPlainLineEnds(slice(from, to)),
      before: withPlainLineEnds(slice(from - context, from)),
      after: withPlainLineEnds(slice(to, to + context)),
    };
  };
}

/** Whether another place of the article has the same text, followed and preceded by so much that is the same. */
type IsAlike = (before: number, after: number) => boolean;

/**
 * As much as keeps the mark from its look-alikes: places that agree with it in all the usual context on one side, or in
 * half of it on both. Where there are such, twice as much as tells the mark from them is remembered; then a look-alike
 * does not pass for the mark when the mark's own text is gone.
 */
function contextFor(isAlike: IsAlike): number {
  const told = (length: number): boolean => !isAlike(length, 0) && !isAlike(0, length);
  if (told(contextLength) && !isAlike(contextLength / 2, contextLength / 2)) return contextLength;
  for (let length = 2 * contextLength; length < longestContext; length *= 2) {
    if (told(length)) return 2 * length;
  }
  return contextLength;
}

function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
