import type { Data, DataObject, ExchangeDocument, ExchangeRelation, ExchangeSpan, Loss, LossCode, TextFile, Writing } from './model';
import { isObject, listOf, stringOf } from './json';
import { elevatedLayer, entityLayer, tokenName, toFeatures } from './layers';
import { lossesOf, type Expressible } from './losses';
import { extentOf } from './model';
import { safeId } from './names';
import { sentencesOf, type Sentence } from './tokens';
import { escapeText, escapeValue, printValue } from './webannoTsvCells';
import { LayersToBe, parseHeader, printLayer, slotName, type Layer } from './webannoTsvLayers';
import { Rows, type RowToBe } from './webannoTsvRows';

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

class TsvWriter {
  readonly losses: Loss[] = [];
  readonly #own: DataObject;
  readonly #layers: LayersToBe;
  readonly #sentences: readonly Sentence[];
  readonly #rows: Rows;
  readonly #rowsOf = new Map<string, readonly RowToBe[]>();
  /** Targets of slots that take any layer, which need a number. */
  readonly #numbered = new Set<string>();
  readonly #numbers = new Map<string, number>();
  readonly #byTarget = new Map<string, ExchangeRelation[]>();
  readonly #bySlot = new Map<string, ExchangeRelation>();
  readonly #spanById: ReadonlyMap<string, ExchangeSpan>;

  constructor(private readonly document: ExchangeDocument) {
    this.#own = isObject(document.kept['tsv']) ? document.kept['tsv'] : {};
    const header = parseHeader(['#FORMAT=WebAnno TSV 3.3', ...listOf(this.#own['layers']).map(stringOf)].map((text, number) => ({ number, text })));
    this.#layers = new LayersToBe(header?.layers ?? []);
    this.#sentences = sentencesOf(document).filter((sentence) => sentence.tokens.length > 0 || sentence.span.end > sentence.span.start);
    this.#rows = new Rows(this.#sentences);
    this.#spanById = new Map(document.spans.map((span) => [span.id, span]));
  }

  write(): string {
    for (const span of this.document.spans) this.#placeSpan(span);
    this.#rows.number();
    for (const relation of this.document.relations) this.#placeRelation(relation);
    for (const span of this.document.spans) this.#addLayer(span);
    this.#numberSpans();
    const version = stringOf(this.#own['version']) || '3.3';
    const lines = [`#FORMAT=WebAnno TSV ${version}`, ...this.#layers.all.map(printLayer), ...listOf(this.#own['extra']).map(stringOf), ''];
    for (const [index, sentence] of this.#sentences.entries()) this.#writeSentence(sentence, this.#rows.in(index), lines);
    return `${lines.join('\n')}\n`;
  }

  #writeSentence(sentence: Sentence, rows: readonly RowToBe[], lines: string[]): void {
    const text = (this.document.text ?? '').slice(Math.min(sentence.span.start, sentence.tokens[0]?.start ?? Infinity), Math.max(sentence.span.end, sentence.tokens.at(-1)?.end ?? 0));
    lines.push('');
    const { kept } = sentence.span;
    for (const comment of listOf(kept?.['comments'])) lines.push(stringOf(comment));
    if (typeof kept?.['id'] === 'string') lines.push(`#Sentence.id=${kept['id']}`);
    for (const line of text.split('\n')) lines.push(`#Text=${escapeText(line)}`);
    for (const row of rows) {
      const token = (this.document.text ?? '').slice(row.start, row.end);
      if (/[\t\n\r]/.test(token)) this.#lose('value-changed', row.id, 'white space inside of a token');
      const cells = this.#layers.all.flatMap((layer) => this.#cells(row, layer));
      lines.push(`${[row.id, `${row.start}-${row.end}`, token.replace(/[\t\n\r]/g, ' '), ...cells].join('\t')}\t`);
    }
  }

  /** Gives a span the tokens that it covers, and parts of tokens where it starts or ends inside of one. */
  #placeSpan(span: ExchangeSpan): void {
    const { start, end } = extentOf(span);
    const rows = this.#rows.covering({ start, end });
    if (rows.length === 0) return this.#lose('zero-length', span.id, span.label);
    const [first, last] = [rows[0]?.start ?? start, rows.at(-1)?.end ?? end];
    if (first !== start || last !== end) this.#lose('widened', span.id, `${start}-${end} to ${first}-${last}`);
    this.#rowsOf.set(span.id, rows);
    const layer = span.layer ?? entityLayer;
    for (const row of rows) {
      row.spans.push(span);
      row.counts.set(layer, (row.counts.get(layer) ?? 0) + 1);
    }
  }

  #placeRelation(relation: ExchangeRelation): void {
    if (relation.ends.some((end) => end.document !== undefined)) return;
    if (relation.trigger !== undefined || relation.ends.length !== 2) return this.#placeSlots(relation);
    const [from, to] = relation.ends.map((end) => this.#layerOfTarget(end.target));
    const layer = from === undefined || from !== to ? undefined : this.#layers.addRelation(relation, from);
    if (layer === undefined) return this.#lose('relation', relation.id, relation.label);
    const target = relation.ends[1]?.target ?? '';
    this.#byTarget.set(`${layer} ${target}`, [...this.#byTarget.get(`${layer} ${target}`) ?? [], relation]);
  }

  #placeSlots(relation: ExchangeRelation): void {
    const host = this.#spanById.get(relation.trigger ?? '');
    const feature = host?.layer !== undefined && relation.layer?.startsWith(`${host.layer}:`) === true ? relation.layer.slice(host.layer.length + 1) : '';
    if (host?.layer === undefined || !/^[A-Za-z]\w*$/.test(feature) || relation.ends.some((end) => !this.#rowsOf.has(end.target))) return this.#lose('event', relation.id, relation.label);
    const targets = new Set(relation.ends.map((end) => this.#spanById.get(end.target)?.layer ?? entityLayer));
    if (this.#layers.addSlot(host.layer, feature, targets)) for (const end of relation.ends) this.#numbered.add(end.target);
    this.#bySlot.set(`${relation.layer ?? ''} ${relation.trigger ?? ''}`, relation);
  }

  #layerOfTarget(target: string): string | undefined {
    const span = this.#spanById.get(target);
    if (span !== undefined) return this.#rowsOf.has(target) ? span.layer ?? entityLayer : undefined;
    return this.#rows.token(target) !== undefined ? 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token' : undefined;
  }

  #addLayer(span: ExchangeSpan): void {
    if (isLink(span)) return this.#layers.addChain(span.layer ?? entityLayer);
    if (span.cluster !== undefined) this.#lose('cluster', span.id, span.cluster);
    this.#layers.addSpan(span);
  }

  /** A number for each span that its row alone does not name: of several rows, or stacked with others of its layer. */
  #numberSpans(): void {
    const keptNumbers = this.document.spans.map((span) => keptNumber(span));
    let next = keptNumbers.reduce((most, number) => Math.max(most, number), 0) + 1;
    const taken = new Set<number>();
    for (const span of this.document.spans) {
      const kept = keptNumber(span);
      const layer = span.layer ?? entityLayer;
      const rows = this.#rowsOf.get(span.id) ?? [];
      const isStacked = rows.some((row) => (row.counts.get(layer) ?? 0) > 1);
      if (kept > 0 && !taken.has(kept)) this.#numbers.set(span.id, kept);
      else if (!isLink(span) && (rows.length > 1 || isStacked || this.#numbered.has(span.id))) this.#numbers.set(span.id, next++);
      taken.add(kept);
    }
  }

  #cells(row: RowToBe, layer: Layer): string[] {
    const spans = row.spans.filter((span) => (span.layer ?? entityLayer) === layer.name && isLink(span) === (layer.kind === 'CH'));
    if (layer.kind === 'SP') return layer.columns.map((column, index) => this.#spanCell(spans, layer, column, index));
    if (layer.kind === 'CH') return chainCells(spans, layer);
    return this.#relationCells(row, layer);
  }

  #spanCell(spans: readonly ExchangeSpan[], layer: Layer, column: string, index: number): string {
    const role = layer.columns[index - 1];
    const values = spans.flatMap((span) => {
      const number = this.#numbers.get(span.id);
      const suffix = number === undefined ? '' : `[${number}]`;
      if (role?.startsWith('ROLE_') === true) return [this.#slotTargets(layer, role, span)];
      if (column.startsWith('ROLE_')) return [`${this.#slotRoles(layer, column, span)}${suffix}`];
      const value = toFeatures(span, 'value').get(column) ?? null;
      if (value === null && this.#own['sparse'] === true) return [];
      return [`${this.#print(value)}${suffix}`];
    });
    return values.length === 0 ? '_' : values.join('|');
  }

  #print(value: Data): string {
    const printed = printValue(value);
    return this.#own['bare'] === true && printed.length > 2 ? printed.replace(/\\([_*])/g, '$1') : printed;
  }

  #slotRoles(layer: Layer, column: string, host: ExchangeSpan): string {
    const slots = this.#bySlot.get(`${layer.name}:${slotName(column)} ${host.id}`);
    return slots === undefined ? '_' : slots.ends.map((end) => (end.role === '' ? '*' : escapeValue(end.role))).join(';');
  }

  #slotTargets(layer: Layer, column: string, host: ExchangeSpan): string {
    const slots = this.#bySlot.get(`${layer.name}:${slotName(column)} ${host.id}`);
    if (slots === undefined) return '*';
    return slots.ends.map((end) => {
      const number = this.#numbers.get(end.target);
      return `${this.#rowsOf.get(end.target)?.[0]?.id ?? ''}${number === undefined ? '' : `[${number}]`}`;
    }).join(';');
  }

  #relationCells(row: RowToBe, layer: Layer): string[] {
    const targets = [...row.spans.filter((span) => this.#rowsOf.get(span.id)?.[0] === row).map((span) => span.id), tokenName(row.start, row.end)];
    const relations = targets.flatMap((target) => this.#byTarget.get(`${layer.name} ${target}`) ?? []);
    if (relations.length === 0) return layer.columns.map(() => '_');
    return layer.columns.map((column, index) => relations.map((relation) => (
      index === layer.columns.length - 1 ? this.#sourceOf(relation) : printValue(toFeatures(relation, 'label').get(column) ?? null))).join('|'));
  }

  #sourceOf(relation: ExchangeRelation): string {
    const [from = '', to = ''] = relation.ends.map((end) => end.target);
    const row = this.#rowsOf.get(from)?.[0] ?? this.#rows.token(from);
    const [source, target] = [this.#numbers.get(from) ?? 0, this.#numbers.get(to) ?? 0];
    return `${row?.id ?? ''}${source + target === 0 ? '' : `[${source}_${target}]`}`;
  }

  #lose(code: LossCode, item: string, detail: string): void {
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

function keptNumber(span: ExchangeSpan): number {
  const kept = span.kept['tsv'];
  return isObject(kept) && typeof kept['number'] === 'number' ? kept['number'] : 0;
}
