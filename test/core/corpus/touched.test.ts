import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';

const files: Readonly<Record<string, string>> = {
  'entities.yaml': 'ant:\n  name: Ant\n  type: person\nali:\n  name: Ali\n  type: person\n',
  '001_a.txt': 'Ant.\n',
  '002_b.txt': 'Ali.\n',
  'annotations/001_a.yaml': 'article: 001_a\nmentions:\n  - { id: aaaaaa, entity: ant, at: [0, 3], quote: "Ant" }\n',
};

/** What changes of the files above are about, as lists. */
function touched(...changes: readonly (readonly [path: string, text: string | undefined])[]): Record<string, string[]> | 'everything' {
  const index = new CorpusIndex();
  for (const [path, text] of Object.entries(files)) index.set(path, text);
  const { revision } = index;
  for (const [path, text] of changes) if (text === undefined) index.delete(path); else index.set(path, text);
  const found = index.touchedSince(revision);
  return found === 'everything' ? found : Object.fromEntries(Object.entries(found).map(([kind, ids]) => [kind, [...ids].toSorted((a: string, b: string) => a < b ? -1 : 1)]).filter(([, ids]) => ids?.length !== 0));
}

describe('what a change is about', () => {
  it('is nothing when a file says what it said', () => {
    assert.deepEqual(touched(...Object.entries(files).filter(([path]) => path.endsWith('.yaml'))), {});
  });

  it('of a sidecar is its article, and the entities that it named or names', () => {
    assert.deepEqual(touched(['annotations/001_a.yaml', files['annotations/001_a.yaml']?.replace('ant', 'ali')]), {
      paths: ['annotations/001_a.yaml'], articles: ['001_a'], entities: ['ali', 'ant'],
    });
  });

  it('of the entities is those that say something else, and that came or went', () => {
    assert.deepEqual(touched(['entities.yaml', 'ant:\n  name: Ant Group\n  type: person\nnew:\n  name: New\n  type: person\n']), {
      paths: ['entities.yaml'], entities: ['ali', 'ant', 'new'], entityIds: ['ali', 'new'],
    });
  });

  it('of an article is the article; one that goes is said to', () => {
    assert.deepEqual(touched(['001_a.txt', 'Ant, again.\n']), { paths: ['001_a.txt'], articles: ['001_a'] });
    assert.deepEqual(touched(['002_b.txt', undefined]), { paths: ['002_b.txt'], articles: ['002_b'], articleIds: ['002_b'] });
  });

  it('of the settings is everything', () => {
    assert.equal(touched(['corpus.yaml', 'types:\n  person: { label: P }\n']), 'everything');
  });

  it('is everything for who has not asked for long', () => {
    assert.equal(touched(...Array.from({ length: 41_000 }, (_, at) => ['002_b.txt', `Ali ${at}.\n`] as const)), 'everything');
  });
});
