import type {
  Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, ExchangeToken, OffsetReport, Reading, RelationEnd, TextFile,
} from './model';
import { fromFeatures, tokenName } from './layers';
import { linesOf, withoutMark } from './lines';
import { safeId, withoutEnding } from './names';
import { splitUnescaped, stackOf, unescapeValue, valueOf } from './webannoTsvCells';
import { anyLayer, isTargetColumn, parseHeader, printLayer, slotName, type Layer } from './webannoTsvLayers';
import { isToken, textIn, type Row } from './webannoTsvText';

/** WebAnno TSV 3.x, one document a file. Text between sentences is not in the file: it becomes blanks. */
export function readWebannoTsv(files: readonly TextFile[]): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  const offsets: OffsetReport[] = [];
  for (const file of files) {
    const reader = new TsvReader(file);
    const document = reader.read();
    if (document !== null) documents.push(document);
    for (const problem of reader.problems) problems.push(problem);
    offsets.push(...reader.offsets);
  }
  return { documents, problems, offsets };
}

/** A span while its rows are read. */
interface OpenSpan {
  readonly key: string;
  readonly layer: string;
  readonly disambiguation: number;
  readonly chain?: readonly [chain: number, link: number];
  start: number;
  end: number;
  readonly features: Map<string, Data>;
}

/** A pointer to a span: the row that it starts on, and its number where there are several. */
interface Pointer {
  readonly row: string;
  readonly number: number;
  readonly layer: string;
}

interface OpenRelation {
  readonly line: number;
  readonly layer: string;
  readonly trigger: string | null;
  readonly ends: readonly (Pointer & { readonly role: string })[];
  readonly features: readonly (readonly [string, Data])[];
  readonly label: string | null;
}

class TsvReader {
  readonly problems: ExchangeProblem[] = [];
  readonly offsets: OffsetReport[] = [];
  readonly #spans = new Map<string, OpenSpan>();
  /** Under `layer row number`, and under `row number` for slots that take any layer. */
  readonly #pointed = new Map<string, string>();
  readonly #relations: OpenRelation[] = [];
  readonly #tokens = new Map<string, string>();
  /** Slots already read: a host of several tokens repeats them on each. */
  readonly #slots = new Set<string>();
  #isSparse = false;
  /** Whether values hold `_` and `*` without a backslash, as GUM's do. */
  #isBare = false;

  constructor(private readonly file: TextFile) {}

  read(): ExchangeDocument | null {
    const lines = [...linesOf(withoutMark(this.file.text))];
    const header = parseHeader(lines);
    if (header === null) {
      this.#problem(1, 'header-missing', { expected: '#FORMAT=WebAnno TSV 3' });
      return null;
    }
    const { text, sentences, ...report } = textIn(lines.slice(header.length), (line, code, data) => this.#problem(line, code, data));
    this.offsets.push({ file: this.file.name, ...report });
    for (const sentence of sentences) for (const row of sentence.rows) this.#readRow(row, header.layers);
    return {
      id: safeId(withoutEnding(this.file.name)), text, metadata: {}, spans: this.#finishedSpans(), relations: this.#finishedRelations(), notes: [],
      tokens: sentences.flatMap((sentence) => sentence.rows.filter(isToken).map(({ start, end }): ExchangeToken => ({ start, end }))),
      sentences: sentences.map(({ span, kept }) => ({ start: span.start, end: span.end, kept })),
      kept: { tsv: { version: header.version, extra: header.extra, layers: header.layers.map(printLayer), ...(this.#isSparse ? { sparse: true } : {}), ...(this.#isBare ? { bare: true } : {}) } },
    };
  }

  #readRow(row: Row, layers: readonly Layer[]): void {
    this.#tokens.set(row.id, tokenName(row.start, row.end));
    const width = layers.reduce((sum, layer) => sum + layer.columns.length, 0);
    if (row.cells.length !== width) return this.#problem(row.line, 'line-malformed', { columns: row.cells.length, expected: width });
    let from = 0;
    for (const layer of layers) {
      const cells = layer.columns.map((_, index) => row.cells[from + index] ?? '_');
      if (layer.kind === 'SP') this.#readSpans(row, layer, cells);
      else if (layer.kind === 'RL') this.#readRelations(row, layer, cells);
      else this.#readChains(row, layer, cells);
      from += layer.columns.length;
    }
  }

  /** The annotations of one layer on one row: the values with the same number, or in the same place of the stack. */
  #readSpans(row: Row, layer: Layer, cells: readonly string[]): void {
    const groups = new Map<string, OpenSpan>();
    const sizes: number[] = [];
    for (const [index, column] of layer.columns.entries()) {
      if (isTargetColumn(layer, index)) continue;
      const values = stackOf(cells[index] ?? '_');
      sizes.push(values.length);
      for (const [place, value] of values.entries()) {
        const key = value.number > 0 ? `${value.number}` : `#${place}`;
        const span = groups.get(key) ?? this.#openSpan(row, layer.name, value.number, place);
        groups.set(key, span);
        if (value.raw.length > 1 && /(?<!\\)[_*]/.test(value.raw)) this.#isBare = true;
        if (column.startsWith('ROLE_')) this.#readSlots(row, layer, index, { host: span.key, roles: value.raw, targets: splitUnescaped(cells[index + 1] ?? '', '|')[place] ?? '' });
        else if (column !== '' && !span.features.has(column)) span.features.set(column, value.value);
      }
    }
    if (groups.size > 0 && sizes.some((size) => size < groups.size)) this.#isSparse = true;
  }

  #openSpan(row: Row, layer: string, number: number, place: number, chain?: readonly [number, number]): OpenSpan {
    const key = spanKey(row, layer, number, place, chain);
    const known = this.#spans.get(key);
    if (known === undefined) {
      const span: OpenSpan = { key, layer, disambiguation: number, start: row.start, end: row.end, features: new Map(), ...(chain === undefined ? {} : { chain }) };
      this.#spans.set(key, span);
      this.#point(row.id, layer, number, key);
      return span;
    }
    known.start = Math.min(known.start, row.start);
    known.end = Math.max(known.end, row.end);
    this.#point(row.id, layer, number, key);
    return known;
  }

  #point(row: string, layer: string, number: number, key: string): void {
    for (const pointer of [`${layer} ${row} ${number}`, `${anyLayer} ${row} ${number}`, `${layer} ${number === 0 ? row : ''} ${number}`]) {
      if (!this.#pointed.has(pointer)) this.#pointed.set(pointer, key);
    }
  }

  #readSlots(row: Row, layer: Layer, index: number, slot: { readonly host: string; readonly roles: string; readonly targets: string }): void {
    const seen = `${slot.host} ${index}`;
    const targets = splitUnescaped(slot.targets, ';');
    if (this.#slots.has(seen) || slot.roles === '_' || slot.targets === '*' || slot.targets === '') return;
    this.#slots.add(seen);
    const ends = splitUnescaped(slot.roles, ';').map((role, place) => Object.assign(pointerOf(targets[place] ?? '', layer.columns[index + 1] ?? anyLayer), { role: role === '*' ? '' : unescapeValue(role) }));
    this.#relations.push({ line: row.line, layer: slotLayer(layer, index), trigger: slot.host, ends, features: [], label: slotName(layer.columns[index] ?? '') });
  }

  #readRelations(row: Row, layer: Layer, cells: readonly string[]): void {
    const last = layer.columns.length - 1;
    if ((cells[last] ?? '_') === '_') return;
    const columns = cells.slice(0, last).map((cell) => splitUnescaped(cell, '|'));
    for (const [place, pointer] of splitUnescaped(cells[last] ?? '', '|').entries()) {
      const match = /^([\d.-]+)(?:\[(\d+)_(\d+)\])?$/.exec(pointer);
      if (match === null) {
        this.#problem(row.line, 'line-malformed', { text: pointer.slice(0, 100) });
        continue;
      }
      const base = layer.base ?? anyLayer;
      const ends = [
        { role: 'Governor', row: match[1] ?? '', number: Number(match[2] ?? 0), layer: base },
        { role: 'Dependent', row: row.id, number: Number(match[3] ?? 0), layer: base },
      ];
      const features = layer.columns.slice(0, last).map((name, index) => [name, valueOf(columns[index]?.[place] ?? '*')] as const).filter(([name]) => name !== '');
      this.#relations.push({ line: row.line, layer: layer.name, trigger: null, ends, features, label: null });
    }
  }

  /** `relation->CHAIN-LINK` in one column, `type[CHAIN]` in the other. */
  #readChains(row: Row, layer: Layer, cells: readonly string[]): void {
    if ((cells[0] ?? '_') === '_') return;
    const types = stackOf(cells[1] ?? '_');
    for (const [place, link] of splitUnescaped(cells[0] ?? '', '|').entries()) {
      const match = /^(.*)->(\d+)-(\d+)$/s.exec(link);
      if (match === null) {
        this.#problem(row.line, 'line-malformed', { text: link.slice(0, 100) });
        continue;
      }
      const span = this.#openSpan(row, layer.name, 0, place, [Number(match[2]), Number(match[3])]);
      span.features.set(layer.columns[0] ?? '', valueOf(match[1] ?? '*'));
      span.features.set(layer.columns[1] ?? '', types[place]?.value ?? null);
    }
  }

  #finishedSpans(): ExchangeSpan[] {
    return [...this.#spans.values()].map((span) => {
      const own = { id: span.key, layer: span.layer, fragments: [{ start: span.start, end: span.end }] };
      const cluster = span.chain === undefined ? {} : { cluster: `${span.layer}-${span.chain[0]}` };
      const features = fromFeatures(span.layer, [...span.features]);
      return Object.assign(own, cluster, features, { kept: Object.assign(features.kept, keptOf(span)) });
    });
  }

  /** What is not there is told; a relation without one of its two ends is left out, slots without any. */
  #finishedRelations(): ExchangeRelation[] {
    return this.#relations.flatMap((relation, index): ExchangeRelation[] => {
      const features = fromFeatures(relation.layer, relation.features);
      const ends = relation.ends.map((end) => this.#endOf(end, relation.line)).filter((end) => end !== undefined);
      return ends.length < (relation.trigger === null ? relation.ends.length : 1) ? [] : [{
        id: `r${index + 1}`, label: relation.label ?? features.label, layer: relation.layer, references: features.references, attributes: features.attributes,
        ends, ...(relation.trigger === null ? {} : { trigger: relation.trigger }), kept: features.kept,
      }];
    });
  }

  #endOf(end: Pointer & { readonly role: string }, line: number): RelationEnd | undefined {
    const target = this.#pointed.get(`${end.layer} ${end.row} ${end.number}`) ?? this.#pointed.get(`${end.layer} ${end.number === 0 ? end.row : ''} ${end.number}`);
    if (target !== undefined) return { role: end.role, target };
    const token = this.#tokens.get(end.row);
    if (token !== undefined && end.layer.endsWith('.Token')) return { role: end.role, target: token };
    this.#problem(line, 'target-unknown', { target: end.row, number: end.number });
    return undefined;
  }

  #problem(line: number, code: ExchangeProblem['code'], data: ExchangeProblem['data']): void {
    this.problems.push({ file: this.file.name, line, code, data });
  }
}

function keptOf(span: OpenSpan): DataObject {
  if (span.chain !== undefined) return { tsv: { chain: span.chain[0], link: span.chain[1] } };
  return span.disambiguation === 0 ? {} : { tsv: { number: span.disambiguation } };
}

function pointerOf(text: string, layer: string): Pointer {
  const match = /^([\d.-]+)(?:\[(\d+)\])?$/.exec(text);
  return { row: match?.[1] ?? text, number: Number(match?.[2] ?? 0), layer };
}

function spanKey(row: Row, layer: string, number: number, place: number, chain: readonly [number, number] | undefined): string {
  if (chain !== undefined) return `${layer} ${chain[0]}>${chain[1]}`;
  return number > 0 ? `${layer} [${number}]` : `${layer} ${row.id}${place > 0 ? ` #${place}` : ''}`;
}

function slotLayer(layer: Layer, index: number): string {
  return `${layer.name}:${slotName(layer.columns[index] ?? '')}`;
}
