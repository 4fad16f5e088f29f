import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { calmTurn, turn } from '../../src/editor/time/rests';

describe('a turn', () => {
  it('of a work in the background comes when others have had none for a while, and then each time', async () => {
    const order: string[] = [];
    const background = (async () => {
      for (let at = 0; at < 2; at++) {
        await calmTurn();
        order.push('background');
      }
    })();
    for (let at = 0; at < 20; at++) {
      await turn();
      order.push('other');
    }
    await background;
    assert.deepEqual(order, [...Array.from({ length: 20 }, () => 'other'), 'background', 'background']);
  });
});
