import type { ExchangeDocument, Loss, Writing } from './model';
import { entitiesOf, nameOfEntity } from './entities';
import { escapeElementText } from '../text/xmlText';

/** What nodes and edges say. */
const keys = [
  ['kind', 'node'], ['label', 'node'], ['type', 'node'], ['reference', 'node'], ['mentions', 'node'],
  ['relation', 'edge'], ['count', 'edge'],
] as const;

/**
 * One graph: documents and entities as nodes; "mentions" from a document to an entity with its count; a relation from the entity of its
 * one end to that of the other. Out only; what a graph does not say (places, quotes, attributes) is in no loss list, as it is no annotation format.
 */
export function writeGraphml(documents: readonly ExchangeDocument[]): Writing {
  const losses: Loss[] = [];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(([name, kind]) => `  <key id="${name}" for="${kind}" attr.name="${name}" attr.type="${name === 'mentions' || name === 'count' ? 'int' : 'string'}"/>`),
    '  <graph edgedefault="directed">',
  ];
  const ids = new Map<string, string>();
  for (const document of documents) lines.push(node(nodeId(ids, `document ${document.id}`), [['kind', 'document'], ['label', document.id]]));
  for (const entity of entitiesOf(documents)) {
    lines.push(node(nodeId(ids, `entity ${entity.id}`), [
      ['kind', 'entity'], ['label', entity.name], ['type', [...entity.labels].join(' ')], ['reference', [...entity.references].join(' ')], ['mentions', String(entity.mentions)],
    ]));
  }
  for (const [edge, count] of edgesOf(documents, losses)) {
    const [from = '', to = '', relation = ''] = edge.split('\u0000');
    lines.push(`    <edge source="${nodeId(ids, from)}" target="${nodeId(ids, to)}">${data('relation', relation)}${data('count', String(count))}</edge>`);
  }
  return { files: [{ name: 'corpus.graphml', text: `${[...lines, '  </graph>', '</graphml>'].join('\n')}\n` }], losses };
}

/** Edges as `from NUL to NUL relation` with how often they come. */
function edgesOf(documents: readonly ExchangeDocument[], losses: Loss[]): Map<string, number> {
  const edges = new Map<string, number>();
  const entities = new Map(documents.map((document) => [document.id, new Map(document.spans.map((span) => [span.id, `entity ${nameOfEntity(document, span)}`]))]));
  const add = (from: string, to: string, relation: string): void => {
    const edge = [from, to, relation].join('\u0000');
    edges.set(edge, (edges.get(edge) ?? 0) + 1);
  };
  for (const document of documents) {
    for (const entity of entities.get(document.id)?.values() ?? []) add(`document ${document.id}`, entity, 'mentions');
    for (const relation of document.relations) {
      const ends = relation.ends.map((end) => entities.get(end.document ?? document.id)?.get(end.target));
      const [from, to] = ends;
      if (ends.length === 2 && from !== undefined && to !== undefined) add(from, to, relation.label);
      else losses.push({ code: 'event', document: document.id, item: relation.id, detail: relation.label });
    }
  }
  return edges;
}

function nodeId(ids: Map<string, string>, name: string): string {
  const id = ids.get(name) ?? `n${ids.size}`;
  ids.set(name, id);
  return id;
}

function node(id: string, values: readonly (readonly [string, string])[]): string {
  return `    <node id="${id}">${values.filter(([, value]) => value !== '').map(([key, value]) => data(key, value)).join('')}</node>`;
}

function data(key: string, value: string): string {
  return `<data key="${key}">${escapeElementText(value)}</data>`;
}
