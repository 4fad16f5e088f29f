import type { ExchangeDocument, ExchangeSpan } from './model';
import { stringOf } from './json';
import { quoteOf } from './model';
import { uriOf } from './webAnnotationWrite';

/** A thing that spans of any number of documents mean. */
export interface MentionedEntity {
  readonly id: string;
  /** The quote that comes most often. */
  readonly name: string;
  /** Everything that it is called, white space folded. */
  readonly forms: readonly string[];
  readonly labels: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
  readonly mentions: number;
  readonly documents: ReadonlySet<string>;
}

interface OpenEntity {
  /** The name that the corpus gives it; `''` for what is known by its mentions alone. */
  readonly said: string;
  readonly labels: Set<string>;
  readonly references: Set<string>;
  readonly quotes: Map<string, number>;
  readonly documents: Set<string>;
}

/** The entities of all documents in the order in which they first come. */
export function entitiesOf(documents: readonly ExchangeDocument[]): MentionedEntity[] {
  const open = new Map<string, OpenEntity>();
  for (const document of documents) {
    for (const span of document.spans) {
      const id = nameOfEntity(document, span);
      const entity = open.get(id) ?? { said: stringOf(span.kept['entityName']), labels: new Set(), references: new Set(), quotes: new Map(), documents: new Set() };
      open.set(id, entity);
      const quote = folded(quoteOf(document, span));
      entity.labels.add(span.label);
      entity.documents.add(document.id);
      entity.quotes.set(quote, (entity.quotes.get(quote) ?? 0) + 1);
      for (const reference of span.references) entity.references.add(uriOf(reference));
    }
  }
  return [...open].map(([id, { said, labels, references, quotes, documents: within }]) => ({
    id, name: said || mostFrequent(quotes), forms: [...quotes.keys()], labels, references, documents: within, mentions: [...quotes.values()].reduce((sum, count) => sum + count, 0),
  }));
}

/**
 * What a span means: the corpus's own entity, else the one that its cluster names, else its knowledge-base id, else its cluster within the document, else label and quote.
 */
export function nameOfEntity(document: ExchangeDocument, span: ExchangeSpan): string {
  const own = span.kept['entity'];
  if (typeof own === 'string' && own !== '') return own;
  if (span.cluster !== undefined && corpusEntity(span.cluster) !== undefined) return span.cluster;
  const [reference] = span.references;
  if (reference !== undefined) return uriOf(reference);
  if (span.cluster !== undefined) return `${document.id}#${span.cluster}`;
  return `${span.label}:${folded(quoteOf(document, span))}`;
}

const clusterPrefix = 'corpus:';

/** The cluster of all mentions of an entity of a corpus, whatever the document. */
export function corpusCluster(entity: string): string {
  return `${clusterPrefix}${entity}`;
}

/** The entity that such a cluster stands for; undefined for a cluster of one document. */
export function corpusEntity(cluster: string): string | undefined {
  return cluster.startsWith(clusterPrefix) && /^[^\s/\\]+$/.test(cluster) ? cluster.slice(clusterPrefix.length) : undefined;
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0])[0];
}
