import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { offsetsOf } from '../../../src/core/text/offsets';

/** Strings in which pairs, half pairs and all line endings are frequent. */
const text = fc.array(fc.constantFrom('a', 'é', '漢', '😀', '\uD83D', '\uDE00', '\r\n', '\r', '\n', ' '), { maxLength: 40 })
  .map((parts) => parts.join(''));

/** The count as the definition says it, one step after another. */
function countedStarts(source: string): readonly number[] {
  return Array.from(source.matchAll(/\r\n|[\s\S]/gu), (match) => match.index);
}

describe('offsets', () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ['abc', 2, 2],
    ['a😀b', 3, 2],
    ['a\r\nb', 3, 2],
    ['a\rb', 2, 2],
    ['a\nb', 2, 2],
    ['\uD83Da', 1, 1],
    ['😀😀\r\n😀', 6, 3],
  ];
  for (const [source, offset, at] of cases) {
    it(`${JSON.stringify(source)}: offset ${offset} is position ${at}`, () => {
      assert.equal(offsetsOf(source).toCodePoint(offset), at);
      assert.equal(offsetsOf(source).toUtf16(at), offset);
    });
  }

  it('takes the inside of a pair or of a line ending for its start', () => {
    assert.equal(offsetsOf('a😀b').toCodePoint(2), 1);
    assert.equal(offsetsOf('a\r\nb').toCodePoint(2), 1);
  });

  it('clamps what lies outside', () => {
    const offsets = offsetsOf('a😀b');
    assert.deepEqual([-1, 9, Infinity, NaN].map((at) => offsets.toUtf16(at)), [0, 4, 4, 0]);
    assert.deepEqual([-1, 9, Infinity, NaN].map((offset) => offsets.toCodePoint(offset)), [0, 3, 3, 0]);
  });

  it('agrees with counting one by one', () => {
    fc.assert(fc.property(text, (source) => {
      const offsets = offsetsOf(source);
      const starts = [...countedStarts(source), source.length];
      assert.deepEqual(starts.map((_, at) => offsets.toUtf16(at)), starts);
      assert.deepEqual(starts.map((start) => offsets.toCodePoint(start)), starts.map((_, at) => at));
    }));
  });

  it('never goes down', () => {
    fc.assert(fc.property(text, (source) => {
      const offsets = offsetsOf(source);
      for (let offset = 0; offset < source.length; offset++) {
        assert.ok(offsets.toCodePoint(offset) <= offsets.toCodePoint(offset + 1));
      }
    }));
  });
});
