import type { Data, DataObject, EndPlace, ExchangeDocument, ExchangeRelation, ExchangeSpan, Loss, Reference, TextFile, Writing } from './model';
import { isList, isObject, stringOf, withValues } from './json';
import { JsonFiles } from './jsonFiles';
import { lossesOf, type Expressible } from './losses';
import { extentOf, quoteOf } from './model';
import { endingOf, safeId } from './names';
import { withItems } from './webAnnotation';
import { labelOf, noteOf } from './webBody';
import { offsetMap, type OffsetMap } from './units';

const expressible: Expressible = { fragments: true, zeroLength: true, attributes: true, references: true, cluster: true, note: true, annotator: true, events: false, notes: true, metadata: false, layers: false };

/** How many UTF-16 units of the text stand before and after a quote. */
const contextLength = 32;

/** Addresses of the knowledge bases that have one. */
const bases: ReadonlyMap<string, string> = new Map([['wikidata', 'http://www.wikidata.org/entity/'], ['wikipedia', 'https://en.wikipedia.org/wiki/']]);

/**
 * An array of annotations for each document beside its text, with quote and position selectors; positions in code points, as the standard says.
 * Annotations that came as such and were not changed come out as they came.
 */
export function writeWebAnnotations(documents: readonly ExchangeDocument[]): Writing {
  const files = new JsonFiles('.jsonld');
  const texts: TextFile[] = [];
  const losses: Loss[] = [];
  const byFile = new Map<string, { readonly index: number; readonly value: DataObject }[]>();
  for (const document of documents) {
    const own = isObject(document.kept['w3c']) ? document.kept['w3c'] : {};
    const writer = new AnnotationWriter(document, stringOf(own['source']));
    const values = [...writer.annotations(), ...othersOf(own)];
    const file = stringOf(own['file']);
    if (file === '') files.touch(document);
    if (file === '') for (const { value } of values) files.add(document, own, value);
    else byFile.set(file, [...byFile.get(file) ?? [], ...values]);
    if (document.text !== null) texts.push({ name: `${textName(document, own)}.txt`, text: document.text });
    for (const loss of lossesOf(document, expressible)) if (loss.code !== 'cross-document' || writer.isUnplaced(loss.item)) losses.push(loss);
  }
  addBySource(documents, byFile, files);
  return { files: [...texts, ...files.finish()], losses };
}

/** Annotations of one file come out in the order in which they stood there. */
function addBySource(documents: readonly ExchangeDocument[], byFile: ReadonlyMap<string, readonly { readonly index: number; readonly value: DataObject }[]>, files: JsonFiles): void {
  for (const [file, values] of byFile) {
    const document = documents.find((each) => isObject(each.kept['w3c']) && each.kept['w3c']['file'] === file);
    if (document === undefined || !isObject(document.kept['w3c'])) continue;
    const { page } = document.kept['w3c'];
    const items = inOrder(values);
    const whole = isObject(page) ? withItems(page, items) : undefined;
    for (const value of whole === undefined ? items : [whole]) files.add(document, document.kept['w3c'], value);
  }
}

/** By their places in the file, each once; what is new comes last. */
function inOrder(values: readonly { readonly index: number; readonly value: DataObject }[]): DataObject[] {
  const seen = new Set<number>();
  return [...values].sort((one, other) => one.index - other.index).flatMap(({ index, value }) => {
    if (Number.isFinite(index) && seen.has(index)) return [];
    seen.add(index);
    return [value];
  });
}

function othersOf(own: DataObject): { index: number; value: DataObject }[] {
  return (isList(own['others']) ? own['others'] : []).flatMap((other) => (isObject(other) && isObject(other['value']) ? [{ index: Number(other['index']), value: other['value'] }] : []));
}

function textName(document: ExchangeDocument, own: DataObject): string {
  const source = stringOf(own['source']);
  return source === '' ? safeId(document.id) : safeId(endingOf(source) === '' ? source : source.slice(0, -endingOf(source).length));
}

class AnnotationWriter {
  private readonly map: OffsetMap;

  constructor(private readonly document: ExchangeDocument, private readonly source: string) {
    this.map = offsetMap(document.text ?? '', document.text === null ? 'utf-16' : 'code-points');
  }

  annotations(): { index: number; value: DataObject }[] {
    return [
      ...this.document.spans.map((span) => ({ index: indexOf(span.kept), value: asItCame(span) ?? this.annotation(span) })),
      ...this.document.relations.map((relation) => ({ index: indexOf(relation.kept), value: asItCame(relation) ?? this.relation(relation) })),
      ...this.document.notes.map((note) => ({ index: Infinity, value: this.note(note.id, note.text, note.target) })),
    ];
  }

  private annotation(span: ExchangeSpan): DataObject {
    return this.wrap(span.id, 'tagging', [
      ...tag(span.label), ...featuresOf(span), ...(span.cluster === undefined ? [] : [describing('cluster', span.cluster)]),
    ], this.targets(span), span.annotator);
  }

  private targets(span: ExchangeSpan): Data {
    const { start, end } = extentOf(span);
    const fragments = span.fragments.length > 1 ? span.fragments : [{ start, end }];
    const targets = fragments.map((fragment): Data => ({ source: this.source === '' ? `${safeId(this.document.id)}.txt` : this.source, selector: this.selectors(span, fragment) }));
    return targets.length === 1 ? targets[0] ?? null : targets;
  }

  private selectors(span: ExchangeSpan, { start, end }: { readonly start: number; readonly end: number }): Data {
    const text = this.document.text ?? '';
    const exact = span.fragments.length > 1 ? text.slice(start, end) : quoteOf(this.document, span);
    return [
      { type: 'TextQuoteSelector', exact, prefix: wholeFrom(text.slice(Math.max(0, start - contextLength), start)), suffix: wholeTo(text.slice(end, end + contextLength)) },
      { type: 'TextPositionSelector', start: this.map.fromUtf16(start), end: this.map.fromUtf16(end) },
    ];
  }

  private relation(relation: ExchangeRelation): DataObject {
    const ends = [...relation.trigger === undefined || relation.trigger === '' ? [] : [relation.trigger], ...relation.ends.map((end) => end.target)];
    const roles = relation.trigger === undefined ? [] : relation.ends.map((end) => describing(`role of ${end.target}`, end.role));
    const far = new Map(relation.ends.flatMap(({ target, document, place }) => (document === undefined || place === undefined ? [] : [[target, { document, place }] as const])));
    const targets = ends.map((target): Data => {
      const end = far.get(target);
      return end === undefined ? { id: idOf(target) } : { source: `${safeId(end.document)}.txt`, selector: selectorsOf(end.place) };
    });
    return this.wrap(relation.id, 'linking', [...tag(relation.label), ...featuresOf(relation), ...roles], targets, relation.annotator);
  }

  /** Whether a relation ends in another document, and nobody knows where. */
  isUnplaced(id: string): boolean {
    return this.document.relations.some((relation) => relation.id === id && relation.ends.some(({ document, place }) => document !== undefined && place === undefined));
  }

  private note(id: string, text: string, target: string): DataObject {
    return this.wrap(id, 'commenting', [{ type: 'TextualBody', purpose: 'commenting', value: text }], target === '' ? `${safeId(this.document.id)}.txt` : [{ id: idOf(target) }], undefined);
  }

  private wrap(id: string, motivation: string, body: readonly Data[], target: Data, annotator: string | undefined): DataObject {
    return withValues({ '@context': 'http://www.w3.org/ns/anno.jsonld', id: idOf(id), type: 'Annotation', motivation }, { creator: annotator, body, target });
  }
}

function selectorsOf({ at: [start, end], quote, before, after }: EndPlace): Data {
  return [{ type: 'TextQuoteSelector', exact: quote, prefix: wholeFrom(before), suffix: wholeTo(after) }, { type: 'TextPositionSelector', start, end }];
}

/** The annotation that an item was read from, while it still says the same. */
function asItCame(item: ExchangeSpan | ExchangeRelation): DataObject | undefined {
  const own = item.kept['w3c'];
  if (!isObject(own) || labelOf(own) !== item.label || noteOf(own).note !== item.note) return undefined;
  const at = item.kept['at'];
  const fragment = 'fragments' in item ? item.fragments[0] : undefined;
  return fragment === undefined || (isList(at) && at[0] === fragment.start && at[1] === fragment.end) ? own : undefined;
}

function idOf(id: string): string {
  return /^(?:[a-z]+:|#)/i.test(id) ? id : `#${id}`;
}

function indexOf(kept: DataObject): number {
  return typeof kept['index'] === 'number' ? kept['index'] : Infinity;
}

function tag(label: string): Data[] {
  return label === '' ? [] : [{ type: 'TextualBody', purpose: 'tagging', value: label }];
}

function featuresOf(item: ExchangeSpan | ExchangeRelation): Data[] {
  return [
    ...item.references.map((reference): Data => ({ type: 'SpecificResource', purpose: 'identifying', source: uriOf(reference) })),
    ...(item.note === undefined ? [] : [{ type: 'TextualBody', purpose: 'commenting', value: item.note }]),
    ...item.attributes.filter(({ value }) => value !== null).map(({ name, value }): Data => (name === 'tag' && typeof value === 'string' ? { type: 'TextualBody', purpose: 'tagging', value } : describing(name, value))),
  ];
}

function describing(name: string, value: Data): Data {
  return { type: 'TextualBody', purpose: 'describing', value: `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`, attribute: { [name]: value } };
}

export function uriOf(reference: Reference): string {
  if (reference.base === '') return reference.key;
  return `${bases.get(reference.base.toLowerCase()) ?? `urn:${reference.base}:`}${reference.key}`;
}

/** Without half a surrogate pair at the start, or at the end. */
function wholeFrom(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '');
}

function wholeTo(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '');
}
