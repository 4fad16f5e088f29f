import type { Data, ExchangeProblem, TextFile } from './model';
import { isList, parseJson } from './json';
import { ArrayCutter, newlinesIn, startsIn, type ArrayFault, type ArrayPart } from './jsonArray';
import { linesOf, withoutMark } from './lines';

/** One JSON value of a file with the line where it starts. */
export interface JsonRecord {
  readonly file: string;
  readonly line: number;
  /** The number of the line, or of the element of an array; from 1. */
  readonly number: number;
  readonly value: Data;
}

export type JsonShape = 'lines' | 'array' | 'object';

export interface JsonRecords {
  readonly records: readonly JsonRecord[];
  readonly problems: readonly ExchangeProblem[];
  /** One value a line, one array of them, or a single object printed over several lines. */
  readonly shape: JsonShape;
}

/**
 * The objects of a file, whether it is JSONL, an array of objects, or one object printed over several lines. Of an array that is
 * broken off, or broken in one of its elements, those are given that are whole.
 */
export function jsonRecords(file: TextFile): JsonRecords {
  const text = withoutMark(file.text);
  const { name, line: first = 1, before = 0 } = file;
  const whole = parseJson(text);
  if (whole.ok) {
    const { value } = whole;
    if (!isList(value)) return { records: [{ file: name, line: first, number: isOneLine(text) ? first : 1, value }], problems: [], shape: isOneLine(text) ? 'lines' : 'object' };
    const cutter = new ArrayCutter(0);
    const lines = [...cutter.push(text), ...cutter.end()].map(({ line }) => first - 1 + line);
    return { records: value.map((each, index) => ({ file: name, line: lines[index] ?? first, number: before + index + 1, value: each })), problems: [], shape: 'array' };
  }
  if (/^\s*\[\s*[{[]/.test(text) && !isByLines(text)) return { ...recordsInArray(file, text), shape: 'array' };
  if (/^\s*\{\s*\n/.test(text)) return { records: [], problems: [{ file: name, line: first + errorLine(text, whole.message), code: whole.code, data: { message: whole.message } }], shape: 'object' };
  return { ...recordsByLine(name, text, first - 1), shape: 'lines' };
}

function isOneLine(text: string): boolean {
  return !text.trim().includes('\n');
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

interface Found {
  readonly records: JsonRecord[];
  readonly problems: ExchangeProblem[];
}

function recordsInArray({ name, line = 1, before = 0 }: TextFile, text: string): Found {
  const found: Found = { records: [], problems: [] };
  const cutter = new ArrayCutter(0);
  const parts = [...cutter.push(text), ...cutter.end()];
  for (const part of parts) takeElement(name, { ...part, line: line - 1 + part.line, before: before + part.before }, found);
  found.problems.push(...faultsInWords(name, cutter.faults, line - 1));
  return found;
}

/** @param before how many lines stand before the text that the faults were found in */
export function faultsInWords(file: string, faults: readonly ArrayFault[], before = 0): ExchangeProblem[] {
  return faults.map(({ line, reason }) => ({ file, line: before + line, code: 'json-syntax', data: { message: reasons[reason] } }));
}

const reasons: Readonly<Record<ArrayFault['reason'], string>> = {
  'element-too-long': 'an element does not end, or is too long', 'array-does-not-end': 'the array does not end', 'more-than-an-array': 'there is more than an array',
};

function takeElement(file: string, part: ArrayPart, { records, problems }: Found): void {
  const pieces = [0, ...startsIn(part.text)];
  const whole = parseJson(part.text);
  if (whole.ok) records.push({ file, line: part.line, number: part.before + 1, value: whole.value });
  else if (whole.code === 'too-deep' || pieces.length === 1) problems.push({ file, line: part.line + errorLine(part.text, whole.message), code: whole.code, data: { message: whole.message } });
  // a bracket or a quote is missing: what follows took itself for a part of this element
  else for (const [index, start] of pieces.entries()) {
    const text = part.text.slice(start, pieces[index + 1]).replace(/(?<=\})[\s,\]]*$/, '');
    const line = part.line + newlinesIn(part.text.slice(0, start));
    const parsed = parseJson(text);
    if (parsed.ok) records.push({ file, line, number: part.before + 1 + index, value: parsed.value });
    else problems.push({ file, line: line + errorLine(text, parsed.message), code: parsed.code, data: { message: parsed.message } });
  }
}

/** @param before how many lines stand before the text */
function recordsByLine(name: string, text: string, before: number): Pick<JsonRecords, 'records' | 'problems'> {
  const records: JsonRecord[] = [];
  const problems: ExchangeProblem[] = [];
  for (const { number, text: line } of linesOf(text)) {
    if (line.trim() === '') continue;
    const parsed = parseJson(line);
    if (parsed.ok) records.push({ file: name, line: before + number, number: before + number, value: parsed.value });
    else problems.push({ file: name, line: before + number, code: parsed.code, data: { message: parsed.message } });
    if (problems.length > 20 && records.length === 0) break;
  }
  return { records, problems };
}

