import type {
  Data, DataObject, ExchangeAttribute, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, Hints, OffsetReport, Reading, TextFile,
} from './model';
import { isList, isObject, listOf, objectsOf, offsetOf, stringOf, without } from './json';
import { jsonRecords, type JsonRecord } from './jsonRecords';
import { articleOf, extended, extensionKey } from './extension';
import { locate, type Placed, type RawEntry } from './located';
import { missingTargets } from './model';
import { endingOf, safeId, uniqueIds, withoutEnding } from './names';
import { offsetMap, type OffsetUnit } from './units';

/** Code points since October 2021, UTF-16 before. */
export const labelStudioUnits: readonly OffsetUnit[] = ['code-points', 'utf-16', 'utf-8', 'graphemes'];

interface Region extends RawEntry {
  readonly id: string;
  readonly result: DataObject;
  readonly annotator: string;
  readonly others: readonly DataObject[];
}

interface Task {
  readonly source: JsonRecord;
  readonly object: DataObject;
  readonly textKey: string;
  readonly text: string | null;
  readonly entries: readonly Region[];
  readonly relations: readonly { readonly result: DataObject; readonly ids: ReadonlyMap<string, string> }[];
}

/**
 * Label Studio's JSON: tasks with annotations, one for each annotator. Regions of text become spans; everything else
 * (predictions, choices on the whole text, regions of HTML) stays in the task, which is kept whole.
 */
export function readLabelStudio(files: readonly TextFile[], hints: Hints = {}): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  const offsets: OffsetReport[] = [];
  const configured = files.filter((file) => endingOf(file.name) === '.xml').map((file) => textKeyIn(file.text)).find((key) => key !== undefined);
  for (const file of files.filter((each) => endingOf(each.name) !== '.xml')) {
    const parsed = jsonRecords(file);
    for (const problem of parsed.problems) problems.push(problem);
    const tasks = parsed.records.flatMap((record) => readTask(record, configured, problems));
    const located = locate(file.name, tasks, hints.unit === undefined ? labelStudioUnits : [hints.unit]);
    for (const problem of located.problems) problems.push(problem);
    offsets.push(...located.offsets);
    const unique = uniqueIds();
    for (const [index, task] of tasks.entries()) {
      const base = withoutEnding(file.name);
      const said = isObject(task.object['data']) ? articleOf(task.object['data'][extensionKey]) : undefined;
      const id = unique(safeId(said ?? (tasks.length === 1 && file.line === undefined ? base : `${base}/${stringOf(task.object['id']) || task.source.number}`)));
      const document = documentOf(task, id, located.placed[index] ?? [], { unit: located.unit, shape: parsed.shape });
      for (const target of missingTargets(document)) problems.push({ file: file.name, line: task.source.line, code: 'target-unknown', data: { target } });
      documents.push(document);
    }
  }
  return { documents, problems, offsets };
}

/** `text` of `<Text name="t" value="$text"/>`. */
function textKeyIn(config: string): string | undefined {
  return /<(?:Hyper)?Text\b[^>]{0,500}?\bvalue="\$(\w+)"/.exec(config)?.[1];
}

/** Whether a record is a task as the short export (JSON_MIN) has it: its data, and lists of regions under the names of their tags. */
export function isMinimalTask(record: DataObject): boolean {
  return !isObject(record['data']) && ('annotation_id' in record || ('annotator' in record && regionLists(record).length > 0));
}

function regionLists(record: DataObject): [string, DataObject[]][] {
  return Object.entries(record).flatMap(([key, value]): [string, DataObject[]][] => {
    const regions = objectsOf(value).filter((each) => 'start' in each && 'end' in each);
    return regions.length === 0 ? [] : [[key, regions]];
  });
}

/** A task as the long export has it. */
function fullTask(record: DataObject): DataObject {
  if (!isMinimalTask(record)) return record;
  const lists = regionLists(record);
  const data = without(record, 'id', 'annotator', 'annotation_id', 'created_at', 'updated_at', 'lead_time', ...lists.map(([key]) => key));
  const result = lists.flatMap(([key, regions]) => regions.map((value, index): Data => ({
    id: `${key}-${index + 1}`, from_name: key, to_name: 'text', type: Object.keys(value).find((each) => isList(value[each])) ?? 'labels', value,
  })));
  const { annotation_id: id, annotator } = record;
  return { ...(record['id'] === undefined ? {} : { id: record['id'] }), data, annotations: [{ ...(id === undefined ? {} : { id }), ...(annotator === undefined ? {} : { completed_by: annotator }), result }] };
}

function readTask(source: JsonRecord, configured: string | undefined, problems: ExchangeProblem[]): Task[] {
  const { file, line, value } = source;
  const object = isObject(value) ? fullTask(value) : value;
  if (!isObject(object) || !isObject(object['data'])) {
    problems.push({ file, line, code: 'shape-unknown', data: { expected: 'a task with data' } });
    return [];
  }
  const textKey = textKeyOf(object['data'], configured);
  const text = object['data'][textKey];
  if (typeof text !== 'string') problems.push({ file, line, code: 'text-missing', data: { expected: 'data.text' } });
  const unique = uniqueIds();
  const entries: Region[] = [];
  const relations: Task['relations'][number][] = [];
  for (const annotation of annotationsOf(object)) {
    const annotator = annotatorOf(annotation['completed_by']);
    if (annotation['was_cancelled'] === true) {
      problems.push({ file, line, code: 'answer-rejected', data: { answer: 'was_cancelled', annotator } });
      continue;
    }
    const ids = readResults(source, objectsOf(annotation['result']), annotator, { unique, entries, problems });
    for (const result of objectsOf(annotation['result'])) if (result['type'] === 'relation') relations.push({ result, ids });
  }
  // the article has the text: what is kept of the task needs no copy of it
  const kept = typeof text === 'string' ? { ...object, data: { ...object['data'], [textKey]: '' } } : object;
  return [{ source, object: kept, textKey, text: typeof text === 'string' ? text : null, entries, relations }];
}

interface Sink {
  readonly unique: (id: string) => string;
  readonly entries: Region[];
  readonly problems: ExchangeProblem[];
}

/** Adds the regions of one annotation; gives what each of their ids is called in the document. */
function readResults({ file, line }: JsonRecord, results: readonly DataObject[], annotator: string, sink: Sink): Map<string, string> {
  const ids = new Map<string, string>();
  for (const result of results) {
    const value = result['value'];
    if (!isObject(value) || !('start' in value) || !('end' in value)) continue;
    const start = offsetOf(value['start']);
    const end = offsetOf(value['end']);
    if (start === undefined || end === undefined) {
      sink.problems.push({ file, line, code: typeof value['start'] === 'string' ? 'selector-unsupported' : 'offset-invalid', data: { id: stringOf(result['id']), start: stringOf(value['start']) } });
      continue;
    }
    const own = stringOf(result['id']);
    if (own !== '' && ids.has(own)) continue;
    const id = sink.unique(own || 'region');
    if (own !== '') ids.set(own, id);
    sink.entries.push({
      file, line, fragments: [{ start, end }], quote: typeof value['text'] === 'string' ? value['text'] : null, id, result, annotator,
      others: own === '' ? [] : results.filter((other) => other !== result && other['id'] === result['id'] && other['type'] !== 'relation'),
    });
  }
  return ids;
}

export function annotationsOf(task: DataObject): DataObject[] {
  return objectsOf(task['annotations'] ?? task['completions']);
}

/** The key that the configuration names, or `text`, or the longest string. */
function textKeyOf(data: DataObject, configured: string | undefined): string {
  if (configured !== undefined && typeof data[configured] === 'string') return configured;
  if (typeof data['text'] === 'string') return 'text';
  const strings = Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return strings.sort(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 'text';
}

function annotatorOf(value: Data | undefined): string {
  return isObject(value) ? stringOf(value['email']) || stringOf(value['id']) : stringOf(value);
}

function documentOf(task: Task, id: string, placed: readonly Placed<Region>[], from: { readonly unit: OffsetUnit; readonly shape: string }): ExchangeDocument {
  const { object, textKey, source } = task;
  const data = isObject(object['data']) ? Object.fromEntries(Object.entries(object['data']).filter(([key]) => key !== textKey && key !== extensionKey)) : {};
  const document: ExchangeDocument = {
    id, text: task.text, metadata: data, spans: placed.map(({ entry, fragments, quote }) => spanOf(entry, fragments, quote)),
    relations: task.relations.map(({ result, ids }, index) => relationOf(result, ids, index)), notes: [],
    kept: { labelStudio: { file: source.file, unit: from.unit, shape: from.shape, textKey, task: object } },
  };
  const said = isObject(object['data']) ? object['data'][extensionKey] : undefined;
  return extended(document, said, offsetMap(task.text ?? '', task.text === null ? 'utf-16' : from.unit));
}

/** The labels of a region: `["PER"]` under the key that its type names, `labels` or `hypertextlabels`. */
export function labelsOf(result: DataObject): readonly Data[] {
  const value = result['value'];
  if (!isObject(value)) return [];
  return listOf(value[stringOf(result['type'])] ?? value['labels']);
}

function spanOf(entry: Region, fragments: ExchangeSpan['fragments'], quote: string | undefined): ExchangeSpan {
  const labels = labelsOf(entry.result);
  const meta = entry.result['meta'];
  const note = isObject(meta) ? listOf(meta['text']).map(stringOf).join('\n') || (typeof meta['text'] === 'string' ? meta['text'] : '') : '';
  const attributes: ExchangeAttribute[] = entry.others.map((other) => ({
    name: stringOf(other['from_name']), value: isObject(other['value']) ? other['value'][stringOf(other['type'])] ?? null : null,
  }));
  if (labels.length > 1) attributes.push({ name: 'labels', value: labels });
  return {
    id: entry.id, label: stringOf(labels[0]), fragments, references: [], attributes, ...(quote === undefined ? {} : { quote }),
    ...(note === '' ? {} : { note }), ...(entry.annotator === '' ? {} : { annotator: entry.annotator }),
    kept: { labelStudio: entry.result },
  };
}

function relationOf(result: DataObject, ids: ReadonlyMap<string, string>, index: number): ExchangeRelation {
  const target = (key: string): string => ids.get(stringOf(result[key])) ?? stringOf(result[key]);
  const direction = result['direction'];
  return {
    id: `r${index + 1}`, label: isList(result['labels']) ? stringOf(result['labels'][0]) : '', references: [],
    ends: [{ role: 'from', target: target('from_id') }, { role: 'to', target: target('to_id') }],
    attributes: typeof direction === 'string' && direction !== 'right' ? [{ name: 'direction', value: direction }] : [],
    kept: { labelStudio: result },
  };
}
