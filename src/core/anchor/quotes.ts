import type { Anchor, Span } from '../model';
import type { Steps } from '../steps';
import { longestAscending } from '../text/diff';
import type { Find } from '../text/finder';
import { firstWhere } from '../ascending';
import { approximate } from './approximate';
import { candidate, exactCandidates, quotePlaces, type Candidate, type Ground } from './candidates';
import { chain, jump, type Choice, type Verdict } from './chain';
import type { Placement } from './placement';
import { replaced } from './replaced';
import { findingRewritten } from './rewritten';
import { hasWords, sought, spanOf, type Sought } from './sought';

/** A place is believed when it is sixteen times likelier than that the text is gone … */
const floor = 4;
/** … and four times likelier than any other place. Both in bits. */
const margin = 2;
const mostProposals = 5;

/** A mark with what all marks together say of it; `sure` is its place when that is certain. */
interface Settled extends Choice {
  readonly verdict: Verdict;
  readonly sure: Candidate | undefined;
  /** What the best of the mark's other places says for itself. */
  readonly rival: number;
}

/**
 * Finds anchors by quote, context, position and order, without the old text. `unchanged` holds the spans of those that
 * are known already. In two rounds: what the first one settles takes places away from the other marks, and
 * tells where between its neighbours a mark that is found nowhere has to be sought with errors.
 */
export function* resolvingByQuotes(ground: Ground, anchors: readonly Anchor[], unchanged: readonly (Span | undefined)[]): Steps<readonly Placement[]> {
  const length = ground.offsets.toCodePoint(ground.text.length);
  const first = yield* settling(yield* exactChoices(anchors, unchanged, ground), length);
  const second = first.every(({ sure }) => sure !== undefined) ? first : yield* settling(yield* furtherChoices(first, ground), length, first);
  return yield* placements(second, ground);
}

/** Every mark with the places where its quote is found to the letter, sorted by where the marks were. */
function* exactChoices(
  anchors: readonly Anchor[], unchanged: readonly (Span | undefined)[], ground: Ground,
): Steps<readonly Choice[]> {
  const places = new Map<string, readonly number[]>();
  const placesOf: Find = (text, limit) => {
    const found = places.get(text) ?? ground.find(text, limit);
    places.set(text, found);
    return found;
  };
  const choices: Choice[] = [];
  for (const [index, anchor] of anchors.entries()) {
    choices.push(exactChoice(sought(anchor, index), unchanged[index], placesOf, ground));
    yield;
  }
  return choices.sort(({ mark: a }, { mark: b }) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
}

function exactChoice(mark: Sought, unchanged: Span | undefined, placesOf: Find, ground: Ground): Choice {
  const known = unchanged === undefined ? onlyPlace(mark, ground) : unchangedPlace(mark, unchanged, ground);
  if (known !== undefined) {
    return { mark, candidates: [known], occurrences: 1 };
  }
  const starts = quotePlaces(mark, placesOf);
  return { mark, candidates: exactCandidates(mark, starts, ground), occurrences: starts.length };
}

/** Of the context, as much as makes a short quote rare. */
const nearby = 8;
/** Bits of evidence that no other place of the quote can have without the same text beside it. */
const beyondDoubt = 20;

/** The place of a quote whose nearest surroundings occur with it only once: for most marks this is all the work. */
function onlyPlace(mark: Sought, ground: Ground): Candidate | undefined {
  const { quote, beforeText, afterText } = mark;
  if (quote === '' || beforeText.length < nearby || afterText.length < nearby) {
    return undefined;
  }
  const rare = beforeText.slice(-nearby) + quote + afterText.slice(0, nearby);
  const [index, another] = ground.find(rare, 2);
  if (index === undefined || another !== undefined) {
    return undefined;
  }
  const place = candidate(mark, index + nearby, index + nearby + quote.length, 0, ground);
  return place.evidence >= beyondDoubt && place.foreign === 0 ? place : undefined;
}

function unchangedPlace(mark: Sought, { start, end }: Span, ground: Ground): Candidate {
  const { folded } = ground;
  return candidate(mark, folded.foldedIndex(start), folded.foldedIndex(end), 0, ground);
}

function* settling(choices: readonly Choice[], length: number, earlier: readonly Settled[] = []): Steps<readonly Settled[]> {
  const verdicts = yield* chain(choices, length);
  return choices.map((choice, index): Settled => {
    const verdict = verdicts[index] ?? { best: undefined, support: 0, margin: 0, ranked: [] };
    const sure = verdict.support >= floor && verdict.margin >= margin ? verdict.best : undefined;
    const rival = Math.max(earlier[index]?.rival ?? Number.NEGATIVE_INFINITY, ...choice.candidates
      .filter(({ start, end }) => sure !== undefined && (end <= sure.start || start >= sure.end)).map(({ evidence }) => evidence));
    return { ...choice, verdict, sure, rival };
  });
}

/** The second round: who is not settled yet gives up the places of those who are, and is sought with errors. */
function* furtherChoices(settled: readonly Settled[], ground: Ground): Steps<readonly Choice[]> {
  const isTaken = takenPlaces(settled);
  const choices: Choice[] = [];
  for (const [index, { mark, sure, candidates, occurrences }] of settled.entries()) {
    if (sure !== undefined) {
      choices.push({ mark, candidates: [sure], occurrences });
      continue;
    }
    const free = candidates.filter((place) => !isTaken(mark, place));
    const [from, to] = [lastEnd(settled, index), firstStart(settled, index, ground.folded.text.length)];
    const near = (yield* approximate(mark, ground, from, to))
      .filter(({ errors }) => errors > 0)
      .map(({ start, end, errors }) => candidate(mark, start, end, errors, ground));
    choices.push({ mark, candidates: [...free, ...near], occurrences: occurrences + near.length });
    yield;
  }
  return choices;
}

/** Whether a place is that of a mark that is settled, and that stood apart: then both cannot be there. */
function takenPlaces(settled: readonly Settled[]): (mark: Sought, place: Candidate) => boolean {
  const taken = settled.flatMap(({ mark, sure }) => sure === undefined ? [] : [{ at: mark.at, start: sure.start, end: sure.end }])
    .sort((a, b) => a.start - b.start);
  const reached: number[] = [];
  for (const { end } of taken) reached.push(Math.max(end, reached.at(-1) ?? 0));
  return ({ at }, place) => {
    for (let k = firstWhere(reached, (end) => end > place.start); (taken[k]?.start ?? Infinity) < place.end; k++) {
      const other = taken[k];
      if (other !== undefined && place.start < other.end && (other.at[1] <= at[0] || at[1] <= other.at[0])) return true;
    }
    return false;
  };
}

/** Where the nearest settled mark ends that stood before a mark and apart from it. */
function lastEnd(settled: readonly Settled[], index: number): number {
  const start = settled[index]?.mark.at[0] ?? 0;
  for (let k = index - 1; k >= 0; k--) {
    const other = settled[k];
    if (other?.sure !== undefined && other.mark.at[1] <= start) return other.sure.end;
  }
  return 0;
}

/** Where the nearest settled mark starts that stood after a mark and apart from it. */
function firstStart(settled: readonly Settled[], index: number, length: number): number {
  const end = settled[index]?.mark.at[1] ?? 0;
  for (let k = index + 1; k < settled.length; k++) {
    const other = settled[k];
    if (other?.sure !== undefined && other.mark.at[0] >= end) return other.sure.start;
  }
  return length;
}

function* placements(settled: readonly Settled[], ground: Ground): Steps<readonly Placement[]> {
  const inOrder = keptOrder(settled);
  const rewritten = findingRewritten(ground.text, ground.folded);
  const placed: Placement[] = [];
  for (const [index, choice] of settled.entries()) {
    const { mark } = choice;
    const found = placement(choice, inOrder, ground);
    placed[mark.index] = found;
    if (found.state === 'needs-you' && found.candidates.length === 0) {
      const [from, to] = [lastEnd(settled, index), firstStart(settled, index, ground.folded.text.length)];
      const proposal = replaced(mark, ground, from, to) ?? (yield* rewritten(mark, from, to));
      if (proposal !== undefined) placed[mark.index] = { ...found, candidates: [proposal] };
    }
    yield;
  }
  return placed;
}

/** The marks of the longest chain that still has the old order; the others were moved. */
function keptOrder(settled: readonly Settled[]): ReadonlySet<number> {
  // Marks that begin at the same place are in order whatever comes first: the index decides there.
  const pairs = settled.flatMap(({ mark, sure }, index): [number, number][] =>
    sure === undefined ? [] : [[mark.index, sure.start * settled.length + index]]);
  return new Set(longestAscending(pairs).map(([index]) => index));
}

function placement({ mark, verdict, sure, rival }: Settled, inOrder: ReadonlySet<number>, ground: Ground): Placement {
  const span = sure === undefined ? undefined : spanOf(mark, sure, ground.text, ground.folded);
  const isMoved = !inOrder.has(mark.index);
  if (sure !== undefined && span !== undefined && hasWords(mark, ground.text, span) && !(isMoved && sure.evidence < rival + jump + margin)) {
    return { state: isMoved ? 'moved' : 'anchored', span };
  }
  const several = verdict.support >= floor && verdict.ranked.length > 1;
  return {
    state: 'needs-you',
    reason: sure !== undefined ? 'edited' : several ? 'ambiguous' : 'lost',
    candidates: verdict.ranked.slice(0, mostProposals)
      .map((place) => ({ span: spanOf(mark, place, ground.text, ground.folded), score: scoreOf(mark, place) })),
  };
}

function scoreOf(mark: Sought, { allErrors }: Candidate): number {
  return Math.max(0, 1 - allErrors / (mark.quote.length + mark.before.length + mark.after.length));
}
