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
  return changes.length === 0 ? marks : marks.map((mark) => changes.reduce(followOne, mark));
}

function followOne(mark: LiveMark, change: Change): LiveMark {
  const { span } = mark;
  if (change.start > span.end) {
    return mark;
  }
  if (change.end < span.start) {
    return shifted(mark, change.text.length - (change.end - change.start));
  }
  return undone(mark, change) ?? touched(mark, change);
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

/** The mark after a change that touches it, at its edge or within, and takes nothing back. */
function touched(mark: LiveMark, change: Change): LiveMark {
  const after = afterChange(mark, change);
  const past: Past = {
    span: mark.span,
    text: mark.text,
    start: change.start,
    end: change.start + change.text.length,
    removed: change.end - change.start,
  };
  return { ...after, past: [...mark.past, past].slice(-pastLimit) };
}

function afterChange(mark: LiveMark, change: Change): Pick<LiveMark, 'span' | 'text'> {
  if (isDeleted(mark)) {
    return { span: { start: change.start, end: change.start }, text: '' };
  }
  const span = mapSpan(mark.span, change) ?? keptWhole(mark, change);
  return span === undefined
    ? { span: { start: change.start, end: change.start }, text: '' }
    : { span, text: textAfter(mark, change, span) };
}

/** A change that spells the mark again at the same edge (`Ali` to `Ali Inc`) changed only what stands beside it. */
function keptWhole({ span, text }: LiveMark, change: Change): Span | undefined {
  if (change.start === span.start && change.text.startsWith(text)) {
    return span;
  }
  if (change.end === span.end && change.text.endsWith(text)) {
    return shiftSpan(span, change.text.length - (change.end - change.start));
  }
  return undefined;
}

/** What the span covers after the change, from what it covered before: the document itself is not asked. */
function textAfter(mark: LiveMark, change: Change, after: Span): string {
  const { span, text } = mark;
  if (change.end <= span.start || change.start >= span.end || after.end - after.start === text.length && keptWhole(mark, change)) {
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

/** Whether the inserted text agrees with what the mark covered, as far as the two overlap. */
function restores(past: Past, change: Change): boolean {
  const from = Math.max(change.start, past.span.start);
  const to = Math.min(change.start + change.text.length, past.span.end);
  return to <= from
    || change.text.slice(from - change.start, to - change.start) === past.text.slice(from - past.span.start, to - past.span.start);
}
