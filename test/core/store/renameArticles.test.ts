import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { articleIn } from '../../../src/core/corpus/baseText';
import { renameArticles } from '../../../src/core/store/renameArticles';
import { readSidecar } from '../../../src/core/store/sidecarFile';
import { diff } from './change';

const text = `# mine
article: a   # this one
mentions:
  - { id: aaaaaa, entity: ant, at: [1, 4], quote: "a" }
links:
  - { id: bbbbbb, relation: quotes, from: { at: [1, 2], quote: "a" }, to: { article: "b", at: [3, 4], quote: "a" } }
  - { id: cccccc, relation: quotes, from: { at: [1, 2], quote: "a" }, to: { article: a, at: [3, 4], quote: "a" } }
`;

describe('articles that are renamed', () => {
  it('have their new ids wherever the sidecar speaks of them, and no other byte changes', () => {
    assert.deepEqual(diff(text, renameArticles(readSidecar(text), new Map([['a', 'new/a']]))).filter(line => !/bbbbbb|aaaaaa|mentions:|links:/.test(line)), [
      '- article: a   # this one',
      '-   - { id: cccccc, relation: quotes, from: { at: [1, 2], quote: "a" }, to: { article: a, at: [3, 4], quote: "a" } }',
      '+ article: new/a   # this one',
      '+   - { id: cccccc, relation: quotes, from: { at: [1, 2], quote: "a" }, to: { article: new/a, at: [3, 4], quote: "a" } }',
    ]);
    assert.match(diff(text, renameArticles(readSidecar(text), new Map([['b', 'c']]))).join('\n'), /to: \{ article: "c", at/);
  });

  it('are left alone in a sidecar that cannot be read', () => assert.equal(renameArticles(readSidecar('a: ['), new Map([['a', 'b']])), undefined));
  it('are none where nothing is meant', () => assert.deepEqual(renameArticles(readSidecar(text), new Map()), []));
});

describe('an article in an older text of its file', () => {
  it('is found by its id, or because there was only one', () => {
    const bundle = '==> 001_a.txt <==\nOne.\n\n==> 002_b.txt <==\nTwo.\n';
    assert.match(articleIn('all.seeds', bundle, '002_b') ?? '', /^Two\.\s*$/);
    assert.equal(articleIn('all.seeds', 'One.\n', '001_a'), 'One.\n');
    assert.equal(articleIn('all.seeds', bundle, '003_c'), undefined);
  });
});
