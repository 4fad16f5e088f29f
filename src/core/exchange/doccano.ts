import type { Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, Hints, Reading, TextFile } from './model';
import { isList, isObject, listOf, objectsOf, offsetOf, stringOf, without } from './json';
import { jsonRecords, type JsonRecord } from './jsonRecords';
import { locate, type Placed, type RawEntry } from './located';
import { articleOf, extended, extensionKey } from './extension';
import { missingTargets } from './model';
import { safeId, uniqueIds, withoutEnding } from './names';
import { offsetMap, type OffsetUnit } from './units';

/** The browser counts UTF-16 units, or graphemes in a project that says so; what Python imported counts code points. */
export const doccanoUnits: readonly OffsetUnit[] = ['utf-16', 'code-points', 'graphemes', 'utf-8'];

const textKeys = ['text', 'data'];
const labelKeys = ['label', 'labels', 'entities', 'annotations', 'spans', 'extLabel'];

interface Entry extends RawEntry {
  readonly label: Data;
  /** `null` where the entry is a triple `[start, end, label]`. */
  readonly object: DataObject | null;
}

interface Record {
  readonly source: JsonRecord;
  readonly object: DataObject;
  readonly text: string | null;
  readonly textKey: string;
  readonly labelKey: string;
  readonly entries: readonly Entry[];
}

/** doccano's JSONL: `label: [[start, end, name], …]`, or `entities` and `relations`. What else a line says is metadata. */
export function readDoccano(files: readonly TextFile[], hints: Hints = {}): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  const offsets: Reading['offsets'][number][] = [];
  for (const file of files) {
    const parsed = jsonRecords(file);
    for (const problem of parsed.problems) problems.push(problem);
    const records = parsed.records.flatMap((record) => readRecord(record, problems));
    const located = locate(file.name, records, hints.unit === undefined ? doccanoUnits : [hints.unit]);
    for (const problem of located.problems) problems.push(problem);
    offsets.push(...located.offsets);
    const unique = uniqueIds();
    for (const [index, record] of records.entries()) {
      const wanted = articleOf(record.object[extensionKey]) ?? `${withoutEnding(file.name)}/${stringOf(record.object['id']) || record.source.number}`;
      if (safeId(wanted) !== wanted) problems.push({ file: file.name, line: record.source.line, code: 'id-unsafe', data: { id: articleOf(record.object[extensionKey]) ?? stringOf(record.object['id']) } });
      const id = unique(safeId(wanted));
      const document = documentOf(record, id, located.placed[index] ?? [], { unit: located.unit, shape: parsed.shape });
      for (const target of missingTargets(document)) problems.push({ file: file.name, line: record.source.line, code: 'target-unknown', data: { target } });
      documents.push(document);
    }
  }
  return { documents, problems, offsets };
}

function readRecord(source: JsonRecord, problems: ExchangeProblem[]): Record[] {
  const { file, line, value: object } = source;
  if (!isObject(object)) {
    problems.push({ file, line, code: 'shape-unknown', data: { expected: 'an object' } });
    return [];
  }
  const textKey = textKeys.find((key) => typeof object[key] === 'string') ?? 'text';
  const labelKey = labelKeys.find((key) => isList(object[key])) ?? 'label';
  const text = object[textKey];
  if (typeof text !== 'string') problems.push({ file, line, code: 'text-missing', data: { expected: 'text' } });
  const entries: Entry[] = [];
  for (const value of listOf(object[labelKey])) {
    const entry = entryOf(source, value);
    if (entry !== undefined) entries.push(entry);
    else if (typeof value !== 'string') problems.push({ file, line, code: 'line-malformed', data: { text: JSON.stringify(value).slice(0, 200) } });
  }
  return [{ source, object, text: typeof text === 'string' ? text : null, textKey, labelKey, entries }];
}

function entryOf({ file, line }: JsonRecord, value: Data): Entry | undefined {
  const object = isObject(value) ? value : null;
  const [from, to, label] = object === null ? listOf(value) : [object['start_offset'] ?? object['start'], object['end_offset'] ?? object['end'], object['label']];
  const start = offsetOf(from);
  const end = offsetOf(to);
  if (start === undefined || end === undefined || start === end || label === undefined) return undefined;
  return { file, line, fragments: [{ start, end }], quote: null, label, object };
}

function documentOf(record: Record, id: string, placed: readonly Placed<Entry>[], from: { readonly unit: OffsetUnit; readonly shape: string }): ExchangeDocument {
  const { object, textKey, labelKey, source } = record;
  const unique = uniqueIds();
  const spans = placed.map(({ entry, fragments }): ExchangeSpan => ({
    id: unique(entry.object === null ? 'e1' : `e${stringOf(entry.object['id'])}`),
    label: stringOf(entry.label), fragments, references: [], attributes: [],
    ...(record.text === null ? { quote: '' } : {}),
    ...(entry.object?.['user'] === undefined ? {} : { annotator: stringOf(entry.object['user']) }),
    kept: entry.object === null ? {} : { doccano: entry.object },
  }));
  const names = listOf(object[labelKey]).filter((value) => typeof value === 'string');
  const document: ExchangeDocument = {
    id, text: record.text, metadata: without(object, textKey, labelKey, extensionKey, ...(isList(object['relations']) ? ['relations'] : [])), spans,
    relations: relationsOf(object['relations']), notes: [],
    kept: { doccano: { file: source.file, unit: from.unit, shape: from.shape, textKey, labelKey, keys: Object.keys(object), ...(names.length === 0 ? {} : { names }) } },
  };
  return extended(document, object[extensionKey], offsetMap(record.text ?? '', record.text === null ? 'utf-16' : from.unit));
}

function relationsOf(value: Data | undefined): ExchangeRelation[] {
  const unique = uniqueIds();
  return objectsOf(value).map((object) => ({
    id: unique(`r${stringOf(object['id'])}`), label: stringOf(object['type']), references: [], attributes: [],
    ends: [{ role: 'from', target: `e${stringOf(object['from_id'])}` }, { role: 'to', target: `e${stringOf(object['to_id'])}` }],
    kept: { doccano: object },
  }));
}
