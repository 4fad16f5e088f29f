import type { Span } from '../model';

/**
 * Offsets in the units that tools count in. No unit is trusted: the one that explains the quotes of a whole file is taken.
 * `code-points-lf` are code points of the text as Python reads it by default, where `\r\n` counts as one.
 */
export const offsetUnits = ['code-points', 'utf-16', 'utf-8', 'graphemes', 'code-points-lf'] as const;
export type OffsetUnit = (typeof offsetUnits)[number];

/** Translates offsets of one text between a unit and UTF-16. */
export interface OffsetMap {
  /** `undefined` beyond the text, and inside of a character. */
  readonly toUtf16: (offset: number) => number | undefined;
  /** An offset inside of a character counts as its start. */
  readonly fromUtf16: (offset: number) => number;
}

/** What a file says of one span: pieces in its own unit, and the text there (`null` where it does not say). */
export interface Claim {
  readonly fragments: readonly Span[];
  readonly quote: string | null;
}

export interface Claims {
  readonly text: string;
  readonly claims: readonly Claim[];
}

export interface UnitChoice {
  readonly unit: OffsetUnit;
  readonly matched: number;
  readonly of: number;
  readonly decisive: boolean;
}

export function offsetMap(text: string, unit: OffsetUnit): OffsetMap {
  const starts = unitStarts(text, unit);
  if (starts === null) return identityMap(text.length);
  return {
    toUtf16: (offset) => {
      const start = starts[offset];
      return start === undefined || start < 0 ? undefined : start;
    },
    fromUtf16: (offset) => lastAtOrBefore(starts, offset),
  };
}

/** The pieces in UTF-16, or `undefined` if one of them is not a stretch of the text. */
export function toUtf16(map: OffsetMap, fragments: readonly Span[]): Span[] | undefined {
  const spans: Span[] = [];
  for (const fragment of fragments) {
    const start = map.toUtf16(fragment.start);
    const end = map.toUtf16(fragment.end);
    if (start === undefined || end === undefined || end < start) return undefined;
    spans.push({ start, end });
  }
  return spans;
}

/**
 * The unit under which most spans cover what they are said to cover; the earlier of `candidates` among equals.
 * Where no span has a quote, one counts as explained that starts and ends at the edge of a word.
 */
export function chooseUnit(all: readonly Claims[], candidates: readonly OffsetUnit[] = offsetUnits): UnitChoice {
  const groups = quotedOnly(all);
  const of = groups.reduce((sum, group) => sum + group.claims.length, 0);
  const scores: { readonly unit: OffsetUnit; readonly matched: number }[] = [];
  for (const unit of candidates) {
    // the two common units are always compared, so that the report can say whether the text tells them apart
    if (scores.length > 1 && scores.some((score) => score.matched === of)) break;
    scores.push({ unit, matched: groups.reduce((sum, group) => sum + explained(group, unit), 0) });
  }
  const matched = Math.max(0, ...scores.map((score) => score.matched));
  const best = scores.filter((score) => score.matched === matched);
  return { unit: best[0]?.unit ?? 'code-points', matched, of, decisive: of > 0 && best.length === 1 };
}

/** Only the claims with a quote, if there are any: they prove what the edges of words only suggest. */
function quotedOnly(groups: readonly Claims[]): readonly Claims[] {
  const quoted = groups.map(({ text, claims }) => ({ text, claims: claims.filter((claim) => claim.quote !== null) }));
  return quoted.some(({ claims }) => claims.length > 0) ? quoted : groups;
}

/**
 * Whether two quotes are the same but for the white space inside, which tools join and fold as they like.
 * White space at an edge of the one and not of the other is what an offset in the wrong unit looks like.
 */
export function sameButSpace(one: string, other: string): boolean {
  return one === other || (bare(one) === bare(other) && edges(one) === edges(other));
}

function explained(group: Claims, unit: OffsetUnit): number {
  if (group.claims.length === 0) return 0;
  const map = offsetMap(group.text, unit);
  return group.claims.filter((claim) => {
    const spans = toUtf16(map, claim.fragments);
    return spans !== undefined && explains(group.text, spans, claim.quote);
  }).length;
}

function explains(text: string, spans: readonly Span[], quote: string | null): boolean {
  if (quote === null) return spans.every((span) => isWhole(text, span));
  return sameButSpace(spans.map((span) => text.slice(span.start, span.end)).join(' '), quote);
}

function isWhole(text: string, span: Span): boolean {
  const covered = text.slice(span.start, span.end);
  return covered !== '' && covered.trim() === covered && isEdge(text, span.start) && isEdge(text, span.end);
}

/** Not between two word characters, nor inside of a surrogate pair. */
function isEdge(text: string, offset: number): boolean {
  return !/^[\p{L}\p{N}\p{M}]{2}$/u.test(text.slice(offset - 1, offset + 1)) && !/[\ud800-\udbff]$/.test(text.slice(Math.max(0, offset - 1), offset));
}

function edges(text: string): string {
  return `${/^\s/u.test(text)} ${/\s$/u.test(text)}`;
}

function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}

function identityMap(length: number): OffsetMap {
  return {
    toUtf16: (offset) => (Number.isInteger(offset) && offset >= 0 && offset <= length ? offset : undefined),
    fromUtf16: (offset) => offset,
  };
}

/** Where each unit starts, with the text's end at last; -1 inside of a character; `null` if the units are UTF-16 units. */
function unitStarts(text: string, unit: OffsetUnit): Int32Array | null {
  if (unit === 'code-points') return /[\ud800-\udbff][\udc00-\udfff]/.test(text) ? codePointStarts(text, false) : null;
  if (unit === 'code-points-lf') return codePointStarts(text, true);
  if (unit === 'utf-8') return byteStarts(text);
  return unit === 'graphemes' ? graphemeStarts(text) : null;
}

function codePointStarts(text: string, crlfAsOne: boolean): Int32Array {
  const starts = new Int32Array(text.length + 1);
  let count = 0;
  let offset = 0;
  while (offset < text.length) {
    starts[count++] = offset;
    if (crlfAsOne && text.startsWith('\r\n', offset)) offset += 2;
    else offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  starts[count] = text.length;
  return starts.subarray(0, count + 1);
}

function byteStarts(text: string): Int32Array {
  const starts = new Int32Array(text.length * 3 + 1).fill(-1);
  let bytes = 0;
  for (let offset = 0; offset < text.length;) {
    starts[bytes] = offset;
    const codePoint = text.codePointAt(offset) ?? 0;
    bytes += bytesOf(codePoint);
    offset += codePoint > 0xffff ? 2 : 1;
  }
  starts[bytes] = text.length;
  return starts.subarray(0, bytes + 1);
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

function graphemeStarts(text: string): Int32Array {
  const starts: number[] = [];
  for (const { index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) starts.push(index);
  return Int32Array.from([...starts, text.length]);
}

function lastAtOrBefore(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
