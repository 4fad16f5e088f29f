import { readFileSync } from 'node:fs';
import { resolveAll } from '../../src/core/anchor/resolve';
import type { Placement } from '../../src/core/anchor/placement';
import type { Anchor, Span } from '../../src/core/model';
import { offsetsOf } from '../../src/core/text/offsets';

/**
 * `npm run bench -- anchoring FILE.jsonl…`
 *
 * Replays real edits: each line of a file holds an old text, a new text and anchors in the old one, each with what became of
 * it according to a comparison of lines and words. Prints one line of JSON without the old text as base and one with it:
 *
 * - `kept`: anchors whose text is still there (`kept`; `kept_ws`, where only white space changed) and whose surroundings are
 *   too (`confident`). Right: placed at the very span. The spans of `kept_ws` are made of whole words between spaces
 *   and can be wider than the quote; there a placement inside with the quote's own characters is right too.
 * - `deleted`: anchors whose text is gone. False: placed anywhere. `confidentDeleted`: of these, the ones to
 *   which nothing in the new text is similar.
 * - `edited`: anchors whose text was changed within. They are never placed without being shown; right: the place that is
 *   offered first is that of the change, that is, the two overlap by more than half of both together.
 * - `ms`: time for everything, reading the files aside.
 */
export function benchAnchoring(files: readonly string[]): void {
  const pairs = files.flatMap((file) => pairsIn(readFileSync(file, 'utf8')));
  console.log(JSON.stringify(replay(pairs, false)));
  console.log(JSON.stringify(replay(pairs, true)));
}

/** What stands in a file of pairs, line by line; other lines are passed over. */
export function pairsIn(text: string): readonly Pair[] {
  return text.split('\n').filter((line) => line.trim() !== '').map((line): unknown => JSON.parse(line)).filter(isPair);
}

interface Pair {
  readonly old_text: string;
  readonly new_text: string;
  readonly anchors: readonly Expected[];
}

interface Expected {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly old_utf16: readonly [number, number];
  readonly expected: string;
  readonly confident: boolean;
  readonly new_utf16?: readonly [number, number];
}

function isPair(value: unknown): value is Pair {
  return typeof value === 'object' && value !== null && 'old_text' in value && 'new_text' in value && 'anchors' in value;
}

/** How many marks are where they should be, once the new text of each pair has come. */
export function replay(pairs: readonly Pair[], withBase: boolean): Readonly<Count & { ms: number }> {
  const count = {
    kept: 0, keptRight: 0, deleted: 0, deletedFalse: 0, edited: 0, editedRight: 0,
    confidentDeleted: 0, confidentDeletedFalse: 0, ms: 0,
  };
  const start = performance.now();
  for (const pair of pairs) {
    const anchors = pair.anchors.map((expected) => anchorOf(expected, pair.old_text));
    const placements = resolveAll(pair.new_text, anchors, withBase ? pair.old_text : undefined);
    for (const [index, expected] of pair.anchors.entries()) {
      tally(count, expected, placements[index], pair.new_text);
    }
  }
  count.ms = Math.round(performance.now() - start);
  return count;
}

type Count = Record<'kept' | 'keptRight' | 'deleted' | 'deletedFalse' | 'edited' | 'editedRight'
  | 'confidentDeleted' | 'confidentDeletedFalse', number>;

function tally(count: Count, expected: Expected, placement: Placement | undefined, text: string): void {
  const placed = placement === undefined || placement.state === 'needs-you' ? undefined : placement.span;
  if (expected.expected.startsWith('kept') && expected.confident) {
    count.kept++;
    count.keptRight += isRight(expected, placed, text) ? 1 : 0;
  } else if (expected.expected === 'deleted') {
    count.deleted++;
    count.deletedFalse += placed === undefined ? 0 : 1;
    count.confidentDeleted += expected.confident ? 1 : 0;
    count.confidentDeletedFalse += expected.confident && placed !== undefined ? 1 : 0;
  } else if (expected.expected === 'edited') {
    const offered = placement?.state === 'needs-you' ? placement.candidates[0]?.span : placement?.span;
    count.edited++;
    count.editedRight += mostlySame(offered, expectedSpan(expected)) ? 1 : 0;
  }
}

function anchorOf({ exact, prefix, suffix, old_utf16: [start, end] }: Expected, text: string): Anchor {
  const offsets = offsetsOf(text);
  return { at: [offsets.toCodePoint(start), offsets.toCodePoint(end)], quote: exact, before: prefix, after: suffix };
}

function expectedSpan({ new_utf16: span }: Expected): Span | undefined {
  return span === undefined ? undefined : { start: span[0], end: span[1] };
}

function isRight(expected: Expected, placed: Span | undefined, text: string): boolean {
  const right = expectedSpan(expected);
  if (placed === undefined || right === undefined) {
    return false;
  }
  const inside = placed.start >= right.start && placed.end <= right.end;
  return inside && (expected.expected === 'kept_ws'
    ? withoutSpace(text.slice(placed.start, placed.end)) === withoutSpace(expected.exact)
    : placed.start === right.start && placed.end === right.end);
}

function withoutSpace(text: string): string {
  return text.replace(/\s/g, '');
}

function mostlySame(a: Span | undefined, b: Span | undefined): boolean {
  if (a === undefined || b === undefined) {
    return false;
  }
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared * 2 > Math.max(a.end, b.end) - Math.min(a.start, b.start);
}
