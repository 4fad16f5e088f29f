import type { Anchor, Span } from '../model';
import { finished, type Steps } from '../steps';
import { makingFinder, type Find } from '../text/finder';
import { offsetsOf, type Offsets } from '../text/offsets';
import type { Ground } from './candidates';
import { comparing, type Carried, type Comparison } from './carry';
import { folding, type Folded } from './fold';
import type { NeedsYou, Placement, Proposal } from './placement';
import { resolvingByQuotes } from './quotes';
import { hasWords, sought, spanOf, type Sought } from './sought';

/**
 * Where the anchors of an article are in its text as it is now, in the order given. `text` is the article's text
 * (without its delimiter line) and all spans are in UTF-16 units of it. `base` is the article's text when the
 * anchors were made, where it can be had; then positions are carried through an exact comparison of the two texts.
 * Never throws; an anchor with an empty quote is lost.
 */
export function resolveAll(text: string, anchors: readonly Anchor[], base?: string): readonly Placement[] {
  return finished(resolving(text, anchors, base));
}

/** As `resolveAll`, stopping every few milliseconds: a long text that has become quite another one takes its time. */
export function* resolving(text: string, anchors: readonly Anchor[], base?: string): Steps<readonly Placement[]> {
  const offsets = offsetsOf(text);
  const unchanged = anchors.map((anchor) => unchangedSpan(text, offsets, anchor));
  const spans = unchanged.filter((span) => span !== undefined);
  if (spans.length === anchors.length) {
    return spans.map((span) => ({ state: 'anchored', span }));
  }
  const folded = yield* folding(text);
  const ground: Ground = { text, folded, offsets, find: yield* makingFinder(folded.text) };
  const byQuotes = resolvingByQuotes(ground, anchors, unchanged);
  return yield* base === undefined || base === text ? byQuotes : resolvingByBase(ground, anchors, base, byQuotes, unchanged);
}

/** The span at the remembered place when the quote and its surroundings are there to the letter. */
function unchangedSpan(text: string, offsets: Offsets, { at, quote, before, after }: Anchor): Span | undefined {
  const start = offsets.toUtf16(at[0]);
  const end = offsets.toUtf16(at[1]);
  // A line ending of the text may have twice the length of that of the anchor.
  const matches = end > start
    && plain(text.slice(start, end)) === quote
    && plain(text.slice(Math.max(0, start - 2 * before.length), start)).endsWith(before)
    && plain(text.slice(end, end + 2 * after.length)).startsWith(after);
  return matches ? { start, end } : undefined;
}

function plain(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/**
 * With the old text there is little guessing: what it does not prove needs people, with the guesses as proposals. It proves nothing
 * of an anchor that is not in it to the letter, which was made in another text: in that of now where it is in that.
 */
function* resolvingByBase(
  ground: Ground, anchors: readonly Anchor[], base: string, byQuotes: Steps<readonly Placement[]>, unchanged: readonly (Span | undefined)[],
): Steps<readonly Placement[]> {
  const inBase = offsetsOf(base);
  const were = anchors.map((anchor) => unchangedSpan(base, inBase, anchor));
  const evidence: Evidence = {
    comparison: yield* comparing(base, ground.text), findInBase: yield* makingFinder((yield* folding(base)).text),
    find: ground.find, text: ground.folded, source: ground.text,
  };
  const proven: (Placement | undefined)[] = [];
  for (const [index, anchor] of anchors.entries()) {
    const [was, now] = [were[index], unchanged[index]];
    proven.push(was !== undefined ? prove(anchor, was, evidence) : now && { state: 'anchored', span: now });
    yield;
  }
  const guesses = proven.includes(undefined) ? yield* byQuotes : [];
  const placements: Placement[] = [];
  for (const [index, anchor] of anchors.entries()) {
    const was = were[index];
    const guess = guesses[index] ?? lost;
    placements.push(proven[index] ?? (was === undefined ? guess : confirm(guess, anchor, evidence.comparison.carry(was), evidence)));
    yield;
  }
  return placements;
}

interface Evidence {
  readonly comparison: Comparison;
  /** Finds in the old text, folded. */
  readonly findInBase: Find;
  /** Finds in the new text, folded. */
  readonly find: Find;
  readonly text: Folded;
  /** The new text as it is. */
  readonly source: string;
}

const lost: NeedsYou = { state: 'needs-you', reason: 'lost', candidates: [] };

/** Either the comparison carries the span over, or quote and context stood once in the old text and do so in the new. */
function prove(anchor: Anchor, was: Span, evidence: Evidence): Placement | undefined {
  const { fate, span } = evidence.comparison.carry(was);
  if (fate === 'kept') {
    return { state: 'anchored', span };
  }
  const mark = sought(anchor, 0);
  const head = mark.beforeText.slice(mark.beforeText.length - mark.before.inner);
  const tail = mark.afterText.slice(0, mark.after.inner);
  const moved = movedTo(mark, mark.beforeText, mark.afterText, evidence)
    ?? agreed(movedTo(mark, head, '', evidence), movedTo(mark, '', tail, evidence));
  // Where the comparison has found it too, if doubtfully, and elsewhere, neither is certain.
  return moved === undefined || fate === 'doubtful' && !sameSpan(span, moved) ? undefined : { state: 'moved', span: moved };
}

function movedTo(mark: Sought, before: string, after: string, evidence: Evidence): Span | undefined {
  const context = before.length + after.length;
  return context < leastContext || context + mark.quote.length < shortestMove ? undefined : onlyPlace(mark, before, after, evidence);
}

/** The place that is told by one side of the mark; none when the other side tells of another. */
function agreed(a: Span | undefined, b: Span | undefined): Span | undefined {
  return a === undefined || b === undefined || sameSpan(a, b) ? a ?? b : undefined;
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** A guess is taken when the comparison says the same in a doubtful way, or when the quote has no double in either text. */
function confirm(guess: Placement, anchor: Anchor, { fate, span }: Carried, evidence: Evidence): Placement {
  const edited: readonly Proposal[] = fate === 'edited' ? [{ span, score: 1 }] : [];
  if (guess.state === 'needs-you') {
    return edited.length === 0 ? guess : { state: 'needs-you', reason: 'edited', candidates: edited };
  }
  const same = fate === 'doubtful' && sameSpan(span, guess.span);
  if (same || onlyPlace(sought(anchor, 0), '', '', evidence) !== undefined) {
    return guess;
  }
  return { state: 'needs-you', reason: fate === 'edited' ? 'edited' : 'lost', candidates: [...edited, { span: guess.span, score: 1 }] };
}

/** In folded characters, quote and context together. */
const shortestMove = 24;
const leastContext = 8;

/** The quote's place in the new text, when it stands with this context once in the old text and once in the new one. */
function onlyPlace(mark: Sought, before: string, after: string, { findInBase, find, text, source }: Evidence): Span | undefined {
  const whole = before + mark.quote + after;
  const [first, another] = find(whole, 2);
  if (mark.quote === '' || first === undefined || another !== undefined || findInBase(whole, 2).length !== 1) {
    return undefined;
  }
  const start = first + before.length;
  const span = spanOf(mark, { start, end: start + mark.quote.length }, source, text);
  return hasWords(mark, source, span) ? span : undefined;
}
