import type { Span } from '../model';
import type {
  Data, DataObject, ExchangeAttribute, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, ExchangeToken, Hints, Loss, OffsetReport, Reading, Reference,
  TextFile, Writing,
} from './model';
import { isList, isObject, listOf, objectsOf, offsetOf, stringOf, without, withValues } from './json';
import { jsonRecords, type JsonRecord } from './jsonRecords';
import { articleOf, extended, extensionKey, extensionOf, setAside, type Sayable } from './extension';
import { JsonFiles } from './jsonFiles';
import { locate, type Placed, type RawEntry } from './located';
import { lossesOf, type Expressible } from './losses';
import { extentOf, missingTargets, quoteOf } from './model';
import { safeId, uniqueIds, withoutEnding } from './names';
import { sentencesOf, tokensUnder } from './tokens';
import { offsetMap, offsetUnits, toUtf16, type Claim, type OffsetMap, type OffsetUnit } from './units';

const units: readonly OffsetUnit[] = ['code-points', 'utf-16', 'utf-8', 'graphemes'];

/** Keys of a span that the model says in its own words; all other keys are kept as they came. */
const featureKeys = ['attributes', 'note', 'cluster', 'annotator', 'kb_id', 'layer'];

interface Entry extends RawEntry {
  readonly object: DataObject;
  /** A word that is marked only because a relation ends there. */
  readonly isEnd: boolean;
}

interface Task {
  readonly source: JsonRecord;
  readonly object: DataObject;
  readonly text: string | null;
  readonly entries: readonly Entry[];
  /** The tokens, whose text tells the unit where the spans do not. */
  readonly evidence: readonly Claim[];
}

/**
 * Prodigy's and spaCy's JSONL. Offsets of spans and tokens share a unit, code points where Python wrote them;
 * `token_end` is the index of the last token. Tasks that were not accepted are read, and reported.
 */
export function readProdigy(files: readonly TextFile[], hints: Hints = {}): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  const offsets: OffsetReport[] = [];
  for (const file of files) {
    const parsed = jsonRecords(file);
    for (const problem of parsed.problems) problems.push(problem);
    const tasks = parsed.records.flatMap((record) => readTask(record, problems));
    const located = locate(file.name, tasks, hints.unit === undefined ? units : [hints.unit]);
    for (const problem of located.problems) problems.push(problem);
    offsets.push(...located.offsets);
    const unique = uniqueIds();
    for (const [index, task] of tasks.entries()) {
      const id = unique(safeId(articleOf(task.object[extensionKey]) ?? `${withoutEnding(file.name)}/${task.source.number}`));
      const document = documentOf(task, id, located.placed[index] ?? [], { unit: located.unit, shape: parsed.shape });
      for (const target of missingTargets(document)) problems.push({ file: file.name, line: task.source.line, code: 'target-unknown', data: { target } });
      documents.push(document);
    }
  }
  return { documents, problems, offsets };
}

/** Where the spans are: Prodigy's own key, or one of spaCy's. */
const spanKeys = ['spans', 'entities', 'ents'];

/** spaCy's training pairs `[text, {entities: […]}]` as objects. */
function objectOf(value: Data): Data {
  if (!isList(value) || value.length !== 2) return value;
  const [text, said] = value;
  return typeof text === 'string' && isObject(said) ? { text, ...said } : value;
}

function spanKeyOf(object: DataObject): string {
  return spanKeys.find((key) => isList(object[key])) ?? 'spans';
}

/** A triple `[start, end, label]` as an object. */
function spanObject(value: Data): DataObject[] {
  if (isObject(value)) return [value];
  const [start, end, label] = listOf(value);
  return start === undefined || end === undefined ? [] : [{ start, end, label: label ?? '' }];
}

function readTask(source: JsonRecord, problems: ExchangeProblem[]): Task[] {
  const { file, line, value } = source;
  const object = objectOf(value);
  if (!isObject(object)) {
    problems.push({ file, line, code: 'shape-unknown', data: { expected: 'an object' } });
    return [];
  }
  const text = typeof object['text'] === 'string' ? object['text'] : null;
  if (text === null) problems.push({ file, line, code: 'text-missing', data: { expected: 'text' } });
  const answer = stringOf(object['answer']);
  if (answer !== '' && answer !== 'accept') problems.push({ file, line, code: 'answer-rejected', data: { answer } });
  const marked = listOf(object[spanKeyOf(object)]).flatMap(spanObject).map((span) => entryOf(source, span, false));
  const seen = new Set(marked.map((entry) => (entry === undefined ? '' : placeOf(entry.object))));
  const ends = objectsOf(object['relations']).flatMap((relation) => [relation['head_span'], relation['child_span']]).filter(isObject)
    .filter((end) => !seen.has(placeOf(end)) && seen.add(placeOf(end)).size > 0).map((end) => entryOf(source, end, true));
  const entries = [...marked, ...ends];
  for (const entry of entries) if (entry === undefined) problems.push({ file, line, code: 'offset-invalid', data: { offsets: '' } });
  return [{ source, object, text, entries: entries.filter((entry) => entry !== undefined), evidence: objectsOf(object['tokens']).flatMap(claimOf) }];
}

function entryOf({ file, line }: JsonRecord, object: DataObject, isEnd: boolean): Entry | undefined {
  const start = offsetOf(object['start']);
  const end = offsetOf(object['end']);
  if (start === undefined || end === undefined) return undefined;
  return { file, line, fragments: [{ start, end }], quote: typeof object['text'] === 'string' ? object['text'] : null, object, isEnd };
}

function claimOf(token: DataObject): Claim[] {
  const start = offsetOf(token['start']);
  const end = offsetOf(token['end']);
  return start === undefined || end === undefined || typeof token['text'] !== 'string' ? [] : [{ fragments: [{ start, end }], quote: token['text'] }];
}

function placeOf(object: DataObject): string {
  return JSON.stringify([object['start'] ?? null, object['end'] ?? null, object['label'] ?? null]);
}

/** What a relation calls a span where it does not say its place. */
function lastTokenOf(token: Data | undefined): string {
  return `token ${stringOf(token)}`;
}

function documentOf(task: Task, id: string, placed: readonly Placed<Entry>[], from: { readonly unit: OffsetUnit; readonly shape: string }): ExchangeDocument {
  const { object, text, source } = task;
  const accepted = acceptedReferences(object, placed.length);
  const spans = placed.map(({ entry, fragments, quote }, index): ExchangeSpan => spanOf(entry, fragments, {
    id: `s${index + 1}`, references: accepted, ...(quote === undefined ? {} : { quote }),
  }));
  const places = new Map(placed.flatMap(({ entry }, index) => [[lastTokenOf(entry.object['token_end']), `s${index + 1}`], [placeOf(entry.object), `s${index + 1}`]] as const));
  const tokens = text === null ? undefined : tokensOf(object['tokens'], text, from.unit);
  const document: ExchangeDocument = {
    id, text, metadata: without(object, 'text', spanKeyOf(object), 'relations', extensionKey, ...(tokens === undefined ? [] : ['tokens'])), spans,
    relations: objectsOf(object['relations']).map((relation, index) => relationOf(relation, index, places)), notes: [],
    ...(tokens === undefined ? {} : { tokens }),
    kept: { prodigy: {
      file: source.file, unit: from.unit, shape: from.shape, keys: Object.keys(object), ...(spanKeyOf(object) === 'spans' ? {} : { spanKey: spanKeyOf(object) }),
      ...(listOf(object[spanKeyOf(object)]).some(isList) ? { isTriples: true } : {}), ...(isList(source.value) ? { isPair: true } : {}),
    } },
  };
  return extended(document, object[extensionKey], offsetMap(text ?? '', text === null ? 'utf-16' : from.unit));
}

function spanOf(entry: Entry, fragments: readonly Span[], more: { readonly id: string; readonly references: readonly Reference[]; readonly quote?: string }): ExchangeSpan {
  const { object } = entry;
  const knowledge = stringOf(object['kb_id']);
  const attributes = isObject(object['attributes']) ? Object.entries(object['attributes']).map(([name, value]): ExchangeAttribute => ({ name, value })) : [];
  return {
    ...more, label: stringOf(object['label']), fragments, attributes,
    references: knowledge === '' ? more.references : [...more.references, referenceOf(knowledge)],
    ...textUnder(object, 'note'), ...textUnder(object, 'cluster'), ...textUnder(object, 'annotator'), ...textUnder(object, 'layer'),
    kept: { prodigy: without(object, ...featureKeys), ...(entry.isEnd ? { prodigyEnd: true } : {}) },
  };
}

function textUnder(object: DataObject, key: 'note' | 'cluster' | 'annotator' | 'layer'): { note?: string; cluster?: string; annotator?: string; layer?: string } {
  const value = object[key];
  return typeof value === 'string' ? { [key]: value } : {};
}

function referenceOf(id: string): Reference {
  if (/^Q\d+$/.test(id)) return { base: 'Wikidata', key: id };
  const colon = /^(\w+):(?!\/\/)(.+)$/.exec(id);
  return colon === null ? { base: '', key: id } : { base: colon[1] ?? '', key: colon[2] ?? '' };
}

/** The choice of an entity-linking task: it has one span, options, and what was accepted of them. */
function acceptedReferences(object: DataObject, spans: number): Reference[] {
  if (spans !== 1 || !isList(object['options'])) return [];
  return listOf(object['accept']).map(stringOf).filter((id) => id !== '' && !id.startsWith('NIL')).map((id) => Object.assign(referenceOf(id), { id: 'accept' }));
}

function tokensOf(value: Data | undefined, text: string, unit: OffsetUnit): ExchangeToken[] | undefined {
  if (!isList(value)) return undefined;
  const map = offsetMap(text, unit);
  const tokens = objectsOf(value).map((object) => {
    const start = offsetOf(object['start']);
    const end = offsetOf(object['end']);
    const [span] = start === undefined || end === undefined ? [] : toUtf16(map, [{ start, end }]) ?? [];
    return span === undefined ? undefined : Object.assign(span, { kept: { prodigy: object } });
  });
  return tokens.includes(undefined) ? undefined : tokens.filter((token) => token !== undefined);
}

function relationOf(object: DataObject, index: number, places: ReadonlyMap<string, string>): ExchangeRelation {
  const end = (role: 'head' | 'child'): { role: string; target: string } => {
    const span = object[`${role}_span`];
    return { role, target: places.get(isObject(span) ? placeOf(span) : lastTokenOf(object[role])) ?? lastTokenOf(object[role]) };
  };
  return { id: `r${index + 1}`, label: stringOf(object['label']), ends: [end('head'), end('child')], references: [], attributes: [], kept: { prodigy: object } };
}

const expressible: Expressible = { fragments: false, zeroLength: true, attributes: true, references: true, cluster: true, note: true, annotator: true, events: false, notes: false, metadata: true, layers: true };

/** What the tasks say themselves. */
const sayable: Sayable = { features: new Set(['references', 'cluster', 'attributes', 'note', 'annotator', 'layer']), isSaid, own: 'prodigy' };

function isSaid({ ends, trigger }: ExchangeRelation): boolean {
  return ends.length === 2 && trigger === undefined && ends.every((end) => end.document === undefined);
}

/** One task a line, accepted, with tokens, so that `token_start` and `token_end` can be said. */
export function writeProdigy(documents: readonly ExchangeDocument[]): Writing {
  const files = new JsonFiles('.jsonl');
  const losses: Loss[] = [];
  for (const document of documents) {
    const own = document.kept['prodigy'];
    files.add(document, isObject(own) ? own : {}, new TaskWriter(document, isObject(own) ? own : null).task());
    for (const loss of setAside(lossesOf(document, expressible))) losses.push(loss);
  }
  return { files: files.finish(), losses };
}

class TaskWriter {
  private readonly map: OffsetMap;
  private readonly tokens: readonly ExchangeToken[];
  private readonly records = new Map<string, DataObject>();

  constructor(private readonly document: ExchangeDocument, private readonly own: DataObject | null) {
    const unit = offsetUnits.find((each) => each === own?.['unit']) ?? 'code-points';
    this.map = offsetMap(document.text ?? '', document.text === null ? 'utf-16' : unit);
    this.tokens = own === null ? sentencesOf(document).flatMap((sentence) => sentence.tokens) : document.tokens ?? [];
  }

  task(): Data {
    const { document, own } = this;
    for (const span of document.spans) this.records.set(span.id, this.span(span));
    const spanKey = stringOf(own?.['spanKey']) || 'spans';
    const records = document.spans.filter((span) => span.kept['prodigyEnd'] !== true).map((span) => this.records.get(span.id) ?? {});
    const spans = own?.['isTriples'] === true ? records.map(({ start, end, label }): Data => [start ?? 0, end ?? 0, label ?? '']) : records;
    const relations = document.relations.filter(isSaid).map((relation) => this.relation(relation));
    const keys = isList(own?.['keys']) ? own['keys'].filter((key) => typeof key === 'string') : ['text', 'tokens', 'spans'];
    const values: Record<string, Data | undefined> = {
      ...document.metadata, text: document.text ?? undefined,
      ...(this.tokens.length > 0 || document.tokens !== undefined ? { tokens: this.tokens.map((token, index) => this.token(token, index)) } : {}),
      ...(spans.length > 0 || keys.includes(spanKey) ? { [spanKey]: spans } : {}),
      ...(relations.length > 0 || keys.includes('relations') ? { relations } : {}),
      ...(own === null && document.metadata['answer'] === undefined ? { answer: 'accept' } : {}),
      [extensionKey]: extensionOf(document, sayable, this.map),
    };
    const task = withValues(Object.fromEntries(keys.filter((each) => values[each] !== undefined).map((each) => [each, null])), values);
    return own?.['isPair'] === true ? [document.text ?? '', without(task, 'text')] : task;
  }

  private span(span: ExchangeSpan): DataObject {
    const kept = isObject(span.kept['prodigy']) ? span.kept['prodigy'] : null;
    const { start, end } = extentOf(span);
    const reference = span.references.find((each) => each.id !== 'accept');
    const attributes = span.attributes.filter((attribute) => attribute.value !== null);
    const under = kept === null ? tokensUnder(this.tokens, { start, end }) : undefined;
    return withValues(kept ?? { text: quoteOf(this.document, span) }, {
      start: this.map.fromUtf16(start), end: this.map.fromUtf16(end),
      ...(under === undefined ? {} : { token_start: under[0], token_end: under[1] - 1 }),
      ...(span.label === '' && kept !== null && kept['label'] === undefined ? {} : { label: kept?.['label'] === null && span.label === '' ? null : span.label }),
      ...(reference === undefined ? {} : { kb_id: reference.base === '' || reference.base === 'Wikidata' ? reference.key : `${reference.base}:${reference.key}` }),
      ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])) }),
      note: span.note, cluster: span.cluster, annotator: span.annotator, layer: span.layer,
    });
  }

  private token(token: ExchangeToken, id: number): DataObject {
    const kept = token.kept?.['prodigy'];
    const text = this.document.text ?? '';
    return withValues(isObject(kept) ? kept : { text: text.slice(token.start, token.end), start: 0, end: 0, id, ws: /^\s/.test(text.slice(token.end)) }, {
      start: this.map.fromUtf16(token.start), end: this.map.fromUtf16(token.end),
    });
  }

  private relation(relation: ExchangeRelation): DataObject {
    const kept = isObject(relation.kept['prodigy']) ? relation.kept['prodigy'] : {};
    const [head, child] = relation.ends.map((end) => this.records.get(end.target));
    return withValues(kept, {
      ...this.end('head', head, kept), ...this.end('child', child, kept), label: relation.label,
    });
  }

  /** A relation names the last token of a span. */
  private end(role: 'head' | 'child', span: DataObject | undefined, kept: DataObject): Record<string, Data | undefined> {
    const said = kept[`${role}_span`];
    if (span === undefined || (said === undefined && kept[role] !== undefined)) return {};
    const value = isObject(said) ? withValues(said, { start: span['start'], end: span['end'] }) : span;
    return { [role]: kept[role] ?? span['token_end'], [`${role}_span`]: value };
  }
}
