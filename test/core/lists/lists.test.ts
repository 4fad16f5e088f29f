import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { ArticleList } from '../../../src/core/lists/articleList';
import { EarliestArticles } from '../../../src/core/lists/earliestArticles';
import { EntityShelves } from '../../../src/core/lists/entityShelves';
import { firstOf, pagesOf, runsBy, SortedList } from '../../../src/core/lists/sortedList';

function finish(work: Generator): void {
  while (work.next().done !== true);
}

function sidecar(mentioned: readonly string[]): string {
  return `article: x\nmentions:\n${mentioned.map((id, at) => `  - { id: m${String(at)}, entity: ${id}, at: [0, 1], quote: "x" }\n`).join('')}`;
}

/** Changes of files: what is written, or that one goes. */
const change = fc.oneof(
  fc.record({ path: fc.constant('entities.yaml'), text: fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('One', 'Two', 'Three'), fc.constantFrom('person', 'place', 'insect')), { selector: ([id]) => id })
    .map(all => all.map(([id, name, type]) => `${id}:\n  name: ${name}\n  type: ${type}\n`).join('')) }),
  fc.record({ path: fc.constantFrom('annotations/x.yaml', 'annotations/y.yaml', 'annotations/z.yaml'), text: fc.option(fc.tuple(fc.constantFrom('x', 'y'), fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }), fc.constantFrom('', 'status: done\n', 'title: Other\n', 'date: 2019-01-01\n'))
    .map(([article, mentions, more]) => `article: ${article}\n${more}${mentions.length === 0 ? '' : 'mentions:\n'}${mentions.map((entity, at) => `  - { id: m${at}, entity: ${entity}, at: [0, 1], quote: "x" }\n`).join('')}`), { nil: undefined }) }),
  fc.record({ path: fc.constantFrom('x.txt', 'y.txt', 'z.txt', 'all.seeds'), text: fc.constantFrom(undefined, '## Date: 2018-01-02\n\nText.\n', '## Title: B\n\nText.\n', '==> x.txt <==\n\nA text.\n') }),
  fc.record({ path: fc.constant('corpus.yaml'), text: fc.constantFrom('', 'articles: ["*.txt"]\n', 'articles: ["*.txt", "*.seeds"]\ntypes:\n  insect: { label: I }\n') }),
);

describe('lists of a corpus', () => {
  it('are after any changes those of a rebuild', () => {
    fc.assert(fc.property(fc.array(fc.tuple(change, fc.boolean()), { maxLength: 15 }), changes => {
      const index = new CorpusIndex();
      const [shelves, list] = [new EntityShelves(index), new ArticleList(index, undefined)];
      for (const [{ path, text }, look] of changes) {
        if (text === undefined) index.delete(path);
        else index.set(path, text);
        if (!look) continue;
        finish(shelves.update());
        finish(list.update());
      }
      const [otherShelves, otherList] = [new EntityShelves(index), new ArticleList(index, undefined)];
      for (const each of [shelves, list, otherShelves, otherList]) finish(each.update());
      assert.deepEqual([...shelves.types()].sort(), [...otherShelves.types()].sort());
      for (const type of ['', 'person', 'place', 'insect']) assert.deepEqual([shelves.byCount(type), shelves.byName(type)], [otherShelves.byCount(type), otherShelves.byName(type)]);
      assert.deepEqual(list.articles, otherList.articles);
      for (const { entity: { id } } of shelves.byCount('person')) assert.equal(shelves.byCount('person')[shelves.placeOf(id)?.byCount ?? -1]?.entity.id, id);
    }), { numRuns: 300 });
  });

  it('name the earliest articles of an entity as a look at all does', () => {
    const article = fc.constantFrom('a', 'b', 'c', 'd', 'f');
    const step = fc.oneof(
      fc.record({ path: article.map(id => `${id}.txt`), text: fc.constantFrom(undefined, 'Text.\n', '## Date: 2017-01-02\n\nText.\n', '## Date: 2018-01-02\n\nText.\n') }),
      fc.record({ path: article.map(id => `annotations/${id}.yaml`), text: fc.constantFrom(undefined, sidecar([]), sidecar(['e']), sidecar(['e', 'g']), `date: 2019-01-01\n${sidecar(['e'])}`) })
        .map(({ path, text }) => ({ path, text: text?.replace('article: x', `article: ${path.charAt(12)}`) })),
    );
    fc.assert(fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 40 }), changes => {
      const index = new CorpusIndex();
      index.set('corpus.yaml', 'articles: ["*.txt"]\n');
      for (const id of ['a', 'b', 'c', 'd', 'f']) {
        index.set(`${id}.txt`, 'Text.\n');
        index.set(`annotations/${id}.yaml`, sidecar(['e', 'g']).replace('article: x', `article: ${id}`));
      }
      const earliest = new EarliestArticles(index, 2);
      for (const [{ path, text }, look] of changes) {
        if (text === undefined) index.delete(path);
        else index.set(path, text);
        for (const entity of look ? ['e', 'g'] : []) assert.deepEqual(earliest.of(entity), new EarliestArticles(index, 2).of(entity));
      }
    }), { numRuns: 500 });
  });

  it('name of thousands of articles the earliest four, undated ones last', () => {
    const index = new CorpusIndex();
    index.set('corpus.yaml', 'articles: ["*.txt"]\n');
    const ids = Array.from({ length: 3000 }, (_, at) => `a${String(at)}`);
    for (const [at, id] of ids.entries()) {
      index.set(`${id}.txt`, at % 2 === 0 ? 'Text.\n' : `## Date: ${String(2020 - at % 1000)}-01-02\n\nText.\n`);
      index.set(`annotations/${id}.yaml`, `article: ${id}\nmentions:\n  - { id: mm${String(at)}, entity: e, at: [0, 1], quote: "T" }\n`);
    }
    const earliest = new EarliestArticles(index, 4);
    const { count, earliest: first } = earliest.of('e');
    assert.equal(count, 3000);
    assert.deepEqual(first, ['a1999', 'a2999', 'a999', 'a1997']);
    index.set('annotations/a999.yaml', 'article: a999\nmentions:\n');
    index.set('a0.txt', '## Date: 1001-01-02\n\nText.\n');
    assert.deepEqual(earliest.of('e'), { count: 2999, earliest: ['a0', 'a1999', 'a2999', 'a1997'] });
  });

  it('of entities that a change of many files has touched are those of a rebuild', () => {
    const index = new CorpusIndex();
    const ids = Array.from({ length: 600 }, (_, at) => `e${String(at)}`);
    index.set('entities.yaml', ids.map(id => `${id}:\n  name: ${id}\n  type: person\n`).join(''));
    index.set('annotations/x.yaml', sidecar(ids));
    const shelves = new EntityShelves(index);
    finish(shelves.update());
    for (const mentioned of [[...ids, 'e7', 'e7'], ids.slice(3), [...ids, ...ids]]) {
      index.set('annotations/x.yaml', sidecar(mentioned));
      const anew = new EntityShelves(index);
      for (const each of [shelves, anew]) finish(each.update());
      assert.deepEqual([shelves.byCount('person'), shelves.byName('person')], [anew.byCount('person'), anew.byName('person')]);
      assert.equal(shelves.takeChanged(), 'everything');
    }
  });

  it('say which types are different', () => {
    const index = new CorpusIndex();
    index.set('entities.yaml', 'a:\n  name: A\n  type: person\nb:\n  name: B\n  type: place\n');
    const shelves = new EntityShelves(index);
    finish(shelves.update());
    assert.equal(shelves.takeChanged(), 'everything');
    index.set('annotations/x.yaml', 'article: x\nmentions:\n  - { id: m1, entity: b, at: [0, 1], quote: "x" }\n');
    finish(shelves.update());
    assert.deepEqual(shelves.takeChanged(), new Set(['place']));
  });

  it('say so too where an entity is mentioned otherwise, as often as before', () => {
    const index = new CorpusIndex();
    index.set('entities.yaml', 'a:\n  name: A\n  type: person\nb:\n  name: B\n  type: place\n');
    index.set('annotations/x.yaml', 'article: x\nmentions:\n  - { id: m1, entity: b, at: [0, 1], quote: "x" }\n');
    const shelves = new EntityShelves(index);
    finish(shelves.update());
    shelves.takeChanged();
    index.set('annotations/x.yaml', 'article: x\nmentions:\n  - { id: m1, entity: b, at: [4, 5], quote: "x" }\n');
    finish(shelves.update());
    assert.deepEqual(shelves.takeChanged(), new Set(['place']));
  });
});

describe('a sorted list', () => {
  it('is in order however it was filled', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer()), fc.uniqueArray(fc.integer()), (first, then) => {
      const list = new SortedList<number>((one, other) => one - other);
      finish(list.fillWith(first));
      for (const each of then) if (first.includes(each)) list.drop(each); else list.put(each);
      const expected = [...first.filter(each => !then.includes(each)), ...then.filter(each => !first.includes(each))];
      assert.deepEqual(list.items, expected.sort((one, other) => one - other));
    }));
  });

  it('has one in the place of another as if that were taken out and the one put in', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1 }), fc.nat(), fc.integer({ min: 0, max: 30 }), (items, which, other) => {
      const [before, list] = [items[which % items.length] ?? 0, new SortedList<number>((one, two) => one - two)];
      fc.pre(other === before || !items.includes(other));
      finish(list.fillWith(items));
      list.exchange(before, other);
      assert.deepEqual(list.items, [...items.filter(each => each !== before), other].sort((one, two) => one - two));
    }));
  });

  it('is sorted in runs as at once', () => {
    const items = Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 20_011);
    const list = new SortedList<number>((one, other) => one - other);
    finish(list.fillWith(items));
    assert.deepEqual(list.items, [...items].sort((one, other) => one - other));
  });

  it('begins with the first of them', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 5 }), (words, count) => {
      assert.deepEqual(firstOf(words, count, word => word), [...words].sort().slice(0, count));
    }));
  });

  it('is cut by keys, and by length', () => {
    assert.deepEqual(runsBy(['15a', '15b', '17a'], item => item.slice(0, 2)), [{ key: '15', items: ['15a', '15b'] }, { key: '17', items: ['17a'] }]);
    assert.deepEqual(pagesOf([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]]);
  });
});
