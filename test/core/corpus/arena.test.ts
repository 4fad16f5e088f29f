import assert from 'node:assert/strict';
import { Arena } from '../../../src/core/corpus/arena';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('an arena', () => {
  it('gives back each piece, also one that is larger than its blocks', () => {
    const arena = new Arena(4);
    const given = [bytes(1, 2), bytes(3, 4, 5), bytes(), bytes(1, 2, 3, 4, 5, 6), bytes(7)];
    const pieces = given.map(each => arena.add(each));
    assert.deepEqual(pieces.map(piece => [...arena.get(piece)]), given.map(each => [...each]));
  });

  it('says when most of it is wasted', () => {
    const arena = new Arena(4);
    const pieces = Array.from({ length: 8 }, () => arena.add(bytes(1, 2)));
    for (const piece of pieces.slice(0, 4)) arena.waste(piece);
    assert.equal(arena.isWasteful, false);
    for (const piece of pieces.slice(4, 6)) arena.waste(piece);
    assert.equal(arena.isWasteful, true);
  });
});
