import type { Span } from '../model';
import type { Data, DataObject } from './model';
import { isList, isObject, offsetOf, stringOf } from './json';
import type { Claim } from './units';

/** What a target says of its place: the position may be missing, and so may the quote. */
export interface Selection {
  readonly position: Span | null;
  readonly quote: string | null;
  readonly prefix: string;
  readonly suffix: string;
}

/** What an annotation is about. */
export interface Target {
  readonly id: string;
  readonly source: string;
  readonly selection: Selection;
  readonly isSupported: boolean;
}

export function targetOf(value: Data): Target {
  if (!isObject(value)) return targetAt(stringOf(value), stringOf(value).includes(charFragment) ? stringOf(value) : '', nothing);
  const source = isObject(value['source']) ? stringOf(value['source']['id']) : stringOf(value['source']);
  const selectors = (isList(value['selector']) ? value['selector'] : [value['selector'] ?? null]).filter(isObject);
  return targetAt(stringOf(value['id']), source, selectors.map(selectionOf).reduce(merged, nothing));
}

const charFragment = '#char=';

/** What is said of the place may stand in the address: `a.txt#char=10,20`. */
function targetAt(id: string, address: string, said: Selection): Target {
  const hash = address.indexOf(charFragment);
  const selection = hash < 0 ? said : merged(said, charsOf(address.slice(hash + 1)));
  return { id, source: hash < 0 ? address : address.slice(0, hash), selection, isSupported: selection.position !== null || selection.quote !== null };
}

/** `char=10,20` of RFC 5147, §2.2: positions between characters, the first of which is 0 where none is given. */
function charsOf(fragment: string): Selection {
  const [, from = '', to] = /^char=(\d{0,15}),(\d{1,15})(?:;|$)/.exec(fragment) ?? [];
  const position = { start: Number(from), end: Number(to) };
  return to === undefined || position.end < position.start ? nothing : { ...nothing, position };
}

const nothing: Selection = { position: null, quote: null, prefix: '', suffix: '' };

/** What a selector selects within what another one selects: positions count from where that starts. */
function selectionOf(selector: DataObject): Selection {
  const refined = selector['refinedBy'];
  const inner = (isList(refined) ? refined : [refined ?? null]).filter(isObject).map(selectionOf).reduce(merged, nothing);
  const own = ownSelection(selector);
  if (own.position === null || (inner.position === null && inner.quote === null)) return merged(inner, own);
  const { start } = own.position;
  return { ...inner, position: inner.position === null ? null : { start: start + inner.position.start, end: start + inner.position.end } };
}

function ownSelection(selector: DataObject): Selection {
  if (isOfType(selector, 'FragmentSelector')) return charsOf(stringOf(selector['value']));
  if (isOfType(selector, 'RangeSelector')) return rangeOf(selector['startSelector'], selector['endSelector']);
  const start = offsetOf(selector['start']);
  const end = offsetOf(selector['end']);
  if (isOfType(selector, 'TextPositionSelector') && start !== undefined && end !== undefined && end >= start) return { ...nothing, position: { start, end } };
  if (!isOfType(selector, 'TextQuoteSelector') || typeof selector['exact'] !== 'string') return nothing;
  return { position: null, quote: selector['exact'], prefix: stringOf(selector['prefix']), suffix: stringOf(selector['suffix']) };
}

/** The type may be one of several, and may say which vocabulary it is of. */
function isOfType(selector: DataObject, name: string): boolean {
  const types = isList(selector['type']) ? selector['type'] : [selector['type'] ?? selector['@type'] ?? ''];
  return types.some((type) => stringOf(type).replace(/^oa:|^http:\/\/www\.w3\.org\/ns\/oa#/, '') === name);
}

/** From where the one begins to where the other one begins: the standard leaves the end selector out. */
function rangeOf(from: Data | undefined, to: Data | undefined): Selection {
  const [start, end] = [from, to].map((each) => (isObject(each) && isOfType(each, 'TextPositionSelector') ? offsetOf(each['start']) : undefined));
  return start === undefined || end === undefined || end < start ? nothing : { ...nothing, position: { start, end } };
}

function merged(one: Selection, other: Selection): Selection {
  const quoted = one.quote === null ? other : one;
  return { position: one.position ?? other.position, quote: quoted.quote, prefix: quoted.prefix, suffix: quoted.suffix };
}

export function claimsOf({ selection: { position, quote } }: Target): Claim[] {
  return position === null ? [] : [{ fragments: [position], quote }];
}

/** Among the places with the quote the one with the most of its context, then the nearest; -1 for none. */
export function nearest(text: string, { quote, prefix, suffix }: Selection, hint: number): number {
  if (quote === null || quote === '') return -1;
  let best = -1;
  let bestScore = -Infinity;
  for (let at = text.indexOf(quote), seen = 0; at >= 0 && seen < 10_000; at = text.indexOf(quote, at + 1), seen++) {
    const context = Number(text.slice(0, at).endsWith(prefix)) + Number(text.startsWith(suffix, at + quote.length));
    const score = context - Math.abs(at - hint) / (text.length + 1);
    if (score > bestScore) [best, bestScore] = [at, score];
  }
  return best;
}
