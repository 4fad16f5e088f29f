import type { Entity, Span } from '../model';
import type { DataObject, EndPlace, ExchangeDocument, ExchangeNote, ExchangeRelation, ExchangeSpan, ExchangeToken, Reference, RelationEnd } from './model';
import { checksum, type PlacedArticle, type PlacedCorpus, type PlacedLink, type PlacedMention } from './corpus';
import { corpusCluster } from './entities';
import { placeFrom as endPlaceFrom } from './extension';
import { isList, isObject, listOf, objectsOf, stringOf } from './json';
import { passageKey, passageLabel } from './model';
import { offsetMap } from './units';

/** The corpus's words that documents are written with. */
export interface Words {
  readonly entities: ReadonlyMap<string, Entity>;
  /** Ids of types and relations with the labels that they have elsewhere. */
  readonly types: ReadonlyMap<string, string>;
  readonly relations: ReadonlyMap<string, string>;
  /** The types that mark passages, and no names. */
  readonly passageTypes: ReadonlySet<string>;
}

/** A link from another article that ends in this one. */
export interface Arrival {
  /** See `linkKey`. */
  readonly key: string;
  readonly span: Span;
  /** The id of the span that it was imported with; `''` for none. */
  readonly said: string;
}

/** What the end of such a link is called, and where it is. */
export interface Landing {
  readonly target: string;
  readonly place: EndPlace;
}

/** Where the links from elsewhere end, by `linkKey`. */
export type Landings = ReadonlyMap<string, Landing>;

/** Names a link of an article among all links. */
export function linkKey(article: string, link: string): string {
  return `${article}#${link}`;
}

/** The documents again, with what people changed since: places, entities, notes, marks that came and went. */
export function fromCorpus(corpus: PlacedCorpus): ExchangeDocument[] {
  const words: Words = { entities: new Map(corpus.entities.map((entity) => [entity.id, entity])), types: corpus.types, relations: corpus.relations, passageTypes: new Set() };
  const arrivals = new Map<string, Arrival[]>();
  for (const { id, links } of corpus.articles) {
    for (const link of links) if (link.to.article !== id) arrivals.set(link.to.article, [...arrivals.get(link.to.article) ?? [], { key: linkKey(id, link.id), span: link.to.span, said: saidEnd(link) }]);
  }
  const landings = new Map(corpus.articles.flatMap((article) => [...landingsIn(article, arrivals.get(article.id) ?? [])]));
  return corpus.articles.map((article) => documentOf(article, words, landings));
}

/** The id of the span that the link's far end was imported with; `''` for none. */
export function saidEnd({ extra }: { readonly extra: DataObject }): string {
  const own = extra['exchange'];
  const [, to] = isObject(own) ? listOf(own['ends']).filter(isList) : [];
  return stringOf(to?.[1]);
}

/** How many UTF-16 units of the text stand beside a far end. */
const contextLength = 32;

/** Finds what the links from elsewhere end at: mentions, or passages that have no name here. */
export function landingsIn(article: PlacedArticle, arrivals: readonly Arrival[]): Landings {
  if (arrivals.length === 0) return new Map();
  const { byId, byPlace } = placesIn(article);
  const map = offsetMap(article.text, 'code-points');
  const entities = new Map(article.mentions.map((mention) => [ownId(mention), mention.entity]));
  return new Map(arrivals.map(({ key, span, said }): [string, Landing] => [key, {
    target: knownEnd({ byId, byPlace }, span, said) ?? `${key}-to`,
    place: {
      ...entityAt(entities.get(knownEnd({ byId, byPlace }, span, said) ?? '')), span, at: [map.fromUtf16(span.start), map.fromUtf16(span.end)], quote: article.text.slice(span.start, span.end),
      before: article.text.slice(Math.max(0, span.start - contextLength), span.start), after: article.text.slice(span.end, span.end + contextLength),
    },
  }]));
}

function entityAt(entity: string | undefined): { readonly entity?: string } {
  return entity === undefined ? {} : { entity };
}

/** One article as a document. A link whose far end has no landing is left out. */
export function documentOf(article: PlacedArticle, words: Words, landings: Landings): ExchangeDocument {
  const own = isObject(article.extra['exchange']) ? article.extra['exchange'] : {};
  const { relations: labels } = words;
  const gone = goneFrom(article, own);
  const kept = objectsOf(own['relations']).map(relationFrom).filter((relation) => ![relation.trigger ?? '', ...relation.ends.map(({ target }) => target)].some((id) => gone.has(id)));
  const spans = article.mentions.map((mention) => spanOf(mention, words));
  const places = placesIn(article);
  const relations = article.links.flatMap((link) => relationOf(link, article.id, labels, { places, landing: landings.get(linkKey(article.id, link.id)) }));
  return {
    id: article.id, text: article.text, metadata: isObject(own['metadata']) ? own['metadata'] : {},
    spans: [...spans, ...objectsOf(own['spans']).map(spanFrom), ...places.passages],
    relations: inOrder([...relations, ...kept], own),
    notes: [...article.mentions.flatMap(remarkOf), ...objectsOf(own['notes']).map(noteFrom).filter(({ target }) => !gone.has(target))], ...textDependent(article, own),
  };
}

/** The ids of what was imported and has been removed since: what is said of it goes with it. */
function goneFrom(article: PlacedArticle, own: DataObject): Set<string> {
  const gone = new Set(listOf(own['marks']).map(stringOf));
  for (const mark of [...article.mentions, ...article.links]) gone.delete(ownId(mark));
  for (const item of [...objectsOf(own['spans']), ...objectsOf(own['relations'])]) gone.delete(stringOf(item['id']));
  return gone;
}

/** The mention's note, where it came as a remark of its own. */
function remarkOf(mention: PlacedMention): ExchangeNote[] {
  const own = mention.extra['exchange'];
  const remark = isObject(own) ? listOf(own['remark']).map(stringOf) : [];
  const [id, label = ''] = remark;
  return id === undefined || mention.note === undefined ? [] : [{ id, label, target: ownId(mention), text: mention.note }];
}

/** What is only true of the text that was imported. */
function textDependent(article: PlacedArticle, own: DataObject): Pick<ExchangeDocument, 'kept' | 'tokens' | 'sentences'> {
  if (own['text'] !== checksum(article.text)) return { kept: {} };
  return {
    kept: isObject(own['kept']) ? own['kept'] : {},
    ...(isList(own['tokens']) ? { tokens: objectsOf(own['tokens']).map(tokenFrom) } : {}),
    ...(isList(own['sentences']) ? { sentences: objectsOf(own['sentences']).map(tokenFrom) } : {}),
  };
}

/** Relations in the order in which they were imported, new ones last. */
function inOrder(relations: readonly ExchangeRelation[], own: DataObject): ExchangeRelation[] {
  const order = new Map(listOf(own['order']).map((id, index) => [stringOf(id), index]));
  const placeIn = (relation: ExchangeRelation): number => order.get(relation.id) ?? order.size;
  return [...relations].sort((one, other) => placeIn(one) - placeIn(other));
}

/** Where an article's marks are, to find what a link's end is. */
interface Places {
  readonly byId: ReadonlyMap<string, Span>;
  readonly byPlace: Map<string, string>;
  /** Passages that no mention marks: links need spans for their ends. */
  readonly passages: ExchangeSpan[];
}

function placesIn(article: PlacedArticle): Places {
  return {
    byId: new Map(article.mentions.map((mention) => [ownId(mention), mention.span])),
    byPlace: new Map([...article.mentions].reverse().map((mention) => [placeKey(mention.span), ownId(mention)])),
    passages: [],
  };
}

function placeKey({ start, end }: Span): string {
  return `${start}-${end}`;
}

function ownId(mark: { readonly id: string; readonly extra: DataObject }): string {
  const own = mark.extra['exchange'];
  return (isObject(own) ? stringOf(own['id']) : '') || mark.id;
}

function spanOf(mention: PlacedMention, { entities, types, passageTypes }: Words): ExchangeSpan {
  const own = isObject(mention.extra['exchange']) ? mention.extra['exchange'] : {};
  const entity = entities.get(mention.entity);
  const isNew = own['entity'] !== mention.entity;
  const fragments = listOf(own['fragments']).filter(isList).map(([start, end]) => ({ start: mention.span.start + Number(start), end: mention.span.start + Number(end) }));
  const kept = { ...(isObject(own['kept']) ? own['kept'] : {}), entity: mention.entity, ...(entity === undefined ? {} : { entityName: entity.name }), ...(passageTypes.has(entity?.type ?? '') ? { [passageKey]: true } : {}) };
  const identity = isNew
    ? { label: types.get(entity?.type ?? '') ?? entity?.type ?? '', references: referencesOf(entity), cluster: corpusCluster(mention.entity) }
    : { label: stringOf(own['label']), references: objectsOf(own['references']).map(referenceFrom), ...textUnder(own, 'cluster') };
  return {
    id: ownId(mention), ...identity, ...textUnder(own, 'layer'), ...textUnder(own, 'quote'), ...textUnder(own, 'annotator'),
    fragments: fragments.length > 0 ? fragments : [mention.span], attributes: attributesFrom(own), ...(mention.note === undefined || isList(own['remark']) ? {} : { note: mention.note }), kept,
  };
}

function referencesOf(entity: Entity | undefined): Reference[] {
  return [...entity?.links ?? []].map(([base, key]) => (base === 'wikidata' ? { base: 'Wikidata', key } : { base: base === 'url' ? '' : base, key }));
}

interface Ends {
  readonly places: Places;
  /** Where the link ends, if that is in another article. */
  readonly landing: Landing | undefined;
}

function relationOf(link: PlacedLink, article: string, labels: ReadonlyMap<string, string>, { places, landing }: Ends): ExchangeRelation[] {
  const own = isObject(link.extra['exchange']) ? link.extra['exchange'] : {};
  const [from, to] = listOf(own['ends']).filter(isList).map((end) => end.map(stringOf));
  const isFar = link.to.article !== article;
  if (isFar && landing === undefined) return [];
  const near: RelationEnd = { role: from?.[0] ?? '', target: endId(places, link.from, from?.[1] ?? '', `${ownId(link)}-from`) };
  const far: RelationEnd = landing !== undefined && isFar
    ? { role: to?.[0] ?? '', target: landing.target, document: link.to.article, place: landing.place }
    : { role: to?.[0] ?? '', target: endId(places, link.to.span, to?.[1] ?? '', `${ownId(link)}-to`) };
  return [{
    id: ownId(link), label: stringOf(own['label']) || (labels.get(link.relation) ?? link.relation), ends: [near, far],
    ...textUnder(own, 'layer'), ...textUnder(own, 'annotator'), references: objectsOf(own['references']).map(referenceFrom), attributes: attributesFrom(own),
    ...(link.note === undefined ? {} : { note: link.note }), kept: isObject(own['kept']) ? own['kept'] : {},
  }];
}

/** The span that a link's end was imported with, else one in the same place. */
function knownEnd({ byId, byPlace }: Pick<Places, 'byId' | 'byPlace'>, span: Span, known: string): string | undefined {
  const imported = byId.get(known);
  return imported !== undefined && imported.start === span.start && imported.end === span.end ? known : byPlace.get(placeKey(span));
}

/** The span that a link's end was imported with, else one in the same place, else a new one for the passage. */
function endId(places: Places, span: Span, known: string, fallback: string): string {
  const found = knownEnd(places, span, known);
  if (found !== undefined) return found;
  places.passages.push({ id: fallback, label: passageLabel, fragments: [span], references: [], attributes: [], kept: {} });
  places.byPlace.set(placeKey(span), fallback);
  return fallback;
}

function textUnder<K extends 'id' | 'document' | 'label' | 'layer' | 'quote' | 'cluster' | 'annotator' | 'note' | 'trigger'>(object: DataObject, key: K): { readonly [key in K]?: string } {
  const value = object[key];
  const result: { [key in K]?: string } = {};
  if (typeof value === 'string') result[key] = value;
  return result;
}

function attributesFrom(object: DataObject): ExchangeSpan['attributes'] {
  return objectsOf(object['attributes']).map((each) => Object.assign({ name: stringOf(each['name']), value: each['value'] ?? null }, textUnder(each, 'id')));
}

function referenceFrom(object: DataObject): Reference {
  return { base: stringOf(object['base']), key: stringOf(object['key']), ...textUnder(object, 'id'), ...textUnder(object, 'label') };
}

function spanFrom(object: DataObject): ExchangeSpan {
  return {
    id: stringOf(object['id']), label: stringOf(object['label']), fragments: objectsOf(object['fragments']).map(placeFrom),
    references: objectsOf(object['references']).map(referenceFrom), attributes: attributesFrom(object), kept: isObject(object['kept']) ? object['kept'] : {},
    ...textUnder(object, 'layer'), ...textUnder(object, 'quote'), ...textUnder(object, 'cluster'), ...textUnder(object, 'note'), ...textUnder(object, 'annotator'),
  };
}

function relationFrom(object: DataObject): ExchangeRelation {
  const ends = objectsOf(object['ends']).map((end) => Object.assign({ role: stringOf(end['role']), target: stringOf(end['target']) }, textUnder(end, 'document'), placeUnder(end)));
  return { ...textUnder(object, 'layer'), ...textUnder(object, 'note'), ...textUnder(object, 'annotator'), ...textUnder(object, 'trigger'), id: stringOf(object['id']), label: stringOf(object['label']), ends, references: objectsOf(object['references']).map(referenceFrom), attributes: attributesFrom(object), kept: isObject(object['kept']) ? object['kept'] : {} };
}

function placeUnder(end: DataObject): { readonly place?: EndPlace } {
  const place = isObject(end['place']) && isObject(end['place']['span']) ? endPlaceFrom({ ...end['place'], ...end['place']['span'] }) : undefined;
  return place === undefined ? {} : { place };
}

function noteFrom(object: DataObject): ExchangeNote {
  return { id: stringOf(object['id']), label: stringOf(object['label']), target: stringOf(object['target']), text: stringOf(object['text']) };
}

function tokenFrom(object: DataObject): ExchangeToken {
  return { ...placeFrom(object), ...(isObject(object['kept']) ? { kept: object['kept'] } : {}) };
}

function placeFrom(object: DataObject): Span {
  return { start: Number(object['start']), end: Number(object['end']) };
}
