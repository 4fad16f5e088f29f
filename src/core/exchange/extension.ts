import type { Span } from '../model';
import { isList, isObject, listOf, objectsOf, offsetOf, stringOf } from './json';
import type { Data, DataObject, EndPlace, ExchangeDocument, ExchangeNote, ExchangeRelation, ExchangeSpan, Loss, LossCode, Reference, RelationEnd } from './model';
import { extentOf } from './model';
import type { OffsetMap } from './units';

/**
 * What a format's records have no words for, under one more key of the record that other programs pass over:
 * `seedmark: {article, spans: [{at, label, …}], relations: […], notes: […]}`, places in the unit of the record.
 */
export const extensionKey = 'seedmark';

/** What a record can say by itself of a span, and which relations. */
export interface Sayable {
  readonly features: ReadonlySet<keyof ExchangeSpan>;
  readonly isSaid: (relation: ExchangeRelation) => boolean;
  /** The key under which a document keeps that it came from such a record. */
  readonly own: string;
}

const spanFeatures = ['references', 'cluster', 'attributes', 'note', 'annotator', 'layer', 'fragments'] as const;

/** The value of the key; `undefined` for what came from such a record, where that says it all. */
export function extensionOf(document: ExchangeDocument, { features, isSaid, own }: Sayable, map: OffsetMap): DataObject | undefined {
  const spans = document.spans.flatMap((span): DataObject[] => {
    const more = Object.fromEntries(spanFeatures.filter((feature) => !features.has(feature)).flatMap((feature) => featureOf(span, feature, map)));
    return Object.keys(more).length === 0 ? [] : [{ ...placed(span, map), ...more }];
  });
  const byId = new Map(document.spans.map((span) => [span.id, span]));
  const relations = document.relations.filter((relation) => !isSaid(relation)).map((relation) => relationData(relation, byId, map));
  const notes = document.notes.map(({ id, label, target, text }): Data => ({ id, label, text, ...onto(byId.get(target), map) }));
  if (spans.length + relations.length + notes.length === 0 && own in document.kept) return undefined;
  return { article: document.id, ...(spans.length === 0 ? {} : { spans }), ...(relations.length === 0 ? {} : { relations }), ...(notes.length === 0 ? {} : { notes }) };
}

/** The losses of a document whose records have the key: what stands under it is not lost, but not seen elsewhere either. */
export function setAside(losses: readonly Loss[]): Loss[] {
  return losses.map((loss) => (aside.has(loss.code) ? { ...loss, code: 'aside', detail: `${loss.code} ${loss.detail}`.trim() } : loss));
}

const aside: ReadonlySet<LossCode> = new Set(['fragments', 'attribute', 'reference', 'cluster', 'note', 'event', 'cross-document', 'annotator', 'layer']);

function featureOf(span: ExchangeSpan, feature: (typeof spanFeatures)[number], map: OffsetMap): [string, Data][] {
  if (feature === 'fragments') return span.fragments.length < 2 ? [] : [[feature, span.fragments.map(({ start, end }) => [map.fromUtf16(start), map.fromUtf16(end)])]];
  if (feature === 'attributes') return span.attributes.length === 0 ? [] : [[feature, span.attributes.map(({ name, value }) => [name, value])]];
  if (feature === 'references') return span.references.length === 0 ? [] : [[feature, span.references.map(({ base, key, label }) => ({ base, key, ...(label === undefined ? {} : { label }) }))]];
  const value = span[feature];
  return value === undefined ? [] : [[feature, value], ...(feature === 'cluster' && typeof span.kept['entityName'] === 'string' ? [['name', span.kept['entityName']] as [string, Data]] : [])];
}

function placed(span: ExchangeSpan, map: OffsetMap): DataObject {
  const { start, end } = extentOf(span);
  return { at: [map.fromUtf16(start), map.fromUtf16(end)], label: span.label };
}

function onto(span: ExchangeSpan | undefined, map: OffsetMap): DataObject {
  return span === undefined ? {} : { on: placed(span, map) };
}

function relationData(relation: ExchangeRelation, byId: ReadonlyMap<string, ExchangeSpan>, map: OffsetMap): DataObject {
  const trigger = byId.get(relation.trigger ?? '');
  return {
    label: relation.label, ...(relation.layer === undefined ? {} : { layer: relation.layer }), ...(relation.note === undefined ? {} : { note: relation.note }),
    ...(relation.trigger === undefined ? {} : { trigger: trigger === undefined ? '' : placed(trigger, map) }),
    ends: relation.ends.map((end) => endData(end, byId, map)), ...(relation.attributes.length === 0 ? {} : { attributes: relation.attributes.map(({ name, value }) => [name, value]) }),
  };
}

function endData({ role, target, document, place }: RelationEnd, byId: ReadonlyMap<string, ExchangeSpan>, map: OffsetMap): DataObject {
  const span = byId.get(target);
  if (document !== undefined) return { role, article: document, target, ...(place === undefined ? {} : { place: placeData(place) }) };
  return { role, ...(span === undefined ? { target } : { on: placed(span, map) }) };
}

/** A place in another document: `start` and `end` in UTF-16 units, `at` in code points, and the words there. */
export function placeData({ span, at, quote, before, after }: EndPlace): DataObject {
  return { start: span.start, end: span.end, at, quote, before, after };
}

export function placeFrom(value: Data | undefined): EndPlace | undefined {
  if (!isObject(value)) return undefined;
  const [start, end] = [offsetOf(value['start']), offsetOf(value['end'])];
  if (start === undefined || end === undefined || end < start) return undefined;
  const [from, to] = listOf(value['at']).map(offsetOf);
  return { span: { start, end }, at: [from ?? start, to ?? end], quote: stringOf(value['quote']), before: stringOf(value['before']), after: stringOf(value['after']) };
}

/** The document with what the key says. What no longer has its span, because someone moved or deleted it, is passed over. */
export function extended(document: ExchangeDocument, value: Data | undefined, map: OffsetMap): ExchangeDocument {
  if (!isObject(value)) return document;
  const free = [...document.spans];
  const spans = new Map<ExchangeSpan, ExchangeSpan>();
  for (const more of objectsOf(value['spans'])) {
    const at = free.findIndex((span) => isAt(span, more, map));
    const [span] = at < 0 ? [] : free.splice(at, 1);
    if (span !== undefined) spans.set(span, { ...span, ...featuresFrom(more, map), kept: { ...span.kept, ...(typeof more['name'] === 'string' ? { entityName: more['name'] } : {}) } });
  }
  const now = document.spans.map((span) => spans.get(span) ?? span);
  const nameOf = (place: Data | undefined): string | undefined => (isObject(place) ? now.find((span) => isAt(span, place, map))?.id : undefined);
  const relations = objectsOf(value['relations']).flatMap((each, index) => relationFrom(each, `x${index + 1}`, nameOf));
  const notes = objectsOf(value['notes']).map((note): ExchangeNote => ({ id: stringOf(note['id']), label: stringOf(note['label']), text: stringOf(note['text']), target: nameOf(note['on']) ?? '' }));
  return { ...document, spans: now, relations: [...document.relations, ...relations], notes: [...document.notes, ...notes] };
}

function isAt(span: ExchangeSpan, { at, label }: DataObject, map: OffsetMap): boolean {
  const { start, end } = extentOf(span);
  return isList(at) && at[0] === map.fromUtf16(start) && at[1] === map.fromUtf16(end) && label === span.label;
}

function featuresFrom(more: DataObject, map: OffsetMap): Partial<ExchangeSpan> {
  const texts = (['cluster', 'note', 'annotator', 'layer'] as const).flatMap((key) => (typeof more[key] === 'string' ? [[key, more[key]] as const] : []));
  const fragments = listOf(more['fragments']).filter(isList).map(([start, end]) => ({ start: map.toUtf16(Number(start)), end: map.toUtf16(Number(end)) }));
  const isWhole = fragments.length > 0 && fragments.every((each): each is Span => each.start !== undefined && each.end !== undefined);
  const references = objectsOf(more['references']).map((each): Reference => ({ base: stringOf(each['base']), key: stringOf(each['key']), ...(typeof each['label'] === 'string' ? { label: each['label'] } : {}) }));
  return {
    ...Object.fromEntries(texts), ...(isWhole ? { fragments } : {}), ...(references.length === 0 ? {} : { references }),
    ...(isList(more['attributes']) ? { attributes: attributesFrom(more['attributes']) } : {}),
  };
}

function attributesFrom(value: readonly Data[]): ExchangeSpan['attributes'] {
  return value.filter(isList).map(([name, own]) => ({ name: stringOf(name), value: own ?? null }));
}

function relationFrom(data: DataObject, id: string, nameOf: (place: Data | undefined) => string | undefined): ExchangeRelation[] {
  const ends = objectsOf(data['ends']).map((end): RelationEnd | undefined => {
    const role = stringOf(end['role']);
    const place = placeFrom(end['place']);
    if (typeof end['article'] === 'string') return { role, target: stringOf(end['target']), document: end['article'], ...(place === undefined ? {} : { place }) };
    const target = end['on'] === undefined ? stringOf(end['target']) : nameOf(end['on']);
    return target === undefined ? undefined : { role, target };
  });
  const known = ends.filter((end) => end !== undefined);
  if (known.length < ends.length) return [];
  return [{
    id, label: stringOf(data['label']), ends: known, references: [], attributes: attributesFrom(listOf(data['attributes'])), kept: {},
    ...(data['trigger'] === undefined ? {} : { trigger: nameOf(data['trigger']) ?? '' }),
    ...(typeof data['layer'] === 'string' ? { layer: data['layer'] } : {}), ...(typeof data['note'] === 'string' ? { note: data['note'] } : {}),
  }];
}

/** The id of the article that a record was written for. */
export function articleOf(value: Data | undefined): string | undefined {
  const article = isObject(value) ? stringOf(value['article']) : '';
  return article === '' ? undefined : article;
}
