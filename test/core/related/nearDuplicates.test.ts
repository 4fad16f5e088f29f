import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { NearDuplicates } from '../../../src/core/related/nearDuplicates';
import { jaccard, shinglesOf } from '../../../src/core/related/shingles';
import { WordReader } from '../../../src/core/related/wordReader';

const words = new WordReader();

/** A text of `count` different words, numbered from `first`. */
function numbered(first: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `w${first + i}x`).join(' ');
}

function exact(a: string, b: string): number {
  return jaccard(new Set(shinglesOf(a, words)), new Set(shinglesOf(b, words)));
}

describe('shingles', () => {
  const cases: readonly (readonly [a: string, b: string, expected: number])[] = [
    ['one two three', 'One, two: three!', 1],
    ['one two three four', 'one two three', 1 / 2],
    ['one two three', 'three two one', 0],
    ['one two', 'one two', 1],
    ['one two', 'one two three', 0],
    ['', '', 0],
    ['one two three one two three', 'one two three', 1 / 3],
  ];
  for (const [a, b, expected] of cases) it(`${JSON.stringify(a)} and ${JSON.stringify(b)}: ${expected.toFixed(2)}`, () => { assert.equal(exact(a, b), expected); });
});

describe('NearDuplicates', () => {
  it('finds every pair at .5, and none below what was asked, counted exactly', () => {
    fc.assert(fc.property(fc.array(fc.nat(60), { minLength: 2, maxLength: 12 }), (starts) => {
      const texts = new Map(starts.map((start, i) => [`a${i}`, numbered(start, 100)]));
      const index = new NearDuplicates(words);
      for (const [id, text] of texts) index.set(id, text);
      const textOf = (id: string): string => texts.get(id) ?? '';
      for (const id of texts.keys()) {
        const expected = [...texts.keys()].filter((other) => other !== id && exact(textOf(id), textOf(other)) >= 0.5).sort();
        const found = index.duplicatesOf(id, 0.5, textOf);
        assert.deepEqual(found.map((duplicate) => duplicate.id).sort(), expected);
        for (const duplicate of found) assert.equal(duplicate.jaccard, exact(textOf(id), textOf(duplicate.id)));
      }
    }));
  });

  it('estimates within five standard errors', () => {
    const index = new NearDuplicates(words);
    index.set('a', numbered(0, 300));
    for (const [id, first] of [['b', 30], ['c', 100], ['d', 150], ['e', 400]] as const) {
      const text = numbered(first, 300);
      index.set(id, text);
      assert.ok(Math.abs(index.estimate('a', id) - exact(numbered(0, 300), text)) < 0.2);
    }
  });

  it('finds a text whose sentences were moved and some dropped', () => {
    const sentences = Array.from({ length: 12 }, (_, i) => `${numbered(i * 20, 20)}.`);
    const moved = [...sentences.slice(6), ...sentences.slice(1, 6)].join(' ');
    const index = new NearDuplicates(words);
    index.set('a', sentences.join(' '));
    index.set('moved', moved);
    assert.deepEqual(index.candidates('a', 0.3).map(({ id }) => id), ['moved']);
  });

  it('forgets what is deleted, and what a text was before', () => {
    const index = new NearDuplicates(words);
    index.set('a', numbered(0, 50));
    index.set('b', numbered(0, 50));
    assert.deepEqual(index.candidates('a', 0.9), [{ id: 'b', jaccard: 1 }]);
    index.set('b', numbered(100, 50));
    assert.deepEqual(index.candidates('a', 0.1), []);
    index.set('c', numbered(0, 50));
    assert.equal(index.delete('c'), true);
    assert.equal(index.delete('c'), false);
    assert.deepEqual(index.candidates('a', 0.1), []);
  });

  it('holds texts without words to be like nothing', () => {
    const index = new NearDuplicates(words);
    index.set('a', '…');
    index.set('b', '');
    assert.deepEqual(index.candidates('a', 0), []);
    assert.equal(index.estimate('a', 'b'), 0);
  });
});
