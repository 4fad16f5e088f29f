import assert from 'node:assert/strict';
import fc from 'fast-check';
import { articleGraph } from '../../../src/core/graph/articleGraph';
import { entityGraph } from '../../../src/core/graph/entityGraph';
import type { Facts } from '../../../src/core/graph/facts';
import { readKey, usualLimits, type Graph, type Limits } from '../../../src/core/graph/graph';
import { legendOf } from '../../../src/core/graph/picture';
import { firstQuestion, scopeOf, type Question } from '../../../src/core/graph/question';
import { strongest } from '../../../src/core/graph/strongest';
import { factsOf, indexOf } from './corpus';

const lines = [
  'a 2018-05-03 Business: ant*2 ali ma -> b follows-up',
  'b 2018-06: ant ali sh',
  'c 2019: ali loans',
  'd: ma',
];

function draw(facts: Facts, wanted: Partial<Question> = {}, limits: Limits = usualLimits): Graph {
  const question = { ...firstQuestion, ...wanted };
  const scope = scopeOf(facts, question);
  return question.view === 'articles' ? articleGraph(facts, scope, question, limits) : entityGraph(facts, scope, question, limits);
}

/** Nodes as `Ant Group 2`, edges as `Ant Group - Alibaba 2` or, for a link, `a -> b follows up`, or `a -- b same event`. */
function inWords({ nodes, edges }: Graph): { readonly nodes: string[]; readonly edges: string[] } {
  const name = (place: number): string => nodes[place]?.label.replace('Article ', '') ?? '?';
  return {
    nodes: nodes.map(({ label, weight }) => `${label.replace('Article ', '')} ${weight}`),
    edges: edges.map(({ kind, from, to, weight, label, isDirected }) => kind === 'link' ? `${name(from)} ${isDirected ? '->' : '--'} ${name(to)} ${label}` : `${name(from)} - ${name(to)} ${weight}`).sort(),
  };
}

describe('the graph of entities', () => {
  it('joins those that share articles, the weightiest first', () => {
    assert.deepEqual(inWords(draw(factsOf(...lines))), {
      nodes: ['Alibaba 3', 'Ant Group 2', 'Jack Ma 2', 'Loans 1', 'Shanghai 1'],
      edges: ['Alibaba - Ant Group 2', 'Alibaba - Jack Ma 1', 'Alibaba - Loans 1', 'Alibaba - Shanghai 1', 'Ant Group - Jack Ma 1', 'Ant Group - Shanghai 1'],
    });
  });

  it('leaves out types, and articles outside the dates, and what does not share an article with the entity asked for', () => {
    const facts = factsOf(...lines);
    assert.deepEqual(inWords(draw(facts, { hidden: ['organization', 'topic'] })).nodes, ['Jack Ma 2', 'Shanghai 1']);
    assert.deepEqual(inWords(draw(facts, { from: '2018-06' })).nodes, ['Alibaba 2', 'Ant Group 1', 'Loans 1', 'Shanghai 1']);
    assert.deepEqual(inWords(draw(facts, { to: '2018' })).nodes, ['Alibaba 2', 'Ant Group 2', 'Jack Ma 1', 'Shanghai 1']);
    assert.deepEqual(inWords(draw(facts, { entities: ['ma'] })).nodes, ['Jack Ma 2', 'Alibaba 1', 'Ant Group 1']);
    assert.deepEqual(inWords(draw(facts, { entities: ['ma', 'sh'] })).nodes, []);
    assert.deepEqual(inWords(draw(facts, { entities: ['nobody'] })).nodes, []);
  });

  it('says how many there are when there are too many, and keeps what was asked for', () => {
    const facts = factsOf(...lines);
    const graph = draw(facts, {}, { nodes: 3, edges: 2 });
    assert.deepEqual(inWords(graph), { nodes: ['Alibaba 3', 'Ant Group 2', 'Jack Ma 2'], edges: ['Alibaba - Ant Group 2', 'Alibaba - Jack Ma 1'] });
    assert.deepEqual(graph.total, { nodes: 5, edges: 3 });
    assert.deepEqual(inWords(draw(facts, { entities: ['loans'] }, { nodes: 1, edges: 1 })).nodes, ['Loans 1']);
  });

  it('knows entities that nobody has catalogued, by their ids', () => {
    assert.deepEqual(inWords(draw(factsOf('a: ghost ant'))).nodes, ['Ant Group 1', 'ghost 1']);
    assert.deepEqual(legendOf(factsOf('a: ghost ant ali'), indexOf().config).map(({ id, count }) => [id, count]), [['organization', 2], ['', 1]]);
  });
});

describe('the graph of articles', () => {
  it('joins articles with their entities, and by links of their own kind', () => {
    const graph = draw(factsOf(...lines), { view: 'articles' });
    assert.deepEqual(inWords(graph), {
      nodes: ['a 4', 'b 4', 'Alibaba 3', 'Ant Group 2', 'c 2', 'Jack Ma 2', 'd 1', 'Loans 1', 'Shanghai 1'],
      edges: ['a - Alibaba 1', 'a - Ant Group 2', 'a - Jack Ma 1', 'a -> b follows up', 'b - Alibaba 1', 'b - Ant Group 1', 'b - Shanghai 1', 'c - Alibaba 1', 'c - Loans 1', 'd - Jack Ma 1'],
    });
    assert.deepEqual(graph.nodes[0], { key: 'article a', label: 'Article a', type: undefined, weight: 4, detail: '2018-05-03 · Business' });
  });

  it('leads nowhere by a link that says the same from either end', () => {
    assert.deepEqual(inWords(draw(factsOf('a: ant -> b same-event', 'b: ant -> a quotes'), { view: 'articles' })).edges, ['a - Ant Group 1', 'a -- b same event', 'b - Ant Group 1', 'b -> a quotes']);
  });

  it('keeps links when mentions are too many', () => {
    assert.deepEqual(inWords(draw(factsOf(...lines), { view: 'articles' }, { nodes: 9, edges: 2 })).edges, ['a - Ant Group 2', 'a -> b follows up']);
  });

  it('has no link to an article that is out of scope, gone, or the same', () => {
    assert.deepEqual(inWords(draw(factsOf('a 2018: ant -> b quotes', 'b 2020: ant'), { view: 'articles', to: '2019' })).edges, ['a - Ant Group 1']);
    assert.deepEqual(inWords(draw(factsOf('a: ant -> z quotes'), { view: 'articles' })).edges, ['a - Ant Group 1']);
    assert.deepEqual(inWords(draw(factsOf('a: ant -> a quotes'), { view: 'articles' })).edges, ['a - Ant Group 1']);
  });
});

describe('the strongest edges', () => {
  const edges = fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.integer({ min: 1, max: 5 })), { maxLength: 40 });

  it('are as many as there may be, each once', () => {
    fc.assert(fc.property(edges, fc.nat(45), (all, limit) => {
      const kept = strongest({ from: all.map(([from]) => from), to: all.map(([, to]) => to), weight: all.map(([, , weight]) => weight) }, limit);
      assert.equal(new Set(kept).size, kept.length);
      assert.equal(kept.length, Math.min(limit, all.length));
    }));
  });

  it('leave no node alone that need not be', () => {
    // A hub with strong edges, and a pair that has only each other.
    assert.deepEqual(strongest({ from: [0, 0, 0, 4], to: [1, 2, 3, 5], weight: [9, 8, 7, 1] }, 4), [0, 1, 2, 3]);
    assert.deepEqual(strongest({ from: [0, 1, 0, 4], to: [1, 2, 2, 5], weight: [9, 8, 7, 1] }, 3), [0, 1, 3]);
  });
});

describe('the key of a node', () => {
  const cases: readonly (readonly [key: string, read: unknown])[] = [
    ['entity ant', { kind: 'entity', id: 'ant' }], ['article news/a b', { kind: 'article', id: 'news/a b' }], ['section Business', undefined], ['entity ', undefined],
  ];
  for (const [key, read] of cases) it(key, () => assert.deepEqual(readKey(key), read));
});
