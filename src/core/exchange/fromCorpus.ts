import type { Entity, Span } from '../model';
import type { DataObject, ExchangeDocument, ExchangeNote, ExchangeRelation, ExchangeSpan, ExchangeToken, Reference, RelationEnd } from './model';
import { checksum, passageLabel, type PlacedArticle, type PlacedCorpus, type PlacedLink, type PlacedMention } from './corpus';
import { corpusCluster } from './entities';
import { isList, isObject, listOf, objectsOf, stringOf } from './json';

/** The documents again, with what people changed since: places, entities, notes, marks that came and went. */
export function fromCorpus(corpus: PlacedCorpus): ExchangeDocument[] {
  const entities = new Map(corpus.entities.map((entity) => [entity.id, entity]));
  const places = new Map(corpus.articles.map((article) => [article.id, placesIn(article)]));
  const relations = new Map(corpus.articles.map((article) => [article.id, article.links.map((link) => relationOf(link, article.id, corpus.relations, places))]));
  return corpus.articles.map((article) => {
    const own = isObject(article.extra['exchange']) ? article.extra['exchange'] : {};
    const gone = goneFrom(article, own);
    const kept = objectsOf(own['relations']).map(relationFrom).filter((relation) => ![relation.trigger ?? '', ...relation.ends.map(({ target }) => target)].some((id) => gone.has(id)));
    const spans = article.mentions.map((mention) => spanOf(mention, entities, corpus.types));
    return {
      id: article.id, text: article.text, metadata: isObject(own['metadata']) ? own['metadata'] : {},
      spans: [...spans, ...objectsOf(own['spans']).map(spanFrom), ...places.get(article.id)?.passages ?? []],
      relations: inOrder([...relations.get(article.id) ?? [], ...kept], own),
      notes: [...article.mentions.flatMap(remarkOf), ...objectsOf(own['notes']).map(noteFrom).filter(({ target }) => !gone.has(target))], ...textDependent(article, own),
    };
  });
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
  readonly byPlace: ReadonlyMap<string, string>;
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

function spanOf(mention: PlacedMention, entities: ReadonlyMap<string, Entity>, types: ReadonlyMap<string, string>): ExchangeSpan {
  const own = isObject(mention.extra['exchange']) ? mention.extra['exchange'] : {};
  const entity = entities.get(mention.entity);
  const isNew = own['entity'] !== mention.entity;
  const fragments = listOf(own['fragments']).filter(isList).map(([start, end]) => ({ start: mention.span.start + Number(start), end: mention.span.start + Number(end) }));
  const kept = { ...(isObject(own['kept']) ? own['kept'] : {}), entity: mention.entity, ...(entity === undefined ? {} : { entityName: entity.name }) };
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

function relationOf(link: PlacedLink, article: string, labels: ReadonlyMap<string, string>, places: ReadonlyMap<string, Places>): ExchangeRelation {
  const own = isObject(link.extra['exchange']) ? link.extra['exchange'] : {};
  const said = listOf(own['ends']).filter(isList);
  const end = (index: 0 | 1, id: string, span: Span): RelationEnd => {
    const target = endId(places.get(id), span, stringOf(said[index]?.[1]), `${ownId(link)}-${index === 0 ? 'from' : 'to'}`);
    return { role: stringOf(said[index]?.[0]), target, ...(id === article ? {} : { document: id }) };
  };
  return {
    id: ownId(link), label: stringOf(own['label']) || (labels.get(link.relation) ?? link.relation), ends: [end(0, article, link.from), end(1, link.to.article, link.to.span)],
    ...textUnder(own, 'layer'), ...textUnder(own, 'annotator'), references: objectsOf(own['references']).map(referenceFrom), attributes: attributesFrom(own),
    ...(link.note === undefined ? {} : { note: link.note }), kept: isObject(own['kept']) ? own['kept'] : {},
  };
}

/** The span that a link's end was imported with, else one in the same place, else a new one for the passage. */
function endId(places: Places | undefined, span: Span, known: string, fallback: string): string {
  const imported = places?.byId.get(known);
  if (imported !== undefined && imported.start === span.start && imported.end === span.end) return known;
  const found = places?.byPlace.get(placeKey(span));
  if (found !== undefined) return found;
  places?.passages.push({ id: fallback, label: passageLabel, fragments: [span], references: [], attributes: [], kept: {} });
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
  const ends = objectsOf(object['ends']).map((end) => Object.assign({ role: stringOf(end['role']), target: stringOf(end['target']) }, textUnder(end, 'document')));
  return { ...textUnder(object, 'layer'), ...textUnder(object, 'note'), ...textUnder(object, 'annotator'), ...textUnder(object, 'trigger'), id: stringOf(object['id']), label: stringOf(object['label']), ends, references: objectsOf(object['references']).map(referenceFrom), attributes: attributesFrom(object), kept: isObject(object['kept']) ? object['kept'] : {} };
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
