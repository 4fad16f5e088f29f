import search from 'approx-string-match';
import { describer } from '../../src/core/anchor/describe';
import { resolveAll, resolving } from '../../src/core/anchor/resolve';
import type { Anchor } from '../../src/core/model';
import type { Steps } from '../../src/core/steps';
import { follow, liveMark } from '../../src/core/text/live';

/**
 * `npm run bench -- anchoring-speed`
 *
 * Re-anchors 1,000 marks in an article of a megabyte after an outside change, against one search by approx-string-match
 * for each mark in the same run (of which only some are made, and the time scaled): after twenty changes, after every other
 * sentence was changed, taken out or replaced, and after quite another text came in its place. And a keystroke among
 * 1,000 marks in that article, against one among as many marks in a short article. Only the ratios mean anything.
 */
export function benchAnchoringSpeed(): void {
  const random = randomFrom(7);
  const old = article(1_000_000, random);
  const anchors = marksIn(old, 1000).map(describer(old, { start: 0, end: old.length }));
  const texts = { light: changed(old, random), heavy: rewritten(old, random), other: article(1_000_000, randomFrom(8)) };
  for (const [edits, text] of Object.entries(texts)) console.log(JSON.stringify({ edits, ...compared(text, anchors, old) }));
  console.log(JSON.stringify({
    unchangedMs: Math.round(fastest(3, () => resolveAll(old, anchors))),
    keystrokeLongToShort: Number((keystroke(1_000_000) / keystroke(20_000)).toFixed(2)),
  }));
}

function compared(text: string, anchors: readonly Anchor[], old: string): object {
  const ours = fastest(3, () => resolveAll(text, anchors));
  const withBase = fastest(3, () => resolveAll(text, anchors, old));
  const sample = anchors.filter((_, index) => index % 50 === 0);
  const peer = fastest(1, () => sample.map(({ quote }) => search(text, quote, Math.min(256, quote.length / 2)))) * anchors.length / sample.length;
  return {
    marks: anchors.length, approxStringMatchMs: Math.round(peer),
    ms: Math.round(ours), timesFaster: Math.round(peer / ours), longestStretchMs: Math.round(longestStretch(() => resolving(text, anchors))),
    withBaseMs: Math.round(withBase), withBaseTimesFaster: Math.round(peer / withBase), withBaseLongestStretchMs: Math.round(longestStretch(() => resolving(text, anchors, old))),
  };
}

/** The longest time between two stops, each taken from the fastest of three runs. */
function longestStretch(work: () => Steps<unknown>): number {
  const runs = Array.from({ length: 3 }, () => {
    const [steps, times]: [Steps<unknown>, number[]] = [work(), []];
    for (let done = false; !done;) {
      const start = performance.now();
      done = steps.next().done === true;
      times.push(performance.now() - start);
    }
    return times;
  });
  return Math.max(...(runs[0] ?? []).map((_, step) => Math.min(...runs.map((times) => times[step] ?? Infinity))));
}

function keystroke(length: number): number {
  const text = article(length, randomFrom(3));
  let marks: ReturnType<typeof follow> = marksIn(text, 1000).map((span) => liveMark(text, span));
  const at = Math.floor(length / 2);
  return fastest(30, () => {
    for (let k = 0; k < 200; k++) {
      marks = follow(marks, [{ start: at + k, end: at + k, text: 'x' }]);
    }
    marks = follow(marks, [{ start: at, end: at + 200, text: '' }]);
  });
}

function fastest(times: number, run: () => unknown): number {
  return Math.min(...Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }));
}

/** Sentences of made-up words, in which the frequent ones are as frequent as in English. */
function article(length: number, random: () => number): string {
  const words = Array.from({ length: 8000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 8) }, () => 'etaoinshrdlucmfwypvbgk'.charAt(Math.floor(random() ** 1.5 * 22))).join(''));
  const parts: string[] = [];
  for (let size = 0; size < length;) {
    const sentence = Array.from({ length: 6 + Math.floor(random() * 20) }, () => words[Math.floor(8000 ** random()) - 1] ?? 'the').join(' ');
    parts.push(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${random() < 0.2 ? '.\n\n' : '. '}`);
    size += sentence.length + 2;
  }
  return parts.join('');
}

/** Names of one or two words mostly, and every fifth mark a passage. */
function marksIn(text: string, count: number): { start: number; end: number }[] {
  return Array.from({ length: count }, (_, index) => {
    const start = text.indexOf(' ', Math.floor(index * text.length / (count + 1))) + 1;
    return { start, end: text.indexOf(' ', start + (index % 5 === 0 ? 120 : 4 + index % 12)) };
  }).filter(({ start, end }) => end > start);
}

/** A sentence put in at the start, and one put in, taken out or changed in each twentieth of the article. */
function changed(text: string, random: () => number): string {
  const size = Math.floor(text.length / 20);
  const pieces = Array.from({ length: 20 }, (_, index) => text.slice(index * size, index === 19 ? text.length : (index + 1) * size));
  return `A new first sentence. ${pieces.map((piece) => {
    const at = piece.indexOf('. ', Math.floor(random() * size / 2)) + 2;
    const end = piece.indexOf('. ', at) + 2;
    const kind = Math.floor(random() * 3);
    return piece.slice(0, at) + ['Something was put in here. ', '', piece.slice(at, end).replace(/e/g, 'i')][kind] + piece.slice(kind === 0 ? at : end);
  }).join('')}`;
}

/** Every second sentence has other letters, is left out, or gives way to words from elsewhere. */
function rewritten(text: string, random: () => number): string {
  return text.split(/(?<=\. )/).map((sentence) => {
    const at = Math.floor(random() * (text.length - sentence.length));
    return [sentence, sentence, sentence, sentence.replace(/e/g, 'i'), '', text.slice(at, at + sentence.length)][Math.floor(random() * 6)];
  }).join('');
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
