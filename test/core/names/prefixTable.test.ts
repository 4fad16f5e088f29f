import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { PrefixTable } from '../../../src/core/names/prefixTable';

describe('PrefixTable', () => {
  it('answers like a Map after any changes', () => {
    // Few hashes, so that additions and deletions meet in the same clusters.
    const hash = fc.oneof(fc.integer({ min: -8, max: 40 }), fc.constantFrom(0x7fffffff, -0x80000000));
    const change = fc.record({ hash, end: fc.integer({ min: 1, max: 9 }), isAdded: fc.boolean() });
    fc.assert(fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const table = new PrefixTable();
      const model = new Map<number, { count: number; end: number }>();
      for (const { hash: changed, end, isAdded } of changes) {
        const count = model.get(changed)?.count ?? 0;
        if (isAdded) {
          table.add(changed, 1 << end);
          table.setEnd(changed, end);
          model.set(changed, { count: count + 1, end });
        } else {
          table.remove(changed);
          if (count > 1) model.set(changed, { count: count - 1, end: model.get(changed)?.end ?? 0 });
          else model.delete(changed);
        }
      }
      assert.equal(table.size, model.size);
      for (const { hash: asked } of changes) {
        const slot = table.slotOf(asked);
        assert.equal(table.has(asked), model.has(asked));
        assert.equal(table.endOf(slot), model.get(asked)?.end ?? 0);
        assert.equal((table.followOf(slot) >>> (model.get(asked)?.end ?? 0) & 1) === 1, model.has(asked));
      }
    }));
  });
});
