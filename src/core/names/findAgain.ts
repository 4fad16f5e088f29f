import { firstWhere } from '../ascending';
import type { Span } from '../model';
import { difference } from '../text/difference';
import type { Hit } from './gazetteer';
import type { KnownNames } from './nameAt';

/** The names that were found in a stretch of a text, in order, with whatever else is known of each. */
export interface Found<Name extends Hit> {
  readonly text: string;
  /** All spans count UTF-16 units from the start of the text. */
  readonly within: Span;
  readonly names: readonly Name[];
}

/** What was changed in a stretch, in units of the text of now. */
interface Changed {
  readonly start: number;
  readonly end: number;
  /** How far what stands before the change has moved, and what stands behind it. */
  readonly before: number;
  readonly behind: number;
}

const word = /[\p{L}\p{N}\p{M}_]+/gu;
/** Twice as many words as a name has at most, since they are counted more roughly here. */
const reach = 512;
/** So many units around a name decide whether it begins and ends there. */
const context = 8;

/**
 * The names in a stretch of a text, as `known.find` finds them. Where those in an earlier text of the stretch are given, only
 * what is different, and the words around it, are looked through; the same names must have been known then.
 * @param take what is known of a name that was looked for now
 */
export function findAgain<Name extends Hit>(known: KnownNames, text: string, within: Span, take: (hit: Hit) => Name, before: Found<Name> | undefined): Name[] {
  const changed = before && changeBetween(before, text, within);
  return (before && changed && mended(known, text, within, take, before.names, changed)) ?? known.find(text, within).map(take);
}

/** Undefined where the stretch has not grown by as much as its text. */
function changeBetween({ text: old, within: was }: Found<Hit>, text: string, within: Span): Changed | undefined {
  const [oldBase, base] = [was, within].map(({ start }) => Math.max(0, start - context));
  if (oldBase === undefined || base === undefined) return undefined;
  const [oldPart, part] = [old.slice(oldBase, was.end + context), text.slice(base, within.end + context)];
  const before = base - oldBase;
  const behind = before + part.length - oldPart.length;
  if (within.start !== was.start + before || within.end !== was.end + behind) return undefined;
  const [edit = { span: { start: oldPart.length, end: oldPart.length } }] = difference(oldPart, part);
  return { start: oldBase + edit.span.start + before, end: oldBase + edit.span.end + behind, before, behind };
}

/** Undefined where the names found now do not come to agree with the old ones soon behind the change. */
function mended<Name extends Hit>(known: KnownNames, text: string, within: Span, take: (hit: Hit) => Name, old: readonly Name[], changed: Changed): Name[] | undefined {
  const first = Math.max(within.start, wordsBefore(text, changed.start));
  const last = Math.min(within.end, wordsBehind(text, changed.end, reach));
  const kept = moved(old.slice(0, indexFrom(old, first - changed.before)), changed.before);
  const start = Math.max(first, kept.at(-1)?.span.end ?? 0);
  const fresh = known.find(text, { start, end: Math.min(within.end, wordsBehind(text, last, reach)) });
  const met = meeting(fresh, old, changed.behind, Math.min(within.end, wordsBehind(text, changed.end + context, 1)));
  if (met > last) return undefined;
  return [...kept, ...fresh.slice(0, indexFrom(fresh, met)).map(take), ...moved(old.slice(indexFrom(old, met - changed.behind)), changed.behind)];
}

/** The first place from `at` on that lies inside no name, old or new: what comes behind it was found alike. */
function meeting(fresh: readonly Hit[], old: readonly Hit[], by: number, from: number): number {
  let at = from;
  for (;;) {
    const end = Math.max(endOver(fresh, at), endOver(old, at - by) + by);
    if (end <= at) return at;
    at = end;
  }
}

/** The end of the last name that begins before a place; -Infinity where there is none. */
function endOver(names: readonly Hit[], at: number): number {
  return names[indexFrom(names, at) - 1]?.span.end ?? -Infinity;
}

/** The index of the first name that begins at a place or behind it. */
function indexFrom(names: readonly Hit[], at: number): number {
  return firstWhere(names, ({ span }) => span.start >= at);
}

function moved<Name extends Hit>(names: readonly Name[], by: number): readonly Name[] {
  return by === 0 ? names : names.map(name => ({ ...name, span: { start: name.span.start + by, end: name.span.end + by } }));
}

/** Where the words before a place begin that a name may have in common with it. */
function wordsBefore(text: string, at: number): number {
  for (let units = 4096; ; units *= 2) {
    const from = Math.max(0, at - units);
    if (from === 0) return [...text.slice(0, at).matchAll(word)].at(-reach)?.index ?? 0;
    const words = [...text.slice(from, at).matchAll(word)].slice(1); // the first may be cut
    const start = words.at(-reach)?.index;
    if (start !== undefined) return from + start;
  }
}

/** Behind so many words, the one at `at` among them. */
function wordsBehind(text: string, at: number, count: number): number {
  const pattern = new RegExp(word);
  pattern.lastIndex = at;
  for (let left = count; left > 0; left--) if (!pattern.test(text)) return text.length;
  return pattern.lastIndex;
}
