import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { comparing } from '../../../src/core/anchor/carry';
import { contextAfter, contextBefore } from '../../../src/core/anchor/context';
import { describe as describeMark } from '../../../src/core/anchor/describe';
import { fold } from '../../../src/core/anchor/fold';
import type { Anchor } from '../../../src/core/model';
import { finished } from '../../../src/core/steps';
import { diff, longestAscending } from '../../../src/core/text/diff';
import { marked, withMarks } from './marked';

/** The matrix filled cell by cell: the least cost of turning the pattern into a beginning of the text. */
function plainly(pattern: string, text: string): number {
  let column = Array.from({ length: pattern.length + 1 }, (_, index) => index);
  let least = pattern.length;
  for (let j = 1; j <= text.length; j++) {
    const next = [j];
    for (let i = 1; i <= pattern.length; i++) {
      next.push(Math.min((column[i] ?? 0) + 1, (next[i - 1] ?? 0) + 1, (column[i - 1] ?? 0) + (pattern[i - 1] === text[j - 1] ? 0 : 1)));
    }
    column = next;
    least = Math.min(least, next[pattern.length] ?? least);
  }
  return least;
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}

function letters(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength });
}

function anchorOf(source: string): Anchor {
  const { text, spans: [span = { start: 0, end: 0 }] } = marked(source);
  return describeMark(text, { start: 0, end: text.length }, span);
}

/** What the diff of two strings, letter by letter, has in common. */
function common(old: string, now: string, runs: readonly number[]): string {
  return Array.from(finished(diff(old.split(''), now.split(''), runs)), (newIndex) => newIndex < 0 ? '' : now.charAt(newIndex)).join('');
}

describe('folding', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a  b\r\n\tc\u00A0d', 'abcd'],
    ['\uFEFFab\u00ADc\u200B', 'abc'],
    ['“It’s” «so»', '"It\'s""so"'],
    ['a – b — c -- d', 'a-b-c-d'],
    ['wait… no...', 'wait...no...'],
    ['cafe\u0301', 'café'],
    ['\u1112\u1161\u11AB', '한'],
    ['US us', 'USus'],
  ];
  for (const [source, folded] of cases) {
    it(`${JSON.stringify(source)} is ${folded}`, () => assert.equal(fold(source).text, folded));
  }

  it('finds the way back to what a folded stretch came from', () => {
    const source = 'a “cafe\u0301 –\u00A0bar…” z';
    const folded = fold(source);
    const back = (part: string): string => {
      const index = folded.text.indexOf(part);
      return source.slice(folded.sourceStart(index), folded.sourceEnd(index + part.length));
    };
    assert.equal(back('café'), 'cafe\u0301');
    assert.equal(back('café-bar'), 'cafe\u0301 –\u00A0bar');
    assert.equal(back('bar...'), 'bar…');
  });

  it('changes nothing that is folded already, and leads there and back', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '…', '—', '“', 'e\u0301', '😀', '\n', '\u00AD'), maxLength: 30 }), (source) => {
      const folded = fold(source);
      const { text } = folded;
      assert.equal(fold(text).text.replace(/-+/g, '-'), text.replace(/-+/g, '-'));
      for (let index = 0; index < text.length; index++) {
        assert.ok(folded.sourceStart(index) < folded.sourceEnd(index + 1));
        assert.ok(folded.foldedIndex(folded.sourceStart(index)) <= index);
      }
    }));
  });
});

describe('the errors of a context', () => {
  it('are those of the full matrix, in both directions', () => {
    fc.assert(fc.property(letters(32), letters(70), (pattern, text) => {
      fc.pre(pattern !== '');
      assert.equal(contextAfter(pattern, 0).parts[0]?.errorsAt(text, 0), plainly(pattern, text));
      assert.equal(contextBefore(pattern, 0).parts[0]?.errorsAt(text, text.length), plainly(reversed(pattern), reversed(text)));
    }));
  });
});

describe('describing a mark', () => {
  it('takes quote, surroundings and position in code points', () => {
    const before = '123 '.repeat(10);
    const after = ' 1234567'.repeat(5);
    assert.deepEqual(anchorOf(`😀${before}[[Ant]]${after}`), { at: [41, 44], quote: 'Ant', before: before.slice(-32), after: after.slice(0, 32) });
  });

  it('writes every line ending as one \\n and counts it as one', () => {
    assert.deepEqual(anchorOf('a\r\nb [[c\rd]]\r\ne'), { at: [4, 7], quote: 'c\nd', before: 'a\nb ', after: '\ne' });
  });

  it('does not cut pairs in half', () => {
    const many = '😀'.repeat(40);
    const context = '😀'.repeat(32);
    assert.deepEqual(anchorOf(`${many}[[a]]${many}`), { at: [40, 41], quote: 'a', before: context, after: context });
  });

  it('takes more where another place of the article is alike, twice as much as tells the two apart', () => {
    const twin = 'the company said in a statement on Monday that profits of Ant in the quarter to June rose by a tenth again';
    const text = `It was a good year: ${twin}. Nobody believed it at first, and then: ${twin}, which was not expected.`;
    const start = text.indexOf('Ant');
    const { before, after } = describeMark(text, { start: 0, end: text.length }, { start, end: start + 3 });
    assert.deepEqual([before, after], [text.slice(0, start), text.slice(start + 3, start + 3 + 128)]);
  });

  it('takes the usual context where nothing near enough would tell', () => {
    const text = 'all the same again, '.repeat(80);
    const start = text.indexOf('same', 800);
    const { before, after } = describeMark(text, { start: 0, end: text.length }, { start, end: start + 4 });
    assert.deepEqual([before.length, after.length], [32, 32]);
  });

  it('stays inside the article', () => {
    const text = 'one\ntwo three\nfour';
    assert.deepEqual(describeMark(text, { start: 4, end: 13 }, { start: 8, end: 13 }), { at: [4, 9], quote: 'three', before: 'two ', after: '' });
  });
});

describe('a diff', () => {
  it('finds the longest common part where nothing is told by runs that occur once', () => {
    assert.equal(common('abcabba', 'cbabac', []).length, 4);
    assert.equal(common('aaaa', 'aa', []), 'aa');
    assert.equal(common('abc', '', []), '');
  });

  it('prefers what occurs once to what occurs often', () => {
    assert.equal(common('x|y|unique|', '|unique|x|y|', [1]), '|unique|');
  });

  it('matches equal elements only, in order', () => {
    fc.assert(fc.property(letters(20), letters(20), fc.subarray([3, 2, 1]), (old, now, runs) => {
      let last = -1;
      for (const [index, newIndex] of finished(diff(old.split(''), now.split(''), runs)).entries()) {
        if (newIndex >= 0) {
          assert.equal(old[index], now[newIndex]);
          assert.ok(newIndex > last);
          last = newIndex;
        }
      }
    }));
  });

  it('keeps the longest ascending part', () => {
    const pairs = [[0, 5], [1, 0], [2, 1], [3, 9], [4, 2]] as const;
    assert.deepEqual(longestAscending(pairs), [[1, 0], [2, 1], [4, 2]]);
  });
});

/** What becomes of the marked text, when the other text stands between two sentences that stay. */
function fate(old: string, now: string): string {
  const [before, after] = ['It rained in the north of the country.\n\n', '\n\nFarmers hope for more of it in May.'];
  const { text, spans: [span] } = marked(`${before}${old}${after}`);
  return finished(comparing(text, `${before}${now}${after}`)).carry(span ?? { start: 0, end: 0 }).fate;
}

describe('a comparison with the old text', () => {
  it('keeps a short text amid changes where most of its sentence is still there', () => {
    assert.equal(fate('Now (A, B, [[X]], C) go on the way as of 1, or so.', 'Then (B, M, X, N, A) goes on the way as of 1, or so.'), 'kept');
    assert.equal(fate('Now (A, B, [[X]], C) go to a bay with no end, or so.', 'Then (B, M, X, N, A) goes on the way as of 1, or so.'), 'doubtful');
  });

  it('doubts it where a number of the sentence is another one', () => {
    assert.equal(fate('Now (A, B, [[X]], C) go on the way as of 1, or so.', 'Then (B, M, X, N, A) goes on the way as of 2, or so.'), 'doubtful');
  });
});

describe('marked text', () => {
  it('is read and written alike', () => {
    for (const source of ['a [[b]] c', '[[a [[b]]]] c', '[[[[a]] b]]', 'a[[]]b', '[[a]][[b]]']) {
      const { text, spans } = marked(source);
      assert.equal(withMarks(text, spans), source);
    }
  });
});
