import type { ExchangeDocument, Loss, RelationEnd, Write, Writer } from './model';
import { writeAll } from './model';
import { markedIn } from './corpus';
import { EntityTally, nameOfEntity } from './entities';
import { escapeElementText } from '../text/xmlText';

/** What nodes and edges say. */
const keys = [
  ['kind', 'node'], ['label', 'node'], ['type', 'node'], ['reference', 'node'], ['mentions', 'node'],
  ['relation', 'edge'], ['count', 'edge'],
] as const;

/** How many lines are written at once. */
const linesAtOnce = 10_000;

/**
 * One graph: documents and entities as nodes; "mentions" from a document to an entity with its count; a relation from the entity of its
 * one end to that of the other, or where an end is a passage from document to document. Out only; what a graph does not say (places,
 * quotes, attributes) is in no loss list, as it is no annotation format.
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
  readonly #documents = new Map<string, number>();
  readonly #entities = new Map<string, number>();
  /** Document, entity, how often; one after another. */
  readonly #mentions: number[] = [];
  /** From, to and relation, with how often. */
  readonly #relations = new Map<string, number>();

  /** @param others where the far ends of relations may be, that do not say it themselves */
  add(document: ExchangeDocument, others: readonly ExchangeDocument[]): Loss[] {
    this.#tally.add(document, markedIn(document));
    const counts = new Map<number, number>();
    const own = this.#meant(document);
    for (const number of own.values()) counts.set(number, (counts.get(number) ?? 0) + 1);
    const at = this.#documentAt(document.id);
    for (const [entity, count] of counts) this.#mentions.push(at, entity, count);
    const nodeOf = ({ document: id, target, place }: RelationEnd): number | undefined => {
      if (id === undefined) return own.get(target);
      const other = others.find((each) => each.id === id);
      return place?.entity === undefined ? other && this.#meant(other).get(target) : this.#numberOf(place.entity);
    };
    return document.relations.flatMap((relation): Loss[] => {
      const [from, to] = relation.ends;
      if (from === undefined || to === undefined || relation.ends.length !== 2 || relation.trigger !== undefined) return [{ code: 'event', document: document.id, item: relation.id, detail: relation.label }];
      const [one, other] = [nodeOf(from), nodeOf(to)];
      if (one !== undefined && other !== undefined) this.#relate(`e${one}`, `e${other}`, relation.label);
      else this.#relate(`d${this.#documentAt(from.document ?? document.id)}`, `d${this.#documentAt(to.document ?? document.id)}`, relation.label);
      return [];
    });
  }

  * lines(): Generator<string> {
    yield '<?xml version="1.0" encoding="UTF-8"?>';
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">';
    for (const [name, kind] of keys) yield `  <key id="${name}" for="${kind}" attr.name="${name}" attr.type="${name === 'mentions' || name === 'count' ? 'int' : 'string'}"/>`;
    yield '  <graph edgedefault="directed">';
    for (const [id, index] of this.#documents) yield node(`d${index}`, [['kind', 'document'], ['label', id]]);
    for (const { id, name, labels, references, mentions } of this.#tally.entities()) {
      yield node(`e${this.#numberOf(id)}`, [['kind', 'entity'], ['label', name], ['type', [...labels].join(' ')], ['reference', [...references].join(' ')], ['mentions', String(mentions)]]);
    }
    for (let at = 0; at < this.#mentions.length; at += 3) yield edge(`d${this.#mentions[at] ?? 0}`, `e${this.#mentions[at + 1] ?? 0}`, 'mentions', this.#mentions[at + 2] ?? 0);
    for (const [key, count] of this.#relations) {
      const [from = '', to = '', relation = ''] = key.split('\u0000');
      yield edge(from, to, relation, count);
    }
    yield '  </graph>';
    yield '</graphml>';
  }

  #meant(document: ExchangeDocument): Map<string, number> {
    return new Map(markedIn(document).map((span) => [span.id, this.#numberOf(nameOfEntity(document, span))]));
  }

  #relate(from: string, to: string, relation: string): void {
    const key = [from, to, relation].join('\u0000');
    this.#relations.set(key, (this.#relations.get(key) ?? 0) + 1);
  }

  #documentAt(id: string): number {
    const number = this.#documents.get(id) ?? this.#documents.size;
    this.#documents.set(id, number);
    return number;
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
