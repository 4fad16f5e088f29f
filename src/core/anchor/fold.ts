import { firstWhere } from '../ascending';
import { finished, type Steps } from '../steps';

/**
 * A copy of a text in which differences that are no change of text are gone, with the way back to the text.
 *
 * White space vanishes altogether (so does a reflow, CRLF, NBSP, and the spaces that tokenizers put around hyphens);
 * whether words begin and end at the same places is checked in the text itself. Soft hyphens, zero-width characters
 * and byte order marks vanish too; typographic quotes become straight; runs of dashes become one hyphen; an ellipsis
 * becomes three dots; letters with marks are composed (NFC). Upper and lower case stay apart: `US` is not `us`.
 */
export interface Folded {
  readonly text: string;
  /** The UTF-16 offset in the source where the folded unit at `index` comes from. */
  readonly sourceStart: (index: number) => number;
  /** The UTF-16 offset in the source where the folded unit before `index` ends. */
  readonly sourceEnd: (index: number) => number;
  /** The first folded unit that does not come from before the UTF-16 `offset` of the source. */
  readonly foldedIndex: (offset: number) => number;
}

/** Where folded and source offsets stop running in step: from here they do again, until the next. */
interface Seams {
  readonly folded: number[];
  readonly source: number[];
}

const invisible = String.raw`\u00AD\u200B-\u200F\u2060\uFEFF\uFE0E\uFE0F`;
const singleQuote = '‘’‚‛′‵ʼ´‹›';
const doubleQuote = '“”„‟″‶«»';
const foldable = [
  `[\\s${invisible}]+`,
  String.raw`[\-\u2010-\u2015\u2212]{2,}|[\u2010-\u2015\u2212]`,
  `[${singleQuote}${doubleQuote}…]`,
].join('|');
/** A character with combining marks or Korean letters written apart, or one that may have another canonical spelling. */
const cluster = String.raw`(?:[^\p{M}\s][\p{M}\u1160-\u11FF]+|[\u0340-\u0387\u1F71-\u1FFD\u2126-\u212B\uF900-\uFAFF])`;
const composed = new RegExp(foldable, 'gu');
const decomposed = new RegExp(`${cluster}|${foldable}`, 'gu');

const gapStart = new RegExp(`[\\s${invisible}]`);
const plain = new Map<string, string>([
  ...pairs(singleQuote, "'"), ...pairs(doubleQuote, '"'), ...pairs('-‐‑‒–—―−', '-'), ['…', '...'],
]);

function pairs(from: string, to: string): [string, string][] {
  return Array.from(from, (character) => [character, to]);
}

const variationSelector = /[\uFE0E\uFE0F]/g;

export function fold(source: string): Folded {
  return finished(folding(source));
}

/** How many units of the source are read between two stops. */
const stretch = 32_768;

/** As `fold`, stopping every few milliseconds. */
export function* folding(source: string): Steps<Folded> {
  const seams: Seams = { folded: [0], source: [0] };
  const pieces: string[] = [];
  let [text, length, done] = ['', 0, 0];
  for (const match of source.matchAll(source.normalize('NFC') === source ? composed : decomposed)) {
    const end = match.index + match[0].length;
    text += source.slice(done, match.index);
    const folded = foldMatch(match[0]);
    if (folded.length !== match[0].length) {
      seams.folded.push(length + text.length, length + text.length + folded.length);
      seams.source.push(match.index, end);
    }
    text += folded;
    done = end;
    if (text.length < stretch) continue;
    pieces.push(text);
    [text, length] = ['', length + text.length];
    yield;
  }
  pieces.push(text, source.slice(done));
  const whole = pieces.join('');
  seams.folded.push(whole.length);
  seams.source.push(source.length);
  return { text: whole, ...wayBack(seams) };
}

function foldMatch(found: string): string {
  const first = found.charAt(0);
  if (gapStart.test(first)) {
    return '';
  }
  return plain.get(first) ?? found.normalize('NFC').replace(variationSelector, '');
}

function wayBack({ folded, source }: Seams): Omit<Folded, 'text'> {
  /** A stretch between two seams is a copy where both sides are equally long; else one thing became another. */
  const isCopy = (k: number): boolean => at(folded, k + 1) - at(folded, k) === at(source, k + 1) - at(source, k);
  return {
    sourceStart: (index) => {
      const k = lastBefore(folded, index + 1);
      return isCopy(k) ? at(source, k) + index - at(folded, k) : at(source, k);
    },
    sourceEnd: (index) => {
      const k = lastBefore(folded, index);
      return isCopy(k) ? at(source, k) + index - at(folded, k) : at(source, k + 1);
    },
    foldedIndex: (offset) => {
      const k = lastBefore(source, offset + 1);
      return isCopy(k) || offset === at(source, k) ? at(folded, k) + offset - at(source, k) : at(folded, k + 1);
    },
  };
}

function at(values: readonly number[], index: number): number {
  return values[Math.min(index, values.length - 1)] ?? 0;
}

/** The last index whose value is less than `limit`; 0 when there is none. */
function lastBefore(ascending: readonly number[], limit: number): number {
  return Math.max(firstWhere(ascending, (value) => value >= limit) - 1, 0);
}
