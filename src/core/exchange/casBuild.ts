import type { Data, ExchangeDocument, ExchangeRelation, ExchangeSpan, Loss, LossCode } from './model';
import type { Structure } from './cas';
import { entityLayer, relationLayer, tokenName, toFeatures } from './layers';
import { lossesOf, type Expressible } from './losses';
import { extentOf } from './model';
import { sentencesOf } from './tokens';

export const casExpressible: Expressible = { fragments: false, zeroLength: true, attributes: true, references: true, cluster: false, note: false, annotator: false, events: true, notes: false, metadata: false, layers: true };

const segmentation = 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type';
export const sofaType = 'uima.cas.Sofa';

const structural = new Set(['begin', 'end', 'sofa']);

/** New structures with a place in the order of ids, and what could not be said. */
export interface Built {
  readonly structures: readonly Structure[];
  readonly losses: readonly Loss[];
}

/** Structures for a document that was no CAS: the text, tokens and sentences, then spans and relations. */
export function buildCas(document: ExchangeDocument): Built {
  const builder = new Builder(document, 1, '1');
  builder.addSofa();
  builder.addTokens();
  builder.addItems(document.spans, document.relations);
  return { structures: builder.structures, losses: [...lossesOf(document, casExpressible), ...builder.losses] };
}

/** Structures for what was added to a document that came as a CAS, with ids from `next`. */
export function buildAdded(document: ExchangeDocument, next: number, sofa: string): Built {
  const builder = new Builder(document, next, sofa);
  builder.addItems(
    document.spans.filter((span) => span.kept['cas'] === undefined),
    document.relations.filter((relation) => relation.kept['cas'] === undefined && relation.trigger === undefined),
  );
  return { structures: builder.structures, losses: builder.losses };
}

class Builder {
  readonly structures: Structure[] = [];
  readonly losses: Loss[] = [];
  private readonly ids = new Map<string, string>();

  constructor(private readonly document: ExchangeDocument, private next: number, private readonly sofa: string) {
    for (const span of document.spans) if (typeof span.kept['cas'] === 'string') this.ids.set(span.id, span.kept['cas']);
    for (const token of document.tokens ?? []) if (typeof token.kept?.['id'] === 'string') this.ids.set(tokenName(token.start, token.end), token.kept['id']);
  }

  addSofa(): void {
    this.add(sofaType, [['sofaNum', 1], ['sofaID', '_InitialView'], ['mimeType', 'text'], ['sofaString', this.document.text ?? '']], []);
  }

  addTokens(): void {
    for (const { span, tokens } of sentencesOf(this.document)) {
      this.addAt(`${segmentation}.Sentence`, span.start, span.end);
      for (const token of tokens) this.ids.set(tokenName(token.start, token.end), this.addAt(`${segmentation}.Token`, token.start, token.end));
    }
  }

  addItems(spans: readonly ExchangeSpan[], relations: readonly ExchangeRelation[]): void {
    for (const span of spans) {
      const { start, end } = extentOf(span);
      this.ids.set(span.id, this.addAt(span.layer ?? entityLayer, start, end, [...toFeatures(span, 'value')]));
    }
    for (const relation of relations) this.addRelation(relation);
  }

  private addRelation(relation: ExchangeRelation): void {
    if (relation.ends.some((end) => end.document !== undefined)) return;
    const ends = relation.ends.map((end) => this.ids.get(end.target));
    if (ends.length !== 2 || relation.trigger !== undefined || ends.includes(undefined)) return this.lose(relation.trigger === undefined ? 'relation' : 'event', relation.id, relation.label);
    const [governor = '', dependent = ''] = ends;
    const span = this.document.spans.find((each) => each.id === relation.ends[1]?.target);
    const { start, end } = span === undefined ? { start: 0, end: 0 } : extentOf(span);
    const isKnown = relation.ends.every((each) => /^(?:governor|dependent|source|target)$/i.test(each.role)) && relation.layer !== undefined;
    const [from, to] = isKnown ? relation.ends.map((each) => each.role) : ['Governor', 'Dependent'];
    this.addAt(relation.layer ?? relationLayer, start, end, [...toFeatures(relation, 'label')], [[from ?? 'Governor', [governor]], [to ?? 'Dependent', [dependent]]]);
  }

  private addAt(type: string, begin: number, end: number, features: readonly (readonly [string, Data])[] = [], references: readonly (readonly [string, readonly string[]])[] = []): string {
    return this.add(type, [['begin', begin], ['end', end], ...features.filter(([name, value]) => value !== null && !structural.has(name))], [['sofa', [this.sofa]], ...references]);
  }

  private add(type: string, features: readonly (readonly [string, Data])[], references: readonly (readonly [string, readonly string[]])[]): string {
    const id = String(this.next++);
    const named = features.map(([name, value]) => [this.named(name, type === sofaType || structural.has(name)), value] as const);
    this.structures.push({ id, type: type.replace(/[^\w.]/g, '_'), features: new Map(named), references: new Map(references) });
    return id;
  }

  /** The name of a feature as a Java and XML name, and none of UIMA's own. */
  private named(name: string, isOwn: boolean): string {
    if (isOwn) return name;
    const plain = name.replace(/\W/g, '_').replace(/^(?=\d|$)/, '_');
    const safe = structural.has(plain) ? `_${plain}` : plain;
    if (safe !== name) this.lose('label-changed', '', name);
    return safe;
  }

  private lose(code: LossCode, item: string, detail: string): void {
    this.losses.push({ code, document: this.document.id, item, detail });
  }
}

/** The features of each type that is not UIMA's own, for the type system that must go with the structures. */
export type Types = Map<string, Map<string, 'uima.cas.String' | 'uima.tcas.Annotation'>>;

/** Adds what structures need; gives the same types. */
export function typesOf(structures: readonly Structure[], types: Types = new Map()): Types {
  for (const { type, features, references } of structures) {
    if (type.startsWith('uima.')) continue;
    const own = types.get(type) ?? new Map<string, 'uima.cas.String' | 'uima.tcas.Annotation'>();
    for (const name of features.keys()) if (name !== 'begin' && name !== 'end') own.set(name, 'uima.cas.String');
    for (const name of references.keys()) if (name !== 'sofa') own.set(name, 'uima.tcas.Annotation');
    types.set(type, own);
  }
  return types;
}
