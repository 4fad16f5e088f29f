import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { graphemeCount, cutEnd, cutStart } from '../../../src/core/concordance/graphemes';
import { layOut, type Order, type Row } from '../../../src/core/concordance/layout';

/** `2018-05-03 a: the old [Ant] Group! tagged`: date, article, context, and after the bang the note. */
function row(line: string): Row {
  const [, date = '', article = '', left = '', hit = '', right = '', note = ''] = /^(?:(\d\S*) )?(\w+): (.*?)\[(.*?)\](.*?)(?:! (.*))?$/.exec(line) ?? [];
  return { article, title: `On ${article}`, date, context: { left, hit, right }, note };
}

const rows = [
  '2018-05-03 b: of the [Ant] Group said! tagged as Ant Group',
  '2017-01-02 a: when [Ant] Financial',
  'c: Old, tired [Ant] ate',
  '2017-01-02 a: and no [Ant] more',
].map(row);

/** The hits of a layout in order, by the first words after them. */
function order(by: Order): string[] {
  return layOut(rows, by).flatMap(line => line.row === undefined ? [] : [rows[line.row]?.context.right.trim().split(' ')[0] ?? '']);
}

describe('a concordance', () => {
  it('is sorted by article, date, left or right', () => {
    assert.deepEqual(order('article'), ['Financial', 'more', 'Group', 'ate']);
    assert.deepEqual(order('date'), ['Financial', 'more', 'Group', 'ate']);
    assert.deepEqual(order('right'), ['ate', 'Financial', 'Group', 'more']);
    assert.deepEqual(order('left'), ['more', 'Group', 'ate', 'Financial']);
  });

  it('has a heading for each article by article and by date, and names the article in each line otherwise', () => {
    const byArticle = layOut(rows, 'article').filter(line => line.row === undefined).map(({ text }) => text);
    assert.deepEqual(byArticle, ['2017-01-02  On a  a', '', '2018-05-03  On b  b', '', 'On c  c']);
    const byRight = layOut(rows, 'right');
    assert.ok(byRight.every(line => line.row !== undefined));
    assert.match(byRight[1]?.text ?? '', / when Ant Financial +2017-01-02 {2}On a$/);
  });

  it('says where the place and the note are', () => {
    for (const by of ['article', 'left'] as const) {
      const noted = layOut(rows, by).find(line => line.row === 0);
      assert.equal(noted?.text.slice(noted.hit.start, noted.hit.end), 'Ant');
      assert.equal(noted?.text.slice(noted.note.start, noted.note.end), 'tagged as Ant Group');
    }
  });

  it('cuts long contexts on the far side', () => {
    const [line] = layOut([row(`a: ${'far '.repeat(30)}near [Ant] near${' far'.repeat(30)}`)], 'left');
    assert.match(line?.text ?? '', /^ {3}….* far near Ant near far .*… {2} +On a$/);
  });

  it('has every place in one column, counted in graphemes, whatever is before it', () => {
    const words = ['Ant', '蚂蚁集团', 'Bílek', 'e\u0301', '👩‍👩‍👧', 'of', '—'];
    const word = fc.constantFrom(' ', ...words);
    const made = fc.record({ left: fc.array(word, { maxLength: 30 }), hit: word, right: fc.array(word, { maxLength: 40 }) })
      .map(({ left, hit, right }): Row => ({ article: 'a', title: 'A', date: '', note: '', context: { left: left.join(''), hit, right: right.join('') } }));
    fc.assert(fc.property(fc.array(made, { minLength: 1, maxLength: 6 }), fc.constantFrom<Order>('article', 'date', 'left', 'right'), (some, by) => {
      const lines = layOut(some, by).filter(line => line.row !== undefined);
      assert.equal(lines.length, some.length);
      assert.deepEqual(new Set(lines.map(({ text, hit }) => graphemeCount(text.slice(0, hit.start)))), new Set([41]));
    }), { numRuns: 60 });
  });

  it('keeps a place that is white space', () => {
    const line = layOut([row('a: before [ ]')], 'article').find(each => each.row !== undefined);
    assert.equal(line?.text.slice(line.hit.start, line.hit.end), ' ');
  });

  it('of no rows is empty', () => assert.deepEqual(layOut([], 'left'), []));
});

describe('graphemes', () => {
  const cases: readonly (readonly [text: string, count: number])[] = [['', 0], ['Ant', 3], ['e\u0301', 1], ['👩‍👩‍👧!', 2], ['蚂蚁', 2], ['“Ant’s”—', 8]];
  for (const [text, count] of cases) it(`${text}: ${count}`, () => assert.equal(graphemeCount(text), count));

  it('are cut whole', () => {
    assert.deepEqual([cutEnd('ab👩‍👩‍👧cd', 4), cutStart('ab👩‍👩‍👧cd', 4), cutEnd('abcd', 4), cutStart('abcde', 4)], ['ab👩‍👩‍👧…', '…👩‍👩‍👧cd', 'abcd', '…cde']);
  });
});
