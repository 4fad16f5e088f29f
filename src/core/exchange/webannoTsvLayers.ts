import { entityLayer, relationLayer, toFeatures } from './layers';
import type { Line } from './lines';
import type { ExchangeRelation, ExchangeSpan } from './model';

/** What stands for every layer: of targets that are of several. */
export const anyLayer = 'uima.tcas.Annotation';

/** A layer of the header: spans, relations or chains. */
export interface Layer {
  readonly kind: 'SP' | 'RL' | 'CH';
  readonly name: string;
  /** One for each column of the rows: a feature, `''` for a layer without, `ROLE_…` and its target, `BT_…` last for relations. */
  readonly columns: readonly string[];
  /** The layer that relations connect. */
  readonly base?: string;
}

export interface Header {
  /** How many lines it has. */
  readonly length: number;
  readonly version: string;
  readonly layers: readonly Layer[];
  /** Lines that are none of the format. */
  readonly extra: readonly string[];
}

/** `null` where the first line is not the format's. */
export function parseHeader(lines: readonly Line[]): Header | null {
  const version = /^#FORMAT=WebAnno TSV (3(?:\.\d+)?)\s*$/.exec(lines[0]?.text ?? '')?.[1];
  if (version === undefined) return null;
  const layers: Layer[] = [];
  const extra: string[] = [];
  let length = 1;
  for (const { text } of lines.slice(1)) {
    if (!text.startsWith('#') || text.startsWith('#Text=') || text.startsWith('#Sentence.id=')) break;
    length++;
    const match = /^#T_(SP|RL|CH)=([^|]+)\|?(.*)$/.exec(text);
    if (match === null) extra.push(text);
    else layers.push(layerOf(match[1] ?? '', match[2] ?? '', match[3] ?? ''));
  }
  return { length, version, layers, extra };
}

function layerOf(kind: string, name: string, rest: string): Layer {
  const columns = rest.split('|');
  if (kind !== 'RL') return { kind: kind === 'CH' ? 'CH' : 'SP', name, columns };
  const base = columns.at(-1)?.replace(/^BT_/, '') ?? '';
  return { kind: 'RL', name, columns: columns.length < 2 ? ['', ...columns] : columns, base };
}

export function printLayer(layer: Layer): string {
  return `#T_${layer.kind}=${layer.name}|${layer.columns.join('|')}`;
}

/** Whether a column says the targets of the slot before it. */
export function isTargetColumn(layer: Layer, index: number): boolean {
  return layer.columns[index - 1]?.startsWith('ROLE_') === true;
}

/** `links` of the column `ROLE_webanno.custom.Host:links_webanno.custom.Link`. */
export function slotName(column: string): string {
  return /:([^_]+)_/.exec(column)?.[1] ?? '';
}

interface LayerToBe extends Layer {
  readonly columns: string[];
}

/** The layers of a header to be: those that a document came with, and what its annotations need beyond them. */
export class LayersToBe {
  readonly #layers: LayerToBe[];

  constructor(layers: readonly Layer[]) {
    this.#layers = layers.map((layer) => Object.assign({}, layer, { columns: Array.from(layer.columns) }));
  }

  get all(): readonly Layer[] {
    return this.#layers;
  }

  /** Makes sure of the layer of a span, and of a column for each of its features. */
  addSpan(span: ExchangeSpan): void {
    const layer = this.#spanLayer(span.layer ?? entityLayer);
    for (const [feature, value] of toFeatures(span, 'value')) {
      if (value !== null && !layer.columns.includes(feature)) layer.columns.push(feature);
    }
    if (layer.columns.length > 1 && layer.columns[0] === '') layer.columns.shift();
  }

  /** Makes sure of a layer of chains. */
  addChain(name: string): void {
    if (this.#layers.some((layer) => layer.kind === 'CH' && layer.name === name)) return;
    this.#layers.push({ kind: 'CH', name, columns: ['referenceRelation', 'referenceType'] });
  }

  /** Makes sure of the layer of a relation between things on `base`, and of its features. Gives its name; `undefined` if one of its name connects other things. */
  addRelation(relation: ExchangeRelation, base: string): string | undefined {
    const name = relation.layer ?? relationLayer;
    const known = this.#layers.find((layer) => layer.kind === 'RL' && layer.name === name);
    if (known !== undefined && known.base !== base && known.base !== anyLayer) return undefined;
    const layer = known ?? { kind: 'RL' as const, name, columns: [`BT_${base}`], base };
    if (known === undefined) this.#layers.push(layer);
    for (const feature of toFeatures(relation, 'label').keys()) if (!layer.columns.includes(feature)) layer.columns.splice(-1, 0, feature);
    if (layer.columns.length === 1) layer.columns.unshift('');
    return name;
  }

  /** Makes sure of the two columns of a slot whose targets are on these layers. Answers whether it takes targets of any layer. */
  addSlot(host: string, feature: string, targets: ReadonlySet<string>): boolean {
    const layer = this.#spanLayer(host);
    const at = layer.columns.findIndex((column) => column.startsWith('ROLE_') && slotName(column) === feature);
    const [only = anyLayer] = targets.size === 1 ? targets : [];
    if (at < 0) {
      if (layer.columns[0] === '') layer.columns.shift();
      layer.columns.push(`ROLE_${host}:${feature}_${host}Link`, only);
      return only === anyLayer;
    }
    if (layer.columns[at + 1] !== only) layer.columns[at + 1] = anyLayer;
    return layer.columns[at + 1] === anyLayer;
  }

  /** A new one goes before the layers of other kinds. */
  #spanLayer(name: string): LayerToBe {
    const known = this.#layers.find((layer) => layer.kind === 'SP' && layer.name === name);
    if (known !== undefined) return known;
    const layer: LayerToBe = { kind: 'SP', name, columns: name === entityLayer ? ['identifier', 'value'] : [''] };
    const first = this.#layers.findIndex((each) => each.kind !== 'SP');
    this.#layers.splice(first < 0 ? this.#layers.length : first, 0, layer);
    return layer;
  }
}
