import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as fc from 'fast-check';
import { Gazetteer } from '../../../src/core/names/gazetteer';
import { RelatedIndex } from '../../../src/core/related/relatedIndex';

const names = ['Ant', 'Ant Group', 'Xi’an', 'JD.com', 'iPhone', 'Bank of China', 'Jack Ma', '阿里巴巴', '马云', 'G20', 'São Paulo', 'The Who', 'X'];
const around = ['’s ', '\'s ', ' ', ', ', '. ', '-', 's ', '’ll ', '”', '\n', ' d’', ' the ', ' grew ', '在', '的', ' (', ') ', '/', ' 2.5 '];
const text = fc.array(fc.tuple(fc.constantFrom(...names, ...names.map(name => name.toUpperCase())), fc.constantFrom(...around)), { maxLength: 6 })
  .map(parts => parts.flat().join(''));

describe('the articles that may have a name', () => {
  it('are all in which it is found', () => {
    fc.assert(fc.property(fc.array(text, { maxLength: 6 }), fc.constantFrom(...names), (texts, name) => {
      const index = new RelatedIndex();
      const gazetteer = new Gazetteer();
      gazetteer.add(name, name);
      texts.forEach((each, at) => index.set(String(at), each));
      const narrowed = index.articlesNaming([name]);
      texts.forEach((each, at) => {
        if (gazetteer.find(each).length > 0) assert.ok(narrowed === undefined || narrowed.has(String(at)), `${name} in ${each}`);
      });
    }));
  });

  it('are few where its words are in few', () => {
    const index = new RelatedIndex();
    for (const [id, words] of [['1', 'Ant Group grew'], ['2', 'a group of ants'], ['3', 'Ant alone'], ['4', '阿里巴巴在杭州']] as const) index.set(id, words);
    const found = (...asked: readonly string[]): string[] | undefined => {
      const all = index.articlesNaming(asked);
      return all && [...all].sort();
    };
    assert.deepEqual(found('Ant Group'), ['1', '2']);
    assert.deepEqual(found('Ant Group', '阿里'), ['1', '2', '4']);
    assert.deepEqual(found('Hema'), []);
    assert.deepEqual(found(), []);
  });

  it('may be any where a name has stop words and single letters only', () => {
    const index = new RelatedIndex();
    index.set('1', 'X marks the spot');
    for (const name of ['X', 'The', '马']) assert.equal(index.articlesNaming(['Hema', name]), undefined, name);
  });
});
