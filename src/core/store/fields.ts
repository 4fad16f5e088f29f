import type { Edits } from '../yaml/edit';
import { setScalar, setValue } from '../yaml/edit';
import { insertEntries } from '../yaml/insert';
import { lineEndingAt } from '../yaml/lines';
import { entryOf } from '../yaml/node';
import type { MapNode } from '../yaml/node';
import { printPair, printString } from '../yaml/print';
import type { Place } from '../yaml/print';
import { removeEntry } from '../yaml/remove';

/**
 * Sets the text under a key, adds the key where the order of keys wants it, or removes it for undefined.
 * `print` gives the form of a text that is new.
 */
export function setField(
  text: string, map: MapNode, key: string, value: string | undefined,
  order: readonly string[], print: (value: string, place: Place) => string = printString,
): Edits {
  if (value === undefined) return removeEntry(text, map, key);
  const place = map.flow ? 'flow' : 'block';
  const entry = entryOf(map, key);
  if (entry === undefined) return insertEntries(text, map, indexFor(map, key, order), [[printPair(key, print(value, place), place)]]);
  const isWritten = entry.value.kind === 'scalar' && entry.value.style !== 'none';
  return isWritten ? setScalar(text, entry.value, value) : setValue(text, entry.value, print(value, place));
}

/** Where a new key goes among the present ones: after those that come before it in the order, else before the rest. */
export function indexFor(map: MapNode, key: string, order: readonly string[]): number {
  const rank = order.indexOf(key);
  const ranks = map.entries.map((entry) => order.indexOf(entry.key));
  const last = ranks.reduce((found, other, index) => (other !== -1 && other < rank ? index : found), -1);
  if (last !== -1) return last + 1;
  const next = ranks.findIndex((other) => other > rank);
  return next === -1 ? map.entries.length : next;
}

/** Appends lines to a text that holds no data yet, only comments or nothing. Refused after an end mark (`...`). */
export function appendLines(text: string, lines: readonly string[]): Edits {
  if (/^\.\.\.|^%/m.test(text)) return undefined;
  const ending = lineEndingAt(text, text.length);
  const at = { start: text.length, end: text.length };
  const isOpen = /[^\n\ufeff]$/.test(text);
  return [{ span: at, text: isOpen ? lines.map((line) => ending + line).join('') : lines.map((line) => line + ending).join('') }];
}
