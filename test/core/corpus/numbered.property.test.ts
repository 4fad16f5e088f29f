import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ByteReader, ByteWriter } from '../../../src/core/corpus/bytes';
import { KeptTexts, writeTexts } from '../../../src/core/corpus/keptTexts';
import { Numbered } from '../../../src/core/corpus/numbered';

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('Ma', 'Ant', '马云', '\u00ff', '\u0100'));

describe('numbered texts', () => {
  it('have the numbers in which they were met, and none twice', () => {
    fc.assert(fc.property(fc.array(text, { maxLength: 300 }), texts => {
      const numbered = new Numbered();
      const met = [...new Set(texts)];
      assert.equal(numbered.find('Ma'), undefined);
      for (const each of texts) assert.equal(numbered.add(each), met.indexOf(each));
      assert.equal(numbered.size, met.length);
      for (const [number, each] of met.entries()) assert.deepEqual([numbered.find(each), numbered.textOf(number)], [number, each]);
      assert.deepEqual([numbered.find('never met'), numbered.textOf(met.length), numbered.textOf(-1)], [undefined, '', '']);
    }));
  });

  it('are the same when they were put away', () => {
    fc.assert(fc.property(fc.uniqueArray(text), fc.uniqueArray(text), (texts, others) => {
      const numbered = new Numbered();
      for (const each of texts) numbered.add(each);
      const writer = new ByteWriter();
      writeTexts(writer, numbered);
      const kept = new KeptTexts(new ByteReader(writer.written()));
      const there = new Numbered();
      for (const each of others) there.add(each);
      for (const [number, each] of texts.entries()) {
        assert.equal(kept.get(number), each);
        assert.equal(there.textOf(there.addUnits(kept.unitsOf(number))), each);
      }
      assert.equal(there.size, new Set([...texts, ...others]).size);
      assert.equal(kept.get(texts.length), '');
    }));
  });
});
