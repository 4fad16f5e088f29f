import type { Data, DataObject, ExchangeDocument, ExchangeRelation, ExchangeSpan, Loss, Writing } from './model';
import { isList, isObject, stringOf, withValues } from './json';
import { JsonFiles } from './jsonFiles';
import { extensionKey, extensionOf, setAside, type Sayable } from './extension';
import { lossesOf, type Expressible } from './losses';
import { extentOf } from './model';
import { offsetMap, offsetUnits, type OffsetMap } from './units';

const expressible: Expressible = { fragments: false, attributes: false, references: false, cluster: false, note: false, annotator: true, events: false, notes: false, metadata: true, layers: false, zeroLength: false };

/** What the lines say themselves. */
const sayable: Sayable = { features: new Set(['annotator']), isSaid, own: 'doccano' };

/**
 * One line for each document: triples, or objects where there are relations or the source had objects.
 * Offsets are in the unit that they came in; UTF-16, as the browser counts, for what came from elsewhere.
 */
export function writeDoccano(documents: readonly ExchangeDocument[]): Writing {
  const files = new JsonFiles('.jsonl');
  const losses: Loss[] = [];
  for (const document of documents) {
    const own = document.kept['doccano'];
    files.add(document, isObject(own) ? own : {}, recordOf(document, isObject(own) ? own : {}));
    for (const loss of setAside(lossesOf(document, expressible))) losses.push(loss);
  }
  return { files: files.finish(), losses };
}

function recordOf(document: ExchangeDocument, own: DataObject): DataObject {
  const unit = offsetUnits.find((each) => each === own['unit']) ?? 'utf-16';
  const map = offsetMap(document.text ?? '', document.text === null ? 'utf-16' : unit);
  const relations = document.relations.filter(isSaid);
  const hasObjects = relations.length > 0 || document.spans.some((span) => 'doccano' in span.kept);
  const labelKey = stringOf(own['labelKey']) || (hasObjects ? 'entities' : 'label');
  const ids = new Map(document.spans.map((span, index) => [span.id, idOf(span, index)]));
  const spans = document.spans.filter((span) => document.text === null || extentOf(span).start < extentOf(span).end);
  const entries = spans.map((span): Data => (hasObjects ? entityOf(span, map, ids) : tripleOf(span, map)));
  const values: Record<string, Data | undefined> = {
    ...document.metadata,
    [stringOf(own['textKey']) || 'text']: document.text ?? undefined,
    [labelKey]: [...isList(own['names']) ? own['names'] : [], ...entries],
    relations: relations.length > 0 || (isList(own['keys']) && own['keys'].includes('relations')) ? relations.map((relation, index) => relationOf(relation, index, ids)) : undefined,
    [extensionKey]: extensionOf(document, sayable, map),
  };
  const keys = isList(own['keys']) ? own['keys'].filter((key) => typeof key === 'string') : [];
  const blank = Object.fromEntries(keys.filter((key) => values[key] !== undefined).map((key) => [key, null]));
  return withValues(blank, values);
}

function isSaid({ ends, trigger }: ExchangeRelation): boolean {
  return ends.length === 2 && trigger === undefined && ends.every((end) => end.document === undefined);
}

function tripleOf(span: ExchangeSpan, map: OffsetMap): Data {
  const { start, end } = extentOf(span);
  return [map.fromUtf16(start), map.fromUtf16(end), span.label];
}

function entityOf(span: ExchangeSpan, map: OffsetMap, ids: ReadonlyMap<string, Data>): Data {
  const { start, end } = extentOf(span);
  const kept = isObject(span.kept['doccano']) ? span.kept['doccano'] : { id: 0, label: '', start_offset: 0, end_offset: 0 };
  const [startKey, endKey] = 'start' in kept ? ['start', 'end'] : ['start_offset', 'end_offset'];
  return withValues(kept, {
    ...('id' in kept ? { id: ids.get(span.id) ?? 0 } : {}),
    // a label that is a number stays one
    label: stringOf(kept['label']) === span.label ? kept['label'] : span.label,
    [startKey]: map.fromUtf16(start), [endKey]: map.fromUtf16(end),
  });
}

function relationOf(relation: ExchangeRelation, index: number, ids: ReadonlyMap<string, Data>): Data {
  const kept = isObject(relation.kept['doccano']) ? relation.kept['doccano'] : { id: index, from_id: 0, to_id: 0, type: '' };
  const [from, to] = relation.ends;
  return withValues(kept, { from_id: ids.get(from?.target ?? '') ?? kept['from_id'], to_id: ids.get(to?.target ?? '') ?? kept['to_id'], type: relation.label });
}

function idOf(span: ExchangeSpan, index: number): Data {
  const kept = span.kept['doccano'];
  return isObject(kept) && kept['id'] !== undefined ? kept['id'] : index;
}
