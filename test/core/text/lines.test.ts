import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lines } from '../../../src/core/text/lines';

const piece = fc.constantFrom('a', 'bc', 'é', '\n', '\r', '\r\n', '\uFEFF');
const texts = fc.array(piece, { maxLength: 400 }).map(pieces => pieces.join(''));

/** Line and character, by splitting all that stands before. */
function bySplitting(text: string, offset: number): readonly [number, number] {
  const before = text.slice(0, offset);
  const within = before.endsWith('\r') && text[offset] === '\n' ? 1 : 0; // between \r and \n the line has not ended yet
  const lines = before.slice(0, before.length - within).split(/\r\n?|\n/);
  const character = (lines.at(-1) ?? '').length + within;
  return [lines.length - 1, lines.length === 1 && text.startsWith('\uFEFF') ? Math.max(0, character - 1) : character];
}

describe('lines', () => {
  it('are where splitting puts them, in whatever order they are asked for', () => {
    fc.assert(fc.property(texts, fc.array(fc.nat(500), { minLength: 1, maxLength: 8 }), (text, offsets) => {
      const lines = new Lines(text);
      for (const each of offsets) {
        const offset = Math.min(each, text.length);
        assert.deepEqual(lines.at(offset), bySplitting(text, offset), `${JSON.stringify(text)} at ${offset}`);
      }
    }));
  });

  it('beyond the text are its last', () => {
    assert.deepEqual(new Lines('one\ntwo').at(9), [1, 5]);
    assert.deepEqual(new Lines('').at(0), [0, 0]);
  });
});
