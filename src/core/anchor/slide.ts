import type { Steps } from '../steps';
import type { Matching } from '../text/diff';
import { beginsSentence, type Token } from './tokens';

/**
 * A matching does not know sentences, and may say that of `The one. The other.` was left out `one. The`. Where what was
 * left out, or put in, can be taken to begin a few words earlier or later, it is taken to begin where a sentence does.
 */
export function* slidToSentences(matching: Matching, before: readonly Token[], after: readonly Token[]): Steps<Matching> {
  return yield* slid(yield* slid(matching, before, after.length), after, before.length);
}

/** How many gaps are looked at between two stops. */
const stretch = 1024;

/** Slides the gaps of one side, and gives the matching as the other side sees it. */
function* slid(matching: Matching, tokens: readonly Token[], otherLength: number): Steps<Matching> {
  let gaps = 0;
  for (let start = 0; start < matching.length; start++) {
    if ((matching[start] ?? -1) >= 0) continue;
    let end = start;
    while (end < matching.length && (matching[end] ?? -1) < 0) end++;
    slideGap(matching, tokens, start, end);
    if (++gaps % stretch === 0) yield;
    start = end;
  }
  const inverse = new Int32Array(otherLength).fill(-1);
  matching.forEach((other, index) => { if (other >= 0) inverse[other] = index; });
  return inverse;
}

function slideGap(matching: Matching, tokens: readonly Token[], start: number, end: number): void {
  const other = start === 0 ? -1 : matching[start - 1] ?? -1;
  const isOnlyLeftOut = end === matching.length || matching[end] === other + 1;
  if (!isOnlyLeftOut || beginsSentence(tokens, start)) return;
  const left = stepsUntil((by) => matching[start - by] === other + 1 - by && isSame(tokens, start - by, end - by), (by) => beginsSentence(tokens, start - by));
  for (let k = 1; k <= left; k++) rematch(matching, start - k, end - k);
  if (left > 0) return;
  const right = stepsUntil((by) => matching[end + by - 1] === other + by && isSame(tokens, start + by - 1, end + by - 1), (by) => beginsSentence(tokens, start + by));
  for (let k = 0; k < right; k++) rematch(matching, end + k, start + k);
}

/** The first number of steps that arrives, while each one can be taken; 0 when none does. */
function stepsUntil(canStep: (by: number) => boolean, arrives: (by: number) => boolean): number {
  for (let by = 1; canStep(by); by++) {
    if (arrives(by)) return by;
  }
  return 0;
}

function isSame(tokens: readonly Token[], a: number, b: number): boolean {
  return tokens[a]?.key === tokens[b]?.key;
}

function rematch(matching: Matching, from: number, to: number): void {
  matching[to] = matching[from] ?? -1;
  matching[from] = -1;
}
