import type { Find } from '../text/finder';
import type { Offsets } from '../text/offsets';
import { comparedLength, type Context } from './context';
import type { Folded } from './fold';
import { doubted, foreignSides } from './lookalike';
import { isWordEdge, type Sought } from './sought';

/** A place where a mark could be. */
export interface Candidate {
  /** The place in the folded text. */
  readonly start: number;
  readonly end: number;
  /** The same place in code points of the article, to be compared with where the mark was. */
  readonly at: readonly [start: number, end: number];
  /** Errors in the quote itself; 0 for the same text. */
  readonly errors: number;
  /** What the quote and the text beside it say for this place, in bits: the logarithm of how much likelier they are if it is right. */
  readonly evidence: number;
  /** On how many sides the outer part of a long context does not agree. */
  readonly foreign: 0 | 1 | 2;
  /** Errors in quote and contexts together. */
  readonly allErrors: number;
}

/** The article as it is now. */
export interface Ground {
  readonly text: string;
  readonly folded: Folded;
  readonly offsets: Offsets;
  /** Finds in the folded text. */
  readonly find: Find;
}

/** With more occurrences than this, only those that agree best at a glance are weighed. */
const mostCandidates = 16;
const glance = 12;

/** A quote that occurs more often is sought together with a little of its context. */
const often = 2000;
const little = 4;

/** Where the mark's quote occurs. `placesOf` is what the folded text's `find` says. */
export function quotePlaces(mark: Sought, placesOf: Find): readonly number[] {
  const { quote, beforeText, afterText } = mark;
  const all = quote === '' ? [] : placesOf(quote, often);
  if (all.length < often) {
    return all;
  }
  const before = beforeText.slice(-little);
  const withBefore = placesOf(before + quote, often).map((start) => start + before.length);
  return [...new Set([...withBefore, ...placesOf(quote + afterText.slice(0, little), often)])].sort((a, b) => a - b);
}

/** The occurrences of the quote that could be the mark. `places` are those of the folded quote in the folded text. */
export function exactCandidates(mark: Sought, places: readonly number[], ground: Ground): readonly Candidate[] {
  return doubted(likeliest(mark, places, ground).map((start) => candidate(mark, start, start + mark.quote.length, 0, ground)));
}

export function standsAsWord(mark: Sought, { text, folded }: Ground, start: number, end: number): boolean {
  return (!mark.startsWord || isWordEdge(text, folded.sourceStart(start)))
    && (!mark.endsWord || isWordEdge(text, folded.sourceEnd(end)));
}

/** Those that begin and end where words do, if the mark does, and of many those that agree best at a glance. */
function likeliest(mark: Sought, starts: readonly number[], ground: Ground): readonly number[] {
  const isWhole = (start: number): boolean => standsAsWord(mark, ground, start, start + mark.quote.length);
  if (starts.length <= mostCandidates) return starts.filter(isWhole);
  const { text } = ground.folded;
  const ranked = starts
    .map((start) => {
      const [before, after] = [runBefore(mark.beforeText, text, start), runAfter(mark.afterText, text, start + mark.quote.length)];
      return { start, agreement: Math.min(before, glance) + Math.min(after, glance), whole: before + after };
    })
    .sort((a, b) => b.agreement - a.agreement || b.whole - a.whole || Math.abs(a.start - mark.at[0]) - Math.abs(b.start - mark.at[0]));
  const found: number[] = [];
  for (let at = 0; at < ranked.length && found.length < mostCandidates; at++) {
    const start = ranked[at]?.start ?? 0;
    if (isWhole(start)) found.push(start);
  }
  return found.sort((a, b) => a - b);
}

function runBefore(context: string, text: string, index: number): number {
  const most = Math.min(context.length, comparedLength);
  let run = 0;
  while (run < most && context.charCodeAt(context.length - 1 - run) === text.charCodeAt(index - 1 - run)) {
    run++;
  }
  return run;
}

function runAfter(context: string, text: string, index: number): number {
  const most = Math.min(context.length, comparedLength);
  let run = 0;
  while (run < most && context.charCodeAt(run) === text.charCodeAt(index + run)) {
    run++;
  }
  return run;
}

export function candidate(mark: Sought, start: number, end: number, errors: number, ground: Ground): Candidate {
  const { folded, offsets } = ground;
  const before = allErrors(mark.before, folded.text, start);
  const after = allErrors(mark.after, folded.text, end);
  const isOther = before > 0 && differsInNumbers(mark.beforeText, folded.text.slice(Math.max(0, start - mark.beforeText.length - before), start))
    || after > 0 && differsInNumbers(mark.afterText, folded.text.slice(end, end + mark.afterText.length + after));
  return {
    start,
    end,
    at: [offsets.toCodePoint(folded.sourceStart(start)), offsets.toCodePoint(folded.sourceEnd(end))],
    errors,
    evidence: kept + quoteBits(mark.quote.length, errors) + surroundingsBits(mark, folded.text, start, end) - (isOther ? otherRow : 0),
    foreign: foreignSides(mark, folded.text, start, end),
    allErrors: errors + before + after,
  };
}

/** Most marks survive most changes: before looking, it is four times as likely that a text is kept. */
const kept = 2;

/** Rows of a table, and links, differ in their numbers only: where all stands but these, it may be the next row. */
const otherRow = 6;

/** Whether a text has the words of the context, but other numbers among them. */
function differsInNumbers(context: string, text: string): boolean {
  const numbers = /\d+/g;
  if (!/\d/.test(context) || text.includes(context)) return false;
  return text.replace(numbers, '0').includes(context.replace(numbers, '0'));
}

/** A long quote is seldom found by chance, but it may have had a twin: never more than 10 bits for itself. */
function quoteBits(length: number, errors: number): number {
  return Math.min(10, length * 0.15) - errors * 1.5;
}

/**
 * What the text on both sides says. A short quote whose own sentence goes on differently on one side, while on the other
 * side only the neighbouring sentence agrees, is `The` at the start of some other sentence: that agreement is worth little.
 */
function surroundingsBits(mark: Sought, text: string, start: number, end: number): number {
  const before = contextBits(mark.before, text, start);
  const after = contextBits(mark.after, text, end);
  if (before < foreign && after < foreign) {
    return before + after - twin;
  }
  if (before < foreign && startsOtherwise(mark, text, start)) {
    return before + outsideOnly(mark.after, after, mark.quote.length);
  }
  if (after < foreign && endsOtherwise(mark, text, end)) {
    return after + outsideOnly(mark.before, before, mark.quote.length);
  }
  return before + after;
}

/** Whether the sentence of the mark, or its line, began with other words than stand before the place. */
function startsOtherwise({ before: { inner }, beforeText }: Sought, text: string, start: number): boolean {
  return inner > 0 && beforeText.slice(-inner) !== text.slice(Math.max(0, start - inner), start);
}

function endsOtherwise({ after: { inner }, afterText }: Sought, text: string, end: number): boolean {
  return inner > 0 && afterText.slice(0, inner) !== text.slice(end, end + inner);
}

/** Below this, a context of some length disagrees altogether. */
const foreign = -2;
/** How much is taken from a quote that stands in foreign surroundings: it may be the twin of one that is gone. */
const twin = 5;

function outsideOnly(context: Context, bits: number, quoteLength: number): number {
  const doubt = Math.max(0, 14 - quoteLength * 0.15 - context.inner);
  return Math.min(bits, 4 + context.inner / 2) - doubt;
}

/**
 * Half a bit for each agreeing character; text that has nothing to do with the context still agrees in some.
 * Text beside a mark is often edited, so disagreement says little, and where only the nearer part agrees, that counts.
 */
function contextBits(context: Context, text: string, index: number): number {
  if (context.length === 0) {
    return index === 0 || index === text.length ? 8 : -1;
  }
  return context.parts.reduce((most, part) => {
    const bits = (part.length - 2.2 * part.errorsAt(text, index)) / 2 - (part.length < context.length ? 1.5 : 0);
    return Math.max(most, Math.min(14, bits));
  }, -Math.min(4, context.length * 0.15));
}

function allErrors(context: Context, text: string, index: number): number {
  return context.parts[0]?.errorsAt(text, index) ?? 0;
}
