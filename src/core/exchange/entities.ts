import type { ExchangeDocument, ExchangeSpan, Reference } from './model';
import { stringOf } from './json';
import { quoteOf } from './model';
import { uriOf } from './webAnnotationWrite';
import { copyOf } from '../text/copyOf';

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
  /** In how many documents. */
  readonly documents: number;
}

interface OpenEntity {
  /** The name that the corpus gives it; `''` for what is known by its mentions alone. */
  said: string;
  readonly labels: Set<string>;
  readonly references: Set<string>;
  readonly quotes: Map<string, number>;
  documents: number;
}

/** Counts what documents mention, one after another; of the documents nothing is kept. */
export class EntityTally {
  readonly #open = new Map<string, OpenEntity>();

  add(document: ExchangeDocument, spans: readonly ExchangeSpan[] = document.spans): void {
    const within = new Set<OpenEntity>();
    for (const span of spans) {
      const entity = this.#entity(nameOfEntity(document, span));
      const quote = folded(quoteOf(document, span));
      if (!within.has(entity)) entity.documents++;
      within.add(entity);
      if (entity.said === '') entity.said = copyOf(stringOf(span.kept['entityName']));
      entity.labels.add(copyOf(span.label));
      entity.quotes.set(entity.quotes.has(quote) ? quote : copyOf(quote), (entity.quotes.get(quote) ?? 0) + 1);
      for (const reference of span.references) entity.references.add(copyOf(uriOf(reference)));
    }
  }

  /** The entities in the order in which they first came. */
  entities(): MentionedEntity[] {
    return [...this.#open].map(([id, { said, labels, references, quotes, documents }]) => ({
      id, name: said || mostFrequent(quotes), forms: [...quotes.keys()], labels, references, documents, mentions: [...quotes.values()].reduce((sum, count) => sum + count, 0),
    }));
  }

  #entity(name: string): OpenEntity {
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const entity: OpenEntity = { said: '', labels: new Set(), references: new Set(), quotes: new Map(), documents: 0 };
    this.#open.set(copyOf(name), entity);
    return entity;
  }
}

/**
 * What a span means: the corpus's own entity, else the one that its cluster names, else its knowledge-base id or that of its cluster, else its cluster within the document, else label and quote:
 * a name is the same everywhere, other words only within the document.
 */
export function nameOfEntity(document: ExchangeDocument, span: ExchangeSpan): string {
  const own = span.kept['entity'];
  if (typeof own === 'string' && own !== '') return own;
  if (span.cluster !== undefined && corpusEntity(span.cluster) !== undefined) return span.cluster;
  const reference = span.references[0] ?? (span.cluster === undefined ? undefined : referenceIn(document, span.cluster));
  if (reference !== undefined) return uriOf(reference);
  if (span.cluster !== undefined) return `${document.id}#${span.cluster}`;
  const quote = folded(quoteOf(document, span));
  return isName(quote) ? `${span.label}:${quote}` : `${document.id}#${span.label}:${quote}`;
}

/** The knowledge-base id that any of a chain has is that of all. */
function referenceIn({ spans }: ExchangeDocument, cluster: string): Reference | undefined {
  return spans.find((span) => span.cluster === cluster && span.references.length > 0)?.references[0];
}

/** Whether words can be a name: they start with a capital, a digit, or a letter of a script without capitals. Pronouns and descriptions cannot. */
export function isName(form: string): boolean {
  return form.length <= 60 && /^[^\p{L}]*[\p{Lu}\p{Lo}]/u.test(form) && !pronouns.has(form.toLowerCase());
}

const pronouns: ReadonlySet<string> = new Set([
  'i', 'we', 'you', 'he', 'she', 'it', 'they', 'me', 'us', 'him', 'her', 'them', 'my', 'our', 'your', 'his', 'its', 'their', 'mine', 'ours', 'yours', 'hers', 'theirs',
  'myself', 'ourselves', 'himself', 'herself', 'itself', 'themselves', 'this', 'that', 'these', 'those', 'who', 'whom', 'whose', 'which', 'there', 'here', 'one', 'both', 'all',
]);

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
