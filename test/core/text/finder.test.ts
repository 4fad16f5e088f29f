import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { finderOf, occurrences } from '../../../src/core/text/finder';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '漢', ' '), minLength: 1, maxLength: 12 });

describe('finding parts of a text', () => {
  it('finds overlapping places, the first ones only when a limit is given, and an empty part nowhere', () => {
    assert.deepEqual(occurrences('aaaa', 'aa'), [0, 1, 2]);
    assert.deepEqual(occurrences('aaaa', 'aa', 2), [0, 1]);
    assert.deepEqual(occurrences('aaaa', ''), []);
  });

  it('finds in a long text what reading it through finds', () => {
    fc.assert(fc.property(fc.array(word, { minLength: 20, maxLength: 40 }), word, fc.nat(70_000), fc.nat(90), fc.integer({ min: 1, max: 9 }), (words, other, at, length, limit) => {
      const text = words.join('').repeat(4000).slice(0, 70_000) + other + words.slice(0, 9).join('');
      const find = finderOf(text);
      for (const part of [text.slice(at, at + length), text.slice(-length - 1), other, `${other}${words.join('')}x`, '']) {
        assert.deepEqual(find(part, limit), occurrences(text, part, limit));
      }
    }), { numRuns: 30 });
  });
});
