import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { SortedLists } from '../../../src/core/related/sortedLists';

function contents(lists: SortedLists, list: number): number[] {
  return [...lists.of(list)];
}

describe('SortedLists', () => {
  it('holds what sorted sets would hold', () => {
    const step = fc.record({ list: fc.nat(6), value: fc.nat(60) });
    fc.assert(fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
      const lists = new SortedLists();
      const model = Array.from({ length: 7 }, () => new Set<number>());
      for (const { list, value } of steps) {
        const set = model[list] ?? new Set();
        if (set.has(value)) lists.remove(list, value);
        else lists.insert(list, value);
        if (!set.delete(value)) set.add(value);
      }
      model.forEach((set, list) => { assert.deepEqual(contents(lists, list), [...set].sort((a, b) => a - b)); });
    }), { numRuns: 50 });
  });

  it('uses the places of lists that have gone', () => {
    const lists = new SortedLists();
    for (let round = 0; round < 1_000; round++) {
      for (let value = 0; value < 16; value++) lists.insert(round, value);
      for (let value = 0; value < 16; value++) lists.remove(round, value);
    }
    assert.equal(lists.room, 1 << 12);
  });

  it('holds more than a block, and lists longer than one', () => {
    const lists = new SortedLists();
    const lengths = [...Array.from({ length: 400 }, (_, list) => 700 + list * 7), 300_000, 5];
    for (const [list, length] of lengths.entries()) for (let value = 0; value < length; value++) lists.insert(list, value * 2);
    for (const [list, length] of lengths.entries()) {
      const numbers = lists.of(list);
      assert.ok(numbers.length === length && numbers.every((number, at) => number === at * 2), `list ${String(list)}`);
    }
    assert.ok(lists.room < 4 * lengths.reduce((sum, length) => sum + length));
  });
});
