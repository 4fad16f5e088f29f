import assert from 'node:assert/strict';
import { Arena } from '../../../src/core/corpus/arena';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('an arena', () => {
  it('gives back each piece, also one that is larger than its blocks', () => {
    const arena = new Arena(4);
    const given = [bytes(1, 2), bytes(3, 4, 5), bytes(), bytes(1, 2, 3, 4, 5, 6), bytes(7)];
    const places = given.map(each => arena.add(each));
    assert.deepEqual(places.map((at, each) => [...arena.get(at, given[each]?.length ?? 0)]), given.map(each => [...each]));
  });

  it('says when most of it is wasted', () => {
    const arena = new Arena(4);
    for (let each = 0; each < 8; each++) arena.add(bytes(1, 2));
    for (let each = 0; each < 4; each++) arena.waste(2);
    assert.equal(arena.isWasteful, false);
    for (let each = 0; each < 2; each++) arena.waste(2);
    assert.equal(arena.isWasteful, true);
  });
});
