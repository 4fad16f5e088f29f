import type { Span } from '../model';
import type {
  Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, ExchangeToken, OffsetReport, Reading, RelationEnd, TextFile,
} from './model';
import { fromFeatures, tokenName } from './layers';
import { linesOf, withoutMark, type Line } from './lines';
import { safeId, withoutEnding } from './names';
import { parseHeader, printLayer, splitUnescaped, unescapeText, unescapeValue, type Layer } from './webannoTsvLayers';
import { chooseUnit, offsetMap, type OffsetUnit } from './units';

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

/** A token or part of one: a row. */
interface Unit extends Span {
  readonly line: number;
  /** `1-2`, or `1-2.1` for a part of a token. */
  readonly id: string;
  readonly text: string;
  readonly cells: readonly string[];
}

interface RawSentence {
  readonly comments: readonly string[];
  readonly text: string;
  readonly id: string | null;
  readonly units: readonly Unit[];
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

/** A pointer to a span: the unit that it starts on, and its number where there are several. */
interface Pointer {
  readonly unit: string;
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

const anyLayer = 'uima.tcas.Annotation';

class TsvReader {
  readonly problems: ExchangeProblem[] = [];
  readonly offsets: OffsetReport[] = [];
  private readonly spans = new Map<string, OpenSpan>();
  /** Under `layer unit number`, and under `unit number` for slots that take any layer. */
  private readonly pointed = new Map<string, string>();
  private readonly relations: OpenRelation[] = [];
  private readonly tokens = new Map<string, string>();
  /** Slots already read: a host of several tokens repeats them on each. */
  private readonly slots = new Set<string>();
  private readonly unitIds = new Set<string>();
  /** Where the token before ends: they come in the order of the text. */
  private lastEnd = 0;
  private isSparse = false;
  /** Whether values hold `_` and `*` without a backslash, as GUM's do. */
  private isBare = false;

  constructor(private readonly file: TextFile) {}

  read(): ExchangeDocument | null {
    const lines = [...linesOf(withoutMark(this.file.text))];
    const header = parseHeader(lines);
    if (header === null) {
      this.problem(1, 'header-missing', { expected: '#FORMAT=WebAnno TSV 3' });
      return null;
    }
    const raw = this.sentencesIn(lines.slice(header.length));
    const { text, sentences } = this.textOf(raw);
    for (const sentence of sentences) for (const unit of sentence.units) this.readUnit(unit, header.layers);
    return {
      id: safeId(withoutEnding(this.file.name)), text, metadata: {}, spans: this.finishedSpans(), relations: this.finishedRelations(), notes: [],
      tokens: sentences.flatMap((sentence) => sentence.units.filter(isToken).map(({ start, end }): ExchangeToken => ({ start, end }))),
      sentences: sentences.map(({ span, kept }) => ({ start: span.start, end: span.end, kept })),
      kept: { tsv: { version: header.version, extra: header.extra, layers: header.layers.map(printLayer), ...(this.isSparse ? { sparse: true } : {}), ...(this.isBare ? { bare: true } : {}) } },
    };
  }

  private sentencesIn(lines: readonly Line[]): RawSentence[] {
    const sentences: RawSentence[] = [];
    let open: { comments: string[]; texts: string[]; id: string | null; units: Unit[] } | null = null;
    const close = (): void => {
      if (open !== null) sentences.push({ comments: open.comments, id: open.id, units: open.units, text: open.texts.join('\n') });
      open = null;
    };
    for (const { number, text } of lines) {
      if (text === '') close();
      if (text === '') continue;
      open ??= { comments: [], texts: [], id: null, units: [] };
      if (text.startsWith('#Text=')) open.texts.push(unescapeText(text.slice(6)));
      else if (text.startsWith('#Sentence.id=')) open.id = text.slice(13);
      else if (text.startsWith('#')) open.comments.push(text);
      else this.addUnit(text, number, open.units);
    }
    close();
    return sentences.filter((sentence) => sentence.units.length > 0 || sentence.text !== '');
  }

  private addUnit(text: string, line: number, units: Unit[]): void {
    const [id = '', offsets = '', token = '', ...cells] = text.split('\t');
    const match = /^(\d{1,9})-(\d{1,9})$/.exec(offsets);
    if (!/^\d+-\d+(?:\.\d+)?$/.test(id) || match === null) return this.problem(line, 'line-malformed', { text: text.slice(0, 200) });
    if (cells.at(-1) === '') cells.pop();
    if (this.unitIds.has(id)) return this.problem(line, 'id-duplicate', { id });
    if (!id.includes('.') && Number(match[1]) < this.lastEnd) return this.problem(line, 'offset-invalid', { offsets });
    this.unitIds.add(id);
    if (!id.includes('.')) this.lastEnd = Number(match[2]);
    units.push({ line, id, start: Number(match[1]), end: Number(match[2]), text: token, cells });
  }

  /** The text under the unit that explains most tokens: UTF-16 by the specification, code points from other tools. */
  private textOf(raw: readonly RawSentence[]): { text: string; sentences: readonly PlacedSentence[] } {
    const candidates: readonly OffsetUnit[] = ['utf-16', 'code-points'];
    const laid = candidates.map((unit) => layOut(raw, unit));
    const scored = laid.map((each) => chooseUnit([{ text: each.text, claims: claimsOf(raw) }], [each.unit]));
    const [one, other] = scored.map((score) => score.matched);
    const index = (other ?? 0) > (one ?? 0) ? 1 : 0;
    const best = laid[index] ?? { unit: 'utf-16', text: '', sentences: [] };
    this.offsets.push({ file: this.file.name, unit: best.unit, matched: scored[index]?.matched ?? 0, of: scored[index]?.of ?? 0, decisive: one !== other });
    return { text: best.text, sentences: this.placed(raw, best.text, best.unit, best.sentences) };
  }

  private placed(raw: readonly RawSentence[], text: string, unit: OffsetUnit, spans: readonly Span[]): PlacedSentence[] {
    const map = offsetMap(text, unit);
    return raw.map((sentence, index) => {
      const units = sentence.units.flatMap((each) => {
        const [start, end] = [map.toUtf16(each.start), map.toUtf16(each.end)];
        if (start === undefined || end === undefined || end < start) {
          this.problem(each.line, 'offset-invalid', { offsets: `${each.start}-${each.end}` });
          return [];
        }
        if (text.slice(start, end) !== each.text) this.problem(each.line, 'token-differs', { token: each.text, text: text.slice(start, end).slice(0, 100) });
        return [Object.assign({}, each, { start, end })];
      });
      return { span: spans[index] ?? { start: 0, end: 0 }, units, kept: { ...(sentence.id === null ? {} : { id: sentence.id }), ...(sentence.comments.length === 0 ? {} : { comments: sentence.comments }) } };
    });
  }

  private readUnit(unit: Unit, layers: readonly Layer[]): void {
    this.tokens.set(unit.id, tokenName(unit.start, unit.end));
    const width = layers.reduce((sum, layer) => sum + layer.columns.length, 0);
    if (unit.cells.length !== width) return this.problem(unit.line, 'line-malformed', { columns: unit.cells.length, expected: width });
    let from = 0;
    for (const layer of layers) {
      const cells = layer.columns.map((_, index) => unit.cells[from + index] ?? '_');
      if (layer.kind === 'SP') this.readSpans(unit, layer, cells);
      else if (layer.kind === 'RL') this.readRelations(unit, layer, cells);
      else this.readChains(unit, layer, cells);
      from += layer.columns.length;
    }
  }

  /** The annotations of one layer on one unit: the values with the same number, or in the same place of the stack. */
  private readSpans(unit: Unit, layer: Layer, cells: readonly string[]): void {
    const groups = new Map<string, OpenSpan>();
    const sizes: number[] = [];
    for (const [index, column] of layer.columns.entries()) {
      if (isTargetColumn(layer, index)) continue;
      const values = stackOf(cells[index] ?? '_');
      sizes.push(values.length);
      for (const [place, value] of values.entries()) {
        const key = value.number > 0 ? `${value.number}` : `#${place}`;
        const span = groups.get(key) ?? this.openSpan(unit, layer.name, value.number, place);
        groups.set(key, span);
        if (value.raw.length > 1 && /(?<!\\)[_*]/.test(value.raw)) this.isBare = true;
        if (column.startsWith('ROLE_')) this.readSlots(unit, layer, index, { host: span.key, roles: value.raw, targets: splitUnescaped(cells[index + 1] ?? '', '|')[place] ?? '' });
        else if (column !== '' && !span.features.has(column)) span.features.set(column, value.value);
      }
    }
    if (groups.size > 0 && sizes.some((size) => size < groups.size)) this.isSparse = true;
  }

  private openSpan(unit: Unit, layer: string, number: number, place: number, chain?: readonly [number, number]): OpenSpan {
    const key = spanKey(unit, layer, number, place, chain);
    const known = this.spans.get(key);
    if (known === undefined) {
      const span: OpenSpan = { key, layer, disambiguation: number, start: unit.start, end: unit.end, features: new Map(), ...(chain === undefined ? {} : { chain }) };
      this.spans.set(key, span);
      this.point(unit.id, layer, number, key);
      return span;
    }
    known.start = Math.min(known.start, unit.start);
    known.end = Math.max(known.end, unit.end);
    this.point(unit.id, layer, number, key);
    return known;
  }

  private point(unit: string, layer: string, number: number, key: string): void {
    for (const pointer of [`${layer} ${unit} ${number}`, `${anyLayer} ${unit} ${number}`, `${layer} ${number === 0 ? unit : ''} ${number}`]) {
      if (!this.pointed.has(pointer)) this.pointed.set(pointer, key);
    }
  }

  private readSlots(unit: Unit, layer: Layer, index: number, slot: { readonly host: string; readonly roles: string; readonly targets: string }): void {
    const seen = `${slot.host} ${index}`;
    const targets = splitUnescaped(slot.targets, ';');
    if (this.slots.has(seen) || slot.roles === '_' || slot.targets === '*' || slot.targets === '') return;
    this.slots.add(seen);
    const ends = splitUnescaped(slot.roles, ';').map((role, place) => Object.assign(pointerOf(targets[place] ?? '', layer.columns[index + 1] ?? anyLayer), { role: role === '*' ? '' : unescapeValue(role) }));
    this.relations.push({ line: unit.line, layer: slotLayer(layer, index), trigger: slot.host, ends, features: [], label: slotName(layer, index) });
  }

  private readRelations(unit: Unit, layer: Layer, cells: readonly string[]): void {
    const last = layer.columns.length - 1;
    if ((cells[last] ?? '_') === '_') return;
    const columns = cells.slice(0, last).map((cell) => splitUnescaped(cell, '|'));
    for (const [place, pointer] of splitUnescaped(cells[last] ?? '', '|').entries()) {
      const match = /^([\d.-]+)(?:\[(\d+)_(\d+)\])?$/.exec(pointer);
      if (match === null) {
        this.problem(unit.line, 'line-malformed', { text: pointer.slice(0, 100) });
        continue;
      }
      const base = layer.base ?? anyLayer;
      const ends = [
        { role: 'Governor', unit: match[1] ?? '', number: Number(match[2] ?? 0), layer: base },
        { role: 'Dependent', unit: unit.id, number: Number(match[3] ?? 0), layer: base },
      ];
      const features = layer.columns.slice(0, last).map((name, index) => [name, valueOf(columns[index]?.[place] ?? '*')] as const).filter(([name]) => name !== '');
      this.relations.push({ line: unit.line, layer: layer.name, trigger: null, ends, features, label: null });
    }
  }

  /** `relation->CHAIN-LINK` in one column, `type[CHAIN]` in the other. */
  private readChains(unit: Unit, layer: Layer, cells: readonly string[]): void {
    if ((cells[0] ?? '_') === '_') return;
    const types = stackOf(cells[1] ?? '_');
    for (const [place, link] of splitUnescaped(cells[0] ?? '', '|').entries()) {
      const match = /^(.*)->(\d+)-(\d+)$/s.exec(link);
      if (match === null) {
        this.problem(unit.line, 'line-malformed', { text: link.slice(0, 100) });
        continue;
      }
      const span = this.openSpan(unit, layer.name, 0, place, [Number(match[2]), Number(match[3])]);
      span.features.set(layer.columns[0] ?? '', valueOf(match[1] ?? '*'));
      span.features.set(layer.columns[1] ?? '', types[place]?.value ?? null);
    }
  }

  private finishedSpans(): ExchangeSpan[] {
    return [...this.spans.values()].map((span) => {
      const own = { id: span.key, layer: span.layer, fragments: [{ start: span.start, end: span.end }] };
      const cluster = span.chain === undefined ? {} : { cluster: `${span.layer}-${span.chain[0]}` };
      const features = fromFeatures(span.layer, [...span.features]);
      return Object.assign(own, cluster, features, { kept: Object.assign(features.kept, keptOf(span)) });
    });
  }

  /** What is not there is told; a relation without one of its two ends is left out, slots without any. */
  private finishedRelations(): ExchangeRelation[] {
    return this.relations.flatMap((relation, index): ExchangeRelation[] => {
      const features = fromFeatures(relation.layer, relation.features);
      const ends = relation.ends.map((end) => this.endOf(end, relation.line)).filter((end) => end !== undefined);
      return ends.length < (relation.trigger === null ? relation.ends.length : 1) ? [] : [{
        id: `r${index + 1}`, label: relation.label ?? features.label, layer: relation.layer, references: features.references, attributes: features.attributes,
        ends, ...(relation.trigger === null ? {} : { trigger: relation.trigger }), kept: features.kept,
      }];
    });
  }

  private endOf(end: Pointer & { readonly role: string }, line: number): RelationEnd | undefined {
    const target = this.pointed.get(`${end.layer} ${end.unit} ${end.number}`) ?? this.pointed.get(`${end.layer} ${end.number === 0 ? end.unit : ''} ${end.number}`);
    if (target !== undefined) return { role: end.role, target };
    const token = this.tokens.get(end.unit);
    if (token !== undefined && end.layer.endsWith('.Token')) return { role: end.role, target: token };
    this.problem(line, 'target-unknown', { target: end.unit, number: end.number });
    return undefined;
  }

  private problem(line: number, code: ExchangeProblem['code'], data: ExchangeProblem['data']): void {
    this.problems.push({ file: this.file.name, line, code, data });
  }
}

function keptOf(span: OpenSpan): DataObject {
  if (span.chain !== undefined) return { tsv: { chain: span.chain[0], link: span.chain[1] } };
  return span.disambiguation === 0 ? {} : { tsv: { number: span.disambiguation } };
}

interface PlacedSentence {
  readonly span: Span;
  readonly units: readonly Unit[];
  readonly kept: DataObject;
}

function isToken(unit: Unit): boolean {
  return !unit.id.includes('.');
}

function claimsOf(raw: readonly RawSentence[]): { fragments: Span[]; quote: string }[] {
  return raw.flatMap((sentence) => sentence.units.map((unit) => ({ fragments: [{ start: unit.start, end: unit.end }], quote: unit.text })));
}

/** Puts each sentence where its first token says, with blanks between: a space, or line ends where there is room for more. */
function layOut(raw: readonly RawSentence[], unit: OffsetUnit): { unit: OffsetUnit; text: string; sentences: Span[] } {
  const sentences: Span[] = [];
  let text = '';
  let length = 0;
  for (const sentence of raw) {
    const first = sentence.units[0];
    const lead = first === undefined ? 0 : Math.max(0, sentence.text.indexOf(first.text));
    const gap = first === undefined ? 1 : first.start - lead - length;
    const blank = blanks(Math.min(Math.max(0, gap), 1_000_000), text === '');
    const start = text.length + blank.length;
    text += blank + sentence.text;
    length += blank.length + (unit === 'code-points' ? Array.from(sentence.text).length : sentence.text.length);
    sentences.push({ start: start + lead, end: start + sentence.text.length });
  }
  return { unit, text, sentences };
}

function blanks(count: number, isFirst: boolean): string {
  return isFirst || count < 2 ? ' '.repeat(count) : '\n'.repeat(count);
}

interface Stacked {
  readonly raw: string;
  readonly value: Data;
  readonly number: number;
}

/** `PER[1]|*[2]`; `_` for nothing. */
function stackOf(cell: string): Stacked[] {
  if (cell === '_') return [];
  return splitUnescaped(cell, '|').map((part) => {
    const match = /^(.*)(?<!\\)\[(\d{1,9})\]$/s.exec(part);
    const raw = match?.[1] ?? part;
    return { raw, value: valueOf(raw), number: Number(match?.[2] ?? 0) };
  });
}

function valueOf(raw: string): Data {
  return raw === '*' || raw === '_' ? null : unescapeValue(raw);
}

function pointerOf(text: string, layer: string): Pointer {
  const match = /^([\d.-]+)(?:\[(\d+)\])?$/.exec(text);
  return { unit: match?.[1] ?? text, number: Number(match?.[2] ?? 0), layer };
}

function spanKey(unit: Unit, layer: string, number: number, place: number, chain: readonly [number, number] | undefined): string {
  if (chain !== undefined) return `${layer} ${chain[0]}>${chain[1]}`;
  return number > 0 ? `${layer} [${number}]` : `${layer} ${unit.id}${place > 0 ? ` #${place}` : ''}`;
}

function isTargetColumn(layer: Layer, index: number): boolean {
  return layer.columns[index - 1]?.startsWith('ROLE_') === true;
}

/** `links` of `ROLE_webanno.custom.Host:links_webanno.custom.Link`. */
function slotName(layer: Layer, index: number): string {
  return /:([^_]+)_/.exec(layer.columns[index] ?? '')?.[1] ?? '';
}

function slotLayer(layer: Layer, index: number): string {
  return `${layer.name}:${slotName(layer, index)}`;
}
