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
  it('never passes over a pair at .5, and counts exactly', () => {
    fc.assert(fc.property(fc.array(fc.nat(60), { minLength: 2, maxLength: 12 }), (starts) => {
      const texts = starts.map((start) => numbered(start, 100));
      const index = new NearDuplicates(words);
      texts.forEach((text, i) => { index.set(String(i), text); });
      for (const [i, text] of texts.entries()) {
        assert.equal(index.shareOf(text, texts[0] ?? ''), exact(text, texts[0] ?? ''));
        if (exact(text, texts[0] ?? '') >= 0.5) assert.ok(index.areLikely(String(i), '0'));
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

  it('takes a text for likely whose sentences were moved and some dropped', () => {
    const sentences = Array.from({ length: 12 }, (_, i) => `${numbered(i * 20, 20)}.`);
    const moved = [...sentences.slice(6), ...sentences.slice(1, 6)].join(' ');
    const index = new NearDuplicates(words);
    index.set('a', sentences.join(' '));
    index.set('moved', moved);
    assert.equal(index.areLikely('a', 'moved'), true);
  });

  it('forgets what is deleted, and what a text was before', () => {
    const index = new NearDuplicates(words);
    index.set('a', numbered(0, 50));
    index.set('b', numbered(0, 50));
    assert.equal(index.estimate('a', 'b'), 1);
    index.set('b', numbered(100, 50));
    assert.equal(index.areLikely('a', 'b'), false);
    index.set('c', numbered(0, 50));
    assert.equal(index.delete('c'), true);
    assert.equal(index.delete('c'), false);
    assert.equal(index.areLikely('a', 'c'), false);
  });

  it('holds texts without words to be like nothing', () => {
    const index = new NearDuplicates(words);
    index.set('a', '…');
    index.set('b', '');
    assert.equal(index.estimate('a', 'b'), 0);
  });
});
