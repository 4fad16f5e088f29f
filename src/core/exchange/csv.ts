import type { ExchangeDocument, ExchangeSpan, Loss, Writing } from './model';
import { extentOf, quoteOf } from './model';
import { entitiesOf, nameOfEntity } from './entities';
import { offsetMap } from './units';
import { uriOf } from './webAnnotationWrite';

/** `mentions.csv`, `entities.csv` and `links.csv` for spreadsheets and R: RFC 4180, UTF-8, offsets in code points. Out only. */
export function writeCsv(documents: readonly ExchangeDocument[]): Writing {
  const losses: Loss[] = [];
  const mentions: string[][] = [['document', 'id', 'label', 'entity', 'start', 'end', 'fragments', 'quote', 'references', 'attributes', 'note', 'annotator']];
  const links: string[][] = [['document', 'id', 'relation', 'from_document', 'from', 'from_quote', 'to_document', 'to', 'to_quote', 'note']];
  const quotes = new Map(documents.map((document) => [document.id, new Map(document.spans.map((span) => [span.id, quoteOf(document, span)]))]));
  for (const document of documents) {
    const map = offsetMap(document.text ?? '', document.text === null ? 'utf-16' : 'code-points');
    for (const span of document.spans) mentions.push(mentionRow(document, span, map.fromUtf16));
    addLinks(document, quotes, links, losses);
    for (const note of document.notes) losses.push({ code: 'note', document: document.id, item: note.id, detail: note.label });
  }
  const entities = [['entity', 'name', 'labels', 'references', 'mentions', 'documents'], ...entitiesOf(documents).map((entity) => [
    entity.id, entity.name, [...entity.labels].join('|'), [...entity.references].join('|'), String(entity.mentions), String(entity.documents.size),
  ])];
  return {
    files: [{ name: 'mentions.csv', text: table(mentions) }, { name: 'entities.csv', text: table(entities) }, { name: 'links.csv', text: table(links) }], losses,
  };
}

function mentionRow(document: ExchangeDocument, span: ExchangeSpan, count: (offset: number) => number): string[] {
  const { start, end } = extentOf(span);
  const fragments = span.fragments.length < 2 ? '' : span.fragments.map((fragment) => `${count(fragment.start)}-${count(fragment.end)}`).join(';');
  const attributes = span.attributes.filter(({ value }) => value !== null).map(({ name, value }) => [name, value]);
  return [
    document.id, span.id, span.label, nameOfEntity(document, span), String(count(start)), String(count(end)), fragments, quoteOf(document, span),
    span.references.map(uriOf).join('|'), attributes.length === 0 ? '' : JSON.stringify(Object.fromEntries(attributes)), span.note ?? '', span.annotator ?? '',
  ];
}

function addLinks(document: ExchangeDocument, quotes: ReadonlyMap<string, ReadonlyMap<string, string>>, rows: string[][], losses: Loss[]): void {
  for (const relation of document.relations) {
    const [from, to] = relation.ends;
    if (relation.ends.length !== 2 || from === undefined || to === undefined || relation.trigger !== undefined) {
      losses.push({ code: 'event', document: document.id, item: relation.id, detail: relation.label });
      continue;
    }
    const [fromDocument, toDocument] = [from.document ?? document.id, to.document ?? document.id];
    rows.push([
      document.id, relation.id, relation.label, fromDocument, from.target, quotes.get(fromDocument)?.get(from.target) ?? '',
      toDocument, to.target, quotes.get(toDocument)?.get(to.target) ?? '', relation.note ?? '',
    ]);
  }
}

function table(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** In quotes where a comma, a quote, a line end or blanks at an edge would be misread. */
function cell(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
