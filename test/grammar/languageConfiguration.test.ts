import assert from 'node:assert/strict';
import { wordAt } from '../../src/core/seed/words';
import configuration from '../../language-configuration.json';

describe('the language configuration', () => {
  const { pattern, flags } = configuration.wordPattern;

  for (const text of ['in Xi’an city', "Jack Ma's e-commerce giant", '"Ant Group" (2018)', 'Bílek said ‘no’', 'a -b- c', '7.7 percent']) {
    it(`sees the words of ${text} as the core does`, () => {
      for (const { 0: word, index } of text.matchAll(new RegExp(pattern, `${flags}g`))) {
        assert.deepEqual(wordAt(text, index + 1), { start: index, end: index + word.length });
      }
    });
  }

  it('closes and surrounds with pairs of one character', () => {
    const pairs = [...configuration.brackets, ...configuration.surroundingPairs, ...configuration.autoClosingPairs.map(({ open, close }) => [open, close])];
    assert.deepEqual(pairs.filter((pair) => pair.length !== 2 || pair.some((sign) => sign.length !== 1)), []);
  });
});
