import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Anchored } from '../../../src/core/marks/bases';
import type { Placed } from '../../../src/core/marks/placing';
import { sameMarks } from '../../../src/core/marks/sameMarks';

/** `m1 ant 2`: the id of a mention, its entity, and where it begins. */
function mark(words: string): Anchored & Placed {
  const [id = '', entity = '', at = '0'] = words.split(' ');
  const start = Number(at);
  const anchor = { at: [0, 3] as const, quote: 'Ant', before: '', after: '' };
  return { kind: 'mention', key: `annotations/a.yaml#${id}`, path: 'annotations/a.yaml', anchor, mention: { id, entity, anchor }, placement: { state: 'anchored', span: { start, end: start + 3 } } };
}

describe('marks are the same', () => {
  const cases: readonly (readonly [one: string, other: string, same: boolean])[] = [
    ['', '', true],
    ['m1 ant 2', 'm1 ant 2', true],
    ['m1 ant 2', 'm2 ant 2', false],
    ['m1 ant 2', 'm1 ali 2', false],
    ['m1 ant 2', 'm1 ant 3', false],
    ['m1 ant 2, m2 ali 9', 'm1 ant 2', false],
    ['m1 ant 2, m2 ali 9', 'm2 ali 9, m1 ant 2', false],
  ];
  for (const [one, other, same] of cases) {
    it(`${one || 'none'} and ${other || 'none'}: ${same ? 'yes' : 'no'}`, () => {
      const [ones, others] = [one, other].map(words => words === '' ? [] : words.split(', ').map(mark));
      assert.equal(sameMarks(ones ?? [], others ?? []), same);
    });
  }
});
