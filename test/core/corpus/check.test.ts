import assert from 'node:assert/strict';
import { problemsOf } from '../../../src/core/corpus/check';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';

const good: Readonly<Record<string, string>> = {
  '001_a.txt': 'Ant Group signs.\n',
  'entities.yaml': 'ant:\n  name: Ant Group\n  type: organization\n',
  'annotations/001_a.yaml': 'article: 001_a\nmentions:\n  - { id: maaaaa, entity: ant, at: [0, 9], quote: "Ant Group", before: "", after: " signs.\\n" }\n',
};

/** The problems of one file, as `code: the text at its place`, after the good corpus was changed. */
function problems(path: string, changes: Readonly<Record<string, string | undefined>>): string[] {
  const files = { ...good, ...changes };
  const index = new CorpusIndex();
  for (const [each, text] of Object.entries(files)) if (text !== undefined) index.set(each, text);
  return problemsOf(index, path).map(({ code, span }) => `${code}: ${files[path]?.slice(span.start, span.end).split('\n')[0] ?? ''}`);
}

describe('what can be said against a corpus', () => {
  it('is nothing when all fits', () => {
    for (const path of Object.keys(good)) assert.deepEqual(problems(path, {}), []);
  });

  const cases: readonly (readonly [title: string, path: string, changes: Record<string, string | undefined>, expected: readonly string[]])[] = [
    ['an entity id that entities.yaml does not know', 'annotations/001_a.yaml', { 'entities.yaml': '' }, ['entity-unknown: ant']],
    ['two entities with one id', 'entities.yaml', { 'entities.yaml': `${good['entities.yaml']}ant:\n  name: Other\n  type: person\n` }, ['entity-duplicate: ant']],
    ['a type that the corpus does not have', 'entities.yaml', { 'entities.yaml': 'ant:\n  name: Ant Group\n  type: insect\n' }, ['type-unknown: insect']],
    ['an alias that two entities share', 'entities.yaml', { 'entities.yaml': `${good['entities.yaml']}bank:\n  name: MYbank\n  type: organization\n  aliases: [Ant Group]\n` }, ['alias-shared: bank']],
    ['an alias that two entities share which someone said are two', 'entities.yaml', { 'entities.yaml': `${good['entities.yaml']}bank:\n  name: MYbank\n  type: organization\n  aliases: [Ant Group]\n  distinct: [ant]\n` }, []],
    ['one article id in two files', '001_a.txt', { 'all.seeds': '==> 001_a.txt <==\nAgain.\n' }, ['article-duplicate: Ant Group signs.']],
    ['a sidecar whose article is not there', 'annotations/001_a.yaml', { '001_a.txt': undefined }, ['sidecar-orphan: 001_a']],
    ['a link into nowhere, by no known relation', 'annotations/001_a.yaml', {
      'annotations/001_a.yaml': 'article: 001_a\nlinks:\n  - { id: laaaaa, relation: nods-at, from: { at: [0, 3], quote: "Ant", before: "", after: "" }, to: { article: gone, at: [0, 1], quote: "x", before: "", after: "" } }\n',
    }, ['relation-unknown: - { id: laaaaa', 'link-dangling: - { id: laaaaa']],
  ];
  for (const [title, path, changes, expected] of cases) {
    it(title, () => {
      const found = problems(path, changes);
      assert.deepEqual(found.map((each, at) => each.slice(0, expected[at]?.length)), expected);
    });
  }

  it('broken YAML, at its place, with the other files none the worse', () => {
    assert.ok(problems('entities.yaml', { 'entities.yaml': 'ant: [\n' }).some(each => each.startsWith('yaml-syntax')));
    assert.deepEqual(problems('001_a.txt', { 'entities.yaml': 'ant: [\n' }), []);
  });

  it('a malformed header and an unreadable date', () => {
    const codes = problems('001_a.txt', { '001_a.txt': '## Title A deal\n## Date: 01/02/2018\n\nText.\n' }).map(each => each.split(':')[0]);
    assert.deepEqual(new Set(codes), new Set(['header-malformed', 'date-unreadable']));
  });
});
