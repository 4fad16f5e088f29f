import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Postings } from '../../../src/core/corpus/postings';

describe('postings', () => {
  it('are what arrays would be', () => {
    const change = fc.record({ list: fc.nat(5), value: fc.nat(9), isRemoved: fc.boolean() });
    fc.assert(fc.property(fc.array(change, { maxLength: 60 }), changes => {
      const postings = new Postings();
      const lists = Array.from({ length: 6 }, (): number[] => []);
      for (const { list, value, isRemoved } of changes) {
        const plain = lists[list] ?? [];
        if (isRemoved) {
          postings.remove(list, value);
          if (plain.includes(value)) plain.splice(plain.indexOf(value), 1);
        } else if (!plain.includes(value)) {
          postings.add(list, value);
          plain.push(value);
        }
      }
      for (const [list, plain] of lists.entries()) assert.deepEqual(new Set(postings.get(list)), new Set(plain));
    }));
  });
});
