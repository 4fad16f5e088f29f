import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CountedLists } from '../../../src/core/related/countedLists';

function entriesOf(list: ReadonlyMap<number, number>): number[] {
  return [...list].sort(([a], [b]) => a - b).map(([number, count]) => (number << 8) | count);
}

/** Of numbers from 0 on, each `step` above the one before. */
function numbered(length: number, step: number): Int32Array {
  return Int32Array.from({ length }, (_, at) => ((at * step) << 8) | 1 + at % 3);
}

describe('CountedLists', () => {
  it('hold what sorted maps would hold, of numbers near and far, rare and frequent', () => {
    const number = fc.oneof(fc.nat(40), fc.nat(3_000), fc.nat((1 << 23) - 1));
    const step = fc.record({ list: fc.nat(3), number, count: fc.constantFrom(1, 1, 1, 2, 3, 127, 128, 255) });
    fc.assert(fc.property(fc.array(step, { maxLength: 300, size: 'max' }), fc.infiniteStream(fc.nat(3)), (steps, choices) => {
      const lists = new CountedLists();
      const model = Array.from({ length: 4 }, () => new Map<number, number>());
      for (const { list, number: at, count } of steps) {
        const held = model[list] ?? new Map<number, number>();
        if (held.delete(at) && choices.next().value !== 0) lists.remove(list, at);
        else {
          lists.put(list, (at << 8) | count);
          held.set(at, count);
        }
      }
      model.forEach((held, list) => {
        assert.equal(lists.lengthOf(list), held.size);
        assert.deepEqual([...lists.of(list)], entriesOf(held));
      });
    }), { numRuns: 100 });
  });

  it('hold long lists, whatever is put between and taken out', () => {
    const change = fc.record({ start: fc.nat(12_000), length: fc.nat(600), isOut: fc.boolean() });
    fc.assert(fc.property(fc.array(change, { maxLength: 12 }), changes => {
      const lists = new CountedLists();
      const model = new Map<number, number>();
      lists.set(0, numbered(4_000, 3));
      for (const entry of numbered(4_000, 3)) model.set(entry >> 8, entry & 0xff);
      for (const { start, length, isOut } of changes) {
        for (let number = start; number < start + length; number++) {
          if (!isOut) {
            lists.put(0, (number << 8) | 2);
            model.set(number, 2);
          } else if (model.delete(number)) lists.remove(0, number);
        }
      }
      assert.deepEqual([...lists.of(0)], entriesOf(model));
    }), { numRuns: 50 });
  });

  it('take other entries, fewer and more', () => {
    const lists = new CountedLists();
    for (const length of [3, 5_000, 0, 700, 1]) {
      lists.set(1, numbered(length, 9));
      assert.deepEqual(lists.of(1), numbered(length, 9));
      assert.equal(lists.lengthOf(1), length);
      assert.equal(lists.of(0).length, 0);
    }
  });

  it('use the places of lists that have gone', () => {
    const lists = new CountedLists();
    const rooms = Array.from({ length: 40 }, (_, round) => {
      for (let list = 0; list < 20; list++) for (const entry of numbered(1_000, 2)) lists.put(20 * round + list, entry);
      for (let list = 0; list < 20; list++) for (const entry of numbered(1_000, 2)) lists.remove(20 * round + list, entry >> 8);
      return lists.room;
    });
    assert.equal(rooms.at(-1), rooms[0]);
  });

  it('take little more than their bytes, when all grow as they do in a corpus', () => {
    const lists = new CountedLists();
    const lengths = Array.from({ length: 400 }, (_, list) => 40 * list);
    for (let number = 0; number < 16_000; number++) {
      lengths.forEach((length, list) => {
        if (Math.floor((number + 1) * length / 16_000) > Math.floor(number * length / 16_000)) lists.put(list, (number << 8) | 1);
      });
    }
    const entries = lengths.reduce((sum, length) => sum + length);
    assert.ok(lists.room < 1.4 * entries, `${lists.room} bytes for ${entries}`);
  });
});
