import type { Data, DataObject, ExchangeDocument, ExchangeProblem, ExchangeRelation, ExchangeSpan, OffsetReport, Reading, RelationEnd, TextFile } from './model';
import { isList, isObject, objectsOf, stringOf } from './json';
import { jsonRecords, type JsonRecord, type JsonRecords } from './jsonRecords';
import { endingOf, safeId, uniqueIds, withoutEnding } from './names';
import { chooseUnit, offsetMap, sameButSpace, type OffsetMap, type OffsetUnit } from './units';
import { clusterOf, labelOf, noteOf, referencesOf, tagsOf } from './webBody';
import { claimsOf, nearest, targetOf, type Selection, type Target } from './webTarget';

/** The standard says code points; what browsers write is UTF-16. */
const units: readonly OffsetUnit[] = ['code-points', 'utf-16', 'utf-8', 'graphemes'];

interface Annotation {
  readonly from: JsonRecord;
  readonly index: number;
  readonly object: DataObject;
  readonly id: string;
  readonly targets: readonly Target[];
}

/**
 * W3C Web Annotations as JSON-LD: one, an array, a page or a collection. Texts are found among the `.txt` files by the target's source.
 * An annotation on several annotations is a relation between them.
 */
export function readWebAnnotations(files: readonly TextFile[]): Reading {
  const texts = new Map(files.filter((file) => endingOf(file.name) === '.txt').map((file) => [withoutEnding(safeId(file.name)), file.text]));
  const documents: ExchangeDocument[] = [];
  const problems: ExchangeProblem[] = [];
  const offsets: OffsetReport[] = [];
  for (const file of files.filter((each) => endingOf(each.name) !== '.txt')) {
    const parsed = jsonRecords(file);
    for (const problem of parsed.problems) problems.push(problem);
    const annotations = parsed.records.flatMap((record) => annotationsIn(record)).map(([record, object], index) => annotationOf(record, object, index));
    const reader = new FileReader(file, annotations, texts);
    for (const document of reader.documents()) documents.push(fromFile(document, parsed));
    for (const problem of reader.problems) problems.push(problem);
    offsets.push(...reader.offsets);
  }
  return { documents, problems, offsets };
}

/** What the targets of a file are in, as it says. */
export function sourcesIn(file: TextFile): string[] {
  const annotations = jsonRecords(file).records.flatMap((record) => annotationsIn(record));
  return [...new Set(annotations.flatMap(([record, object], index) => annotationOf(record, object, index).targets.map(({ source }) => source)))];
}

/** The document with what its file is beyond the annotations: its shape, and the page that they stand in. */
function fromFile(document: ExchangeDocument, { records, shape }: JsonRecords): ExchangeDocument {
  const [only] = records;
  const page = only !== undefined && records.length === 1 && isObject(only.value) ? withItems(only.value, []) : undefined;
  return { ...document, kept: { w3c: { ...(isObject(document.kept['w3c']) ? document.kept['w3c'] : {}), shape, ...(page === undefined ? {} : { page }) } } };
}

/** A page, or the first page of a collection, with other annotations; `undefined` for what is neither. */
export function withItems(value: DataObject, items: readonly Data[]): DataObject | undefined {
  const key = ['items', 'rows'].find((each) => isList(value[each]));
  if (key !== undefined) return { ...value, [key]: items };
  const first = isObject(value['first']) ? withItems(value['first'], items) : undefined;
  return first === undefined ? undefined : { ...value, first };
}

/** The annotations of a record, which may be a page or a collection of them. */
function annotationsIn(record: JsonRecord): [JsonRecord, DataObject][] {
  const { value } = record;
  if (!isObject(value)) return [];
  const first = value['first'];
  const lists = [value['items'], value['rows'], isObject(first) ? first['items'] : undefined].filter(isList);
  const objects = lists.length === 0 ? [value] : lists.flatMap((list) => objectsOf(list));
  return objects.map((object) => [record, object]);
}

function annotationOf(from: JsonRecord, object: DataObject, index: number): Annotation {
  return { from, object, index, id: stringOf(object['id'] ?? object['@id']) || `annotation-${index + 1}`, targets: (isList(object['target']) ? object['target'] : [object['target'] ?? null]).map(targetOf) };
}

/** A target that points at a place in a text. */
interface Mark {
  readonly annotation: Annotation;
  readonly target: Target;
  readonly spanId: string;
}

class FileReader {
  readonly problems: ExchangeProblem[] = [];
  readonly offsets: OffsetReport[] = [];
  private readonly bySource = new Map<string, Mark[]>();
  private readonly relations = new Map<string, ExchangeRelation[]>();
  /** Which document each annotation is in. */
  private readonly homes = new Map<string, string>();
  /** Annotations that are neither, to come out as they came. */
  private readonly others: { readonly index: number; readonly value: DataObject }[] = [];

  constructor(private readonly file: TextFile, annotations: readonly Annotation[], private readonly texts: ReadonlyMap<string, string>) {
    const known = new Set(annotations.map((annotation) => annotation.id));
    const unique = uniqueIds();
    for (const annotation of annotations) if (!isRelation(annotation, known)) this.sortMarks(annotation, unique);
    for (const annotation of annotations) if (isRelation(annotation, known)) this.addRelation(annotation);
  }

  documents(): ExchangeDocument[] {
    const all = [...this.bySource.values()].flat();
    const unit = this.unitOf(all);
    if (this.bySource.size === 0) this.bySource.set('', []);
    const isOne = this.bySource.size === 1;
    return [...this.bySource].map(([source, marks], index) => {
      const text = this.textOf(source);
      if (text === null && marks.length > 0) this.problems.push({ file: this.file.name, line: marks[0]?.annotation.from.line ?? 1, code: 'text-missing', data: { expected: source } });
      const map = text === null ? null : offsetMap(text, unit);
      return {
        id: this.idOf(source), text, metadata: {}, spans: marks.map((mark) => this.spanOf(mark, text, map)), relations: this.relations.get(source) ?? [], notes: [],
        kept: { w3c: { file: this.file.name, unit, source, ...(index === 0 ? { others: this.others } : {}), ...(isOne ? {} : { several: true }) } },
      };
    });
  }

  private sortMarks(annotation: Annotation, unique: (id: string) => string): void {
    const marked = annotation.targets.filter((target) => target.isSupported);
    if (marked.length === 0) {
      this.others.push({ index: annotation.index, value: annotation.object });
      this.problem(annotation, 'selector-unsupported', {});
    }
    for (const target of marked) {
      const marks = this.bySource.get(target.source) ?? [];
      marks.push({ annotation, target, spanId: unique(annotation.id) });
      this.bySource.set(target.source, marks);
      if (!this.homes.has(annotation.id)) this.homes.set(annotation.id, target.source);
    }
  }

  private addRelation(annotation: Annotation): void {
    const home = this.homes.get(annotation.targets[0]?.id ?? '') ?? [...this.bySource.keys()][0] ?? '';
    const list = this.relations.get(home) ?? [];
    list.push({
      id: annotation.id, label: labelOf(annotation.object), references: [], attributes: tagsOf(annotation.object),
      ends: annotation.targets.map((target, index) => this.endOf(annotation, target, index, home)),
      ...noteOf(annotation.object), kept: { w3c: annotation.object, index: annotation.index },
    });
    this.relations.set(home, list);
  }

  /** An annotation by its id, or a place by its selectors: of another text, or a passage of this one. */
  private endOf(annotation: Annotation, target: Target, index: number, home: string): RelationEnd {
    const role = index === 0 ? 'from' : 'to';
    if (!target.isSupported) {
      const source = this.homes.get(target.id);
      return { role, target: target.id, ...(source === undefined || source === home ? {} : { document: this.idOf(source) }) };
    }
    const text = this.textOf(target.source);
    const unit = text === null ? undefined : chooseUnit([{ text, claims: claimsOf(target) }], units).unit;
    const [place] = text === null || unit === undefined ? [] : this.placed(annotation, target.selection, text, offsetMap(text, unit)).fragments;
    const name = `${annotation.id}-${role}`;
    if (text === null || place === undefined) {
      this.problem(annotation, text === null ? 'text-missing' : 'target-unknown', { expected: target.source });
      return { role, target: name, document: this.idOf(target.source) };
    }
    const map = offsetMap(text, 'code-points');
    const around = { before: text.slice(Math.max(0, place.start - 32), place.start), after: text.slice(place.end, place.end + 32) };
    return { role, target: name, document: this.idOf(target.source), place: { span: place, at: [map.fromUtf16(place.start), map.fromUtf16(place.end)], quote: text.slice(place.start, place.end), ...around } };
  }

  private spanOf({ annotation, target, spanId }: Mark, text: string | null, map: OffsetMap | null): ExchangeSpan {
    const span = text === null || map === null ? this.claimed(annotation, target.selection) : this.placed(annotation, target.selection, text, map);
    const creator = annotation.object['creator'];
    const annotator = isObject(creator) ? stringOf(creator['id']) || stringOf(creator['name']) : stringOf(creator);
    const [first] = span.fragments;
    return {
      id: spanId, label: labelOf(annotation.object), references: referencesOf(annotation.object), attributes: tagsOf(annotation.object).filter(({ name }) => name !== 'cluster'), ...clusterOf(annotation.object), ...span,
      ...noteOf(annotation.object), ...(annotator === '' ? {} : { annotator }),
      kept: { w3c: annotation.object, index: annotation.index, at: first === undefined ? [] : [first.start, first.end], ...(annotation.targets.length > 1 ? { target: annotation.targets.indexOf(target) } : {}) },
    };
  }

  /** Without the text there is nothing to check but the length of the quote. */
  private claimed(annotation: Annotation, { position, quote }: Selection): Pick<ExchangeSpan, 'fragments' | 'quote'> {
    const length = position === null ? -1 : position.end - position.start;
    if (position !== null && quote !== null && length !== quote.length && length !== Array.from(quote).length) this.problem(annotation, 'quote-differs', { quote: quote.slice(0, 200), length });
    return { fragments: position === null ? [] : [position], quote: quote ?? '' };
  }

  /** The quote is the truth and the position a hint: where they differ, the nearest place with the quote is taken. */
  private placed(annotation: Annotation, selection: Selection, text: string, map: OffsetMap): Pick<ExchangeSpan, 'fragments' | 'quote'> {
    const start = selection.position === null ? undefined : map.toUtf16(selection.position.start);
    const end = selection.position === null ? undefined : map.toUtf16(selection.position.end);
    const { quote } = selection;
    if (start !== undefined && end !== undefined && (quote === null || sameButSpace(text.slice(start, end), quote))) return { fragments: [{ start, end }] };
    const found = quote === null ? -1 : nearest(text, selection, start ?? 0);
    if (selection.position !== null) this.problem(annotation, quote === null ? 'offset-invalid' : 'quote-differs', { quote: (quote ?? '').slice(0, 200), start: selection.position.start });
    else if (found < 0) this.problem(annotation, 'quote-differs', { quote: (quote ?? '').slice(0, 200) });
    return found < 0 ? { fragments: start !== undefined && end !== undefined ? [{ start, end }] : [], quote: quote ?? '' } : { fragments: [{ start: found, end: found + (quote ?? '').length }] };
  }

  private unitOf(marks: readonly Mark[]): OffsetUnit {
    const groups = [...this.bySource].flatMap(([source, own]) => {
      const text = this.textOf(source);
      return text === null ? [] : [{ text, claims: own.flatMap(({ target: { selection } }) => (selection.position === null ? [] : [{ fragments: [selection.position], quote: selection.quote }])) }];
    });
    const choice = chooseUnit(groups, units);
    if (groups.length > 0 && marks.length > 0) this.offsets.push({ ...choice, file: this.file.name });
    return choice.unit;
  }

  private textOf(source: string): string | null {
    return this.texts.get(withoutEnding(safeId(source))) ?? this.texts.get(withoutEnding(safeId(this.file.name))) ?? null;
  }

  private idOf(source: string): string {
    return source === '' ? safeId(withoutEnding(this.file.name)) : withoutEnding(safeId(source));
  }

  private problem(annotation: Annotation, code: ExchangeProblem['code'], data: ExchangeProblem['data']): void {
    this.problems.push({ file: this.file.name, line: annotation.from.line, code, data: { id: annotation.id, ...data } });
  }
}

/** Several annotations as targets; or, where it says that it links, an annotation and places. */
function isRelation({ object, targets }: Annotation, known: ReadonlySet<string>): boolean {
  const isKnown = (target: Target): boolean => !target.isSupported && known.has(target.id);
  if (targets.length < 2) return false;
  return targets.every(isKnown) || (object['motivation'] === 'linking' && targets.some(isKnown) && targets.every((target) => target.isSupported || isKnown(target)));
}
