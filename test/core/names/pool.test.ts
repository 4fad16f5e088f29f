import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { pageBytes, Pool, type GrowingMemory } from '../../../src/core/names/pool';

/** Grows as WebAssembly's memory does: what was its buffer is empty then. */
class Memory implements GrowingMemory {
  buffer = new ArrayBuffer(pageBytes);

  grow(pages: number): number {
    const before = new Uint8Array(structuredClone(this.buffer, { transfer: [this.buffer] }));
    this.buffer = new ArrayBuffer(before.length + pages * pageBytes);
    new Uint8Array(this.buffer).set(before);
    return before.length / pageBytes;
  }
}

describe('Pool', () => {
  it('keeps what is in it, wherever it grows and moves, and gives nothing twice', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 20 }), fc.nat(20), (sizes, moved) => {
      const pool = new Pool();
      const indices = sizes.map((size, number) => {
        if (number === moved) pool.moveTo(new Memory(), pageBytes / 2);
        const index = pool.allocate(size);
        assert.ok(pool.words.subarray(index, index + size).every(each => each === 0));
        pool.words.fill(number + 1, index, index + size);
        return index;
      });
      for (const [number, size] of sizes.entries()) {
        const index = indices[number] ?? 0;
        assert.ok(index > 0 && pool.words.subarray(index, index + size).every(each => each === number + 1));
        assert.equal(pool.units[index * 2], number + 1);
      }
    }), { numRuns: 50 });
  });
});
