import { corpusCluster, corpusEntity } from './entities';
import type { ExchangeDocument, ExchangeSpan, Read, Write } from './model';

/** Begins the identifiers of entities of a corpus that no knowledge base knows. */
const ownPrefix = 'urn:seedmark:';

/**
 * For formats that can say one identifier of a mark, and nothing of what else means the same: an entity of the corpus goes by its
 * knowledge-base id, or by an identifier of our own.
 */
export function identified(write: Write): Write {
  return (documents) => write(documents.map((document) => ({ ...document, spans: document.spans.map(withIdentifier) })));
}

/** Reads such identifiers as the entities that they stand for. */
export function identifying(read: Read): Read {
  return (files, hints) => {
    const reading = read(files, hints);
    return { ...reading, documents: reading.documents.map((document) => (document.spans.some(isOwn) ? withEntities(document) : document)) };
  };
}

function withIdentifier(span: ExchangeSpan): ExchangeSpan {
  const entity = span.cluster === undefined ? undefined : corpusEntity(span.cluster);
  if (entity === undefined) return span;
  const { cluster: _, ...rest } = span;
  return span.references.length > 0 ? rest : { ...rest, references: [{ base: '', key: `${ownPrefix}${entity}` }] };
}

function isOwn({ references }: ExchangeSpan): boolean {
  return references.some(({ key }) => key.startsWith(ownPrefix));
}

function withEntities(document: ExchangeDocument): ExchangeDocument {
  return { ...document, spans: document.spans.map((span) => {
    const own = span.references.find(({ key }) => key.startsWith(ownPrefix));
    return own === undefined ? span : { ...span, references: span.references.filter((each) => each !== own), cluster: corpusCluster(own.key.slice(ownPrefix.length)) };
  }) };
}
