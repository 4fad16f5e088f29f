import type { Span } from '../model';
import type { Edits } from './edit';
import { isFrozenWithin, partsOf } from './edit';
import { isBlank, lineEnd, lineStart, nextLine, startsLine } from './lines';
import type { MapNode, SeqNode, YamlNode } from './node';

type Collection = MapNode | SeqNode;

/** Removes the entry with a key, the first one where there are several; nothing to do where there is none. */
export function removeEntry(text: string, map: MapNode, key: string): Edits {
  const index = map.entries.findIndex((entry) => entry.key === key);
  return index === -1 ? [] : removeParts(text, map, new Set([index]));
}

/**
 * Removes the items or entries at these indices: in block style their lines, comments at the end of them included,
 * comments between them not. A block collection that loses all it has becomes an absent value (`key:`),
 * one in brackets becomes `[]` or `{}`.
 */
export function removeParts(text: string, node: Collection, indices: ReadonlySet<number>): Edits {
  const removed = [...indices].filter((index) => index in partsOf(node)).sort((a, b) => a - b);
  if (node.frozen || removed.some((index) => isFrozenAt(node, index))) return undefined;
  const cuts = node.flow ? cutsInBrackets(text, node, removed) : cutsOfLines(text, node, removed);
  return cuts?.map((span) => ({ span, text: '' }));
}

function isFrozenAt(node: Collection, index: number): boolean {
  const value = partsOf(node)[index]?.value;
  return value !== undefined && isFrozenWithin(value);
}

// -- block style

function cutsOfLines(text: string, node: Collection, removed: readonly number[]): readonly Span[] | undefined {
  const gone = new Set(removed);
  const cuts: Span[] = [];
  for (const index of removed) {
    const cut = cutOfPart(text, node, index, gone);
    if (cut === undefined) return undefined;
    const last = cuts.at(-1);
    if (last?.end === cut.start) cuts[cuts.length - 1] = { start: last.start, end: cut.end };
    else cuts.push(cut);
  }
  return cuts.map((cut) => withoutLineEndBefore(text, cut));
}

function cutOfPart(text: string, node: Collection, index: number, gone: ReadonlySet<number>): Span | undefined {
  const parts = partsOf(node);
  const [part, next] = [parts[index], parts[index + 1]];
  if (part === undefined) return undefined;
  const previous = keptBefore(node, index, gone);
  const { start, end } = part.span;
  if (startsLine(text, start)) {
    const cut = { start: lineStart(text, start), end: nextLine(text, end) };
    return previous !== undefined && wouldGrow(text, previous.value, cut.end) ? undefined : cut;
  }
  // The first entry after a dash: `- a: 1`, with the others below it.
  if (next !== undefined && !gone.has(index + 1) && isBlank(text.slice(end, next.span.start))) return { start, end: next.span.start };
  const onLine = text.slice(lineStart(text, start), start);
  return { start: isBlank(text.slice(end, lineEnd(text, end))) ? start - onLine.length + onLine.trimEnd().length : start, end };
}

/** The nearest part before `index` that stays. */
function keptBefore(node: Collection, index: number, gone: ReadonlySet<number>): { readonly value: YamlNode } | undefined {
  let before = index - 1;
  while (gone.has(before)) before--;
  return partsOf(node)[before];
}

/** Whether a block scalar before the cut would take what comes after it for its own: blank lines, or a comment. */
function wouldGrow(text: string, before: YamlNode, after: number): boolean {
  if (before.kind !== 'scalar') {
    const last = partsOf(before).at(-1);
    return last !== undefined && wouldGrow(text, last.value, after);
  }
  if (before.style !== 'block') return false;
  const keepsBlankLines = /^[|>]\d*\+/.test(before.source);
  if (keepsBlankLines && isBlank(text.slice(after, lineEnd(text, after)))) return true;
  const toComment = /(?:[ \t]*\r?\n)*[ \t]+#/y;
  toComment.lastIndex = after;
  return toComment.test(text);
}

/** A cut of the last lines of a text without a final newline takes the one before instead. */
function withoutLineEndBefore(text: string, cut: Span): Span {
  if (cut.end !== text.length || text.endsWith('\n') || cut.start !== lineStart(text, cut.start)) return cut;
  return { start: cut.start < 2 ? cut.start : lineEnd(text, previousLine(text, cut.start)), end: cut.end };
}

function previousLine(text: string, start: number): number {
  return lineStart(text, start - 1);
}

// -- in brackets

function cutsInBrackets(text: string, node: Collection, removed: readonly number[]): readonly Span[] | undefined {
  const parts = partsOf(node);
  const inside = { start: node.span.start + 1, end: node.span.end - 1 };
  if (removed.length === parts.length) {
    const ends = [inside.start, ...parts.map(({ span }) => span.end)];
    const starts = [...parts.map(({ span }) => span.start), inside.end];
    if (!ends.some((end, index) => hasComment(text, end, starts[index]))) return [inside];
  }
  const cuts = runsOf(removed).map((run) => cutsOfRun(text, node, run));
  return cuts.some((cut) => cut === undefined) ? undefined : cuts.flatMap((cut) => cut ?? []);
}

/** Consecutive numbers as spans: `[1, 2, 3, 7]` are `1..4` and `7..8`. */
function runsOf(indices: readonly number[]): readonly Span[] {
  const runs: Span[] = [];
  for (const index of indices) {
    const last = runs.at(-1);
    if (last?.end === index) runs[runs.length - 1] = { start: last.start, end: index + 1 };
    else runs.push({ start: index, end: index + 1 });
  }
  return runs;
}

function cutsOfRun(text: string, node: Collection, run: Span): readonly Span[] | undefined {
  const parts = partsOf(node);
  const spans = parts.slice(run.start, run.end).map(({ span }) => span);
  const [previous, next] = [parts[run.start - 1], parts[run.end]];
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isPlainNext = next !== undefined && !(node.kind === 'seq' && next.value.frozen);
  if (isPlainNext && !hasCommentBetween(text, [...spans, next.span])) return [{ start: first.start, end: next.span.start }];
  const isPlainLast = next === undefined && previous !== undefined && !previous.value.frozen;
  if (isPlainLast && !hasCommentBetween(text, [previous.span, ...spans])) return [{ start: previous.span.end, end: last.end }];
  // One by one, each with its comma: what stands between them stays.
  return spans.map(({ start, end }) => ({ start, end: afterComma(text, end) }));
}

function hasCommentBetween(text: string, spans: readonly Span[]): boolean {
  return spans.some(({ end }, index) => index + 1 < spans.length && hasComment(text, end, spans[index + 1]?.start));
}

function hasComment(text: string, from: number, to: number | undefined): boolean {
  return text.slice(from, to).includes('#');
}

/** After the comma that follows white space and comments; `end` itself where none follows. */
function afterComma(text: string, end: number): number {
  const toComma = /(?:\s|#[^\n]*)*,/y;
  toComma.lastIndex = end;
  return toComma.test(text) ? toComma.lastIndex : end;
}
