import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { nearnessTo } from '../../../src/core/picker/nearness';

/** The table of edit distances, row by row, where a match may begin anywhere in the text. */
function tableNearness(query: string, text: string): number {
  let row = Array.from({ length: query.length + 1 }, (_, at) => at);
  let best = 1;
  for (let at = 0; at < text.length; at++) {
    const next = [0];
    for (let index = 1; index <= query.length; index++) {
      const same = query.charAt(index - 1) === text.charAt(at) ? 0 : 1;
      next.push(Math.min((row[index - 1] ?? 0) + same, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    row = next;
    best = Math.min(best, (row[query.length] ?? 0) / query.length + Math.max(0, at + 1 - query.length) / 100);
  }
  return best;
}

function letters(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom('a', 'b', 'c', 'é'), { minLength: 1, maxLength }).map((all) => all.join(''));
}

describe('nearnessTo', () => {
  it('counts errors by the query\'s length, and places off the start by the hundred', () => {
    assert.equal(nearnessTo('ant')('ant group'), 0);
    assert.equal(nearnessTo('group')('ant group'), 0.04);
    assert.equal(nearnessTo('ants')('ant group'), 0.25);
    assert.equal(nearnessTo('xyz')('ant'), 1);
  });

  it('is what the table of edit distances says, to thirty letters', () => {
    fc.assert(fc.property(letters(30), letters(40), (query, text) => {
      assert.ok(Math.abs(nearnessTo(query)(text) - tableNearness(query, text)) < 1e-9);
    }), { numRuns: 300 });
  });
});
