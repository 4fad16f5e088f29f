import type { Data, DataObject } from './model';

/** Deeper than any annotation; shallow enough for recursion. */
const depthLimit = 100;

type Parsed = { readonly ok: true; readonly value: Data } | { readonly ok: false; readonly code: 'json-syntax' | 'too-deep'; readonly message: string };

/** The value of a JSON text; never throws. */
export function parseJson(text: string): Parsed {
  if (isDeeperThan(text, depthLimit)) return { ok: false, code: 'too-deep', message: '' };
  try {
    const value: Data = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, code: 'json-syntax', message: error instanceof Error ? error.message.slice(0, 200) : '' };
  }
}

/** After the quote that ends the string; the end of the text where none does. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** Counts brackets outside of strings, without recursion. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) at = endOfString(text, at) - 1;
    else if (code === 91 || code === 123) depth++;
    else if (code === 93 || code === 125) depth--;
    if (depth > limit) return true;
  }
  return false;
}

export function isObject(value: Data | undefined): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Data | undefined): value is readonly Data[] {
  return Array.isArray(value);
}

/** The list, or `[]` for anything else. */
export function listOf(value: Data | undefined): readonly Data[] {
  return isList(value) ? value : [];
}

export function objectsOf(value: Data | undefined): DataObject[] {
  return listOf(value).filter(isObject);
}

/** The string, or a number as one; `''` for anything else. */
export function stringOf(value: Data | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** A whole number from 0, or `undefined`. */
export function offsetOf(value: Data | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** The object without some of its keys, in its order. */
export function without(object: DataObject, ...keys: readonly string[]): DataObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** The object with some values set: known keys keep their place, new ones come last, `undefined` takes a key out. */
export function withValues(object: DataObject, values: Readonly<Record<string, Data | undefined>>): DataObject {
  const merged = new Map<string, Data | undefined>([...Object.entries(object), ...Object.entries(values)]);
  return Object.fromEntries([...merged].filter((entry): entry is [string, Data] => entry[1] !== undefined));
}
