import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { duplicateShare } from '../../../src/core/related/nearDuplicates';
import { RelatedIndex } from '../../../src/core/related/relatedIndex';
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

/** Which pairs of texts are worth counting: `0 1` for the first two. */
function likely(texts: readonly string[]): string[] {
  const index = new RelatedIndex();
  texts.forEach((text, i) => { index.set(String(i), text); });
  const ids = texts.map((_, i) => String(i));
  return ids.flatMap((one) => index.likelyDuplicates(one, ids.filter((other) => other > one)).map((other) => `${one} ${other}`));
}

describe('articles that are nearly the same', () => {
  it('are never passed over from .3 on, and counted exactly', () => {
    fc.assert(fc.property(fc.array(fc.nat(120), { minLength: 2, maxLength: 9 }), (starts) => {
      const texts = starts.map((start) => numbered(start, 100));
      const found = likely(texts);
      texts.forEach((one, i) => {
        for (let j = i + 1; j < texts.length; j++) {
          const share = exact(one, texts[j] ?? '');
          assert.equal(duplicateShare(one, texts[j] ?? '', words), share < 0.3 ? undefined : share);
          if (share >= 0.3) assert.ok(found.includes(`${i} ${j}`));
        }
      });
    }), { numRuns: 30 });
  });

  it('are likely where sentences were moved and some dropped, and where one text says all twice', () => {
    const sentences = Array.from({ length: 12 }, (_, i) => `${numbered(i * 20, 20)}.`);
    const moved = [...sentences.slice(6), ...sentences.slice(1, 6)].join(' ');
    assert.deepEqual(likely([sentences.join(' '), moved]), ['0 1']);
    assert.deepEqual(likely([sentences.join(' '), [...sentences, ...sentences, ...sentences].join(' ')]), ['0 1']);
  });

  it('may be of words that carry grammar only', () => { assert.deepEqual(likely(['to be or not to be', 'to be or not']), ['0 1']); });

  it('are not worth counting where few words are the same', () => { assert.deepEqual(likely([numbered(0, 50), numbered(40, 50), '']), []); });
});
