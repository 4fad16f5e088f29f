import type { Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, ExchangeToken, RelationEnd } from './model';
import { fromFeatures, tokenName, toFeatures } from './layers';
import { offsetMap, toUtf16 } from './units';

/** One feature structure of a UIMA CAS, as XMI and CAS JSON both have it. */
export interface Structure {
  readonly id: string;
  readonly type: string;
  /** Plain values. */
  readonly features: ReadonlyMap<string, Data>;
  /** Ids of other structures. */
  readonly references: ReadonlyMap<string, readonly string[]>;
}

export interface View {
  readonly name: string;
  readonly sofa: string | null;
  readonly text: string | null;
  readonly members: ReadonlySet<string>;
}

export interface Cas {
  readonly structures: readonly Structure[];
  readonly views: readonly View[];
}

/** What the documents of a CAS need to know of its file. */
export interface CasFile {
  readonly name: string;
  /** The document's id for the first view. */
  readonly id: string;
  readonly key: 'xmi' | 'casJson';
  /** The file's content as it came. */
  readonly raw: Data;
}

/** One document for each view. Offsets are UTF-16. Only what a view lists among its members is read. */
export function documentsOf(cas: Cas, file: CasFile, problems: ExchangeProblem[]): ExchangeDocument[] {
  const views = cas.views.length === 0 ? [{ name: '_InitialView', sofa: null, text: null, members: new Set<string>() }] : cas.views;
  const byId = new Map(cas.structures.map((structure) => [structure.id, structure]));
  return views.map((view, index) => {
    if (view.text === null) problems.push({ file: file.name, line: 1, code: 'text-missing', data: { expected: view.name } });
    const id = index === 0 ? file.id : `${file.id}/${view.name.replace(/[^\w.-]/g, '_')}`;
    const reader = new ViewReader(byId, view, file.name, problems);
    return reader.document(id, { [file.key]: { file: file.name, ...(index === 0 ? { raw: file.raw } : {}) } });
  });
}

/** The features that are places, not values. */
const structural = new Set(['begin', 'end', 'sofa']);

class ViewReader {
  private readonly spans: ExchangeSpan[] = [];
  private readonly relations: ExchangeRelation[] = [];
  private readonly tokens: ExchangeToken[] = [];
  private readonly sentences: ExchangeToken[] = [];
  private metadata: DataObject = {};
  private readonly clusters: ReadonlyMap<string, readonly [cluster: string, chain: number, link: number]>;

  constructor(private readonly byId: ReadonlyMap<string, Structure>, private readonly view: View, private readonly file: string, private readonly problems: ExchangeProblem[]) {
    this.clusters = clustersOf([...view.members].map((member) => byId.get(member)).filter((structure) => structure !== undefined), byId);
  }

  document(id: string, kept: DataObject): ExchangeDocument {
    for (const member of this.view.members) {
      const structure = this.byId.get(member);
      if (structure !== undefined) this.read(structure);
    }
    return {
      id, text: this.view.text, metadata: this.metadata, spans: this.spans, relations: this.relations, notes: [], kept,
      ...(this.tokens.length === 0 ? {} : { tokens: this.tokens.sort(inText) }), ...(this.sentences.length === 0 ? {} : { sentences: this.sentences.sort(inText) }),
    };
  }

  private read(structure: Structure): void {
    const place = this.placeOf(structure);
    const name = structure.type.slice(structure.type.lastIndexOf('.') + 1);
    if (name === 'DocumentMetaData' || name === 'DocumentAnnotation') this.metadata = { ...this.metadata, ...metadataOf(structure) };
    else if (place !== undefined && name === 'Token') this.tokens.push({ ...place, kept: { id: structure.id } });
    else if (place !== undefined && name === 'Sentence') this.sentences.push({ ...place, kept: textId(structure) });
    else if (place !== undefined && this.endsOf(structure) !== undefined) this.readRelation(structure);
    else if (place !== undefined) this.readSpan(structure, place);
  }

  private placeOf(structure: Structure): { start: number; end: number } | undefined {
    const [begin, end] = [Number(structure.features.get('begin') ?? NaN), Number(structure.features.get('end') ?? NaN)];
    if (Number.isNaN(begin) || Number.isNaN(end)) return undefined;
    const text = this.view.text;
    const place = text === null ? { start: begin, end } : toUtf16(offsetMap(text, 'utf-16'), [{ start: begin, end }])?.[0];
    if (place === undefined) this.problems.push({ file: this.file, line: 1, code: 'offset-invalid', data: { id: structure.id, offsets: `${begin} ${end}` } });
    return place;
  }

  /** The two ends of a relation: `Governor` and `Dependent`, or any two single references to annotations. */
  private endsOf(structure: Structure): readonly [string, readonly string[]][] | undefined {
    const named = [...structure.references].filter(([name, ids]) => name !== 'next' && ids.length === 1 && this.isAnnotation(ids[0]));
    const known = named.filter(([name]) => /^(?:governor|dependent|source|target)$/i.test(name));
    const ends = known.length === 2 ? known : named;
    return ends.length === 2 && structure.references.size === 2 ? ends.sort(sourceFirst) : undefined;
  }

  private isAnnotation(id: string | undefined): boolean {
    return this.byId.get(id ?? '')?.features.has('begin') === true;
  }

  private readRelation(structure: Structure): void {
    const features = fromFeatures(structure.type, valuesOf(structure));
    const ends = (this.endsOf(structure) ?? []).map(([role, ids]): RelationEnd => ({ role, target: this.nameOf(ids[0] ?? '') }));
    this.relations.push({ id: structure.id, layer: structure.type, ...features, ends, kept: { ...features.kept, cas: structure.id } });
  }

  private readSpan(structure: Structure, place: { start: number; end: number }): void {
    const features = fromFeatures(structure.type, valuesOf(structure));
    const chain = this.clusters.get(structure.id);
    const numbers = chain === undefined ? {} : { tsv: { chain: chain[1], link: chain[2] } };
    this.spans.push({
      id: structure.id, layer: structure.type, ...features, fragments: [place], ...(this.view.text === null ? { quote: '' } : {}),
      ...(chain === undefined ? {} : { cluster: chain[0] }), kept: { ...features.kept, ...numbers, cas: structure.id },
    });
    for (const [name, ids] of structure.references) this.readSlots(structure, name, ids);
  }

  /** A feature that holds structures with a `role` and a `target`. */
  private readSlots(host: Structure, name: string, ids: readonly string[]): void {
    const links = ids.map((id) => this.byId.get(id)).filter((link) => link !== undefined);
    const ends = links.flatMap((link): RelationEnd[] => {
      const target = link.references.get('target')?.[0];
      const role = link.features.get('role') ?? '';
      return target === undefined || link.features.has('begin') ? [] : [{ role: typeof role === 'string' ? role : '', target: this.nameOf(target) }];
    });
    if (ends.length === 0 || ends.length !== links.length) return;
    this.relations.push({ id: `${host.id}:${name}`, label: name, layer: `${host.type}:${name}`, trigger: host.id, ends, references: [], attributes: [], kept: {} });
  }

  private nameOf(id: string): string {
    const structure = this.byId.get(id);
    return structure?.type.endsWith('.Token') === true ? tokenName(Number(structure.features.get('begin')), Number(structure.features.get('end'))) : id;
  }
}

/** Walks each chain from its `first` along `next`. */
function clustersOf(structures: readonly Structure[], byId: ReadonlyMap<string, Structure>): Map<string, readonly [string, number, number]> {
  const clusters = new Map<string, readonly [string, number, number]>();
  const counts = new Map<string, number>();
  for (const structure of structures) {
    let link = byId.get(structure.references.get('first')?.[0] ?? '');
    if (link === undefined) continue;
    const { type } = link;
    const chain = (counts.get(type) ?? 0) + 1;
    counts.set(type, chain);
    for (let number = 1; link !== undefined && !clusters.has(link.id); number++) {
      clusters.set(link.id, [`${type}-${chain}`, chain, number]);
      link = byId.get(link.references.get('next')?.[0] ?? '');
    }
  }
  return clusters;
}

function valuesOf(structure: Structure): [string, Data][] {
  return [...structure.features].filter(([name]) => !structural.has(name));
}

function metadataOf(structure: Structure): DataObject {
  return Object.fromEntries(['documentTitle', 'documentId', 'language'].flatMap((name) => {
    const value = structure.features.get(name);
    return value === undefined || value === 'x-unspecified' ? [] : [[name, value]];
  }));
}

function textId(structure: Structure): DataObject {
  const id = structure.features.get('id');
  return typeof id === 'string' ? { id } : {};
}

function inText(one: ExchangeToken, other: ExchangeToken): number {
  return one.start - other.start || one.end - other.end;
}

function sourceFirst([one]: readonly [string, readonly string[]], [other]: readonly [string, readonly string[]]): number {
  return sourceRank(one) - sourceRank(other) || (one < other ? -1 : 1);
}

function sourceRank(name: string): number {
  return /^(?:governor|source|from)$/i.test(name) ? 0 : 1;
}

/** What must be set (or with `null` taken away) so that a structure says what its span or relation says now. */
export function changesOf(structure: Structure, item: ExchangeSpan | ExchangeRelation): Map<string, Data> {
  const changes = new Map<string, Data>();
  const now = toFeatures(item, 'value');
  for (const [name, value] of now) if (JSON.stringify(structure.features.get(name) ?? null) !== JSON.stringify(value)) changes.set(name, value);
  for (const [name, value] of valuesOf(structure)) if (value !== null && !now.has(name)) changes.set(name, null);
  const fragment = 'fragments' in item ? item.fragments[0] : undefined;
  if (fragment !== undefined && Number(structure.features.get('begin')) !== fragment.start) changes.set('begin', fragment.start);
  if (fragment !== undefined && Number(structure.features.get('end')) !== fragment.end) changes.set('end', fragment.end);
  return changes;
}
