import type {
  DataObject, ExchangeAttribute, ExchangeDocument, ExchangeNote, ExchangeProblem, ExchangeProblemCode, ExchangeRelation, ExchangeSpan,
  OffsetReport, Reading, Reference, RelationEnd, TextFile,
} from './model';
import { documentsIn, type BratFiles } from './bratFiles';
import { lineOf, placeSpans, type PlacedSpans, type RawSpan } from './bratSpans';
import { linkNote, ownBase } from './bratWrite';
import { corpusCluster } from './entities';
import { placeFrom } from './extension';
import { isObject, parseJson, stringOf } from './json';
import { linesOf, withoutMark } from './lines';
import { safeId } from './names';

/**
 * brat standoff: `DOC.txt` beside `DOC.ann`. An `annotation.conf` is kept with the first document of its folder; `bratConf.ts` reads it.
 * The order of the lines, and lines that mean nothing, are kept under the document's `brat`.
 */
export function readBrat(files: readonly TextFile[]): Reading {
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  const offsets: OffsetReport[] = [];
  for (const document of documentsIn(files)) {
    const reader = new BratReader(document);
    for (const file of document.annotations) reader.read(file);
    documents.push(reader.finish());
    for (const problem of reader.problems) problems.push(problem);
    offsets.push(...reader.offsets);
  }
  return { documents, problems, offsets };
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
  readonly #raws: RawSpan[] = [];
  readonly #relations: ExchangeRelation[] = [];
  readonly #attributes: Feature<ExchangeAttribute>[] = [];
  readonly #references: Feature<Reference>[] = [];
  readonly #notes: ExchangeNote[] = [];
  readonly #ids = new Set<string>();
  /** The ids of the items, or lines that are none, in the order of the file. */
  readonly #order: string[] = [];
  readonly #places = new Map<string, number>();
  /** The line of each relation. */
  readonly #lines = new Map<string, Place>();
  #equivalences = 0;

  constructor(private readonly files: BratFiles) {}

  read(file: TextFile): void {
    for (const { number, text } of linesOf(withoutMark(file.text))) {
      if (text.trim() !== '') this.#readLine({ file: file.name, line: number, raw: text });
    }
  }

  finish(): ExchangeDocument {
    const { base, conf } = this.files;
    const { text, spans } = this.#placedSpans();
    const items = new Set([...spans.map((span) => span.id), ...this.#relations.map((relation) => relation.id)]);
    const attributes = this.#attached(this.#attributes, items);
    const references = this.#attached(this.#references, items);
    const featuresOf = (id: string): Pick<ExchangeSpan, 'attributes' | 'references'> =>
      ({ attributes: attributes.get(id) ?? [], references: references.get(id) ?? [] });
    for (const relation of this.#relations) this.#checkEnds(relation, items);
    return {
      id: safeId(base), text, metadata: {}, notes: this.#notes,
      spans: spans.map((span) => withEntity(Object.assign(span, featuresOf(span.id)))),
      relations: this.#relations.map((relation) => Object.assign(relation, featuresOf(relation.id))),
      kept: { ...(this.#order.length === 0 ? {} : { brat: this.#order }), ...(conf === undefined ? {} : { bratConf: conf.text }) },
    };
  }

  /** T lines with offsets that are none stay as lines. */
  #placedSpans(): PlacedSpans {
    const found = placeSpans(this.#raws, this.files.text?.text ?? null, this.files.base);
    for (const problem of found.problems) this.problems.push(problem);
    this.offsets.push(...found.offsets);
    for (const raw of found.unplaced) this.#replaceInOrder(raw.id, lineOf(raw));
    return found;
  }

  /** Tells what a relation ends at that is not there; the line comes out again as it is. */
  #checkEnds({ id, ends, trigger = '' }: ExchangeRelation, items: ReadonlySet<string>): void {
    const place = this.#lines.get(id);
    for (const target of [trigger, ...ends.filter((end) => end.document === undefined).map((end) => end.target)]) {
      if (place !== undefined && target !== '' && !items.has(target)) this.#problem(place, 'target-unknown', { id, target });
    }
  }

  #readLine(place: Place): void {
    const id = /^(\*|[^\s\d]\S*)(?=[\t ])/.exec(place.raw)?.[1] ?? '';
    const [head = '', ...tails] = place.raw.slice(id.length).trimStart().split('\t');
    if (id !== '*' && this.#ids.has(id)) return this.#reject(place, 'id-duplicate', { id });
    const isRead = this.#readItem(id, head, tails, place);
    if (!isRead) return this.#reject(place, 'line-malformed', { text: place.raw.slice(0, 200) });
    this.#ids.add(id);
    this.#lines.set(id === '*' ? `*${this.#equivalences}` : id, place);
  }

  #readItem(id: string, head: string, tails: readonly string[], place: Place): boolean {
    const tail = tails.join('\t');
    switch (id.charAt(0)) {
      case 'T': return this.#readText(id, head, tails.length > 0 ? tail : null, place);
      case 'R': return this.#readRelation(id, head, tails.length > 0 ? { bratTail: tail } : {});
      case 'E': return this.#readEvent(id, head, { ...(tails.length > 0 ? { bratTail: tail } : {}), ...(head.endsWith(' ') ? { bratBlank: true } : {}) });
      case 'A':
      case 'M': return this.#readAttribute(id, head, place);
      case 'N': return this.#readReference(id, head, tail, place);
      case '#': return this.#readNote(id, head, tail);
      case '*': return this.#readEquivalence(head);
      default: return false;
    }
  }

  #readText(id: string, head: string, quote: string | null, place: Place): boolean {
    const [first = '', ...others] = head.split(';');
    const match = /^\d{1,9} \d{1,9}$/.exec(first.slice(startOfLastTwo(first)));
    const label = first.slice(0, startOfLastTwo(first)).trimEnd();
    if (match === null || label === '' || others.some((pair) => !/^\d{1,9} \d{1,9}$/.test(pair))) return false;
    const fragments = [match[0], ...others].map((pair) => {
      const [start = '', end = ''] = pair.split(' ');
      return { start: Number(start), end: Number(end) };
    });
    if (/\s/.test(label)) this.#problem(place, 'label-invalid', { label });
    this.#raws.push({ file: place.file, line: place.line, id, label, fragments, quote });
    return this.#keepPlace(id);
  }

  #readRelation(id: string, head: string, kept: DataObject): boolean {
    const [label = '', ...words] = head.trim().split(/ +/);
    const ends = words.map(endOf);
    const known = ends.filter((end) => end !== undefined);
    return label !== '' && known.length === 2 && ends.length === 2 && this.#addRelation({ id, label, ends: known, kept });
  }

  #readEvent(id: string, head: string, kept: DataObject): boolean {
    const [name = '', ...words] = head.trim().split(/ +/);
    const { role: label, target: trigger } = endOf(name) ?? { role: name.replace(/:$/, ''), target: '' };
    const ends = words.map(endOf).filter((end) => end !== undefined);
    return label !== '' && ends.length === words.length && this.#addRelation({ id, label, ends, trigger, kept });
  }

  #addRelation(relation: Omit<ExchangeRelation, 'references' | 'attributes'>): boolean {
    this.#relations.push({ ...relation, references: [], attributes: [] });
    return this.#keepPlace(relation.id);
  }

  #readAttribute(id: string, head: string, place: Place): boolean {
    const [name = '', target = ''] = head.split(' ', 2);
    if (name === '' || target === '') return false;
    const value = head.slice(name.length + target.length + 2).trim();
    this.#attributes.push({ target, feature: { id, name, value: value === '' ? true : value }, place });
    return this.#keepPlace(id);
  }

  /** `Reference T1 Wikidata:Q567`, or of BioNLP 2013 `Reference Annotation:T1 Referent:Wikidata:Q567`. */
  #readReference(id: string, head: string, label: string, place: Place): boolean {
    const [kind = '', onto = '', what = '', ...rest] = head.trim().split(/ +/);
    const end = endOf(what.replace(/^Referent:/, ''));
    if (kind !== 'Reference' || end === undefined || rest.length > 0) return false;
    const reference = { id, base: end.role === 'URI' ? '' : end.role, key: end.target, ...(label === '' ? {} : { label }) };
    this.#references.push({ target: onto.replace(/^Annotation:/, ''), feature: reference, place });
    return this.#keepPlace(id);
  }

  #readNote(id: string, head: string, text: string): boolean {
    const [label = '', target = '', ...rest] = head.trim().split(/ +/);
    if (label === '' || rest.length > 0) return false;
    const link = label === linkNote ? linkFrom(id, target, text) : undefined;
    if (link !== undefined) return this.#addRelation(link);
    this.#notes.push({ id, label, target, text });
    return this.#keepPlace(id);
  }

  #readEquivalence(head: string): boolean {
    const [label = '', ...members] = head.trim().split(/ +/);
    if (members.length < 2) return false;
    this.#equivalences++;
    return this.#addRelation({ id: `*${this.#equivalences}`, label, ends: members.map((target) => ({ role: '', target })), kept: {} });
  }

  /** What is on each item; what is on none stays as a line. */
  #attached<F extends { readonly id?: string }>(features: readonly Feature<F>[], items: ReadonlySet<string>): Map<string, F[]> {
    const byTarget = new Map<string, F[]>();
    for (const { target, feature, place } of features) {
      const list = byTarget.get(target) ?? [];
      if (items.has(target)) byTarget.set(target, list);
      else this.#leaveAsLine(place, feature.id ?? '', target);
      list.push(feature);
    }
    return byTarget;
  }

  #leaveAsLine(place: Place, id: string, target: string): void {
    this.#problem(place, 'target-unknown', { id, target });
    this.#replaceInOrder(id, place.raw);
  }

  #replaceInOrder(id: string, line: string): void {
    const index = this.#places.get(id);
    if (index !== undefined) this.#order[index] = line;
  }

  #keepPlace(id: string): true {
    this.#places.set(id, this.#order.length);
    this.#order.push(id);
    return true;
  }

  #reject(place: Place, code: ExchangeProblemCode, data: Readonly<Record<string, string | number>>): void {
    this.#problem(place, code, data);
    this.#order.push(place.raw);
  }

  #problem(place: Place, code: ExchangeProblemCode, data: Readonly<Record<string, string | number>>): void {
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
