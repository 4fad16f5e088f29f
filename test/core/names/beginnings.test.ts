import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Beginnings, stretch } from '../../../src/core/names/beginnings';
import { makeKernel } from '../../../src/core/names/kernel/kernel';
import { Kind, lettersTable } from '../../../src/core/names/letters';
import { copyUnits, UnitBuffer } from '../../../src/core/names/units';

const letters = lettersTable();

/** The places where one of the words may begin, looked for in pieces. */
function placesIn(text: string, words: readonly string[], native: boolean, piece: number): number[] {
  const beginnings = new Beginnings(letters, native);
  const buffer = new UnitBuffer(copyUnits);
  for (const word of words) {
    beginnings.mark(buffer.of(word), word.charCodeAt(0));
    beginnings.count(word.charCodeAt(0), 1);
  }
  const units = buffer.of(text);
  const found: number[] = [];
  for (let from = 0; from < text.length; from += piece) {
    const count = beginnings.collect(units, text.length, from, Math.min(from + piece, text.length));
    found.push(...beginnings.places.subarray(0, count));
  }
  return found;
}

describe('Beginnings', () => {
  const piece = fc.constantFrom(
    'Ant', 'ant', 'ANT', 'Alibaba', 'Alibabas', 'ALIBABA', 'Antofagasta', 'Antofagastb', 'iPhone', 'e', 'É', 'é', 'Élan', 'G20', '2', '_', 's', 'İ', '\u212a', 'ÿ',
    '阿', '里', 'ア', '알', 'ก', '\u0e31', '𠮷', '\ud83e', '\udd84', 'ﾊ', 'Ж', 'ж', ' ', ' ', ' ', '\n', '’', '-', '.', '\0', '\u7fff', '\u8000', '\uffff', '\u0100',
  );
  const soup = fc.array(piece, { minLength: 1, maxLength: 400 }).map(parts => parts.join(''));
  const word = fc.array(piece, { minLength: 1, maxLength: 3 }).map(parts => parts.join('')).filter(each => letters.kind[each.charCodeAt(0)] !== Kind.between);

  it('are looked for with WebAssembly here', () => {
    assert.ok(makeKernel());
  });

  it('are the same with WebAssembly and without it', () => {
    fc.assert(fc.property(fc.array(word, { maxLength: 6 }), soup, fc.integer({ min: 512, max: 1200 }), (words, text, by) => {
      const long = text.padEnd(700, ' Ant ');
      assert.deepEqual(placesIn(long, words, true, by), placesIn(long, words, false, by));
    }), { numRuns: 200 });
  });

  it('hold back what begins otherwise, wherever it is cut', () => {
    const text = `${'Anta an ant'.repeat(100)} Ant. Ants`;
    assert.deepEqual(placesIn(text, ['Ant'], true, 600), [...text.matchAll(/(?<!\p{L})Ant(?!\p{L})/gu)].map(({ index }) => index));
  });

  it('are all there in a full stretch', () => {
    const text = '阿'.repeat(3 * stretch + 5);
    for (const native of [true, false]) assert.equal(placesIn(text, ['阿里'], native, stretch).length, text.length);
  });
});
