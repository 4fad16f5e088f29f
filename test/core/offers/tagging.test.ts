import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Choice } from '../../../src/core/offers/offer';
import { resolve } from '../../../src/core/offers/tagging';

const known = new Map([
  ['alibaba', { name: 'Alibaba', type: 'organization', aliases: ['Alibaba Group'] }],
  ['luo', { name: 'Luo', type: 'person', aliases: [] }],
  ['law', { name: 'crackdown', type: 'topic', aliases: [] }],
]);

/** Each resolved tagging as `id [gained names]`. */
function resolved(taggings: readonly (readonly [Choice, ...string[]])[]): string[] {
  const all = taggings.map(([choice, ...quotes]) => ({ choice, stretches: quotes.map(quote => ({ span: { start: 0, end: 0 }, quote })) }));
  return resolve(all, { entity: id => known.get(id), marksPassages: type => type === 'topic', quoteOf: ({ quote }) => quote })
    .map(({ id, gains }) => `${id} [${gains.join(', ')}]`);
}

describe('what tagging makes of the entities', () => {
  it('gives a known one the names that it is called by and does not have', () => {
    assert.deepEqual(resolved([[{ kind: 'known', entity: 'alibaba' }, 'Alibaba', 'ALIBABA', 'Alibaba Group', 'Ali', 'the company']]), ['alibaba [Ali]']);
  });

  it('gives each new one an id that nothing has, not even another one of the same step', () => {
    const luo: Choice = { kind: 'new', name: 'Luo', type: 'person' };
    assert.deepEqual(resolved([[luo, 'Luo'], [luo, 'Mr Luo', 'Luo']]), ['luo-2 []', 'luo-3 [Mr Luo]']);
  });

  it('takes a passage for no name', () => {
    assert.deepEqual(resolved([[{ kind: 'known', entity: 'law' }, 'Regulators said no']]), ['law []']);
  });

  it('leaves out what is put nowhere, and takes an entity that nobody knows any more for what its id says', () => {
    assert.deepEqual(resolved([[{ kind: 'known', entity: 'luo' }], [{ kind: 'known', entity: 'gone' }, 'Gone']]), ['gone []']);
  });
});
