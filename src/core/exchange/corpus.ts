import type { Entity, EntitySpan, Span } from '../model';
import type { Data, DataObject, ExchangeDocument, ExchangeNote, ExchangeRelation, ExchangeSpan } from './model';
import { corpusEntity, EntityTally, isName, nameOfEntity } from './entities';
import { isObject, stringOf } from './json';
import { extentOf, passageLabel } from './model';
import { uniqueIds } from './names';

/** A mention as a span of its article: where anchors are made from, and what they were resolved to. */
export interface PlacedMention extends EntitySpan {
  readonly note?: string;
  /** Further keys of the mark; `exchange` is what the import knew beyond the corpus's own words. */
  readonly extra: DataObject;
}

export interface PlacedLink {
  readonly id: string;
  readonly relation: string;
  readonly from: Span;
  readonly to: { readonly article: string; readonly span: Span };
  readonly note?: string;
  readonly extra: DataObject;
}

export interface PlacedArticle {
  readonly id: string;
  readonly text: string;
  readonly mentions: readonly PlacedMention[];
  readonly links: readonly PlacedLink[];
  /** Further keys of the sidecar. */
  readonly extra: DataObject;
}

export interface PlacedCorpus {
  readonly articles: readonly PlacedArticle[];
  readonly entities: readonly Entity[];
  /** Ids of types with the labels that they had. */
  readonly types: ReadonlyMap<string, string>;
  readonly relations: ReadonlyMap<string, string>;
}

export interface Skipped {
  readonly document: string;
  readonly reason: 'text-missing' | 'answer-rejected';
}

/**
 * Documents as articles, spans as mentions of entities, relations between two spans as links. What a corpus has no word for
 * goes under `exchange` of the mark or the sidecar, so that `fromCorpus` gives it back.
 */
export function toCorpus(documents: readonly ExchangeDocument[]): { readonly corpus: PlacedCorpus; readonly skipped: readonly Skipped[] } {
  const learning = new Learning();
  const skipped = learning.add(documents);
  const words = learning.words();
  return { corpus: { articles: articlesOf(documents, words), entities: words.entities, types: words.types, relations: words.relations }, skipped };
}

/** What documents speak of, learnt from all of them before the first becomes an article. */
export class Learning {
  readonly #tally = new EntityTally();
  readonly #relations = new Map<string, string>();

  /** Gives those that do not become articles, and why. */
  add(documents: readonly ExchangeDocument[]): Skipped[] {
    return documents.flatMap((document): Skipped[] => {
      const reason = reasonToSkip(document);
      if (reason !== undefined) return [{ document: document.id, reason }];
      this.#tally.add(document, markedIn(document));
      for (const { label } of document.relations.filter(isLink)) idFor(this.#relations, label);
      return [];
    });
  }

  words(): CorpusWords {
    const types = new Map<string, string>();
    const ids = new Map<string, string>();
    const unique = uniqueIds();
    const entities = this.#tally.entities().map((found): Entity => {
      const id = unique(corpusEntity(found.id) ?? slug(found.name));
      const [label = ''] = found.labels;
      ids.set(found.id, id);
      return { id, name: found.name, type: idFor(types, label, usualTypes), aliases: found.forms.filter((form) => form !== found.name && isName(form)), description: '', links: linksOf([...found.references]) };
    });
    return { ids, entities, types, relations: this.#relations };
  }
}

/** Ids of entities, types and relations for what documents call by names. */
export interface CorpusWords {
  /** The ids of entities by what documents call them. */
  readonly ids: ReadonlyMap<string, string>;
  readonly entities: readonly Entity[];
  /** Labels by ids. */
  readonly types: ReadonlyMap<string, string>;
  readonly relations: ReadonlyMap<string, string>;
}

/** The documents that can be, as articles. Links to other documents are found where those are given too, or where they say the place. */
export function articlesOf(documents: readonly ExchangeDocument[], words: CorpusWords): PlacedArticle[] {
  const taken = documents.filter((document) => reasonToSkip(document) === undefined);
  const relationIds = new Map([...words.relations].map(([id, label]) => [label, id]));
  const places = new Map(taken.map((document) => [document.id, new Map(document.spans.filter(isPlaced).map((span) => [span.id, extentOf(span)]))]));
  return taken.map((document) => articleOf(document, { ...words, relationIds }, places));
}

interface Naming extends CorpusWords {
  readonly relationIds: ReadonlyMap<string, string>;
}

/** Why a document does not become an article. */
export function reasonToSkip(document: ExchangeDocument): Skipped['reason'] | undefined {
  if (document.text === null) return 'text-missing';
  const answer = document.kept['prodigy'] === undefined ? '' : stringOf(document.metadata['answer']);
  return answer === '' || answer === 'accept' ? undefined : 'answer-rejected';
}

function isPlaced(span: ExchangeSpan): boolean {
  const { start, end } = extentOf(span);
  return start < end;
}

/** The spans that say something of their own: not the ends of links that `fromCorpus` made because no mention stood there. */
export function markedIn({ spans, relations }: ExchangeDocument): readonly ExchangeSpan[] {
  const ends = new Set(relations.flatMap((relation) => relation.ends.map(({ target }) => target)));
  return spans.filter((span) => !(span.label === passageLabel && ends.has(span.id) && isBare(span)));
}

function isBare({ attributes, references, note, cluster }: ExchangeSpan): boolean {
  return attributes.length + references.length === 0 && note === undefined && cluster === undefined;
}

/** The id of a label, the same for the same. */
function idFor(ids: Map<string, string>, label: string, usual?: ReadonlyMap<string, string>): string {
  for (const [id, known] of ids) if (known === label) return id;
  const id = uniqueIds(ids.keys())(usual?.get(label.toUpperCase()) ?? slug(label));
  ids.set(id, label);
  return id;
}

/** What the types that every corpus begins with are called elsewhere. */
const usualTypes: ReadonlyMap<string, string> = new Map([
  ...['PER', 'PERS', 'PERSON'].map((label): [string, string] => [label, 'person']),
  ...['ORG', 'ORGANISATION', 'ORGANIZATION', 'COMPANY'].map((label): [string, string] => [label, 'organization']),
  ...['LOC', 'LOCATION', 'GPE', 'PLACE'].map((label): [string, string] => [label, 'place']),
  ...['PRO', 'PROD', 'PRODUCT'].map((label): [string, string] => [label, 'product']),
  ...['EVENT', 'EVT'].map((label): [string, string] => [label, 'event']),
]);

/** `Ant Group` becomes `ant-group`; letters of any script stay. */
function slug(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'unnamed';
}

function linksOf(uris: readonly string[]): Map<string, string> {
  return new Map(uris.map((uri) => {
    const wikidata = /wikidata\.org\/(?:entity|wiki)\/(Q\d+)$/.exec(uri)?.[1];
    return wikidata === undefined ? ['url', uri] : ['wikidata', wikidata];
  }));
}

function articleOf(document: ExchangeDocument, naming: Naming, places: ReadonlyMap<string, ReadonlyMap<string, Span>>): PlacedArticle {
  const text = document.text ?? '';
  const newId = markIds(document.id);
  const remarks = remarksOf(document);
  const mentions = markedIn(document).filter(isPlaced).map((span) => mentionOf(span, naming.ids.get(nameOfEntity(document, span)) ?? '', newId(span.id), remarks.get(span.id)));
  const links: PlacedLink[] = [];
  const others: ExchangeRelation[] = [];
  for (const relation of document.relations) {
    const link = linkOf(document, relation, places, naming);
    const id = link === undefined ? '' : newId(relation.id);
    if (link === undefined) others.push(relation);
    else links.push({ ...link, id });
  }
  const spans = document.spans.filter((span) => !isPlaced(span));
  const rest: DataObject = filled({ text: checksum(text), metadata: document.metadata, notes: asData(document.notes.filter((note) => remarks.get(note.target) !== note)), relations: asData(others), spans: asData(spans), tokens: asData(document.tokens), sentences: asData(document.sentences), kept: document.kept, order: asData(document.relations.map(({ id }) => id)), marks: asData([...document.spans, ...document.relations].map(({ id }) => id)) });
  return {
    id: document.id, text, mentions, links, extra: { exchange: rest },
  };
}

/** The first remark on each span that has no note of its own: it becomes the mention's note. */
function remarksOf(document: ExchangeDocument): Map<string, ExchangeNote> {
  const free = new Set(document.spans.filter((span) => span.note === undefined && isPlaced(span)).map(({ id }) => id));
  const remarks = new Map<string, ExchangeNote>();
  for (const note of document.notes) if (free.has(note.target) && !remarks.has(note.target)) remarks.set(note.target, note);
  return remarks;
}

function mentionOf(span: ExchangeSpan, entity: string, id: string, remark: ExchangeNote | undefined): PlacedMention {
  const note = span.note ?? remark?.text;
  const extent = extentOf(span);
  const isWhole = span.fragments.length === 1;
  return {
    id, entity, span: extent, ...(note === undefined ? {} : { note }),
    extra: { exchange: filled({
      id: span.id, entity, label: span.label, layer: span.layer, quote: span.quote, cluster: span.cluster, annotator: span.annotator,
      // from the start of the mark, so that they move with it
      fragments: isWhole ? undefined : span.fragments.map(({ start, end }) => [start - extent.start, end - extent.start]),
      remark: remark === undefined ? undefined : [remark.id, remark.label],
      references: asData(span.references), attributes: asData(span.attributes), kept: span.kept,
    }) },
  };
}

/** Of two ends, the first of them in its own document. */
function isLink({ id, ends, trigger }: ExchangeRelation): boolean {
  return ends.length === 2 && trigger === undefined && !id.startsWith('*') && ends[0]?.document === undefined;
}

function linkOf(document: ExchangeDocument, relation: ExchangeRelation, places: ReadonlyMap<string, ReadonlyMap<string, Span>>, naming: Naming): Omit<PlacedLink, 'id'> | undefined {
  const [from, to] = relation.ends;
  if (from === undefined || to === undefined || !isLink(relation)) return undefined;
  const article = to.document ?? document.id;
  const [here, there] = [places.get(document.id)?.get(from.target), places.get(article)?.get(to.target) ?? to.place?.span];
  if (here === undefined || there === undefined) return undefined;
  return {
    relation: naming.relationIds.get(relation.label) ?? '', from: here, to: { article, span: there },
    ...(relation.note === undefined ? {} : { note: relation.note }),
    extra: { exchange: filled({
      id: relation.id, label: relation.label, layer: relation.layer, annotator: relation.annotator, ends: relation.ends.map((end): Data => [end.role, end.target]),
      references: asData(relation.references), attributes: asData(relation.attributes), kept: relation.kept,
    }) },
  };
}

/**
 * A letter and five letters or digits that depend on the document and the item's own id, so that a second import finds the first;
 * the next free ones where two items would have the same.
 */
function markIds(document: string): (id: string) => string {
  const taken = new Set<string>();
  return (id) => {
    let number = hash(`${document}\u0000${id}`);
    while (taken.has(markIdOf(number))) number = (number + 1) >>> 0;
    taken.add(markIdOf(number));
    return markIdOf(number);
  };
}

/** `a` to `z` first, so that no reader of YAML takes the id for a number. */
function markIdOf(number: number): string {
  const rest = Math.floor(number / 26).toString(36).padStart(5, '0').slice(-5);
  return `${'abcdefghijklmnopqrstuvwxyz'.charAt(number % 26)}${rest}`;
}

/** Tells whether an article still has the text that was imported. */
export function checksum(text: string): string {
  return `${text.length}-${hash(text).toString(36)}`;
}

/** FNV-1a, 32 bits, over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}

/** What was read as data again: interfaces of plain values are JSON. */
function asData(values: readonly object[] | readonly string[] | undefined): Data | undefined {
  if (values === undefined || values.length === 0) return undefined;
  const data: Data = JSON.parse(JSON.stringify(values));
  return data;
}

function filled(values: Readonly<Record<string, Data | undefined>>): DataObject {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Data] => {
    const [, value] = entry;
    return value !== undefined && !(isObject(value) && Object.keys(value).length === 0);
  }));
}
