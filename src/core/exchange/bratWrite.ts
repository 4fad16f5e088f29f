import type { Span } from '../model';
import type { Data, ExchangeDocument, ExchangeRelation, ExchangeSpan, Loss, LossCode, Reference, TextFile, Write, Writer } from './model';
import { writeAll } from './model';
import { BratLabels } from './bratConf';
import { corpusEntity } from './entities';
import { placeData } from './extension';
import { isList } from './json';
import { safeId } from './names';
import { offsetMap, type OffsetMap } from './units';

/** The knowledge base of a corpus's own entities, and the notes that hold its links to other documents. */
export const ownBase = 'Seedmark';
export const linkNote = 'SeedmarkLink';

/** What ends a line for brat, which reads `.ann` files with Python's `readlines`. */
// oxlint-disable-next-line no-control-regex -- Python breaks lines at these
const lineBreaks = /[\n\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]+/u;

/** `DOC.txt` and `DOC.ann` for each document. Offsets are code points, as brat's server counts. */
export const writeBrat: Write = (documents) => writeAll(beginBrat, documents);

/** As documents come; at the end the configuration, where there is none, for what came from elsewhere. */
export function beginBrat(): Writer {
  const labels = new BratLabels();
  let isConfigured = false;
  return {
    add: (documents) => {
      const files: TextFile[] = [];
      const losses: Loss[] = [];
      for (const document of documents) {
        const writer = new BratWriter(document);
        const name = safeId(document.id);
        const conf = document.kept['bratConf'];
        if (typeof conf === 'string') {
          isConfigured = true;
          files.push({ name: `${name.slice(0, name.lastIndexOf('/') + 1)}annotation.conf`, text: conf });
        }
        if (!('brat' in document.kept) && document.spans.length > 0) labels.add(document);
        if (document.text !== null) files.push({ name: `${name}.txt`, text: document.text });
        files.push({ name: `${name}.ann`, text: writer.write() });
        for (const loss of writer.losses) losses.push(loss);
      }
      return { files, losses };
    },
    end: () => ({ files: isConfigured || labels.isEmpty ? [] : [{ name: 'annotation.conf', text: labels.conf() }], losses: [] }),
  };
}

class BratWriter {
  readonly losses: Loss[] = [];
  private readonly map: OffsetMap;
  private readonly lines = new Map<string, string>();
  private readonly ids: ReadonlyMap<string, string>;
  private readonly taken: Set<string>;
  private readonly counts = new Map<string, number>();

  constructor(private readonly document: ExchangeDocument) {
    this.map = offsetMap(document.text ?? '', document.text === null ? 'utf-16' : 'code-points');
    this.taken = takenIds(document);
    this.ids = this.bratIds();
  }

  write(): string {
    for (const span of this.document.spans) this.writeSpan(span);
    for (const relation of this.document.relations) this.writeRelation(relation);
    this.writeClusters();
    for (const note of this.document.notes) this.writeNote(note.id, note.label, note.target, note.text);
    this.loseRest();
    return this.inOrder().map((line) => `${line}\n`).join('');
  }

  /** Lines in the order of the source first, then what is new. */
  private inOrder(): string[] {
    const kept = this.document.kept['brat'];
    const lines: string[] = [];
    for (const entry of isList(kept) ? kept : []) {
      if (typeof entry !== 'string') continue;
      const line = this.lines.get(entry);
      if (line !== undefined) lines.push(line);
      else if (/\s/.test(entry)) lines.push(entry);
      this.lines.delete(entry);
    }
    return [...lines, ...this.lines.values()];
  }

  private writeSpan(span: ExchangeSpan): void {
    const id = this.ids.get(span.id) ?? span.id;
    const label = span.kept['bratLabel'] === span.label ? span.label : this.name(span.label === '' ? 'Span' : span.label, span.id);
    // what was quoted otherwise than the text says comes out as it came
    const fragments = this.document.text === null || span.quote !== undefined ? span.fragments : this.written(span);
    const offsets = fragments.map(({ start, end }) => `${this.map.fromUtf16(start)} ${this.map.fromUtf16(end)}`).join(';');
    const quote = span.quote ?? fragments.map(({ start, end }) => (this.document.text ?? '').slice(start, end)).join(' ');
    this.lines.set(id, `${id}\t${label} ${offsets}\t${span.quote === undefined ? quote.split(lineBreaks).join(' ').replaceAll('\t', ' ') : quote.split(lineBreaks).join(' ')}`);
    this.writeFeatures(span, id);
    if (span.layer !== undefined) this.lose('layer', span.id, span.layer);
  }

  /** Split at line ends, with the blanks at the edges left out, because a quote holds no line end. */
  private written(span: ExchangeSpan): Span[] {
    const pieces = span.fragments.flatMap((fragment) => piecesOf(this.document.text ?? '', fragment));
    return pieces.length === 0 ? span.fragments.slice(0, 1) : pieces;
  }

  private writeRelation(relation: ExchangeRelation): void {
    const id = this.ids.get(relation.id);
    if (id === undefined) return;
    const label = this.name(relation.label === '' ? 'Relation' : relation.label, relation.id);
    const isForeign = relation.ends.some((end) => end.document !== undefined);
    if (isForeign) return this.writeElsewhere(relation, label);
    const roles = id.startsWith('R') ? argumentRoles(relation) : eventRoles(relation);
    const tail = typeof relation.kept['bratTail'] === 'string' ? `\t${relation.kept['bratTail']}` : '';
    const ends = relation.ends.map((end, index) => `${this.name(roles[index] ?? 'Arg', relation.id)}:${this.target(end.target)}`);
    if (id.startsWith('*')) this.lines.set(id, `*\t${label} ${relation.ends.map((end) => this.target(end.target)).join(' ')}`);
    else if (id.startsWith('R')) this.lines.set(id, `${id}\t${label} ${ends.join(' ')}${tail}`);
    else this.lines.set(id, `${id}\t${[relation.trigger === '' ? label : `${label}:${this.target(relation.trigger ?? '')}`, ...ends].join(' ')}${relation.kept['bratBlank'] === true ? ' ' : ''}${tail}`);
    this.writeFeatures(relation, id);
  }

  /** A link to another document as a note on the span that it starts from, for Seedmark to read again. */
  private writeElsewhere(relation: ExchangeRelation, label: string): void {
    const [from, to] = relation.ends;
    const isLink = relation.ends.length === 2 && relation.trigger === undefined && from?.document === undefined;
    if (from === undefined || to?.place === undefined || to.document === undefined || !isLink) return this.lose('cross-document', relation.id, label);
    const said = { relation: relation.label, from: from.role, to: to.role, article: to.document, target: to.target, place: placeData(to.place), ...(relation.note === undefined ? {} : { note: relation.note }) };
    this.writeNote(this.next('#'), linkNote, from.target, JSON.stringify(said));
    this.lose('aside', relation.id, `cross-document ${label}`);
  }

  private writeFeatures(item: ExchangeSpan | ExchangeRelation, id: string): void {
    for (const attribute of item.attributes) {
      if (attribute.value === null) continue;
      const attributeId = attribute.id !== undefined && /^[AM]\S*$/.test(attribute.id) ? attribute.id : this.next('A');
      const value = attribute.value === true ? '' : ` ${this.plain(attribute.value, item.id)}`;
      this.lines.set(attributeId, `${attributeId}\t${this.name(attribute.name, item.id)} ${id}${value}`);
    }
    for (const reference of item.references) this.writeReference(reference, id);
    const entity = 'cluster' in item && item.cluster !== undefined ? corpusEntity(item.cluster) : undefined;
    if (entity !== undefined) this.writeReference({ base: ownBase, key: entity, ...(typeof item.kept['entityName'] === 'string' ? { label: item.kept['entityName'] } : {}) }, id);
    if (item.note !== undefined) this.writeNote(this.next('#'), 'AnnotatorNotes', item.id, item.note);
    if (item.annotator !== undefined) this.lose('annotator', item.id, item.annotator);
  }

  private writeReference(reference: Reference, target: string): void {
    const id = reference.id !== undefined && reference.id.startsWith('N') ? reference.id : this.next('N');
    const base = reference.base === '' ? 'URI' : reference.base.replace(/[\s:]+/g, '_');
    this.lines.set(id, `${id}\tReference ${target} ${base}:${reference.key.replace(/\s+/g, '_')}\t${(reference.label ?? '').split(/\s+/).join(' ')}`);
  }

  private writeNote(id: string, label: string, target: string, text: string): void {
    const own = id.startsWith('#') ? id : this.next('#');
    const oneLine = text.split(lineBreaks).join(' ');
    if (oneLine !== text) this.lose('value-changed', id, 'line break in a note');
    this.lines.set(own, `${own}\t${[this.name(label === '' ? 'AnnotatorNotes' : label, id), ...(target === '' ? [] : [this.target(target)])].join(' ')}\t${oneLine}`);
  }

  /** Spans of one cluster are equivalent; those of an entity of the corpus are by its id. */
  private writeClusters(): void {
    const clusters = new Map<string, ExchangeSpan[]>();
    for (const span of this.document.spans) {
      if (span.cluster === undefined || corpusEntity(span.cluster) !== undefined) continue;
      clusters.set(span.cluster, [...clusters.get(span.cluster) ?? [], span]);
    }
    for (const [cluster, members] of clusters) {
      if (members.length > 1) this.lines.set(`*cluster ${cluster}`, `*\tEquiv ${members.map((span) => this.target(span.id)).join(' ')}`);
    }
  }

  private loseRest(): void {
    if (this.document.text === null) this.lose('text-missing', '', '');
    if (Object.keys(this.document.metadata).length > 0) this.lose('metadata', '', Object.keys(this.document.metadata).join(' '));
  }

  /** A name without blanks, which brat would take for the end of it. */
  private name(name: string, item: string): string {
    const written = name.replace(/\s+/g, '_');
    if (written !== name) this.lose('label-changed', item, name);
    return written;
  }

  private plain(value: Data, item: string): string {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const oneLine = text.split(lineBreaks).join(' ').replaceAll('\t', ' ');
    if (oneLine !== text) this.lose('value-changed', item, text.slice(0, 100));
    return oneLine;
  }

  private target(id: string): string {
    return this.ids.get(id) ?? id;
  }

  private next(letter: string): string {
    let number = (this.counts.get(letter) ?? 0) + 1;
    while (this.taken.has(`${letter}${number}`)) number++;
    this.counts.set(letter, number);
    this.taken.add(`${letter}${number}`);
    return `${letter}${number}`;
  }

  /** brat's own ids stay; every other item gets a free one of its letter. */
  private bratIds(): Map<string, string> {
    const ids = new Map<string, string>();
    for (const span of this.document.spans) ids.set(span.id, /^T\S*$/.test(span.id) ? span.id : this.next('T'));
    for (const relation of this.document.relations) {
      const letter = letterOf(relation);
      ids.set(relation.id, new RegExp(`^\\${letter}\\S*$`).test(relation.id) ? relation.id : this.next(letter));
    }
    return ids;
  }

  private lose(code: LossCode, item: string, detail: string): void {
    this.losses.push({ code, document: this.document.id, item, detail });
  }
}

/** `R` with two ends; `E` with a trigger or any other number of ends; `*` where the ends have no roles and no direction. */
function letterOf(relation: ExchangeRelation): string {
  if (relation.id.startsWith('*')) return '*';
  return relation.trigger === undefined && relation.ends.length === 2 ? 'R' : 'E';
}

/** brat wants two different roles. */
function argumentRoles(relation: ExchangeRelation): string[] {
  const [one = '', other = ''] = relation.ends.map((end) => end.role);
  return one === '' || other === '' || one === other ? ['Arg1', 'Arg2'] : [one, other];
}

/** A role that comes again gets a number: `Theme`, `Theme2`. */
function eventRoles(relation: ExchangeRelation): string[] {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return relation.ends.map(({ role }) => {
    const base = role === '' ? 'Arg' : role;
    let count = (counts.get(base) ?? 0) + 1;
    while (seen.has(numbered(base, count))) count++;
    counts.set(base, count);
    seen.add(numbered(base, count));
    return numbered(base, count);
  });
}

function numbered(role: string, count: number): string {
  return count === 1 ? role : `${role}${count}`;
}

function takenIds(document: ExchangeDocument): Set<string> {
  const items = [...document.spans, ...document.relations];
  return new Set([
    ...items.map((item) => item.id), ...document.notes.map((note) => note.id),
    ...items.flatMap((item) => [...item.attributes, ...item.references].map((each) => each.id ?? '')),
  ]);
}

function piecesOf(text: string, fragment: Span): Span[] {
  const pieces: Span[] = [];
  let start = fragment.start;
  for (const line of text.slice(fragment.start, fragment.end).split(new RegExp(`(${lineBreaks.source})`, 'u'))) {
    const trimmed = line.trim();
    const from = start + line.indexOf(trimmed);
    const isWhole = line.length === fragment.end - fragment.start;
    if (isWhole) pieces.push(fragment);
    else if (trimmed !== '') pieces.push({ start: from, end: from + trimmed.length });
    start += line.length;
  }
  return pieces;
}

