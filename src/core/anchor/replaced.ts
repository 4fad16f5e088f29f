import type { Ground } from './candidates';
import type { Proposal } from './placement';
import { spanOf, type Sought } from './sought';

/** In folded characters: of a longer text some words have to be left, as `rewritten.ts` seeks them. */
const longest = 24;
/** Less text on either side stands in too many places. */
const shortest = 8;
const compared = 16;
/** What was put for a name may be so many times as long, and some characters more. */
const longer = 2;
const more = 16;
/** A context that stands in more places tells nothing. */
const mostPlaces = 64;

/**
 * What stands where a mark stood: the text between both of its contexts, between two places of the folded text. `undefined` where
 * they do not stand there near each other, or in more than one place. `Luo Qingyuan` that became `Ms Luo` is found so.
 */
export function replaced(mark: Sought, { text, folded, find }: Ground, from: number, to: number): Proposal | undefined {
  const [head, tail] = [mark.beforeText.slice(-compared), mark.afterText.slice(0, compared)];
  if (mark.quote.length >= longest || head.length < shortest || tail.length < shortest) return undefined;
  const places = find(head, mostPlaces).map((index) => index + head.length).filter((start) => start >= from && start < to)
    .map((start) => ({ start, end: folded.text.slice(0, Math.min(to, start + mark.quote.length * longer + more) + tail.length).indexOf(tail, start) }))
    .filter(({ start, end }) => end > start);
  const [place] = places;
  return places.length !== 1 || place === undefined ? undefined : { span: spanOf(mark, place, text, folded), score: 0 };
}
