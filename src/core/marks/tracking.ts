import type { Placement } from '../anchor/placement';
import { isWordEdge } from '../anchor/sought';
import type { Anchor, Span } from '../model';
import { mapSpan, type Change } from '../text/change';
import { follow, isDeleted, liveMark, type LiveMark } from '../text/live';

/** A mark of an open text: its anchor as it is stored, how that was placed, and where edits have carried it since. */
export interface TrackedMark {
  readonly anchor: Anchor;
  readonly placed: Placement;
  /** Undefined for a mark that had no place. */
  readonly live: LiveMark | undefined;
}

/** Begins to follow a mark that was placed in `text`; spans count in it. */
export function track(text: string, anchor: Anchor, placed: Placement): TrackedMark {
  return { anchor, placed, live: placed.state === 'needs-you' ? undefined : liveMark(text, placed.span) };
}

/**
 * The mark after changes of the text, given last place first. What was only proposed is carried along too, and
 * dropped with its text.
 */
export function carry(mark: TrackedMark, changes: readonly Change[]): TrackedMark {
  const { live, placed } = mark;
  if (live !== undefined) return { ...mark, live: follow([live], changes)[0] };
  if (placed.state !== 'needs-you' || placed.candidates.length === 0) return mark;
  const candidates = placed.candidates.flatMap(each => {
    const span = mapped(each.span, changes);
    return span === undefined ? [] : [{ ...each, span }];
  });
  return { ...mark, placed: { ...placed, candidates } };
}

/**
 * Where the mark is now, in the text of now. One whose text was deleted needs someone, until the deletion is undone; so does
 * one whose text was changed so that it ends in the middle of a word: tools that rewrite a sentence letter by letter leave
 * `[[Jack M]]a` of `[[Ant Group]]`. What is only put in at its edges is no change of it.
 */
export function placementOf({ anchor, placed, live }: TrackedMark, text: string): Placement {
  if (live === undefined || placed.state === 'needs-you') return placed;
  if (isDeleted(live)) return { state: 'needs-you', reason: 'lost', candidates: [] };
  const whole = live.text === anchor.quote ? live.span : wholeWords(text, live.span, anchor);
  return whole.start === live.span.start && whole.end === live.span.end ? { ...placed, span: live.span }
    : { state: 'needs-you', reason: 'edited', candidates: [{ span: whole, score: 1 }] };
}

/** The span with the whole of the words that it cuts at an edge where the anchor cuts none. */
function wholeWords(text: string, { start, end }: Span, { before, quote, after }: Anchor): Span {
  const [startsWord, endsWord] = [isWordEdge(before + quote, before.length), isWordEdge(quote + after, quote.length)];
  return {
    start: startsWord ? wordEdge(text, start, -1) : start,
    end: endsWord ? wordEdge(text, end, 1) : end,
  };
}

/** The nearest edge of a word from an offset on. */
function wordEdge(text: string, from: number, step: 1 | -1): number {
  let at = from;
  while (!isWordEdge(text, at)) at += step;
  return at;
}

/** A mark that was found where it is already followed, from another anchor that is stored for it now: what is known of its past stays. */
export function restored({ live }: TrackedMark, found: TrackedMark): TrackedMark | undefined {
  if (live === undefined || found.live === undefined) return undefined;
  return live.span.start === found.live.span.start && live.span.end === found.live.span.end ? { ...found, live } : undefined;
}

function mapped(span: Span, changes: readonly Change[]): Span | undefined {
  return changes.reduce<Span | undefined>((at, change) => at && mapSpan(at, change), span);
}
