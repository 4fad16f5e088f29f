import type { Span } from '../model';
import { firstWhere } from '../ascending';
import type { Steps } from '../steps';
import { diff, type Matching } from '../text/diff';
import { slidToSentences } from './slide';
import { beginsSentence, readingTokens, type Token } from './tokens';

/** What an exact comparison with the old text says of a span of it. Spans are in UTF-16 units of the new text. */
export type Carried =
  /** The same text. */
  | { readonly fate: 'kept'; readonly span: Span }
  /** Changed within, but what stands before and after it, or its own ends, are still there. */
  | { readonly fate: 'edited'; readonly span: Span }
  /** The same text, but so little of it amid changes that it may be another occurrence. */
  | { readonly fate: 'doubtful'; readonly span: Span }
  | { readonly fate: 'gone'; readonly span: undefined };

/** A comparison of an old text with a new one, made once for all marks of an article. */
export interface Comparison {
  carry(span: Span): Carried;
}

/** Runs of words that cannot be mistaken for others, where they occur once in each text. */
const wordRuns = [6, 3, 1];
/** So many lines the same in a row are better evidence than one that occurs once. */
const longRun = 3;
const gone: Carried = { fate: 'gone', span: undefined };
/** An edited mark keeps at least this share of its characters, and takes in no more than it had. */
const keptShare = 0.5;
/** A match of single short words amid changes is a coincidence: it has to go on for as many characters as this. */
const shortestRun = 12;

export function* comparing(oldText: string, newText: string): Steps<Comparison> {
  const [before, after] = [yield* readingTokens(oldText), yield* readingTokens(newText)];
  const matching = yield* matchTokens(before, after, linesOf(oldText), linesOf(newText));
  const compared: Compared = { before, after, matching: yield* slidToSentences(matching, before, after) };
  return { carry: (span) => carry(compared, span) };
}

interface Compared {
  readonly before: readonly Token[];
  readonly after: readonly Token[];
  readonly matching: Matching;
}

interface Line extends Span {
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  return Array.from(text.matchAll(/[^\r\n]+/g), (match) => ({
    start: match.index, end: match.index + match[0].length, text: match[0].trim(),
  })).filter((line) => line.text !== '');
}

/** Lines that are the same to the letter first, for they are the best evidence; then the words between them. */
function* matchTokens(
  before: readonly Token[], after: readonly Token[], oldLines: readonly Line[], newLines: readonly Line[],
): Steps<Matching> {
  const matching = new Int32Array(before.length).fill(-1);
  const lines = yield* diff(oldLines.map(({ text }) => text), newLines.map(({ text }) => text), [3, 1], longRun);
  let [oldDone, newDone] = [0, 0];
  for (const [index, newIndex] of [...lines, newLines.length].entries()) {
    const newLine = newIndex < 0 ? undefined : newLines[newIndex];
    if (newIndex < 0) {
      continue;
    }
    const [oldFirst, oldLast] = rangeOf(before, oldLines[index]);
    const [newFirst] = rangeOf(after, newLine);
    yield* matchWords(matching, before.slice(oldDone, oldFirst), after.slice(newDone, newFirst), oldDone, newDone);
    for (let k = 0; k < oldLast - oldFirst; k++) {
      matching[oldFirst + k] = newFirst + k;
    }
    [oldDone, newDone] = [oldLast, newFirst + oldLast - oldFirst];
  }
  return matching;
}

function rangeOf(all: readonly Token[], line: Line | undefined): readonly [first: number, last: number] {
  return line === undefined ? [all.length, all.length] : tokensIn(all, line);
}

function* matchWords(
  matching: Matching, before: readonly Token[], after: readonly Token[], oldStart: number, newStart: number,
): Steps<void> {
  const found = yield* diff(before.map(({ key }) => key), after.map(({ key }) => key), wordRuns);
  for (const [index, newIndex] of found.entries()) {
    if (newIndex >= 0) {
      matching[oldStart + index] = newStart + newIndex;
    }
  }
}

/** The half-open range of the tokens that the span touches. */
function tokensIn(all: readonly Token[], span: Span): readonly [first: number, last: number] {
  return [firstWhere(all, (token) => token.end > span.start), firstWhere(all, (token) => token.start >= span.end)];
}

function carry(compared: Compared, span: Span): Carried {
  const { before, after } = compared;
  const [first, last] = tokensIn(before, span);
  const newFirst = sameRun(compared, first, last);
  const [oldHead, oldTail] = [before[first], before[last - 1]];
  const [newHead, newTail] = [after[newFirst], after[newFirst + last - 1 - first]];
  if (oldHead === undefined || oldTail === undefined || newHead === undefined || newTail === undefined) {
    return first < last ? edited(compared, first, last) : gone;
  }
  return {
    fate: longEnough(compared, first, last) || inSameSentence(compared, first, last) ? 'kept' : 'doubtful',
    span: {
      start: Math.min(newHead.end, newHead.start + span.start - oldHead.start),
      end: Math.max(newTail.start, newTail.end + span.end - oldTail.end),
    },
  };
}

/**
 * Where the same words stand in a row in the new text, or -1. The first or the last of them has to be matched; where
 * text that ends with the same word was put in beside them, it is a matter of taste which of the two words was kept.
 */
function sameRun({ before, after, matching }: Compared, first: number, last: number): number {
  const starts = [matching[first] ?? -1, (matching[last - 1] ?? -1) - (last - 1 - first)];
  return starts.find((start) => start >= 0 && before.slice(first, last)
    .every(({ key }, k) => after[start + k]?.key === key)) ?? -1;
}

/**
 * Whether the unbroken match around these tokens is long enough to be no coincidence. First what belongs to the same sentence
 * counts alone: where one sentence was put for another, both may begin with `The`, and so goes on what stood before. But a heading
 * that is matched whole, `## Usage`, stands before the whole sentence that it stood before.
 */
function longEnough(compared: Compared, first: number, last: number): boolean {
  const { before } = compared;
  const [head, tail] = [matchedFrom(compared, first), matchedTo(compared, last)];
  if (lengthOf(before.slice(head, tail)) >= shortestRun) return true;
  return beginsSentence(before, head) && beginsSentence(before, tail) && (isWholeBefore(compared, head) || isWholeAfter(compared, tail));
}

/** Whether the match goes on from the token before `index` to it. */
function goesOn({ matching }: Compared, index: number): boolean {
  const earlier = matching[index - 1] ?? -1;
  return earlier >= 0 && earlier + 1 === matching[index];
}

/** Where the unbroken match begins that leads to `index`, in its sentence. */
function matchedFrom(compared: Compared, index: number): number {
  let from = index;
  while (!beginsSentence(compared.before, from) && goesOn(compared, from)) from--;
  return from;
}

/** Where the unbroken match ends that comes from before `index`, in its sentence. */
function matchedTo(compared: Compared, index: number): number {
  let to = index;
  while (!beginsSentence(compared.before, to) && goesOn(compared, to)) to++;
  return to;
}

/** Whether the match goes on from `end` backwards through whole sentences that are long enough together. */
function isWholeBefore(compared: Compared, end: number): boolean {
  let [start, length] = [end, 0];
  while (length < shortestRun && start > 0 && goesOn(compared, start)) {
    const earlier = matchedFrom(compared, start - 1);
    if (!beginsSentence(compared.before, earlier)) return false;
    length += lengthOf(compared.before.slice(earlier, start));
    start = earlier;
  }
  return length >= shortestRun;
}

/** As `isWholeBefore`, from `start` on. */
function isWholeAfter(compared: Compared, start: number): boolean {
  let [end, length] = [start, 0];
  while (length < shortestRun && end < compared.before.length && goesOn(compared, end)) {
    const later = matchedTo(compared, end + 1);
    if (!beginsSentence(compared.before, later)) return false;
    length += lengthOf(compared.before.slice(end, later));
    end = later;
  }
  return length >= shortestRun;
}

/**
 * Whether the sentence around these tokens is still the same one, though words were put in and left out all over it: most of its
 * other words are matched within one sentence of the new text, and are most of that one's. The rows of a list may differ in
 * nothing but their numbers, so all of these have to be there.
 */
function inSameSentence({ before, after, matching }: Compared, first: number, last: number): boolean {
  const place = matching[first] ?? -1;
  if (place < 0) return false;
  const [newStart, newEnd] = sentenceAround(after, place, place + last - first);
  const others = wordsAround(before, first, last);
  const kept = others.filter((index) => isWithin(matching[index] ?? -1, newStart, newEnd));
  const size = lengthAt(before, kept);
  return size >= shortestRun && size * 2 > lengthAt(before, others) && size * 2 > lengthAt(after, wordsAround(after, place, place + last - first))
    && others.every((index) => kept.includes(index) || !number.test(before[index]?.key ?? ''));
}

const word = /[\p{L}\p{N}]/u;
const number = /^\p{N}+$/u;

/** Where the other words stand of the sentence, or the sentences, that the tokens from `first` to before `last` belong to. */
function wordsAround(all: readonly Token[], first: number, last: number): readonly number[] {
  const [start, end] = sentenceAround(all, first, last);
  return Array.from({ length: end - start }, (_, k) => start + k)
    .filter((index) => !isWithin(index, first, last) && word.test(all[index]?.key ?? ''));
}

function isWithin(index: number, start: number, end: number): boolean {
  return index >= start && index < end;
}

function lengthAt(all: readonly Token[], which: readonly number[]): number {
  return which.reduce((sum, index) => sum + (all[index]?.key.length ?? 0), 0);
}

/** The half-open range of the sentence, or sentences, that the tokens from `first` to before `last` belong to. */
function sentenceAround(all: readonly Token[], first: number, last: number): readonly [start: number, end: number] {
  let [start, end] = [first, last];
  while (start > 0 && !beginsSentence(all, start)) start--;
  while (end < all.length && !beginsSentence(all, end)) end++;
  return [start, end];
}

/**
 * The new text between what stood on both sides of the mark, when both sides are still there and enough of the mark is:
 * then it is certain which text took the place of the mark's.
 */
function edited({ before, after, matching }: Compared, first: number, last: number): Carried {
  const from = first === 0 ? 0 : (matching[first - 1] ?? -1) + 1;
  const to = last === before.length ? after.length : matching[last] ?? -1;
  if (first > 0 && from === 0 || to < from) {
    return gone;
  }
  const total = lengthOf(before.slice(first, last));
  const kept = lengthOf(before.slice(first, last).filter((_, k) => (matching[first + k] ?? -1) >= 0));
  const [head, tail] = [after[from], after[to - 1]];
  const certain = kept >= total * keptShare && lengthOf(after.slice(from, to)) - kept <= total * keptShare;
  return certain && head !== undefined && tail !== undefined
    ? { fate: 'edited', span: { start: head.start, end: tail.end } }
    : gone;
}

function lengthOf(all: readonly Token[]): number {
  return all.reduce((sum, token) => sum + token.key.length, 0);
}
