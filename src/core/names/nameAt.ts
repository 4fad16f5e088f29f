import type { Span } from '../model';
import type { Hyphens } from './edges';
import type { Hit } from './gazetteer';
import { readNames, type Reading } from './runs';

/** Whatever finds known names in a text, as a gazetteer does. */
export interface KnownNames {
  find(text: string, within: Span): readonly Hit[];
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const katakana = /[\p{Script=Katakana}\u30fc\u30fb]/u;
const unspacedRun = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]+/gu;
const katakanaRun = /[\p{Script=Katakana}\u30fc]+(?:\u30fb[\p{Script=Katakana}\u30fc]+)*/gu;

/**
 * The name under the caret, or the one that it touches: first a known name, then what the capitals say
 * ("Ministry of Industry and Information Technology", without "Mayor" before it or "’s" behind it), then the word.
 * Undefined where the caret touches no word. `offset` and `within` are UTF-16 units in `text`;
 * an offset outside `within` gives undefined.
 */
export function nameAt(text: string, within: Span, offset: number, known?: KnownNames, hyphens: Hyphens = 'part'): Span | undefined {
  if (offset < within.start || offset > within.end) return undefined;
  const line = lineAt(text, within, offset);
  return touching(known?.find(text, line).map(({ span }) => span) ?? [], offset)
    ?? unspacedAt(text, line, offset)
    ?? byCapitals(readNames(text, within, hyphens), offset);
}

function lineAt(text: string, within: Span, offset: number): Span {
  const start = Math.max(within.start, text.lastIndexOf('\n', offset - 1) + 1);
  const end = text.indexOf('\n', offset);
  return { start: offset === 0 ? within.start : start, end: end < 0 ? within.end : Math.min(end, within.end) };
}

/** The span that covers the caret, or else ends at it. */
function touching(spans: readonly Span[], offset: number): Span | undefined {
  return spans.find(({ start, end }) => start <= offset && offset < end) ?? spans.find(({ end }) => end === offset);
}

function byCapitals({ words, runs }: Reading, offset: number): Span | undefined {
  const reaching = words.filter(({ start, reach }) => start <= offset && offset <= reach);
  const word = reaching.find(({ reach }) => offset < reach) ?? reaching[0];
  if (word === undefined) return undefined;
  const run = runs.find(({ span }) => span.start <= word.start && word.end <= span.end);
  return run?.span ?? { start: word.start, end: word.end };
}

/** In a script without spaces: the run of Katakana, or the word that the language's dictionary sees. */
function unspacedAt(text: string, line: Span, offset: number): Span | undefined {
  const part = text.slice(line.start, line.end);
  const at = offset - line.start;
  const touched = [part.charAt(at), part.charAt(at - 1)].find((one) => unspaced.test(one) || katakana.test(one));
  if (touched === undefined) return undefined;
  if (/[\p{L}\p{N}]/u.test(part.charAt(at)) && touched !== part.charAt(at)) return undefined;
  if (katakana.test(touched)) return shifted(touching(matches(part, katakanaRun), at), line.start);
  const run = touching(matches(part, unspacedRun), at);
  return run && shifted(segmentAt(part.slice(run.start, run.end), at - run.start), run.start + line.start);
}

function matches(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

function segmentAt(text: string, at: number): Span | undefined {
  const segments = Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), ({ index, segment }) => ({ start: index, end: index + segment.length }));
  return touching(segments, at);
}

function shifted(span: Span | undefined, by: number): Span | undefined {
  return span && { start: span.start + by, end: span.end + by };
}
