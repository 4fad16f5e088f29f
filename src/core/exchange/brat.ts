import type { Span } from '../model';
import type {
  Data, DataObject, ExchangeAttribute, ExchangeDocument, ExchangeNote, ExchangeProblem, ExchangeProblemCode, ExchangeRelation, ExchangeSpan,
  OffsetReport, Reading, Reference, RelationEnd, TextFile,
} from './model';
import { linkNote, ownBase } from './bratWrite';
import { corpusCluster } from './entities';
import { placeFrom } from './extension';
import { isObject, parseJson, stringOf } from './json';
import { linesOf, withoutMark } from './lines';
import { endingOf, safeId, withoutEnding } from './names';
import { chooseUnit, offsetMap, offsetUnits, sameButSpace, toUtf16 } from './units';

/** Where annotations are in brat standoff: `.ann`, and the read-only endings of the older shared tasks. */
const annotationEndings = new Set(['.ann', '.a1', '.a2', '.co', '.rel']);

/**
 * brat standoff: `DOC.txt` beside `DOC.ann`. An `annotation.conf` is kept with the first document of its folder; `bratConf.ts` reads it.
 * The order of the lines, and lines that mean nothing, are kept under the document's `brat`.
 */
export function readBrat(files: readonly TextFile[]): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  const offsets: OffsetReport[] = [];
  const confs = files.filter((file) => /(?:^|\/)annotation\.conf$/.test(file.name));
  for (const [base, parts] of pairs(files)) {
    const reader = new BratReader(base, parts.text);
    for (const file of parts.annotations) reader.read(file);
    documents.push(withConf(reader.finish(), base, confs));
    for (const problem of reader.problems) problems.push(problem);
    offsets.push(...reader.offsets);
  }
  return { documents, problems, offsets };
}

/** Takes the configuration of a folder from the list, so that only one document keeps it. */
function withConf(document: ExchangeDocument, base: string, confs: TextFile[]): ExchangeDocument {
  const folder = base.slice(0, base.lastIndexOf('/') + 1);
  const index = confs.findIndex((file) => file.name === `${folder}annotation.conf`);
  const [conf] = index < 0 ? [] : confs.splice(index, 1);
  return conf === undefined ? document : { ...document, kept: { ...document.kept, bratConf: conf.text } };
}

interface Parts {
  text: TextFile | null;
  readonly annotations: TextFile[];
}

function pairs(files: readonly TextFile[]): Map<string, Parts> {
  const bases = new Map<string, Parts>();
  for (const file of files) {
    const ending = endingOf(file.name);
    const isText = ending === '.txt';
    if (!isText && !annotationEndings.has(ending)) continue;
    const base = withoutEnding(file.name);
    const parts = bases.get(base) ?? { text: null, annotations: [] };
    if (isText) parts.text = file;
    else parts.annotations.push(file);
    bases.set(base, parts);
  }
  return bases;
}

/** A T line before its offsets are understood. */
interface RawSpan {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly label: string;
  readonly fragments: readonly Span[];
  readonly quote: string | null;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly raw: string;
}

/** An attribute or reference on its way to what it is on. */
interface Feature<F> {
  readonly target: string;
  readonly feature: F;
  readonly place: Place;
}

/** Collects the lines of one document; T lines wait for the unit of the whole file. */
class BratReader {
  readonly problems: ExchangeProblem[] = [];
  readonly offsets: OffsetReport[] = [];
  private readonly raws: RawSpan[] = [];
  private readonly relations: ExchangeRelation[] = [];
  private readonly attributes: Feature<ExchangeAttribute>[] = [];
  private readonly references: Feature<Reference>[] = [];
  private readonly notes: ExchangeNote[] = [];
  private readonly ids = new Set<string>();
  /** The ids of the items, or lines that are none, in the order of the file. */
  private readonly order: string[] = [];
  private readonly places = new Map<string, number>();
  /** The line of each relation. */
  private readonly lines = new Map<string, Place>();
  private equivalences = 0;

  constructor(private readonly base: string, private readonly textFile: TextFile | null) {}

  read(file: TextFile): void {
    for (const { number, text } of linesOf(withoutMark(file.text))) {
      if (text.trim() !== '') this.readLine({ file: file.name, line: number, raw: text });
    }
  }

  finish(): ExchangeDocument {
    const text = this.countedText();
    const spans = text === null ? this.spansWithoutText() : this.spansOf(text);
    const items = new Set([...spans.map((span) => span.id), ...this.relations.map((relation) => relation.id)]);
    const attributes = this.attached(this.attributes, items);
    const references = this.attached(this.references, items);
    const featuresOf = (id: string): Pick<ExchangeSpan, 'attributes' | 'references'> =>
      ({ attributes: attributes.get(id) ?? [], references: references.get(id) ?? [] });
    for (const relation of this.relations) this.checkEnds(relation, items);
    return {
      id: safeId(this.base), text, metadata: {}, notes: this.notes,
      spans: spans.map((span) => withEntity(Object.assign(span, featuresOf(span.id)))),
      relations: this.relations.map((relation) => Object.assign(relation, featuresOf(relation.id))),
      kept: this.order.length === 0 ? {} : { brat: this.order },
    };
  }

  /** The text as the offsets count it: with its byte order mark unless more quotes are right without. */
  private countedText(): string | null {
    const text = this.textFile?.text ?? null;
    if (text === null || withoutMark(text) === text) return text;
    const [marked, bare] = [text, withoutMark(text)].map((each) => chooseUnit([{ text: each, claims: this.raws }], offsetUnits).matched);
    return (bare ?? 0) > (marked ?? 0) ? withoutMark(text) : text;
  }

  /** Tells what a relation ends at that is not there; the line comes out again as it is. */
  private checkEnds({ id, ends, trigger = '' }: ExchangeRelation, items: ReadonlySet<string>): void {
    const place = this.lines.get(id);
    for (const target of [trigger, ...ends.filter((end) => end.document === undefined).map((end) => end.target)]) {
      if (place !== undefined && target !== '' && !items.has(target)) this.problem(place, 'target-unknown', { id, target });
    }
  }

  private readLine(place: Place): void {
    const id = /^(\*|[^\s\d]\S*)(?=[\t ])/.exec(place.raw)?.[1] ?? '';
    const [head = '', ...tails] = place.raw.slice(id.length).trimStart().split('\t');
    if (id !== '*' && this.ids.has(id)) return this.reject(place, 'id-duplicate', { id });
    const isRead = this.readItem(id, head, tails, place);
    if (!isRead) return this.reject(place, 'line-malformed', { text: place.raw.slice(0, 200) });
    this.ids.add(id);
    this.lines.set(id === '*' ? `*${this.equivalences}` : id, place);
  }

  private readItem(id: string, head: string, tails: readonly string[], place: Place): boolean {
    const tail = tails.join('\t');
    switch (id.charAt(0)) {
      case 'T': return this.readText(id, head, tails.length > 0 ? tail : null, place);
      case 'R': return this.readRelation(id, head, tails.length > 0 ? { bratTail: tail } : {});
      case 'E': return this.readEvent(id, head, { ...(tails.length > 0 ? { bratTail: tail } : {}), ...(head.endsWith(' ') ? { bratBlank: true } : {}) });
      case 'A':
      case 'M': return this.readAttribute(id, head, place);
      case 'N': return this.readReference(id, head, tail, place);
      case '#': return this.readNote(id, head, tail);
      case '*': return this.readEquivalence(head);
      default: return false;
    }
  }

  private readText(id: string, head: string, quote: string | null, place: Place): boolean {
    const [first = '', ...others] = head.split(';');
    const match = /^\d{1,9} \d{1,9}$/.exec(first.slice(startOfLastTwo(first)));
    const label = first.slice(0, startOfLastTwo(first)).trimEnd();
    if (match === null || label === '' || others.some((pair) => !/^\d{1,9} \d{1,9}$/.test(pair))) return false;
    const fragments = [match[0], ...others].map((pair) => {
      const [start = '', end = ''] = pair.split(' ');
      return { start: Number(start), end: Number(end) };
    });
    if (/\s/.test(label)) this.problem(place, 'label-invalid', { label });
    this.raws.push({ file: place.file, line: place.line, id, label, fragments, quote });
    return this.keepPlace(id);
  }

  private readRelation(id: string, head: string, kept: DataObject): boolean {
    const [label = '', ...words] = head.trim().split(/ +/);
    const ends = words.map(endOf);
    const known = ends.filter((end) => end !== undefined);
    return label !== '' && known.length === 2 && ends.length === 2 && this.addRelation({ id, label, ends: known, kept });
  }

  private readEvent(id: string, head: string, kept: DataObject): boolean {
    const [name = '', ...words] = head.trim().split(/ +/);
    const { role: label, target: trigger } = endOf(name) ?? { role: name.replace(/:$/, ''), target: '' };
    const ends = words.map(endOf).filter((end) => end !== undefined);
    return label !== '' && ends.length === words.length && this.addRelation({ id, label, ends, trigger, kept });
  }

  private addRelation(relation: Omit<ExchangeRelation, 'references' | 'attributes'>): boolean {
    this.relations.push({ ...relation, references: [], attributes: [] });
    return this.keepPlace(relation.id);
  }

  private readAttribute(id: string, head: string, place: Place): boolean {
    const [name = '', target = ''] = head.split(' ', 2);
    if (name === '' || target === '') return false;
    const value = head.slice(name.length + target.length + 2).trim();
    this.attributes.push({ target, feature: { id, name, value: value === '' ? true : value }, place });
    return this.keepPlace(id);
  }

  /** `Reference T1 Wikidata:Q567`, or of BioNLP 2013 `Reference Annotation:T1 Referent:Wikidata:Q567`. */
  private readReference(id: string, head: string, label: string, place: Place): boolean {
    const [kind = '', onto = '', what = '', ...rest] = head.trim().split(/ +/);
    const end = endOf(what.replace(/^Referent:/, ''));
    if (kind !== 'Reference' || end === undefined || rest.length > 0) return false;
    const reference = { id, base: end.role === 'URI' ? '' : end.role, key: end.target, ...(label === '' ? {} : { label }) };
    this.references.push({ target: onto.replace(/^Annotation:/, ''), feature: reference, place });
    return this.keepPlace(id);
  }

  private readNote(id: string, head: string, text: string): boolean {
    const [label = '', target = '', ...rest] = head.trim().split(/ +/);
    if (label === '' || rest.length > 0) return false;
    const link = label === linkNote ? linkFrom(id, target, text) : undefined;
    if (link !== undefined) return this.addRelation(link);
    this.notes.push({ id, label, target, text });
    return this.keepPlace(id);
  }

  private readEquivalence(head: string): boolean {
    const [label = '', ...members] = head.trim().split(/ +/);
    if (members.length < 2) return false;
    this.equivalences++;
    return this.addRelation({ id: `*${this.equivalences}`, label, ends: members.map((target) => ({ role: '', target })), kept: {} });
  }

  private spansWithoutText(): ExchangeSpan[] {
    if (this.raws.length > 0) this.problems.push({ file: `${this.base}.ann`, line: 1, code: 'text-missing', data: { expected: `${this.base}.txt` } });
    return this.raws.map((raw) => ({ ...emptySpan(raw), fragments: raw.fragments, quote: raw.quote ?? '' }));
  }

  private spansOf(text: string): ExchangeSpan[] {
    const choice = chooseUnit([{ text, claims: this.raws }], offsetUnits);
    const file = this.raws[0]?.file;
    if (file !== undefined) this.offsets.push({ ...choice, file });
    const map = offsetMap(text, choice.unit);
    const spans: ExchangeSpan[] = [];
    for (const raw of this.raws) {
      const fragments = toUtf16(map, raw.fragments);
      if (fragments === undefined) this.unplaced(raw);
      else spans.push(this.placed(raw, mergedOverLines(text, fragments), text));
    }
    return spans;
  }

  private placed(raw: RawSpan, fragments: readonly Span[], text: string): ExchangeSpan {
    const covered = fragments.map((fragment) => text.slice(fragment.start, fragment.end)).join(' ');
    const span = { ...emptySpan(raw), fragments };
    if (raw.quote === null || sameButSpace(covered, raw.quote)) return span;
    this.problems.push({ file: raw.file, line: raw.line, code: 'quote-differs', data: { id: raw.id, quote: raw.quote, text: covered.slice(0, 200) } });
    return { ...span, quote: raw.quote };
  }

  private unplaced(raw: RawSpan): void {
    this.problems.push({ file: raw.file, line: raw.line, code: 'offset-invalid', data: { id: raw.id, offsets: offsetsText(raw.fragments) } });
    this.replaceInOrder(raw.id, `${raw.id}\t${raw.label} ${offsetsText(raw.fragments)}${raw.quote === null ? '' : `\t${raw.quote}`}`);
  }

  /** What is on each item; what is on none stays as a line. */
  private attached<F extends { readonly id?: string }>(features: readonly Feature<F>[], items: ReadonlySet<string>): Map<string, F[]> {
    const byTarget = new Map<string, F[]>();
    for (const { target, feature, place } of features) {
      const list = byTarget.get(target) ?? [];
      if (items.has(target)) byTarget.set(target, list);
      else this.leaveAsLine(place, feature.id ?? '', target);
      list.push(feature);
    }
    return byTarget;
  }

  private leaveAsLine(place: Place, id: string, target: string): void {
    this.problem(place, 'target-unknown', { id, target });
    this.replaceInOrder(id, place.raw);
  }

  private replaceInOrder(id: string, line: string): void {
    const index = this.places.get(id);
    if (index !== undefined) this.order[index] = line;
  }

  private keepPlace(id: string): true {
    this.places.set(id, this.order.length);
    this.order.push(id);
    return true;
  }

  private reject(place: Place, code: ExchangeProblemCode, data: Readonly<Record<string, string | number>>): void {
    this.problem(place, code, data);
    this.order.push(place.raw);
  }

  private problem(place: Place, code: ExchangeProblemCode, data: Readonly<Record<string, string | number>>): void {
    this.problems.push({ file: place.file, line: place.line, code, data });
  }
}

/** `Theme:T1`; the role ends at the first colon. `undefined` for anything else. */
function endOf(word: string): RelationEnd | undefined {
  const colon = word.indexOf(':');
  return colon <= 0 || colon === word.length - 1 ? undefined : { role: word.slice(0, colon), target: word.slice(colon + 1) };
}

/** Where the last two words of `Person 2 15` start: 7. */
function startOfLastTwo(text: string): number {
  const last = text.lastIndexOf(' ');
  return last < 0 ? 0 : text.lastIndexOf(' ', last - 1) + 1;
}

/** A link to another document, out of the note that Seedmark wrote it in. */
function linkFrom(id: string, target: string, text: string): Omit<ExchangeRelation, 'references' | 'attributes'> | undefined {
  const parsed = parseJson(text);
  const said = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  const [document, place] = [stringOf(said['article']), placeFrom(said['place'])];
  if (document === '' || place === undefined) return undefined;
  const ends: RelationEnd[] = [{ role: stringOf(said['from']), target }, { role: stringOf(said['to']), target: stringOf(said['target']), document, place }];
  return { id, label: stringOf(said['relation']), ends, kept: {}, ...(typeof said['note'] === 'string' ? { note: said['note'] } : {}) };
}

/** The reference to an entity of a corpus is what the span means, and none to a knowledge base. */
function withEntity(span: ExchangeSpan): ExchangeSpan {
  const own = span.references.find(({ base }) => base === ownBase);
  if (own === undefined) return span;
  return {
    ...span, cluster: corpusCluster(own.key), references: span.references.filter((reference) => reference !== own),
    kept: { ...span.kept, ...(own.label === undefined ? {} : { entityName: own.label }) },
  };
}

function emptySpan(raw: RawSpan): Omit<ExchangeSpan, 'fragments'> {
  const kept: Record<string, Data> = {};
  // a label that brat itself would refuse comes out as it came
  if (/\s/.test(raw.label)) kept['bratLabel'] = raw.label;
  return { id: raw.id, label: raw.label, references: [], attributes: [], kept };
}

function offsetsText(fragments: readonly Span[]): string {
  return fragments.map((fragment) => `${fragment.start} ${fragment.end}`).join(';');
}

/** brat splits a span at line ends: two pieces with nothing but a line end and blanks between them are one. */
function mergedOverLines(text: string, fragments: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const fragment of fragments) {
    const last = merged.at(-1);
    const between = last === undefined || last.end > fragment.start ? '' : text.slice(last.end, fragment.start);
    if (last !== undefined && /^\s*[\n\r]\s*$/.test(between)) merged[merged.length - 1] = { start: last.start, end: fragment.end };
    else merged.push(fragment);
  }
  return merged;
}
