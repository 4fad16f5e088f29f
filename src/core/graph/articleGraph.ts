import type { Facts } from './facts';
import { articleKey, entityKey, type EdgeKind, type Graph, type GraphEdge, type Limits } from './graph';
import { isShown, type Question, type Scope } from './question';
import { strongest } from './strongest';
import { weightiest, type Candidate } from './weightiest';

/** An edge between two candidates, before it is known which of them are drawn. */
interface Tie {
  readonly kind: EdgeKind;
  readonly from: number;
  readonly to: number;
  weight: number;
  label: string;
  isDirected: boolean;
}

/** Articles and the entities that they mention, and the links between the articles. Links are never left out for weaker company. */
export function articleGraph(facts: Facts, scope: Scope, question: Question, limits: Limits): Graph {
  const mentions = mentionTies(facts, scope, question);
  const links = linkTies(facts, scope);
  const candidates = candidatesOf(facts, scope, question, [...mentions, ...links]);
  const chosen = weightiest(candidates, limits.nodes);
  const places = new Map(chosen.map(({ from }, place) => [from, place]));
  const drawn = (ties: readonly Tie[]): GraphEdge[] => ties.flatMap(tie => {
    const [from, to] = [places.get(tie.from), places.get(tie.to)];
    return from === undefined || to === undefined ? [] : [{ ...tie, from, to }];
  });
  const byHand = drawn(links);
  const others = drawn(mentions);
  const kept = strongest({ from: others.map(edge => edge.from), to: others.map(edge => edge.to), weight: others.map(edge => edge.weight) }, limits.edges - byHand.length);
  return {
    nodes: chosen.map(({ node }) => node),
    edges: [...kept.flatMap(place => others[place] ?? []), ...byHand],
    total: { nodes: candidates.length, edges: others.length + byHand.length },
  };
}

/** Articles go by their places, entities by theirs after all articles. */
function entityNumber(facts: Facts, entity: number): number {
  return facts.articles.length + entity;
}

function mentionTies(facts: Facts, scope: Scope, question: Question): Tie[] {
  const shown = isShown(question);
  return scope.articles.flatMap(article => [...facts.articles[article]?.mentions ?? []]
    .filter(([entity]) => shown(facts.entities[entity]?.type ?? ''))
    .map(([entity, weight]) => ({ kind: 'mention' as const, from: article, to: entityNumber(facts, entity), weight, label: '', isDirected: false })));
}

/** One edge for all links of one direction between two articles. */
function linkTies(facts: Facts, scope: Scope): Tie[] {
  const within = new Set(scope.articles);
  const ties = new Map<string, Tie>();
  for (const { from, to, relation, isDirected } of facts.links) {
    if (!within.has(from) || !within.has(to)) continue;
    const key = `${from} ${to}`;
    const tie = ties.get(key);
    if (tie === undefined) ties.set(key, { kind: 'link', from, to, weight: 1, label: relation, isDirected });
    else {
      tie.weight++;
      tie.isDirected ||= isDirected;
      if (!tie.label.split(', ').includes(relation)) tie.label += `, ${relation}`;
    }
  }
  return [...ties.values()];
}

function candidatesOf(facts: Facts, scope: Scope, question: Question, ties: readonly Tie[]): Candidate<number>[] {
  const weights = new Map<number, number>(scope.articles.map(article => [article, 0]));
  for (const end of ties.flatMap(({ from, to }) => [from, to])) weights.set(end, (weights.get(end) ?? 0) + 1);
  return [...weights].map(([from, weight]) => {
    const article = facts.articles[from];
    if (article !== undefined) {
      const detail = [article.date, article.section].filter(Boolean).join(' · ');
      return { from, isWanted: false, node: { key: articleKey(article.id), label: article.title, type: undefined, weight, detail } };
    }
    const { id, name, type } = facts.entities[from - facts.articles.length] ?? { id: '', name: '', type: '' };
    return { from, isWanted: question.entities.includes(id), node: { key: entityKey(id), label: name, type, weight, detail: '' } };
  });
}
