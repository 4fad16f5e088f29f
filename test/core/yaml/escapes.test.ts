import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { unescape } from '../../../src/core/yaml/escapes';
import { Keys } from '../../../src/core/yaml/keys';

describe('a source in double quotes', () => {
  it('means what JSON says, whatever is escaped in it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => { assert.equal(unescape(JSON.stringify(text).slice(1, -1)), text); }));
  });

  const cases: readonly (readonly [source: string, meaning: string | undefined])[] = [
    ['plain', 'plain'], ['a\\/b', 'a/b'], ['\\u0041nt', 'Ant'], ['\\\\n', '\\n'],
    ['\\x41', undefined], ['\\u004', undefined], ['\\u00g1', undefined], ['ends in \\', undefined],
  ];
  for (const [source, meaning] of cases) it(`${source}: ${meaning ?? 'not known'}`, () => assert.equal(unescape(source), meaning));
});

describe('the keys of a map', () => {
  it('are each new once, however many there are', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz')), { maxLength: 40 }), keys => {
      const seen = new Keys();
      assert.deepEqual(keys.map(key => seen.add(key)), keys.map((key, at) => keys.indexOf(key) === at));
    }));
  });
});
