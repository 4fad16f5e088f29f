import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finished } from '../../../src/core/steps';
import { diff } from '../../../src/core/text/diff';

/** What the letters of the first word became in the second, `.` for those that are gone. */
function kept(old: string, now: string, runs: readonly number[], long?: number): string {
  return Array.from(finished(diff(old.split(''), now.split(''), runs, long)), place => now[place] ?? '.').join('');
}

/** At which places of the second word its letters are matched. */
function places(old: string, now: string, runs: readonly number[], long?: number): string {
  const matched = new Set(finished(diff(old.split(''), now.split(''), runs, long)));
  return Array.from(now, (letter, place) => matched.has(place) ? letter.toUpperCase() : letter).join('');
}

describe('what two sequences have in common', () => {
  it('is what was left alone', () => {
    assert.equal(kept('abcdef', 'abXdef', [1]), 'ab.def');
    assert.equal(kept('abcdef', 'fabcde', [1]), 'abcde.');
  });

  it('goes by what occurs once before what occurs often', () => {
    assert.equal(places('xaakaay', 'zkaaaaw', []), 'zkAAAAw');
    assert.equal(places('xaakaay', 'zkaaaaw', [1]), 'zKAAaaw');
  });

  it('takes long runs before what occurs once, where that is asked for, and of equal ones the first', () => {
    assert.equal(places('kabc', 'abcxabcyk', [1]), 'abcxabcyK');
    assert.equal(places('kabc', 'abcxabcyk', [1], 3), 'ABCxabcyk');
    assert.equal(places('kabc', 'abcxabcyk', [1], 4), 'abcxabcyK');
  });

  it('is in order and the same on both sides, whichever way it is found', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), maxLength: 60 });
    fc.assert(fc.property(word, word, fc.subarray([6, 3, 1]), fc.constantFrom(Infinity, 3, 1), (old, now, runs, long) => {
      const matching = finished(diff(old.split(''), now.split(''), runs, long));
      const matched = [...matching].filter(place => place >= 0);
      assert.deepEqual(matched, [...new Set(matched)].sort((one, other) => one - other));
      assert.ok(matching.every((place, index) => place < 0 || old[index] === now[place]));
    }));
  });

  it('is all of a sequence with something put in, or left out', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 40 });
    fc.assert(fc.property(word, word, word, fc.constantFrom(Infinity, 3), (head, tail, added, long) => {
      assert.equal(kept(head + tail, head + added + tail, [3, 1], long), head + tail);
    }));
  });
});
