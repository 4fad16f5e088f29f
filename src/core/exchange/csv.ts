import type { ExchangeDocument, ExchangeSpan, Loss, RelationEnd, Write, Writer } from './model';
import { extentOf, quoteOf, writeAll } from './model';
import { markedIn } from './corpus';
import { EntityTally, nameOfEntity, type MentionedEntity } from './entities';
import { offsetMap } from './units';
import { uriOf } from './webAnnotationWrite';

const mentionColumns = ['document', 'id', 'label', 'entity', 'start', 'end', 'fragments', 'quote', 'references', 'attributes', 'note', 'annotator'];
const linkColumns = ['document', 'id', 'relation', 'from_document', 'from', 'from_quote', 'to_document', 'to', 'to_quote', 'note'];

/** `mentions.csv`, `entities.csv` and `links.csv` for spreadsheets and R: RFC 4180, UTF-8, offsets in code points. Out only. */
export function beginCsv(): Writer {
  const tally = new EntityTally();
  let isFirst = true;
  const head = (columns: string[]): string[][] => (isFirst ? [columns] : []);
  return {
    add: (documents) => {
      const losses: Loss[] = [];
      const [mentions, links] = [head(mentionColumns), head(linkColumns)];
      isFirst = false;
      for (const document of documents) {
        tally.add(document, markedIn(document));
        const map = offsetMap(document.text ?? '', document.text === null ? 'utf-16' : 'code-points');
        for (const span of document.spans) mentions.push(mentionRow(document, span, map.fromUtf16));
        addLinks(document, documents, links, losses);
        for (const note of document.notes) losses.push({ code: 'note', document: document.id, item: note.id, detail: note.label });
      }
      return { files: [{ name: 'mentions.csv', text: table(mentions) }, { name: 'links.csv', text: table(links) }], losses };
    },
    end: () => ({ files: [{ name: 'entities.csv', text: table([['entity', 'name', 'labels', 'references', 'mentions', 'documents'], ...tally.entities().map(entityRow)]) }], losses: [] }),
  };
}

export const writeCsv: Write = (documents) => writeAll(beginCsv, documents);

function entityRow(entity: MentionedEntity): string[] {
  return [entity.id, entity.name, [...entity.labels].join('|'), [...entity.references].join('|'), String(entity.mentions), String(entity.documents)];
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

function addLinks(document: ExchangeDocument, all: readonly ExchangeDocument[], rows: string[][], losses: Loss[]): void {
  const quoteAt = ({ document: other, target, place }: RelationEnd): string => {
    const home = other === undefined ? document : all.find(({ id }) => id === other);
    const span = home?.spans.find(({ id }) => id === target);
    return place?.quote ?? (home === undefined || span === undefined ? '' : quoteOf(home, span));
  };
  for (const relation of document.relations) {
    const [from, to] = relation.ends;
    if (relation.ends.length !== 2 || from === undefined || to === undefined || relation.trigger !== undefined) {
      losses.push({ code: 'event', document: document.id, item: relation.id, detail: relation.label });
      continue;
    }
    rows.push([document.id, relation.id, relation.label, from.document ?? document.id, from.target, quoteAt(from), to.document ?? document.id, to.target, quoteAt(to), relation.note ?? '']);
  }
}

function table(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** In quotes where a comma, a quote, a line end or blanks at an edge would be misread. */
function cell(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
