import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addRelation, newCorpusText, readCorpus } from '../../../src/core/store/corpusFile';
import { defaultRelations, defaultTypes } from '../../../src/core/store/defaults';
import { readCanonical } from '../../../src/core/yaml/canonical';
import { changed } from './change';

function findings(text: string): readonly string[] {
  return readCorpus(text).problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

function ids(text: string | undefined): readonly string[] {
  return readCorpus(text).config.relations.map(({ id }) => id);
}

describe('corpus.yaml', () => {
  it('is not needed: the defaults hold where it is silent', () => {
    const { config, problems } = readCorpus(undefined);
    assert.deepEqual(problems, []);
    assert.deepEqual(config.types.map(({ id, marks }) => `${id} ${marks}`), ['person names', 'organization names', 'place names', 'product names', 'event names', 'topic passages']);
    assert.equal(config.relations.length, 8);
    assert.ok(config.articles.includes('**/*.seed') && config.exclude.includes('annotations/**'));
    assert.deepEqual(readCorpus('other: 1\n').config, config);
    assert.deepEqual(readCorpus('types:\n').config, config);
  });

  it('starts as a text that says the defaults, in the canonical form', () => {
    const text = newCorpusText();
    assert.deepEqual(readCorpus(text).config, readCorpus(undefined).config);
    assert.deepEqual(readCorpus(text).problems, []);
    assert.ok(readCanonical(text) !== undefined);
  });

  it('gives each default type a key, a colour and an id of its own', () => {
    for (const field of ['id', 'key', 'color'] as const) assert.equal(new Set(defaultTypes.map((type) => type[field])).size, defaultTypes.length);
    for (const { id } of [...defaultTypes, ...defaultRelations]) assert.match(id, /^[a-z]+(-[a-z]+)*$/);
  });

  it('has the types that it lists and no others, what they do not say taken from the defaults or made up', () => {
    const { config, problems } = readCorpus('types:\n  place: { label: City }\n  law:\n  financial-product: { color: pink, marks: passages }\n');
    assert.deepEqual(problems, []);
    assert.deepEqual(config.types, [
      { id: 'place', label: 'City', color: 'green', icon: 'location', key: 'l', marks: 'names' },
      { id: 'law', label: 'Law', color: 'blue', icon: 'tag', key: 'a', marks: 'names' },
      { id: 'financial-product', label: 'Financial product', color: 'pink', icon: 'tag', key: 'f', marks: 'passages' },
    ]);
    assert.equal(config.relations, defaultRelations);
  });

  it('makes up no key that a later type asks for', () => {
    assert.deepEqual(readCorpus('types: { law: { }, animal: { key: l } }\n').config.types.map(({ key }) => key), ['a', 'l']);
  });

  it('has the relations that it lists', () => {
    assert.deepEqual(readCorpus('relations:\n  quotes:\n  backs: { label: backs, inverse: backed by }\n  corrects: { label: puts right }\n').config.relations, [
      { id: 'quotes', label: 'quotes', inverse: 'quoted by' },
      { id: 'backs', label: 'backs', inverse: 'backed by' },
      { id: 'corrects', label: 'puts right', inverse: 'puts right' },
    ]);
  });

  it('tells what is wrong, at its place, and keeps the rest', () => {
    assert.deepEqual(findings('types: { a: { color: mauve }, b: { key: xy }, c: { marks: words } }\n'), ['value-invalid mauve', 'value-invalid xy', 'value-invalid words']);
    assert.deepEqual(findings('types: { a: { key: x }, b: { key: x } }\n'), ['value-invalid x']);
    assert.deepEqual(findings('types: [person]\n'), ['yaml-shape [person]']);
    assert.deepEqual(findings('types: { person: Person }\narticles: { a: b }\nexclude: [[x], y]\n'), ['yaml-shape Person', 'yaml-shape { a: b }', 'yaml-shape [x]']);
    assert.deepEqual(readCorpus('exclude: [[x], y]\n').config.exclude, ['y']);
    assert.deepEqual(readCorpus('articles: news/*.txt\n').config.articles, ['news/*.txt']);
    assert.equal(readCorpus('types: {').readable, false);
  });
});

describe('a new relation', () => {
  const backs = { id: 'backs', label: 'backs, in part', inverse: 'backed by' };
  const added = (text: string): string | undefined => changed(text, addRelation(readCorpus(text), backs));

  it('is one line after the others', () => {
    const text = 'relations:\n  quotes: { label: quotes } # often\n\ntypes:\n  law:\n';
    assert.equal(added(text), 'relations:\n  quotes: { label: quotes } # often\n  backs: { label: "backs, in part", inverse: backed by }\n\ntypes:\n  law:\n');
    assert.equal(added('relations: { quotes: }\n'), 'relations: { quotes:, backs: { label: "backs, in part", inverse: backed by } }\n');
  });

  it('stands in a new file as in one with comments', () => {
    assert.deepEqual(ids(added(newCorpusText())).slice(-2), ['translation-of', 'backs']);
  });

  it('does not cost a silent file its defaults', () => {
    for (const text of ['', '# nothing yet\n', 'articles: a.txt\n', 'relations:\n', 'relations: {}\n', 'types:\n  law:\nrelations: ~\n', '{ types: { law: } }\n']) {
      const after = added(text);
      assert.deepEqual(ids(after), [...defaultRelations.map(({ id }) => id), 'backs'], text);
      assert.deepEqual(readCorpus(after).problems, [], text);
      assert.deepEqual(readCorpus(after).config.relations.at(-1), backs);
    }
  });

  it('is not added twice, nor to a file that cannot be read', () => {
    assert.deepEqual(addRelation(readCorpus('relations: { backs: }\n'), backs), []);
    assert.equal(addRelation(readCorpus('relations: {'), backs), undefined);
    assert.equal(addRelation(readCorpus('relations: [a]\n'), backs), undefined);
  });
});
