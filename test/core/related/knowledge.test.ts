import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { dayOf } from '../../../src/core/related/day';
import { knowledgeOf } from '../../../src/core/related/knowledge';

const anchor = 'at: [0, 1], quote: A';

describe('what a corpus knows of its articles', () => {
  const index = new CorpusIndex();
  index.set('corpus.yaml', 'articles: ["*.txt"]\n');
  for (const id of ['a', 'b', 'c']) index.set(`${id}.txt`, `Title ${id}\n\nShanghai, May ${id === 'c' ? 'day' : '3'}, 2018\n\nText.\n`);
  index.set('annotations/a.yaml', `article: a\ndate: 2018-06-15\nmentions:\n  - { id: m1, entity: ant, ${anchor} }\n  - { id: m2, entity: ant, ${anchor} }\n  - { id: m3, entity: hema, ${anchor} }\nlinks:\n  - { id: l1, relation: r, from: { ${anchor} }, to: { article: b, ${anchor} } }\n  - { id: l2, relation: r, from: { ${anchor} }, to: { article: a, ${anchor} } }\n`);
  index.set('annotations/b.yaml', `article: b\nmentions:\n  - { id: m4, entity: ant, ${anchor} }\nlinks:\n  - { id: l3, relation: r, from: { ${anchor} }, to: { article: a, ${anchor} } }\n`);
  const known = knowledgeOf(index);

  it('is the entities of an article and the articles of an entity, each once', () => {
    assert.deepEqual(known.entitiesOf('a'), ['ant', 'hema']);
    assert.deepEqual([...known.articlesOf('ant')].sort(), ['a', 'b']);
    assert.deepEqual(known.articlesOf('hema'), ['a']);
    assert.deepEqual([known.spreadOf('ant'), known.spreadOf('hema'), known.spreadOf('nothing')], [2, 1, 0]);
    assert.deepEqual(known.entitiesOf('nowhere'), []);
  });

  it('is the links between two, from either side, and none of an article with itself', () => {
    assert.deepEqual([...known.linksOf('a')], [['b', 2]]);
    assert.deepEqual([...known.linksOf('b')], [['a', 2]]);
    assert.deepEqual([...known.linksOf('c')], []);
  });

  it('is the day that the sidecar gives, else the one that was found', () => {
    assert.equal(known.dayOf('a'), dayOf('2018-06-15'));
    assert.equal(known.dayOf('b'), dayOf('2018-05-03'));
    assert.equal(known.dayOf('c'), undefined);
    assert.equal(known.dayOf('nowhere'), undefined);
  });

  it('is what the corpus says now, however often it was asked before', () => {
    assert.deepEqual(known.entitiesOf('c'), []);
    index.set('annotations/c.yaml', `article: c\nmentions:\n  - { id: m5, entity: ant, ${anchor} }\n`);
    assert.deepEqual(known.entitiesOf('c'), ['ant']);
    assert.deepEqual([...known.articlesOf('ant')].sort(), ['a', 'b', 'c']);
    index.delete('annotations/c.yaml');
    assert.deepEqual(known.entitiesOf('c'), []);
    assert.deepEqual(known.entitiesOf('a'), ['ant', 'hema']);
  });
});
