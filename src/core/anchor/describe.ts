import type { Anchor, Span } from '../model';
import { offsetsOf } from '../text/offsets';

/** How much of the text beside a mark an anchor remembers, in code points: as much as other tools do. */
const contextLength = 32;

/**
 * The anchor of a span, from which `resolveAll` finds it again after the text has changed.
 * `text` is the file's text, `article` the span of it that holds the article, `span` the marked part; all three
 * in UTF-16 units of the file. What of the span lies outside the article is left out. Contexts have up to
 * `context` code points, stay inside the article and never begin or end with half a surrogate pair.
 */
export function describe(text: string, article: Span, span: Span, context = contextLength): Anchor {
  return describer(text, article, context)(span);
}

/** Describes many spans of one article: the article is read once, and each span costs only itself. */
export function describer(text: string, article: Span, context = contextLength): (span: Span) => Anchor {
  const body = text.slice(article.start, article.end);
  const offsets = offsetsOf(body);
  const slice = (start: number, end: number): string =>
    withPlainLineEnds(body.slice(offsets.toUtf16(start), offsets.toUtf16(end)));
  return (span) => {
    const from = offsets.toCodePoint(span.start - article.start);
    const to = Math.max(from, offsets.toCodePoint(span.end - article.start));
    return {
      at: [from, to],
      quote: slice(from, to),
      before: slice(from - context, from),
      after: slice(to, to + context),
    };
  };
}

function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
