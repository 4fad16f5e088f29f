import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Nearest } from '../../../src/core/related/nearest';
import { TextIndex } from '../../../src/core/related/textIndex';
import { WordReader } from '../../../src/core/related/wordReader';

const words = ['hema', 'alibaba', 'shanghai', 'tmall', 'deal', 'port', 'rice', 'steel', 'vote', 'river'];
const texts = fc.array(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 12 });

function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
}

/** TF-IDF cosine as a textbook has it. */
function cosine(all: readonly (readonly string[])[], a: readonly string[], b: readonly string[]): number {
  const weigh = (article: readonly string[]): number[] => words.map((word) => {
    const count = article.filter((other) => other === word).length;
    const articles = all.filter((other) => other.includes(word)).length;
    return count === 0 ? 0 : (1 + Math.log(count)) * Math.log((all.length + 1) / (articles + 0.5));
  });
  const [x, y] = [weigh(a), weigh(b)];
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

function indexOf(all: readonly (readonly string[])[]): TextIndex {
  const index = new TextIndex(new WordReader());
  all.forEach((text, i) => { index.set(String(i), text.join(' ')); });
  return index;
}

describe('Nearest', () => {
  it('is TF-IDF cosine where effort is not limited', () => {
    fc.assert(fc.property(texts, (all) => {
      const index = indexOf(all);
      const [own] = all;
      for (const { slot, score } of new Nearest(index).find(0, { postings: Infinity, compared: all.length })) {
        assert.ok(Math.abs(score - cosine(all, own ?? [], all[slot] ?? [])) < 1e-5);
      }
    }));
  });

  it('finds all that share a word, the most alike first, and never the article itself', () => {
    fc.assert(fc.property(texts, (all) => {
      const found = new Nearest(indexOf(all)).find(0, { postings: Infinity, compared: all.length });
      const sharing = all.flatMap((text, i) => (i > 0 && text.some((word) => all[0]?.includes(word)) ? [i] : []));
      assert.deepEqual(found.map(({ slot }) => slot).sort((a, b) => a - b), sharing);
      assert.deepEqual(found.map(({ score }) => score), found.map(({ score }) => score).sort((a, b) => b - a));
    }));
  });

  it('passes over words in more articles than its effort allows', () => {
    const index = indexOf([['hema', 'deal'], ['hema'], ['deal', 'port'], ['deal', 'rice']]);
    assert.deepEqual(new Nearest(index).find(0, { postings: 2, compared: 10 }).map(({ slot }) => slot), [1]);
  });

  it('keeps as many as are compared', () => {
    const index = indexOf([['hema', 'deal'], ['hema', 'deal'], ['hema', 'port', 'rice', 'vote']]);
    assert.deepEqual(new Nearest(index).find(0, { postings: 100, compared: 1 }).map(({ slot }) => slot), [1]);
  });

  it('names the words that make articles alike, and those that find one, the weightiest first', () => {
    const index = indexOf([['hema', 'deal', 'river'], ['hema', 'deal'], ['deal', 'port']]);
    const nearest = new Nearest(index);
    assert.deepEqual(nearest.sharedWords(0, [1, 2], 5), [['hema', 'deal'], ['deal']]);
    assert.deepEqual(nearest.heaviestWords(0, 5), ['hema', 'deal']);
  });
});
