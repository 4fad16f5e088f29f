import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Postings } from '../../../src/core/corpus/postings';

describe('postings', () => {
  it('are what sets would be', () => {
    const change = fc.record({ list: fc.nat(5), value: fc.nat(9), leaves: fc.boolean(), asks: fc.boolean() });
    fc.assert(fc.property(fc.array(change, { maxLength: 200 }), changes => {
      const postings = new Postings();
      const lists = Array.from({ length: 6 }, () => new Set<number>());
      for (const { list, value, leaves, asks } of changes) {
        if (leaves) {
          postings.leave(value);
          for (const each of lists) each.delete(value);
        } else if (lists[list]?.has(value) === false) {
          postings.add(list, value);
          lists[list].add(value);
        }
        if (asks) assert.deepEqual(new Set(postings.get(list)), lists[list]);
      }
      for (const [list, values] of lists.entries()) {
        assert.deepEqual(new Set(postings.get(list)), values);
        assert.equal(postings.get(list).length, values.size);
      }
    }));
  });
});
