import type { Data, DataObject, ExchangeProblem, TextFile } from './model';
import { linesOf, withoutMark } from './lines';

/** One JSON value of a file with the line where it starts. */
export interface JsonRecord {
  readonly file: string;
  readonly line: number;
  readonly value: Data;
}

export type JsonShape = 'lines' | 'array' | 'object';

export interface JsonRecords {
  readonly records: readonly JsonRecord[];
  readonly problems: readonly ExchangeProblem[];
  /** One value a line, one array of them, or a single object printed over several lines. */
  readonly shape: JsonShape;
}

/** Deeper than any annotation; shallow enough for recursion. */
const depthLimit = 100;

/**
 * The objects of a file, whether it is JSONL, an array of objects, or one object printed over several lines. Of an array that is
 * broken off, or broken in one of its elements, those are given that are whole.
 */
export function jsonRecords(file: TextFile): JsonRecords {
  const text = withoutMark(file.text);
  const first = file.line ?? 1;
  const whole = parseJson(text);
  if (whole.ok) {
    const { value } = whole;
    if (!isList(value)) return { records: [{ file: file.name, line: first, value }], problems: [], shape: shapeOf(value, text) };
    const lines = elementsIn(text, first).elements.map(({ line }) => line);
    return { records: value.map((each, index) => ({ file: file.name, line: lines[index] ?? first, value: each })), problems: [], shape: 'array' };
  }
  if (whole.code === 'too-deep') return { records: [], problems: [{ file: file.name, line: first, code: 'too-deep', data: { limit: depthLimit } }], shape: 'array' };
  if (/^\s*\[\s*[{[]/.test(text) && !isByLines(text)) return { ...recordsInArray(file.name, text, first), shape: 'array' };
  if (/^\s*\{\s*\n/.test(text)) return { records: [], problems: [{ file: file.name, line: first + errorLine(text, whole.message), code: 'json-syntax', data: { message: whole.message } }], shape: 'object' };
  return { ...recordsByLine(file.name, text, first - 1), shape: 'lines' };
}

function shapeOf(value: Data, text: string): JsonShape {
  if (Array.isArray(value)) return 'array';
  return text.trim().includes('\n') ? 'object' : 'lines';
}

/** Whether the first line is a value by itself. */
function isByLines(text: string): boolean {
  const end = text.indexOf('\n');
  return end > 0 && parseJson(text.slice(0, end)).ok;
}

/** How many lines stand before the place that a message of the parser speaks of; all of them where it ended too early. */
function errorLine(text: string, message: string): number {
  const at = /position (\d+)/.exec(message)?.[1];
  const before = at === undefined ? text.trimEnd() : text.slice(0, Number(at));
  return before.split('\n').length - 1;
}

function recordsInArray(name: string, text: string, first: number): Pick<JsonRecords, 'records' | 'problems'> {
  const records: JsonRecord[] = [];
  const problems: ExchangeProblem[] = [];
  const { elements, end } = elementsIn(text, first);
  for (const { from, to, line } of elements) {
    const parsed = parseJson(text.slice(from, to));
    if (parsed.ok) records.push({ file: name, line, value: parsed.value });
    else problems.push({ file: name, line, code: parsed.code, data: { message: parsed.message } });
  }
  if (end !== undefined) problems.push({ file: name, line: end, code: 'json-syntax', data: { message: 'the array does not end' } });
  return { records, problems };
}

interface Element {
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

/** Where the elements of an array are; `end` is the line where it is broken off, if it is. */
function elementsIn(text: string, first: number): { readonly elements: readonly Element[]; readonly end?: number } {
  const elements: Element[] = [];
  let [line, depth, counted] = [first, 0, 0];
  let from = -1;
  for (const { at, character, end } of tokensIn(text)) {
    if (depth === 1 && from < 0 && character !== ',' && character !== ']') {
      for (let next = text.indexOf('\n', counted); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++;
      [from, counted] = [at, at];
    }
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    const isEnd = depth === 0 || (depth === 1 && character === ',');
    if (isEnd && from >= 0) {
      elements.push({ from, to: depth === 0 ? at : end - 1, line });
      from = -1;
    }
    if (depth === 0) return { elements };
  }
  return { elements, end: line };
}

/** The brackets, commas and the beginnings of other values of a JSON text, without recursion; strings are passed over whole. */
function* tokensIn(text: string): Generator<{ readonly at: number; readonly character: string; readonly end: number }> {
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    const end = character === '"' ? endOfString(text, at) : at + 1;
    if (!/[\s:]/.test(character)) yield { at, character, end };
    at = end;
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

/** @param before how many lines stand before the text */
function recordsByLine(name: string, text: string, before: number): Pick<JsonRecords, 'records' | 'problems'> {
  const records: JsonRecord[] = [];
  const problems: ExchangeProblem[] = [];
  for (const { number, text: line } of linesOf(text)) {
    if (line.trim() === '') continue;
    const parsed = parseJson(line);
    if (parsed.ok) records.push({ file: name, line: before + number, value: parsed.value });
    else problems.push({ file: name, line: before + number, code: parsed.code, data: { message: parsed.message } });
    if (problems.length > 20 && records.length === 0) break;
  }
  return { records, problems };
}

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
