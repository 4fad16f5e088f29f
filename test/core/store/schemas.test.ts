import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { colors } from '../../../src/core/model';
import { corpusKeys, readCorpus, relationKeys, typeKeys } from '../../../src/core/store/corpusFile';
import { entityKeys, readEntities } from '../../../src/core/store/entitiesFile';
import { anchorKeys, linkKeys, mentionKeys, readSidecar, rejectionKeys, sidecarKeys, targetKeys } from '../../../src/core/store/sidecarFile';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly $ref?: string;
  readonly enum?: readonly string[];
}

function schema(name: string): Schema {
  return JSON.parse(readFileSync(path.resolve('schemas', `${name}.schema.json`), 'utf8')) as Schema;
}

const [corpus, entities, sidecar] = [schema('corpus'), schema('entities'), schema('sidecar')];
const tables: readonly (readonly [name: string, schema: Schema | undefined, keys: readonly string[]])[] = [
  ['corpus.yaml', corpus, corpusKeys],
  ['a type', corpus.definitions?.['type'], typeKeys],
  ['a relation', corpus.definitions?.['relation'], relationKeys],
  ['an entity', entities.definitions?.['entity'], entityKeys],
  ['a sidecar', sidecar, sidecarKeys],
  ['a mention', sidecar.definitions?.['mention'], mentionKeys],
  ['a rejection', sidecar.definitions?.['rejection'], rejectionKeys],
  ['a link', sidecar.definitions?.['link'], linkKeys],
  ['an anchor', sidecar.definitions?.['anchor'], anchorKeys],
  ['a far end', sidecar.definitions?.['target'], targetKeys],
];

/** For each kind, a text with all of its keys: leaving any of them out changes what is read. */
const samples: Readonly<Record<string, readonly [text: string, read: (text: string) => unknown]>> = {
  'corpus.yaml': ['articles: [a]\nexclude: [b]\ntypes: { x: {} }\nrelations: { y: {} }\n', (text) => readCorpus(text).config],
  'a type': ['types:\n  x:\n    label: L\n    color: pink\n    icon: i\n    key: q\n    marks: passages\n', (text) => readCorpus(text).config],
  'a relation': ['relations:\n  x:\n    label: L\n    inverse: M\n', (text) => readCorpus(text).config],
  'an entity': ['x:\n  name: N\n  type: t\n  aliases: [a]\n  never: [b]\n  distinct: [c]\n  description: d\n  links: { url: u }\n', (text) => readEntities(text).entities.map(({ name, type, aliases, never, distinct, description, links }) => [name, type, aliases, never, distinct, description, [...links]])],
  'a sidecar': ['article: a\ntext: b\nstatus: done\ntitle: c\ndate: d\nsection: e\nmentions: [{ id: i, entity: e, at: [1, 2], quote: q }]\nlinks: [{ id: j, relation: r, from: { at: [1, 2], quote: q }, to: { article: a, at: [1, 2], quote: q } }]\nrejected: [{ id: k, at: [1, 2], quote: q }]\n', (text) => readSidecar(text).sidecar],
  'a mention': ['mentions:\n  - x: 1\n    id: i\n    entity: e\n    at: [1, 2]\n    quote: q\n    before: b\n    after: a\n    text: t\n    note: n\n', (text) => readSidecar(text).sidecar],
  'a rejection': ['rejected:\n  - x: 1\n    id: i\n    entity: e\n    at: [1, 2]\n    quote: q\n    before: b\n    after: a\n    text: t\n    note: n\n', (text) => readSidecar(text).sidecar],
  'a link': ['links:\n  - x: 1\n    id: i\n    relation: r\n    from: { at: [1, 2], quote: q }\n    to: { article: a, at: [1, 2], quote: q }\n    note: n\n', (text) => readSidecar(text).sidecar],
  'an anchor': ['links:\n  - id: i\n    relation: r\n    to: { article: a, quote: q }\n    from:\n      at: [1, 2]\n      quote: q\n      before: b\n      after: a\n      text: t\n', (text) => readSidecar(text).sidecar],
  'a far end': ['links:\n  - id: i\n    relation: r\n    from: { quote: q }\n    to:\n      article: a\n      at: [1, 2]\n      quote: q\n      before: b\n      after: a\n      text: t\n', (text) => readSidecar(text).sidecar],
};

describe('the schemas and the readers', () => {
  for (const [name, found, keys] of tables) {
    it(`know the same keys of ${name}, and the schema describes each`, () => {
      const properties = Object.entries(found?.properties ?? {});
      assert.deepEqual(properties.map(([key]) => key).sort(), [...keys].sort());
      for (const [key, property] of properties) {
        const target = property.$ref === undefined ? property : sidecar.definitions?.[property.$ref.split('/').at(-1) ?? ''];
        assert.ok((target?.description ?? '').length > 10, key);
      }
    });

    it(`mean each of the keys of ${name}`, () => {
      const [text, read] = samples[name] ?? ['', String];
      for (const key of keys) {
        const without = text.replace(new RegExp(`^( *)${key}: .*\\n`, 'm'), '').replace(new RegExp(`^( *)${key}:\\n(?:\\1 .*\\n)*`, 'm'), '');
        assert.notEqual(without, text, key);
        assert.notDeepEqual(read(without), read(text), key);
      }
    });
  }

  it('know the same colours', () => {
    assert.deepEqual(corpus.definitions?.['type']?.properties?.['color']?.enum, [...colors]);
  });
});
