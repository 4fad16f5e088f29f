import type { Facts } from './facts';
import { entityKey, type Graph, type Limits } from './graph';
import { isShown, type Question, type Scope } from './question';
import { strongest, type EdgeColumns } from './strongest';
import { weightiest } from './weightiest';

/** Entities alone, joined by the articles that mention both. An entity that no article in scope mentions is not in it. */
export function entityGraph(facts: Facts, scope: Scope, question: Question, limits: Limits): Graph {
  const shown = isShown(question);
  const articles = scope.articles.map(place => [...facts.articles[place]?.mentions.keys() ?? []].filter(entity => shown(facts.entities[entity]?.type ?? '')));
  const weights = new Map<number, number>();
  for (const entity of articles.flat()) weights.set(entity, (weights.get(entity) ?? 0) + 1);
  const chosen = weightiest([...weights].map(([entity, weight]) => {
    const { id, name, type } = facts.entities[entity] ?? { id: '', name: '', type: '' };
    return { from: entity, isWanted: question.entities.includes(id), node: { key: entityKey(id), label: name, type, weight, detail: '' } };
  }), limits.nodes);
  const places = new Map(chosen.map(({ from }, place) => [from, place]));
  const pairs = pairsIn(articles.map(entities => entities.flatMap(entity => places.get(entity) ?? [])), chosen.length);
  return {
    nodes: chosen.map(({ node }) => node),
    edges: strongest(pairs, limits.edges).map(edge => (
      { kind: 'together', from: pairs.from[edge] ?? 0, to: pairs.to[edge] ?? 0, weight: pairs.weight[edge] ?? 0, label: '', isDirected: false }
    )),
    total: { nodes: weights.size, edges: pairs.from.length },
  };
}

/** How many articles each two of `count` nodes share: one node after another, so that a row of counters is all that is kept at a time. */
function pairsIn(articles: readonly (readonly number[])[], count: number): EdgeColumns {
  const articlesOf: number[][] = Array.from({ length: count }, () => []);
  for (const [article, nodes] of articles.entries()) for (const node of nodes) articlesOf[node]?.push(article);
  const pairs = { from: [] as number[], to: [] as number[], weight: [] as number[] };
  const row = new Uint32Array(count);
  for (const [node, shared] of articlesOf.entries()) {
    for (const article of shared) for (const other of articles[article] ?? []) if (other > node) row[other] = (row[other] ?? 0) + 1;
    for (let other = node + 1; other < count; other++) {
      const weight = row[other] ?? 0;
      if (weight === 0) continue;
      pairs.from.push(node);
      pairs.to.push(other);
      pairs.weight.push(weight);
    }
    row.fill(0);
  }
  return pairs;
}
