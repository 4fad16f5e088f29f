import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flatten } from '../../../src/core/marks/paint';

/** Stretches drawn under a ruler, a letter each: `aaaa`, ` bb`. */
function stretches(...rows: string[]): { span: { start: number; end: number }; paint: string }[] {
  return rows.map(row => ({ span: { start: row.search(/\S/), end: row.length }, paint: row.trim().charAt(0) }));
}

function drawn(flat: ReturnType<typeof stretches>): string {
  const cells: string[] = [];
  for (const { span, paint } of flat) for (let at = span.start; at < span.end; at++) cells[at] = paint;
  return Array.from(cells, cell => cell ?? ' ').join('');
}

describe('stretches that overlap, as ones that do not', () => {
  const cases: readonly (readonly [rows: readonly string[], seen: string])[] = [
    [['aaaa'], 'aaaa'],
    [['aaaaaa', '  bb'], 'aabbaa'],
    [['aaaa', '  bbbb'], 'aabbbb'],
    [['aaaa', 'bb'], 'bbaa'],
    [['aaaaaaaa', ' bbbbb', '  c'], 'abcbbbaa'],
    [['aa', '    bb'], 'aa  bb'],
  ];
  for (const [rows, seen] of cases) it(`${rows.join(' | ')} is seen as ${seen}`, () => assert.equal(drawn(flatten(stretches(...rows))), seen));

  it('come out in order, apart, and cover what was covered', () => {
    const one = fc.tuple(fc.nat(30), fc.nat(10)).map(([start, length]) => ({ span: { start, end: start + length }, paint: 'x' }));
    fc.assert(fc.property(fc.array(one), all => {
      const flat = flatten(all);
      flat.forEach(({ span }, at) => assert.ok(span.start < span.end && span.start >= (flat[at - 1]?.span.end ?? 0)));
      const covered = (spans: typeof all): Set<number> => new Set(spans.flatMap(({ span }) => Array.from({ length: span.end - span.start }, (_, i) => span.start + i)));
      assert.deepEqual([...covered(flat)].sort((a, b) => a - b), [...covered(all)].sort((a, b) => a - b));
    }));
  });
});
