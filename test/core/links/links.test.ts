import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { farEnd, isSymmetric, isTurnable, linksSeenFrom, relationRead, turnedRound } from '../../../src/core/links/links';
import { marksOn, type LinkMark } from '../../../src/core/marks/marks';

const sidecar = `article: a
links:
  - { id: one, relation: follows-up, from: { at: [0, 1], quote: A }, to: { article: b, at: [2, 3], quote: B } }
  - { id: two, relation: same-event, from: { at: [4, 5], quote: C }, to: { article: a, at: [6, 7], quote: D } }
`;

function linkMarks(article: string): LinkMark[] {
  const index = new CorpusIndex();
  index.set('annotations/a.yaml', sidecar);
  return marksOn(index, article).filter(mark => mark.kind === 'link');
}

function inWords(mark: LinkMark): string {
  const far = farEnd(mark);
  return `${mark.anchor.quote} ${mark.end} > ${far.article} ${far.anchor.quote} ${far.key}`;
}

describe('a link', () => {
  const relations = [{ id: 'follows-up', label: 'follows up', inverse: 'followed up by' }, { id: 'same-event', label: 'same event', inverse: 'same event' }];

  it('has a far end, whichever end one stands at', () => {
    assert.deepEqual(linkMarks('a').map(inWords), [
      'A from > b B annotations/a.yaml#one:to',
      'C from > a D annotations/a.yaml#two:to',
      'D to > a C annotations/a.yaml#two:from',
    ]);
    assert.deepEqual(linkMarks('b').map(inWords), ['B to > a A annotations/a.yaml#one:from']);
  });

  it('is named by its far end as the mark that stands there is', () => {
    const keys = new Set([...linkMarks('a'), ...linkMarks('b')].map(mark => mark.key));
    for (const mark of linkMarks('a')) assert.ok(keys.has(farEnd(mark).key));
  });

  it('reads by its label from the first end, by the inverse from the second', () => {
    assert.equal(relationRead(relations, 'follows-up', 'from'), 'follows up');
    assert.equal(relationRead(relations, 'follows-up', 'to'), 'followed up by');
    assert.equal(relationRead(relations, 'same-event', 'to'), 'same event');
    assert.equal(relationRead(relations, 'unheard-of', 'to'), 'unheard-of');
    assert.deepEqual(relations.map(isSymmetric), [false, true]);
  });

  it('may be turned round unless it says the same from either end', () => {
    const [mark] = linkMarks('a');
    assert.ok(mark);
    assert.deepEqual(['follows-up', 'same-event', 'unheard-of'].map(relation => isTurnable(relations, { ...mark.link, relation })), [true, false, true]);
  });

  it('turned round goes the other way, and twice is as it was', () => {
    const [mark] = linkMarks('a');
    assert.ok(mark);
    const turned = turnedRound(mark.link, 'a');
    assert.deepEqual([turned.from.quote, turned.to.article, turned.to.anchor.quote], ['B', 'a', 'A']);
    assert.deepEqual(turnedRound(turned, 'b'), mark.link);
  });

  it('within one article is seen once', () => {
    assert.deepEqual(linksSeenFrom(linkMarks('a'), 'a').map(mark => mark.anchor.quote), ['A', 'C']);
    assert.deepEqual(linksSeenFrom(linkMarks('b'), 'b').map(mark => mark.anchor.quote), ['B']);
  });
});
