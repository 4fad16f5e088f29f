import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ByteReader, ByteWriter } from '../../../src/core/corpus/bytes';
import { distinct, mentionedBy, namedBy, readNames, writeNames } from '../../../src/core/corpus/sidecarNames';

const number = fc.nat(200);
const names = fc.record({ mentions: fc.array(fc.tuple(number, number)).map(all => all.flat()), rejected: fc.array(number, { maxLength: 5 }) });

describe('what a sidecar names', () => {
  it('is read as it was written', () => {
    fc.assert(fc.property(names, written => {
      const writer = new ByteWriter();
      writeNames(writer, written);
      assert.deepEqual(readNames(new ByteReader(writer.written())), { ...written });
    }));
  });

  it('is the entity of each mention, and with those of what was rejected each once', () => {
    assert.deepEqual(mentionedBy({ mentions: [3, 70, 1, 71, 3, 72], rejected: [1, 9] }), [3, 1, 3]);
    assert.deepEqual(namedBy({ mentions: [3, 70, 1, 71, 3, 72], rejected: [1, 9] }), [1, 9, 3]);
  });

  it('is each once in the order in which it comes, of few as of many', () => {
    fc.assert(fc.property(fc.array(fc.nat(40), { maxLength: 80 }), numbers => { assert.deepEqual(distinct(numbers), [...new Set(numbers)]); }));
  });
});
