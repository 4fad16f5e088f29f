import type { Data, DataObject, ExchangeDocument, ExchangeRelation, ExchangeSpan, Loss, Writing } from './model';
import { isObject, listOf, objectsOf, offsetOf, stringOf, without, withValues } from './json';
import { extensionKey, extensionOf, setAside, type Sayable } from './extension';
import { JsonFiles } from './jsonFiles';
import { annotationsOf, labelsOf } from './labelStudio';
import { lossesOf, type Expressible } from './losses';
import { extentOf, quoteOf } from './model';
import { offsetMap, offsetUnits, type OffsetMap } from './units';

const expressible: Expressible = { fragments: false, zeroLength: false, attributes: true, references: true, cluster: true, note: true, annotator: true, events: false, notes: false, metadata: true, layers: false };

/** What the tasks say themselves. */
const sayable: Sayable = { features: new Set(['attributes', 'note', 'annotator']), isSaid, own: 'labelStudio' };

function isSaid({ ends, trigger }: ExchangeRelation): boolean {
  return ends.length === 2 && trigger === undefined && ends.every((end) => end.document === undefined);
}

/** Tasks with one annotation for each annotator. A task that came from Label Studio comes out with all that it held. */
export function writeLabelStudio(documents: readonly ExchangeDocument[]): Writing {
  const files = new JsonFiles('.json');
  const losses: Loss[] = [];
  for (const document of documents) {
    const own = document.kept['labelStudio'];
    files.add(document, isObject(own) ? own : {}, new TaskWriter(document, isObject(own) ? own : {}).task());
    for (const loss of setAside(lossesOf(document, expressible))) losses.push(loss);
  }
  return { files: files.finish(), losses };
}

class TaskWriter {
  private readonly map: OffsetMap;
  private readonly original: DataObject;
  private readonly spans: ReadonlyMap<DataObject, ExchangeSpan>;
  private readonly regionIds: ReadonlyMap<string, string>;

  constructor(private readonly document: ExchangeDocument, private readonly own: DataObject) {
    const unit = offsetUnits.find((each) => each === own['unit']) ?? 'code-points';
    this.map = offsetMap(document.text ?? '', document.text === null ? 'utf-16' : unit);
    this.original = isObject(own['task']) ? own['task'] : {};
    this.spans = new Map(document.spans.flatMap((span) => (isObject(span.kept['labelStudio']) ? [[span.kept['labelStudio'], span]] : [])));
    this.regionIds = new Map(document.spans.map((span) => [span.id, isObject(span.kept['labelStudio']) ? stringOf(span.kept['labelStudio']['id']) : span.id]));
  }

  task(): DataObject {
    const key = 'completions' in this.original ? 'completions' : 'annotations';
    const before = annotationsOf(this.original).map((annotation) => this.updated(annotation));
    const added = this.added();
    const isNeeded = added.length > 0 || key in this.original || this.own['task'] === undefined;
    const annotations = isNeeded ? { [key]: [...before, ...added] } : {};
    const data = isObject(this.original['data']) ? this.original['data'] : {};
    return withValues(this.original, {
      data: withValues(data, { ...this.document.metadata, [stringOf(this.own['textKey']) || 'text']: this.document.text ?? undefined, [extensionKey]: extensionOf(this.document, sayable, this.map) }), ...annotations,
    });
  }

  /** An annotation as it came, its regions and relations as they are now; those that are gone are left out. */
  private updated(annotation: DataObject): DataObject {
    if (annotation['was_cancelled'] === true) return annotation;
    const byResult = new Map([...this.spans].map(([result, span]) => [stable(result), span]));
    const relations = new Set(this.document.relations.map((relation) => (isObject(relation.kept['labelStudio']) ? stable(relation.kept['labelStudio']) : '')));
    const results = listOf(annotation['result']).flatMap((result): Data[] => {
      if (!isObject(result)) return [result];
      if (result['type'] === 'relation') return relations.has(stable(result)) ? [result] : [];
      const span = byResult.get(stable(result));
      if (span !== undefined) return [this.region(span, result)];
      return isRegion(result) && !this.isOutside(result) ? [] : [result];
    });
    return withValues(annotation, { result: results });
  }

  /** A region that was refused when it was read, or that repeats an id, stays. */
  private isOutside(result: DataObject): boolean {
    const value = isObject(result['value']) ? result['value'] : {};
    const end = offsetOf(value['end']);
    return end === undefined || end > this.map.fromUtf16((this.document.text ?? '').length) || [...this.spans.keys()].some((region) => region['id'] === result['id']);
  }

  private added(): DataObject[] {
    const spans = this.document.spans.filter((span) => !isObject(span.kept['labelStudio']) && !isEmpty(span));
    const relations = this.document.relations.filter((relation) => !isObject(relation.kept['labelStudio']) && isSaid(relation));
    const annotators = new Set([...spans, ...relations].map((item) => item.annotator ?? ''));
    return [...annotators].map((annotator): DataObject => {
      const result: Data[] = [];
      for (const span of spans) if ((span.annotator ?? '') === annotator) result.push(this.region(span, null), ...choicesOf(span));
      for (const relation of relations) if ((relation.annotator ?? '') === annotator) result.push(this.relation(relation));
      return annotator === '' ? { result } : { completed_by: annotator, result };
    });
  }

  private region(span: ExchangeSpan, result: DataObject | null): DataObject {
    const { start, end } = extentOf(span);
    const value = isObject(result?.['value']) ? result['value'] : {};
    const places = { start: this.map.fromUtf16(start), end: this.map.fromUtf16(end) };
    if (result !== null && stringOf(labelsOf(result)[0]) === span.label) return withValues(result, { value: withValues(value, places) });
    const type = result === null ? 'labels' : stringOf(result['type']);
    const labels = [span.label, ...(result === null ? [] : labelsOf(result).slice(1))];
    return withValues(result ?? { id: span.id, from_name: 'label', to_name: 'text', type }, {
      value: withValues(value, { ...places, text: result === null ? quoteOf(this.document, span) : value['text'], [type]: labels }),
      ...(span.note === undefined ? {} : { meta: { ...(isObject(result?.['meta']) ? result['meta'] : {}), text: [span.note] } }),
    });
  }

  private relation(relation: ExchangeRelation): DataObject {
    const [from, to] = relation.ends.map((end) => this.regionIds.get(end.target) ?? end.target);
    return { type: 'relation', from_id: from ?? '', to_id: to ?? '', direction: directionOf(relation), ...(relation.label === '' ? {} : { labels: [relation.label] }) };
  }
}

/** Attributes as further results with the region's own id. */
function choicesOf(span: ExchangeSpan): DataObject[] {
  const { start, end } = extentOf(span);
  const said = span.attributes.filter(({ value }) => value !== null);
  return said.map(({ name, value }) => ({ id: span.id, from_name: name, to_name: 'text', type: 'textarea', value: { start, end, textarea: [typeof value === 'string' ? value : JSON.stringify(value)] } }));
}

function directionOf(relation: ExchangeRelation): Data {
  return relation.attributes.find(({ name }) => name === 'direction')?.value ?? 'right';
}

function isRegion(result: DataObject): boolean {
  const value = result['value'];
  return isObject(value) && offsetOf(value['start']) !== undefined && offsetOf(value['end']) !== undefined;
}

function isEmpty(span: ExchangeSpan): boolean {
  const { start, end } = extentOf(span);
  return start === end;
}

function stable(result: DataObject): string {
  return JSON.stringify([result['id'] ?? null, result['type'] ?? null, result['from_id'] ?? null, result['to_id'] ?? null, objectsOf([result['value'] ?? null]).map((value) => without(value, 'text'))]);
}
