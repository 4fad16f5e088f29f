import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Beginnings } from '../../../src/core/names/beginnings';
import { makeKernel } from '../../../src/core/names/kernel/kernel';
import { Kind, lettersTable } from '../../../src/core/names/letters';
import { stretch, type Look } from '../../../src/core/names/look';
import { Pool } from '../../../src/core/names/pool';
import { PrefixTable } from '../../../src/core/names/prefixTable';
import { copyUnits, UnitBuffer } from '../../../src/core/names/units';

const letters = lettersTable();

/** What looks for the places where one of the words may begin. */
function lookFor(words: readonly string[], native: boolean): Look {
  const beginnings = new Beginnings(letters);
  const buffer = new UnitBuffer(copyUnits);
  for (const word of words) {
    beginnings.mark(buffer.of(word), word.charCodeAt(0));
    beginnings.begin(word.charCodeAt(0), 1);
  }
  if (!native) return beginnings;
  const pool = new Pool();
  const kernel = makeKernel({ letters, beginnings, pool, prefixes: new PrefixTable(pool), plural: 0 });
  assert.ok(kernel);
  return kernel;
}

/** How many places it finds in each piece of a text: where the pieces are single units, that is where they are. */
function counts(look: Look, text: string, piece: number): number[] {
  const units = new UnitBuffer(copyUnits).of(text);
  const { length } = text;
  return Array.from({ length: Math.ceil(length / piece) }, (_, index) => look.collect({
    units, length, from: index * piece, to: Math.min((index + 1) * piece, length), limit: length,
  }));
}

describe('Beginnings', () => {
  const piece = fc.constantFrom(
    'Ant', 'ant', 'ANT', 'Alibaba', 'Alibabas', 'ALIBABA', 'Antofagasta', 'Antofagastb', 'iPhone', 'e', 'É', 'é', 'Élan', 'G20', '2', '_', 's', 'İ', '\u212a', 'ÿ',
    '阿', '里', 'ア', '알', 'ก', '\u0e31', '𠮷', '\ud83e', '\udd84', 'ﾊ', 'Ж', 'ж', ' ', ' ', ' ', '\n', '’', '-', '.', '\0', '\u7fff', '\u8000', '\uffff', '\u0100',
  );
  const soup = fc.array(piece, { minLength: 1, maxLength: 400 }).map(parts => parts.join(''));
  const word = fc.array(piece, { minLength: 1, maxLength: 3 }).map(parts => parts.join('')).filter(each => letters.kind[each.charCodeAt(0)] !== Kind.between);

  it('are the same with WebAssembly and without it', () => {
    fc.assert(fc.property(fc.array(word, { maxLength: 6 }), soup, fc.constantFrom(1, 15, 16, 17, 700), (words, text, by) => {
      assert.deepEqual(counts(lookFor(words, true), text, by), counts(lookFor(words, false), text, by));
    }), { numRuns: 200 });
  });

  it('hold back what begins otherwise, wherever it is cut', () => {
    const text = `${'Anta an ant'.repeat(100)} Ant. Ants`;
    const places = [...text.matchAll(/(?<!\p{L})Ant(?!\p{L})/gu)].map(({ index }) => index);
    assert.deepEqual(counts(lookFor(['Ant'], true), text, 1).flatMap((count, at) => (count > 0 ? [at] : [])), places);
  });

  it('are all there in a full stretch', () => {
    const text = '阿'.repeat(3 * stretch + 5);
    for (const native of [true, false]) assert.deepEqual(counts(lookFor(['阿里'], native), text, stretch), [stretch, stretch, stretch, 5]);
  });
});
