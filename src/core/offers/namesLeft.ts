import type { Span } from '../model';
import type { Reading } from '../names/runs';
import { functionWords, timeWords } from '../names/vocabulary';
import type { Word } from '../names/words';
import { notProse } from '../seed/prose';
import type { Read } from './habits';
import type { Settled } from './offers';

/**
 * What of an article's own words somebody may want to tag still, by place: what is offered, what else reads as a name, and each
 * other word with a capital ("Canadian"); in a headline with a capital on each word only names. Nothing that was rejected.
 */
export function namesLeft(article: Read, { tagged, rejected }: Settled, offered: readonly Span[], { words, runs, headlines }: Reading): Span[] {
  const settled = [...[...tagged, ...rejected].map(({ span }) => span), ...notProse(article)];
  const names = apart([...offered, ...runs.map(({ span }) => span)], settled);
  const other = apart(words.filter(hasTellingCapital).map(({ start, end }) => ({ start, end })), [...settled, ...names, ...headlines]);
  return [...names, ...other].sort((a, b) => a.start - b.start);
}

/** A stretch with one word more, or one fewer, at one of its ends; as it is where no word is left. What lies within a word grows to be that. */
export function lengthened(words: readonly Word[], { start, end }: Span, side: 'start' | 'end', longer: boolean): Span {
  const around = words.find(word => word.start <= start && end <= word.end);
  const inside = words.filter(word => start <= word.start && word.end <= end);
  const atStart = side === 'start';
  if (longer && around !== undefined && inside.length === 0) return { start: around.start, end: around.end };
  if (longer) {
    const next = atStart ? words.findLast(word => word.end <= start && word.start < start) : words.find(word => end <= word.start);
    return next === undefined ? { start, end } : atStart ? { start: next.start, end } : { start, end: next.end };
  }
  if (inside.length < 2) return { start, end };
  return atStart ? { start: inside[1]?.start ?? start, end } : { start, end: inside.at(-2)?.end ?? end };
}

/** Those that overlap none before them, and nothing of what is taken. */
function apart(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) if (isFree(span, taken) && isFree(span, kept)) kept.push(span);
  return kept;
}

function isFree(span: Span, others: readonly Span[]): boolean {
  return others.every(other => other.end <= span.start || span.end <= other.start);
}

function hasTellingCapital({ shape, lower, text }: Word): boolean {
  const bare = lower.replace(/\.$/u, '');
  return shape === 'capital' && text.length > 1 && !functionWords.has(bare) && !timeWords.has(bare);
}
