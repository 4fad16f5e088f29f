import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { sketchLength, sketchOf } from '../../../src/core/related/minHash';

describe('sketchOf', () => {
  const elements = fc.array(fc.integer());

  it('depends on the set alone, not on order or repetition', () => {
    fc.assert(fc.property(elements, (set) => { assert.deepEqual(sketchOf([...set, ...set.toReversed()]), sketchOf(set)); }));
  });

  it('agrees in the share of places that the Jaccard index says', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 50, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (first, size, share) => {
      const shift = Math.round(size * share);
      const run = (start: number): number[] => Array.from({ length: size }, (_, i) => (first + start + i) | 0);
      const [a, b] = [sketchOf(run(0)), sketchOf(run(shift))];
      const agreement = a.filter((number, i) => number === b[i]).length / sketchLength;
      const expected = (size - shift) / (size + shift);
      assert.ok(Math.abs(agreement - expected) < 0.3, `${agreement} for ${expected}`);
    }), { seed: 1 });
  });

  it('agrees in the same share for sets of few elements, whose places mostly borrow', () => {
    let agreeing = 0;
    for (let first = 0; first < 4_000; first += 10) {
      const [a, b] = [sketchOf([first, first + 1, first + 2]), sketchOf([first + 1, first + 2, first + 3])];
      agreeing += a.filter((number, i) => number === b[i]).length / sketchLength / 400;
    }
    assert.ok(Math.abs(agreeing - 0.5) < 0.06, String(agreeing));
  });
});
