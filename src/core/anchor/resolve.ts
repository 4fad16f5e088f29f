import type { Anchor, Span } from '../model';
import { offsetsOf } from '../text/offsets';
import type { Placement } from './placement';

/**
 * Where each anchor stands in an article's text: at its place, or at the only other place of its quote that has the
 * same words on both sides; else someone has to decide.
 */
export function resolveAll(text: string, anchors: readonly Anchor[]): readonly Placement[] {
  const offsets = offsetsOf(text);
  const plain = text.includes('\r') ? undefined : text;
  return anchors.map(anchor => {
    const span: Span = { start: offsets.toUtf16(anchor.at[0]), end: offsets.toUtf16(anchor.at[1]) };
    const here = text.slice(span.start, span.end).replace(/\r\n?/g, '\n');
    return here === anchor.quote && here !== '' ? { state: 'anchored', span } : elsewhere(plain ?? text, anchor);
  });
}

function elsewhere(text: string, { quote, before, after }: Anchor): Placement {
  const whole = before + quote + after;
  const first = quote === '' ? -1 : text.indexOf(whole);
  if (first < 0 || text.indexOf(whole, first + 1) >= 0) return { state: 'needs-you', reason: 'lost', candidates: [] };
  const start = first + before.length;
  return { state: 'anchored', span: { start, end: start + quote.length } };
}
