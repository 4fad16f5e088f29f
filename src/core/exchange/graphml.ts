import type { ExchangeDocument, Loss, RelationEnd, Write, Writer } from './model';
import { writeAll } from './model';
import { EntityTally, nameOfEntity } from './entities';
import { escapeElementText } from './xml';

/** What nodes and edges say. */
const keys = [
  ['kind', 'node'], ['label', 'node'], ['type', 'node'], ['reference', 'node'], ['mentions', 'node'],
  ['relation', 'edge'], ['count', 'edge'],
] as const;

/** How many lines are written at once. */
const linesAtOnce = 10_000;

/**
 * One graph: documents and entities as nodes; "mentions" from a document to an entity with its count; a relation from the entity of its
 * one end to that of the other. Out only; what a graph does not say (places, quotes, attributes) is in no loss list, as it is no annotation format.
 */
export function beginGraphml(): Writer {
  const graph = new Graph();
  return {
    add: (documents) => ({ files: [], losses: documents.flatMap((document) => graph.add(document, documents)) }),
    end: () => ({ files: [...inParts(graph.lines())].map((text) => ({ name: 'corpus.graphml', text })), losses: [] }),
  };
}

export const writeGraphml: Write = (documents) => writeAll(beginGraphml, documents);

/** Nodes and edges as they are met, as numbers where there may be many. */
class Graph {
  readonly #tally = new EntityTally();
  readonly #documents: string[] = [];
  readonly #entities = new Map<string, number>();
  /** Document, entity, how often; one after another. */
  readonly #mentions: number[] = [];
  /** From, to and relation, with how often. */
  readonly #relations = new Map<string, number>();

  /** @param others where the far ends of relations may be, that do not say it themselves */
  add(document: ExchangeDocument, others: readonly ExchangeDocument[]): Loss[] {
    this.#tally.add(document);
    const counts = new Map<number, number>();
    const own = this.#meant(document);
    for (const number of own.values()) counts.set(number, (counts.get(number) ?? 0) + 1);
    for (const [entity, count] of counts) this.#mentions.push(this.#documents.length, entity, count);
    this.#documents.push(document.id);
    const far = ({ document: id, target, place }: RelationEnd): number | undefined => {
      if (place?.entity !== undefined) return this.#numberOf(place.entity);
      const other = others.find((each) => each.id === id);
      return other && this.#meant(other).get(target);
    };
    return document.relations.flatMap((relation): Loss[] => {
      const [from, to] = relation.ends.map((end) => (end.document === undefined ? own.get(end.target) : far(end)));
      if (relation.ends.length !== 2 || from === undefined || to === undefined) return [{ code: 'event', document: document.id, item: relation.id, detail: relation.label }];
      const key = [from, to, relation.label].join('\u0000');
      this.#relations.set(key, (this.#relations.get(key) ?? 0) + 1);
      return [];
    });
  }

  * lines(): Generator<string> {
    yield '<?xml version="1.0" encoding="UTF-8"?>';
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">';
    for (const [name, kind] of keys) yield `  <key id="${name}" for="${kind}" attr.name="${name}" attr.type="${name === 'mentions' || name === 'count' ? 'int' : 'string'}"/>`;
    yield '  <graph edgedefault="directed">';
    for (const [index, id] of this.#documents.entries()) yield node(`d${index}`, [['kind', 'document'], ['label', id]]);
    for (const { id, name, labels, references, mentions } of this.#tally.entities()) {
      yield node(`e${this.#numberOf(id)}`, [['kind', 'entity'], ['label', name], ['type', [...labels].join(' ')], ['reference', [...references].join(' ')], ['mentions', String(mentions)]]);
    }
    for (let at = 0; at < this.#mentions.length; at += 3) yield edge(`d${this.#mentions[at] ?? 0}`, `e${this.#mentions[at + 1] ?? 0}`, 'mentions', this.#mentions[at + 2] ?? 0);
    for (const [key, count] of this.#relations) {
      const [from = '', to = '', relation = ''] = key.split('\u0000');
      yield edge(`e${from}`, `e${to}`, relation, count);
    }
    yield '  </graph>';
    yield '</graphml>';
  }

  #meant(document: ExchangeDocument): Map<string, number> {
    return new Map(document.spans.map((span) => [span.id, this.#numberOf(nameOfEntity(document, span))]));
  }

  #numberOf(name: string): number {
    const number = this.#entities.get(name) ?? this.#entities.size;
    this.#entities.set(name, number);
    return number;
  }
}

function* inParts(lines: Iterable<string>): Generator<string> {
  let part: string[] = [];
  for (const line of lines) {
    part.push(`${line}\n`);
    if (part.length < linesAtOnce) continue;
    yield part.join('');
    part = [];
  }
  yield part.join('');
}

function edge(source: string, target: string, relation: string, count: number): string {
  return `    <edge source="${source}" target="${target}">${data('relation', relation)}${data('count', String(count))}</edge>`;
}

function node(id: string, values: readonly (readonly [string, string])[]): string {
  return `    <node id="${id}">${values.filter(([, value]) => value !== '').map(([key, value]) => data(key, value)).join('')}</node>`;
}

function data(key: string, value: string): string {
  return `<data key="${key}">${escapeElementText(value)}</data>`;
}
