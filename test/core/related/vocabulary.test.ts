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

  it('behaves like a map from words to numbers, whatever is added', () => {
    const step = fc.record({ word: fc.nat(words.length - 1), add: fc.boolean() });
    fc.assert(fc.property(fc.array(step, { maxLength: 2_000, size: 'max' }), (steps) => {
      const vocabulary = new Vocabulary();
      const model = new Map<number, number>();
      for (const { word, add } of steps) {
        const reader = readers[word] ?? on('none');
        assert.equal(vocabulary.find(reader), model.get(word) ?? -1);
        if (add) model.set(word, vocabulary.add(reader));
      }
      for (const [word, number] of model) {
        assert.equal(vocabulary.find(readers[word] ?? on('none')), number);
        assert.equal(vocabulary.wordOf(number), words[word]);
      }
      assert.deepEqual([...model.values()].sort((a, b) => a - b), Array.from({ length: vocabulary.limit }, (_, number) => number));
    }), { numRuns: 20 });
  });
});
