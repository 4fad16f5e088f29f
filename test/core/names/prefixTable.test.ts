import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { endOf, followBit, followOf, PrefixTable } from '../../../src/core/names/prefixTable';

/** What a table should know of a hash. */
interface Model {
  through: number;
  /** Entries that end there, the first in front. */
  readonly ends: number[];
  follow: number;
}

describe('PrefixTable', () => {
  it('answers like a Map after any changes', () => {
    // Few hashes, so that additions and deletions meet in the same clusters.
    const hash = fc.oneof(fc.integer({ min: -8, max: 40 }), fc.constantFrom(0x7fffffff, -0x80000000));
    const change = fc.record({ hash, entry: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(2 ** 26 - 1)), kind: fc.constantFrom('begin', 'end', 'no beginning', 'no end') });
    fc.assert(fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const table = new PrefixTable();
      const model = new Map<number, Model>();
      for (const { hash: changed, entry, kind } of changes) {
        const known = model.get(changed) ?? { through: 0, ends: [], follow: 0 };
        model.set(changed, known);
        if (kind === 'begin') {
          const follow = followBit(entry, 0);
          table.addBeginning(changed, follow);
          known.through++;
          known.follow |= follow;
        } else if (kind === 'end') {
          table.addEnd(changed, entry);
          known.ends.unshift(entry);
        } else if (kind === 'no beginning' && known.through > 0) {
          table.removeBeginning(changed);
          known.through--;
        } else if (kind === 'no end' && known.ends.length > 0) {
          known.ends.shift();
          table.removeEnd(changed, known.ends[0] ?? 0);
        }
        if (known.through + known.ends.length === 0) model.delete(changed);
      }
      assert.equal(table.size, model.size);
      for (const { hash: asked } of changes) {
        const known = table.known(asked);
        assert.equal(endOf(known), model.get(asked)?.ends[0] ?? 0);
        assert.equal(followOf(known), model.get(asked)?.follow ?? 0);
      }
    }));
  });

  it('says nothing of a hash that was never there', () => {
    const table = new PrefixTable();
    table.removeBeginning(7);
    assert.deepEqual([table.size, table.known(7)], [0, 0]);
  });
});
