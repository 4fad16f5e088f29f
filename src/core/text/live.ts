import type { Span } from '../model';
import { mapSpan, type Change } from './change';

/**
 * A mark in an open document, followed through every change of it. All offsets are UTF-16 units.
 * A deleted mark is not gone: its span is empty and stays at the place where its text was, and when an
 * undo (or anybody) puts exactly that text back there, the mark has it again.
 */
export interface LiveMark {
  readonly span: Span;
  /** The text of the span; `''` while it is deleted. */
  readonly text: string;
  /** What changes at the mark have done to it, latest last, so that their undoing is recognised. */
  readonly past: readonly Past[];
}

/** The mark before a change that touched it, and that change's inverse as it would arrive. */
interface Past {
  readonly span: Span;
  readonly text: string;
  /** The inverse replaces `[start, end)` of the text after the change by `removed` units. */
  readonly start: number;
  readonly end: number;
  readonly removed: number;
}

/** More than one undo step of an editor takes back, and little enough to keep for every mark. */
const pastLimit = 64;

export function liveMark(text: string, span: Span): LiveMark {
  return { span, text: text.slice(span.start, span.end), past: [] };
}

export function isDeleted(mark: LiveMark): boolean {
  return mark.span.start === mark.span.end;
}

/**
 * The marks after one editor event, whose changes are given in the offsets of the text before it, last place
 * first and not overlapping. The cost is that of the marks and changes, whatever the length of the text.
 */
export function follow(marks: readonly LiveMark[], changes: readonly Change[]): readonly LiveMark[] {
  return changes.length === 0 ? marks : marks.map((mark) => followOne(mark, changes));
}

function followOne(mark: LiveMark, changes: readonly Change[]): LiveMark {
  const by = carriedBy(mark, changes);
  if (by !== undefined) return shifted(mark, by);
  const direct = touchingChanges(mark.span, changes);
  const touching = direct.length > 0 ? direct : touchingChanges(reach(mark), changes).slice(0, 1);
  const shift = changes
    .filter((other) => other.end <= mark.span.start && !touching.includes(other))
    .reduce((sum, other) => sum + growth(other), 0);
  const whole = joined(mark, touching);
  return shifted(whole === undefined ? mark : undone(mark, whole) ?? touched(mark, touching, whole), shift);
}

/** A line's end before the text that is moved stands behind it then, or the other way round. */
const slips = [0, -1, 1, -2, 2];

/** How far the mark goes with text that one event takes out in one place and puts in in another, as moving lines and dragging do. */
function carriedBy({ span, text }: LiveMark, changes: readonly Change[]): number | undefined {
  const out = changes.find(({ start, end, text: put }) => put === '' && start <= span.start && end >= span.end && span.start < span.end);
  if (out === undefined) return undefined;
  for (const put of changes.filter(({ start, end, text: words }) => start === end && words.length === out.end - out.start)) {
    const at = slips.map(slip => span.start - out.start + slip).find(place => place >= 0 && put.text.startsWith(text, place));
    const before = changes.filter(each => each !== put && each.end <= put.start);
    if (at !== undefined) return before.reduce((sum, each) => sum + growth(each), put.start + at - span.start);
  }
  return undefined;
}

/** The mark together with all that the changes at it have put in: what happens there is undone before they are. */
function reach({ span, past }: LiveMark): Span {
  const region = past.reduceRight<Region | undefined>(widen, undefined);
  return region === undefined ? span : { start: Math.min(span.start, region.start), end: Math.max(span.end, region.end) };
}

/** The changes at the edges of a span or within it, and those that touch these. */
function touchingChanges(span: Span, changes: readonly Change[]): readonly Change[] {
  let { start, end } = span;
  const found: Change[] = [];
  for (const change of changes) {
    if (change.start <= end && change.end >= start && !isNothing(change)) {
      found.push(change);
      start = Math.min(start, change.start);
    }
  }
  for (const change of [...changes].reverse()) {
    if (!found.includes(change) && !isNothing(change) && change.start <= end && change.end >= start) {
      found.unshift(change);
    }
    end = found.includes(change) ? Math.max(end, change.end) : end;
  }
  return found;
}

/** The changes as one, which also spells the text between them; that is text of the mark, and so known. */
function joined({ span, text }: LiveMark, changes: readonly Change[]): Change | undefined {
  const [last, ...earlier] = changes;
  return last === undefined ? undefined : earlier.reduce((whole, change) => ({
    start: change.start,
    end: whole.end,
    text: change.text + text.slice(Math.max(0, change.end - span.start), Math.max(0, whole.start - span.start)) + whole.text,
  }), last);
}

function isNothing(change: Change): boolean {
  return change.start === change.end && change.text === '';
}

function growth(change: Change): number {
  return change.text.length - (change.end - change.start);
}

function shifted(mark: LiveMark, by: number): LiveMark {
  return by === 0 ? mark : {
    span: shiftSpan(mark.span, by),
    text: mark.text,
    past: mark.past.map((past) => ({
      ...past, span: shiftSpan(past.span, by), start: past.start + by, end: past.end + by,
    })),
  };
}

function shiftSpan(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** The mark after changes that touch it, at its edges or within, and take nothing back. `whole` is all of them as one. */
function touched(mark: LiveMark, changes: readonly Change[], whole: Change): LiveMark {
  const past: Past = {
    span: mark.span,
    text: mark.text,
    start: whole.start,
    end: whole.start + whole.text.length,
    removed: whole.end - whole.start,
  };
  const after = changes.reduce<Spelled>(afterChange, mark);
  return { span: after.span, text: after.text, past: [...mark.past, past].slice(-pastLimit) };
}

type Spelled = Pick<LiveMark, 'span' | 'text'>;

function afterChange(mark: Spelled, change: Change): Spelled {
  const { span } = mark;
  if (span.start === span.end) {
    return change.start < span.start && change.end <= span.start
      ? { span: shiftSpan(span, growth(change)), text: '' }
      : collapsed(Math.min(span.start, change.start));
  }
  const kept = keptWhole(mark, change);
  if (kept !== undefined) {
    return { span: kept, text: mark.text };
  }
  const after = mapSpan(span, change);
  return after === undefined ? collapsed(change.start) : { span: after, text: textAfter(mark, change) };
}

function collapsed(place: number): Spelled {
  return { span: { start: place, end: place }, text: '' };
}

/**
 * A change of all of it that spells it again at the same edge (`Ali` to `Ali Inc`) changed only what stands beside it. One that takes
 * more than as much beside it may have put another sentence there, or sorted lines.
 */
function keptWhole({ span, text }: Spelled, change: Change): Span | undefined {
  if (change.start > span.start || change.end < span.end || change.end - change.start > 2 * text.length) {
    return undefined;
  }
  if (change.start === span.start && change.text.startsWith(text)) {
    return span;
  }
  return change.end === span.end && change.text.endsWith(text) ? shiftSpan(span, growth(change)) : undefined;
}

/** What the span covers after the change, from what it covered before: the document itself is not asked. */
function textAfter({ span, text }: Spelled, change: Change): string {
  if (change.end <= span.start || change.start >= span.end) {
    return text;
  }
  const head = text.slice(0, Math.max(0, change.start - span.start));
  const tail = text.slice(Math.min(text.length, change.end - span.start));
  const inside = change.start >= span.start && change.end <= span.end;
  return inside ? head + change.text + tail : head + tail;
}

/**
 * The mark as it was before its latest touching changes, when `change` takes back one or several of them together
 * (editors undo a run of keystrokes at once) and restores the text that the mark had; else `undefined`.
 */
function undone(mark: LiveMark, change: Change): LiveMark | undefined {
  let region: Region | undefined;
  for (let at = mark.past.length - 1; at >= 0; at--) {
    const past = mark.past[at];
    if (past === undefined) {
      return undefined;
    }
    region = widen(region, past);
    if (matches(region, change) && restores(past, change)) {
      return { span: past.span, text: past.text, past: mark.past.slice(0, at) };
    }
  }
  return undefined;
}

/** What the inverse of several changes replaces: `[start, end)` now, which was `[start, endBefore)` before them. */
interface Region {
  readonly start: number;
  readonly end: number;
  readonly endBefore: number;
}

function widen(region: Region | undefined, past: Past): Region {
  const { start, end, endBefore } = region ?? { start: past.start, end: past.end, endBefore: past.end };
  const right = Math.max(endBefore, past.end);
  return {
    start: Math.min(start, past.start),
    end: end + right - endBefore,
    endBefore: right + past.removed - (past.end - past.start),
  };
}

function matches(region: Region, change: Change): boolean {
  return region.start === change.start && region.end === change.end
    && region.endBefore - region.start === change.text.length;
}

/**
 * Whether the inserted text agrees with what the mark covered, as far as the two overlap. Text beside the mark is not known
 * here, so text of the same length in the same place passes for it; a deleted mark may then stay deleted.
 */
function restores(past: Past, change: Change): boolean {
  const from = Math.max(change.start, past.span.start);
  const to = Math.min(change.start + change.text.length, past.span.end);
  return to <= from
    || change.text.slice(from - change.start, to - change.start) === past.text.slice(from - past.span.start, to - past.span.start);
}
