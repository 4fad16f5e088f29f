import type { Data, DataObject, ExchangeProblem, TextFile } from './model';
import { linesOf } from './lines';

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

/** The objects of a file, whether it is JSONL, an array of objects, or one object printed over several lines. */
export function jsonRecords(file: TextFile): JsonRecords {
  const text = file.text.replace(/^\ufeff/, '');
  const whole = parseJson(text);
  if (whole.ok) {
    const values = Array.isArray(whole.value) ? whole.value.map((value: Data) => value) : [whole.value];
    return { records: values.map((value) => ({ file: file.name, line: file.line ?? 1, value })), problems: [], shape: shapeOf(whole.value, text) };
  }
  if (whole.code === 'too-deep') return { records: [], problems: [{ file: file.name, line: file.line ?? 1, code: 'too-deep', data: { limit: depthLimit } }], shape: 'array' };
  return { ...recordsByLine(file.name, text, (file.line ?? 1) - 1), shape: 'lines' };
}

function shapeOf(value: Data, text: string): JsonShape {
  if (Array.isArray(value)) return 'array';
  return text.trim().includes('\n') ? 'object' : 'lines';
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
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*?"|[[{\]}]/gs)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
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
