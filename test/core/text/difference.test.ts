import assert from 'node:assert/strict';
import fc from 'fast-check';
import { headline } from '../../../src/core/seed/headline';
import { difference } from '../../../src/core/text/difference';
import { applyEdits } from '../../../src/core/yaml/splice';

describe('the difference of two texts', () => {
  it('is nothing between equals', () => assert.deepEqual(difference('a', 'a'), []));
  it('is what lies between the common ends', () => assert.deepEqual(difference('one two three', 'one 2 three'), [{ span: { start: 4, end: 7 }, text: '2' }]));
  it('makes the second of the first', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
    fc.assert(fc.property(text, text, (before, after) => assert.equal(applyEdits(before, difference(before, after)), after)));
  });
});

describe('the first words of a text', () => {
  const cases: readonly (readonly [text: string, length: number, expected: string])[] = [
    ['Short.', 20, 'Short.'],
    ['Alibaba has signed an agreement', 20, 'Alibaba has signed…'],
    ['two\nlines', 20, 'two lines'],
    ['Unbreakablewordthatgoeson', 10, 'Unbreakab…'],
    ['😀😀😀😀', 4, '😀…'],
  ];
  for (const [text, length, expected] of cases) it(JSON.stringify(text), () => assert.equal(headline(text, length), expected));
  it('keep to their length', () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 2, max: 40 }), (text, length) => assert.ok(headline(text, length).length <= length)));
  });
});
