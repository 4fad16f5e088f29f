import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { IntMap } from '../../../src/core/names/intMap';

describe('IntMap', () => {
  it('answers like a Map after any changes', () => {
    // Few keys, so that sets, replacements and deletions meet in the same clusters.
    const key = fc.oneof(fc.integer({ min: -8, max: 40 }), fc.constantFrom(0x7fffffff, -0x80000000));
    const change = fc.record({ key, value: fc.nat(5) });
    fc.assert(fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const map = new IntMap();
      const model = new Map<number, number>();
      for (const { key: changed, value } of changes) {
        if (value === 0) {
          map.delete(changed);
          model.delete(changed);
        } else {
          map.set(changed, value);
          model.set(changed, value);
        }
      }
      assert.equal(map.size, model.size);
      for (const { key: asked } of changes) assert.equal(map.get(asked), model.get(asked) ?? 0);
    }));
  });
});
