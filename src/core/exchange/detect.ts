import type { Data, DataObject, TextFile } from './model';
import { isList, isObject } from './json';
import { jsonRecords } from './jsonRecords';
import { isPlainColumn } from './conllTable';
import { isTable } from './coref';
import { isMinimalTask } from './labelStudio';
import { withoutMark } from './lines';
import { isXmi } from './xmi';
import { endingOf } from './names';

/** The id of the format that a file is in, by its ending and its first lines; `undefined` where nothing fits. */
export function formatOf(given: TextFile): string | undefined {
  const file = { ...given, text: withoutMark(given.text) };
  if (isTable(file)) return 'conll-coref';
  if (file.text.startsWith('#FORMAT=WebAnno TSV 3')) return 'webanno-tsv';
  switch (endingOf(file.name)) {
    case '.ann':
    case '.a1':
    case '.a2': return 'brat';
    case '.xmi': return 'xmi';
    case '.xml': return isXmi(file.text) ? 'xmi' : undefined;
    case '.json':
    case '.jsonl':
    case '.jsonld': return jsonFormatOf(file);
    case '.conllu': return 'conllu';
    case '.conll':
    case '.conll03':
    case '.iob':
    case '.iob2':
    case '.bio':
    case '.bilou': return 'conll';
    // tables are called as people like: esp.testa, train.ner
    default: return isTagged(file.text) ? 'conll' : undefined;
  }
}

/** Whether nearly every row has a tag. WebAnno's older tables, which start with ` # ` and a layer, are something else. */
function isTagged(text: string): boolean {
  if (/^ ?#(?:id| ?[a-z]+\.[\w.]+)/.test(text)) return false;
  const rows = text.slice(0, 4000).split('\n').slice(0, 40).map((line) => line.trimEnd()).filter((line) => line !== '' && !/^(?:#|-DOCSTART-)/.test(line));
  const tagged = rows.filter((line) => /[\t ](?:O|_|[BILUES]-\S+)(?:[\t ]|$)/.test(line)).length;
  return rows.length > 0 && (tagged >= rows.length * 0.9 || isPlainTagged(rows));
}

/** Whether rows of the same width, two columns at least, end with tags that have no prefix. */
function isPlainTagged(rows: readonly string[]): boolean {
  const columns = rows.map((line) => line.split(line.includes('\t') ? '\t' : / +/));
  const width = columns[0]?.length ?? 0;
  return width > 1 && columns.every((row) => row.length === width) && isPlainColumn(columns.map((row) => row.at(-1) ?? ''));
}

function jsonFormatOf(file: TextFile): string | undefined {
  const { records } = jsonRecords(file);
  for (const { value } of records.slice(0, 5)) {
    const format = isObject(value) ? recordFormatOf(value) : isPair(value) ? 'prodigy' : undefined;
    if (format !== undefined) return format;
  }
  return undefined;
}

/** spaCy's `[text, {entities: …}]`. */
function isPair(value: Data): boolean {
  return isList(value) && value.length === 2 && typeof value[0] === 'string' && isObject(value[1]) && 'entities' in value[1];
}

function recordFormatOf(record: DataObject): string | undefined {
  if ('%VIEWS' in record || '%FEATURE_STRUCTURES' in record || '%TYPES' in record) return 'cas-json';
  if (record['type'] === 'Annotation' || typeof record['target'] === 'object' || (isObject(record['first']) && 'items' in record['first'])) return 'w3c';
  if (Array.isArray(record['rows']) || Array.isArray(record['items'])) return 'w3c';
  if (isObject(record['data']) && ['annotations', 'completions', 'predictions'].some((key) => key in record)) return 'label-studio';
  if ('paragraphs' in record) return 'spacy';
  if (typeof record['text'] === 'string' && isList(record['ents'])) return 'prodigy';
  if (isMinimalTask(record)) return 'label-studio';
  if (typeof record['text'] !== 'string' && !('label' in record)) return undefined;
  if (['tokens', 'spans', 'answer', '_input_hash'].some((key) => key in record)) return 'prodigy';
  return ['label', 'labels', 'entities', 'annotations', 'extLabel'].some((key) => isList(record[key]) && isSpans(record[key], key)) ? 'doccano' : undefined;
}

/** Triples, names of the whole text, or objects with offsets; an empty list under doccano's own key. */
function isSpans(values: readonly Data[], key: string): boolean {
  if (values.length === 0) return key.startsWith('label');
  return values.every((value) => isList(value) || typeof value === 'string' || (isObject(value) && ('start_offset' in value || 'start' in value)));
}
