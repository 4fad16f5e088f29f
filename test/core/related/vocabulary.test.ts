import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Vocabulary } from '../../../src/core/related/vocabulary';
import { WordReader } from '../../../src/core/related/wordReader';

function on(word: string): WordReader {
  const reader = new WordReader();
  reader.open(word);
  assert.ok(reader.next());
  return reader;
}

describe('Vocabulary', () => {
  const words = Array.from({ length: 900 }, (_, i) => `word${i}x`);
  const readers = words.map(on);

  it('behaves like a map from words to numbers, whatever is added and removed', () => {
    const step = fc.record({ word: fc.nat(words.length - 1), add: fc.boolean() });
    fc.assert(fc.property(fc.array(step, { maxLength: 2_000, size: 'max' }), (steps) => {
      const vocabulary = new Vocabulary();
      const model = new Map<number, number>();
      for (const { word, add } of steps) {
        const reader = readers[word] ?? on('none');
        const known = model.get(word);
        assert.equal(vocabulary.find(reader), known ?? -1);
        if (add) model.set(word, vocabulary.add(reader));
        else if (known !== undefined) {
          vocabulary.remove(known);
          model.delete(word);
        }
      }
      for (const [word, id] of model) {
        assert.equal(vocabulary.find(readers[word] ?? on('none')), id);
        assert.equal(vocabulary.wordOf(id), words[word]);
      }
      assert.equal(new Set(model.values()).size, model.size);
    }), { numRuns: 20 });
  });

  it('gives the number of a removed word to another one', () => {
    const vocabulary = new Vocabulary();
    const id = vocabulary.add(on('alpha'));
    vocabulary.remove(id);
    assert.equal(vocabulary.add(on('beta')), id);
    assert.equal(vocabulary.find(on('alpha')), -1);
  });
});
