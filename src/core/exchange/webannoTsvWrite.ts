import type { Span } from '../model';
import type { Data, DataObject, ExchangeDocument, ExchangeRelation, ExchangeSpan, Loss, LossCode, TextFile, Writing } from './model';
import { isObject, listOf, stringOf } from './json';
import { elevatedLayer, entityLayer, relationLayer, tokenName, toFeatures } from './layers';
import { lossesOf, type Expressible } from './losses';
import { extentOf } from './model';
import { safeId } from './names';
import { sentencesOf, type Sentence } from './tokens';
import { escapeText, escapeValue, parseHeader, printLayer, type Header, type Layer } from './webannoTsvLayers';

const expressible: Expressible = { fragments: false, zeroLength: true, attributes: true, references: true, cluster: true, note: false, annotator: false, events: true, notes: false, metadata: false, layers: true };

/** WebAnno TSV 3.3, or the version that a document came in. Offsets are UTF-16. */
export function writeWebannoTsv(documents: readonly ExchangeDocument[]): Writing {
  const files: TextFile[] = [];
  const losses: Loss[] = [];
  for (const document of documents) {
    const writer = new TsvWriter(onLayers(document));
    files.push({ name: `${safeId(document.id)}.tsv`, text: writer.write() });
    for (const loss of [...lossesOf(document, expressible), ...writer.losses]) losses.push(loss);
  }
  return { files, losses };
}

/** Subtypes as their layers, which is all that the format knows. */
function onLayers(document: ExchangeDocument): ExchangeDocument {
  return { ...document, spans: document.spans.map(elevated), relations: document.relations.map(elevated) };
}

function elevated<I extends ExchangeSpan | ExchangeRelation>(item: I): I {
  return item.layer === undefined || elevatedLayer(item.layer) === item.layer ? item : Object.assign({}, item, { layer: elevatedLayer(item.layer) });
}

/** A row to be: a token, or the part of one that an annotation covers. */
interface Unit extends Span {
  id: string;
  readonly isToken: boolean;
  readonly spans: ExchangeSpan[];
  /** How many of them there are on each layer. */
  readonly counts: Map<string, number>;
}

interface MutableLayer {
  readonly kind: Layer['kind'];
  readonly name: string;
  readonly columns: string[];
  readonly base?: string;
}

class TsvWriter {
  readonly losses: Loss[] = [];
  private readonly own: DataObject;
  private readonly header: Header | null;
  private readonly layers: MutableLayer[];
  private readonly sentences: readonly Sentence[];
  private readonly units: Unit[][];
  private readonly unitsOf = new Map<string, Unit[]>();
  /** Targets of slots that take any layer, which need a number. */
  private readonly numbered = new Set<string>();
  private readonly numbers = new Map<string, number>();
  private readonly byTarget = new Map<string, ExchangeRelation[]>();
  private readonly bySlot = new Map<string, ExchangeRelation>();
  private readonly spanById: ReadonlyMap<string, ExchangeSpan>;
  private readonly tokenUnits = new Map<string, Unit>();

  constructor(private readonly document: ExchangeDocument) {
    this.own = isObject(document.kept['tsv']) ? document.kept['tsv'] : {};
    this.header = parseHeader(['#FORMAT=WebAnno TSV 3.3', ...listOf(this.own['layers']).map(stringOf)].map((text, number) => ({ number, text })));
    this.layers = (this.header?.layers ?? []).map((layer) => Object.assign({}, layer, { columns: Array.from(layer.columns) }));
    this.sentences = sentencesOf(document).filter((sentence) => sentence.tokens.length > 0 || sentence.span.end > sentence.span.start);
    this.units = this.sentences.map((sentence) => sentence.tokens.map((token) => ({ start: token.start, end: token.end, id: '', isToken: true, spans: [], counts: new Map() })));
    this.spanById = new Map(document.spans.map((span) => [span.id, span]));
  }

  write(): string {
    for (const span of this.document.spans) this.placeSpan(span);
    this.numberUnits();
    for (const relation of this.document.relations) this.placeRelation(relation);
    for (const span of this.document.spans) this.addSpanLayer(span);
    this.numberSpans();
    const version = stringOf(this.own['version']) || '3.3';
    const lines = [`#FORMAT=WebAnno TSV ${version}`, ...this.layers.map(printLayer), ...listOf(this.own['extra']).map(stringOf), ''];
    for (const [index, sentence] of this.sentences.entries()) this.writeSentence(sentence, this.units[index] ?? [], lines);
    return `${lines.join('\n')}\n`;
  }

  private writeSentence(sentence: Sentence, units: readonly Unit[], lines: string[]): void {
    const text = (this.document.text ?? '').slice(Math.min(sentence.span.start, sentence.tokens[0]?.start ?? Infinity), Math.max(sentence.span.end, sentence.tokens.at(-1)?.end ?? 0));
    lines.push('');
    const { kept } = sentence.span;
    for (const comment of listOf(kept?.['comments'])) lines.push(stringOf(comment));
    if (typeof kept?.['id'] === 'string') lines.push(`#Sentence.id=${kept['id']}`);
    for (const line of text.split('\n')) lines.push(`#Text=${escapeText(line)}`);
    for (const unit of units) {
      const token = (this.document.text ?? '').slice(unit.start, unit.end);
      if (/[\t\n\r]/.test(token)) this.lose('value-changed', unit.id, 'white space inside of a token');
      const cells = this.layers.flatMap((layer) => this.cells(unit, layer));
      lines.push(`${[unit.id, `${unit.start}-${unit.end}`, token.replace(/[\t\n\r]/g, ' '), ...cells].join('\t')}\t`);
    }
  }

  /** Gives a span the tokens that it covers, and parts of tokens where it starts or ends inside of one. */
  private placeSpan(span: ExchangeSpan): void {
    const { start, end } = extentOf(span);
    const units = this.coveredBy(start, end);
    if (units.length === 0) return this.lose('zero-length', span.id, span.label);
    const [first, last] = [units[0]?.start ?? start, units.at(-1)?.end ?? end];
    if (first !== start || last !== end) this.lose('widened', span.id, `${start}-${end} to ${first}-${last}`);
    this.unitsOf.set(span.id, units);
    const layer = span.layer ?? entityLayer;
    for (const unit of units) {
      unit.spans.push(span);
      unit.counts.set(layer, (unit.counts.get(layer) ?? 0) + 1);
    }
  }

  private coveredBy(start: number, end: number): Unit[] {
    const index = this.sentenceAt(start);
    const covered: Unit[] = [];
    for (let at = index; at < this.units.length; at++) {
      const units = this.units[at] ?? [];
      if (at > index && (units[0]?.start ?? Infinity) >= end) break;
      for (const token of units.filter((unit) => unit.isToken)) {
        const isInside = start === end ? token.start <= start && start <= token.end : token.start < end && token.end > start;
        if (isInside) covered.push(this.unitFor(units, token, Math.max(start, token.start), Math.min(end, token.end)));
        if (start === end && isInside) return covered;
      }
    }
    return covered.length > 0 || start < end ? covered : this.beside(start, index);
  }

  /** An empty span between tokens goes to the end of the token before it, or to the start of the first. */
  private beside(at: number, index: number): Unit[] {
    const units = this.units[index] ?? [];
    const token = [...units].reverse().find((unit) => unit.isToken && unit.end <= at) ?? units.find((unit) => unit.isToken);
    if (token === undefined) return [];
    const place = token.end <= at ? token.end : token.start;
    return [this.unitFor(units, token, place, place)];
  }

  private unitFor(units: Unit[], token: Unit, start: number, end: number): Unit {
    if (token.start === start && token.end === end) return token;
    const known = units.find((unit) => !unit.isToken && unit.start === start && unit.end === end);
    if (known !== undefined) return known;
    const part: Unit = { start, end, id: '', isToken: false, spans: [], counts: new Map() };
    const after = units.findIndex((unit) => unit.isToken && unit.start > token.start);
    const from = units.indexOf(token) + 1;
    const to = after < 0 ? units.length : after;
    const before = units.slice(from, to).findIndex((unit) => unit.start > start || (unit.start === start && unit.end > end));
    units.splice(before < 0 ? to : from + before, 0, part);
    return part;
  }

  private sentenceAt(offset: number): number {
    let low = 0;
    let high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.units[middle]?.[0]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private numberUnits(): void {
    for (const [index, units] of this.units.entries()) {
      let token = 0;
      let part = 0;
      for (const unit of units) {
        if (unit.isToken) [token, part] = [token + 1, 0];
        else part++;
        unit.id = unit.isToken ? `${index + 1}-${token}` : `${index + 1}-${token}.${part}`;
        if (unit.isToken) this.tokenUnits.set(tokenName(unit.start, unit.end), unit);
      }
    }
  }

  private placeRelation(relation: ExchangeRelation): void {
    if (relation.ends.some((end) => end.document !== undefined)) return;
    if (relation.trigger !== undefined || relation.ends.length !== 2) return this.placeSlots(relation);
    const [from, to] = relation.ends.map((end) => this.layerOfTarget(end.target));
    const layer = from === undefined || from !== to ? undefined : this.relationLayerFor(relation, from);
    if (layer === undefined) return this.lose('relation', relation.id, relation.label);
    const target = relation.ends[1]?.target ?? '';
    this.byTarget.set(`${layer} ${target}`, [...this.byTarget.get(`${layer} ${target}`) ?? [], relation]);
  }

  private placeSlots(relation: ExchangeRelation): void {
    const host = this.spanById.get(relation.trigger ?? '');
    const feature = host?.layer !== undefined && relation.layer?.startsWith(`${host.layer}:`) === true ? relation.layer.slice(host.layer.length + 1) : '';
    if (host?.layer === undefined || !/^[A-Za-z]\w*$/.test(feature) || relation.ends.some((end) => !this.unitsOf.has(end.target))) return this.lose('event', relation.id, relation.label);
    const taken = this.slotColumns(host.layer, feature, relation);
    if (taken === 'uima.tcas.Annotation') for (const end of relation.ends) this.numbered.add(end.target);
    this.bySlot.set(`${relation.layer ?? ''} ${relation.trigger ?? ''}`, relation);
  }

  /** Makes sure of the two columns of a slot; gives the layer of its targets. */
  private slotColumns(host: string, feature: string, relation: ExchangeRelation): string {
    const layer = this.layers.find((each) => each.kind === 'SP' && each.name === host) ?? this.newSpanLayer(host);
    const at = layer.columns.findIndex((column) => column.startsWith('ROLE_') && slotName(column) === feature);
    const targets = new Set(relation.ends.map((end) => this.spanById.get(end.target)?.layer ?? entityLayer));
    const [only = 'uima.tcas.Annotation'] = targets.size === 1 ? targets : [];
    if (at >= 0) {
      const said = layer.columns[at + 1] ?? '';
      if (said !== only) layer.columns[at + 1] = 'uima.tcas.Annotation';
      return layer.columns[at + 1] ?? '';
    }
    if (layer.columns[0] === '') layer.columns.shift();
    layer.columns.push(`ROLE_${host}:${feature}_${host}Link`, only);
    return only;
  }

  private layerOfTarget(target: string): string | undefined {
    const span = this.spanById.get(target);
    if (span !== undefined) return this.unitsOf.has(target) ? span.layer ?? entityLayer : undefined;
    return this.tokenUnits.has(target) ? 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token' : undefined;
  }

  /** The layer that can hold the relation; a new one if there is none. `undefined` if one of its name connects other things. */
  private relationLayerFor(relation: ExchangeRelation, base: string): string | undefined {
    const name = relation.layer ?? relationLayer;
    const known = this.layers.find((layer) => layer.kind === 'RL' && layer.name === name);
    if (known !== undefined && known.base !== base && known.base !== 'uima.tcas.Annotation') return undefined;
    const layer = known ?? { kind: 'RL' as const, name, columns: [`BT_${base}`], base };
    if (known === undefined) this.layers.push(layer);
    for (const feature of toFeatures(relation, 'label').keys()) if (!layer.columns.includes(feature)) layer.columns.splice(-1, 0, feature);
    if (layer.columns.length === 1) layer.columns.unshift('');
    return name;
  }

  private addSpanLayer(span: ExchangeSpan): void {
    const name = span.layer ?? entityLayer;
    if (isLink(span)) return this.addChainLayer(name);
    if (span.cluster !== undefined) this.lose('cluster', span.id, span.cluster);
    const layer = this.layers.find((each) => each.kind === 'SP' && each.name === name) ?? this.newSpanLayer(name);
    for (const [feature, value] of toFeatures(span, 'value')) {
      if (value !== null && !layer.columns.includes(feature)) layer.columns.push(feature);
    }
    if (layer.columns.length > 1 && layer.columns[0] === '') layer.columns.shift();
  }

  private addChainLayer(name: string): void {
    if (this.layers.some((layer) => layer.kind === 'CH' && layer.name === name)) return;
    this.layers.push({ kind: 'CH', name, columns: ['referenceRelation', 'referenceType'] });
  }

  private newSpanLayer(name: string): MutableLayer {
    const layer: MutableLayer = { kind: 'SP', name, columns: name === entityLayer ? ['identifier', 'value'] : [''] };
    const first = this.layers.findIndex((each) => each.kind !== 'SP');
    this.layers.splice(first < 0 ? this.layers.length : first, 0, layer);
    return layer;
  }

  /** A number for each span that its unit alone does not name: of several units, or stacked with others of its layer. */
  private numberSpans(): void {
    const keptNumbers = this.document.spans.map((span) => keptNumber(span));
    let next = keptNumbers.reduce((most, number) => Math.max(most, number), 0) + 1;
    const taken = new Set<number>();
    for (const span of this.document.spans) {
      const kept = keptNumber(span);
      const layer = span.layer ?? entityLayer;
      const units = this.unitsOf.get(span.id) ?? [];
      const isStacked = units.some((unit) => (unit.counts.get(layer) ?? 0) > 1);
      if (kept > 0 && !taken.has(kept)) this.numbers.set(span.id, kept);
      else if (!isLink(span) && (units.length > 1 || isStacked || this.numbered.has(span.id))) this.numbers.set(span.id, next++);
      taken.add(kept);
    }
  }

  private cells(unit: Unit, layer: Layer): string[] {
    const spans = unit.spans.filter((span) => (span.layer ?? entityLayer) === layer.name && isLink(span) === (layer.kind === 'CH'));
    if (layer.kind === 'SP') return layer.columns.map((column, index) => this.spanCell(spans, layer, column, index));
    if (layer.kind === 'CH') return chainCells(spans, layer);
    return this.relationCells(unit, layer);
  }

  private spanCell(spans: readonly ExchangeSpan[], layer: Layer, column: string, index: number): string {
    const role = layer.columns[index - 1];
    const values = spans.flatMap((span) => {
      const number = this.numbers.get(span.id);
      const suffix = number === undefined ? '' : `[${number}]`;
      if (role?.startsWith('ROLE_') === true) return [this.slotTargets(layer, role, span)];
      if (column.startsWith('ROLE_')) return [`${this.slotRoles(layer, column, span)}${suffix}`];
      const value = toFeatures(span, 'value').get(column) ?? null;
      if (value === null && this.own['sparse'] === true) return [];
      return [`${this.print(value)}${suffix}`];
    });
    return values.length === 0 ? '_' : values.join('|');
  }

  private print(value: Data): string {
    const printed = printValue(value);
    return this.own['bare'] === true && printed.length > 2 ? printed.replace(/\\([_*])/g, '$1') : printed;
  }

  private slotRoles(layer: Layer, column: string, host: ExchangeSpan): string {
    const slots = this.bySlot.get(`${layer.name}:${slotName(column)} ${host.id}`);
    return slots === undefined ? '_' : slots.ends.map((end) => (end.role === '' ? '*' : escapeValue(end.role))).join(';');
  }

  private slotTargets(layer: Layer, column: string, host: ExchangeSpan): string {
    const slots = this.bySlot.get(`${layer.name}:${slotName(column)} ${host.id}`);
    if (slots === undefined) return '*';
    return slots.ends.map((end) => {
      const number = this.numbers.get(end.target);
      return `${this.unitsOf.get(end.target)?.[0]?.id ?? ''}${number === undefined ? '' : `[${number}]`}`;
    }).join(';');
  }

  private relationCells(unit: Unit, layer: Layer): string[] {
    const targets = [...unit.spans.filter((span) => this.unitsOf.get(span.id)?.[0] === unit).map((span) => span.id), tokenName(unit.start, unit.end)];
    const relations = targets.flatMap((target) => this.byTarget.get(`${layer.name} ${target}`) ?? []);
    if (relations.length === 0) return layer.columns.map(() => '_');
    return layer.columns.map((column, index) => relations.map((relation) => (
      index === layer.columns.length - 1 ? this.sourceOf(relation) : printValue(toFeatures(relation, 'label').get(column) ?? null))).join('|'));
  }

  private sourceOf(relation: ExchangeRelation): string {
    const [from = '', to = ''] = relation.ends.map((end) => end.target);
    const unit = this.unitsOf.get(from)?.[0] ?? this.tokenUnits.get(from);
    const [source, target] = [this.numbers.get(from) ?? 0, this.numbers.get(to) ?? 0];
    return `${unit?.id ?? ''}${source + target === 0 ? '' : `[${source}_${target}]`}`;
  }

  private lose(code: LossCode, item: string, detail: string): void {
    this.losses.push({ code, document: this.document.id, item, detail });
  }
}

function isLink(span: ExchangeSpan): boolean {
  const kept = span.kept['tsv'];
  return isObject(kept) && typeof kept['chain'] === 'number' && typeof kept['link'] === 'number';
}

function chainCells(spans: readonly ExchangeSpan[], layer: Layer): string[] {
  const links = spans.flatMap((span) => {
    const kept = span.kept['tsv'];
    return isObject(kept) && typeof kept['chain'] === 'number' && typeof kept['link'] === 'number' ? [{ span, chain: kept['chain'], link: kept['link'] }] : [];
  });
  if (links.length === 0) return layer.columns.map(() => '_');
  const value = (span: ExchangeSpan, index: number): string => printValue(toFeatures(span, 'referenceType').get(layer.columns[index] ?? '') ?? null);
  return [
    links.map(({ span, chain, link }) => `${value(span, 0)}->${chain}-${link}`).join('|'),
    links.map(({ span, chain }) => `${value(span, 1)}[${chain}]`).join('|'),
  ];
}

function printValue(value: Data): string {
  if (value === null) return '*';
  return escapeValue(typeof value === 'string' ? value : JSON.stringify(value));
}

function keptNumber(span: ExchangeSpan): number {
  const kept = span.kept['tsv'];
  return isObject(kept) && typeof kept['number'] === 'number' ? kept['number'] : 0;
}

function slotName(column: string): string {
  return /:([^_]+)_/.exec(column)?.[1] ?? '';
}
