import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { answersOf } from './answers';

const entities = 'ant:\n  name: Ant Group\n  type: organization\n  aliases: [Ant Financial]\nma:\n  name: Jack Ma\n  type: person\n';
const sidecar = (article: string, ...entityIds: string[]): string => [
  `article: ${article}`,
  'mentions:',
  ...entityIds.map((id, at) => `  - { id: m${at}aaaa, entity: ${id}, at: [${at}, ${at + 1}], quote: "x", before: "", after: "" }`),
  '',
].join('\n');

describe('the index of a corpus', () => {
  it('finds an article by its id, and its sidecar by the article', () => {
    const index = new CorpusIndex();
    index.set('news/001_a.txt', 'A headline\n\nText of May 3, 2018.\n');
    index.set('annotations/news/001_a.yaml', sidecar('news/001_a', 'ant', 'ant', 'ma'));
    index.set('entities.yaml', entities);
    assert.equal(index.article('news/001_a')?.path, 'news/001_a.txt');
    assert.equal(index.status('news/001_a'), 'in-work');
    assert.equal(index.mentionCount('ant'), 2);
    assert.deepEqual(index.mentionsOf('ma').map(place => place.article), ['news/001_a']);
    assert.equal(index.sidecarPath('news/001_a'), 'annotations/news/001_a.yaml');
  });

  it('finds the articles of a bundle, each with the id that it has alone', () => {
    const index = new CorpusIndex();
    index.set('news/all.seeds', '==> 001_a.txt <==\nOne.\n\n==> 002_b.txt <==\nTwo.\n');
    assert.deepEqual([...index.articleIds()], ['news/001_a', 'news/002_b']);
  });

  it('knows which sidecars name an entity, also in what was rejected', () => {
    const index = new CorpusIndex();
    index.set('annotations/b.yaml', sidecar('b', 'ant', 'ant'));
    index.set('annotations/a.yaml', `${sidecar('a', 'ma')}rejected:\n  - { id: r1aaaa, entity: ant, at: [0, 1], quote: "x", before: "", after: "" }\n`);
    assert.deepEqual(index.sidecarsNaming('ant'), ['annotations/a.yaml', 'annotations/b.yaml']);
    index.delete('annotations/a.yaml');
    assert.deepEqual(index.sidecarsNaming('ant'), ['annotations/b.yaml']);
  });

  it('takes a sidecar that names no article for that of its place', () => {
    const index = new CorpusIndex();
    index.set('annotations/001_a.yaml', sidecar('', 'ant').replace('article: \n', ''));
    assert.deepEqual(index.mentionsOf('ant').map(place => place.article), ['001_a']);
  });

  it('lets the words of a sidecar win over what was inferred', () => {
    const index = new CorpusIndex();
    index.set('001_a.txt', 'Nothing that looks like a date.\n');
    index.set('annotations/001_a.yaml', 'article: 001_a\ntitle: "Better"\ndate: 2020-11-03\nmentions:\n');
    const article = index.article('001_a');
    assert.ok(article);
    assert.deepEqual(index.card(article), { id: '001_a', title: 'Better', date: '2020-11-03', section: '' });
  });

  it('tells the date of an article without the rest of it, as its card does', () => {
    const index = new CorpusIndex();
    const texts = ['Title: One\nDate: May 3, 2018\n\nText.\n', 'Words\n\nHANGZHOU, March 7, 2019 - Text.\n', 'Nothing that looks like a date.\n', ''];
    texts.forEach((text, at) => { index.set(`00${at}_a.txt`, text); });
    index.set('b/all.seeds', '==> 001_a.txt <==\nText of June 5, 2020.\n\n==> 001_a.txt <==\nText of June 6, 2020.\n');
    index.set('annotations/002_a.yaml', 'article: 002_a\ndate: 2020-11-03\n');
    const ids = [...index.articleIds()];
    const shown = ids.map(id => index.articlePlaces(id)[0]).map(article => article && index.card(article).date);
    assert.deepEqual(ids.map(id => index.dateOf(id)), shown);
    assert.deepEqual(new Set(shown), new Set(['2018-05-03', '2019-03-07', '2020-11-03', '', '2020-06-05']));
    assert.equal(index.dateOf('nobody'), '');
  });

  it('says what it knows of a broken entities.yaml, and goes on', () => {
    const index = new CorpusIndex();
    index.set('entities.yaml', `${entities}broken: [\n`);
    assert.equal(index.entitiesFile.readable, false);
    assert.equal(index.entity('ant')?.name, 'Ant Group');
  });

  it('drops articles that corpus.yaml no longer calls so', () => {
    const index = new CorpusIndex();
    index.set('001_a.txt', 'One.\n');
    index.set('corpus.yaml', 'articles: ["*.seed"]\n');
    assert.deepEqual([...index.articleIds()], []);
  });

  it('is after any stream of events what it would be from the last text of each file alone', () => {
    const paths = ['entities.yaml', '001_a.txt', 'b/002_b.txt', 'all.seeds', 'annotations/001_a.yaml', 'annotations/002_b.yaml', 'odd.bin'];
    const texts = [
      entities, '', 'One.\n', '==> 001_a.txt <==\nOne.\n\n==> 002_b.txt <==\nTwo.\n', 'broken: [\n',
      sidecar('001_a', 'ant', 'ma'), sidecar('002_b', 'ant'), sidecar('001_a', 'nobody'),
    ];
    const event = fc.record({ path: fc.constantFrom(...paths), text: fc.option(fc.constantFrom(...texts)) });
    fc.assert(fc.property(fc.array(event, { maxLength: 30 }), events => {
      const incremental = new CorpusIndex();
      const last = new Map<string, string | null>();
      for (const { path, text } of events) {
        if (text === null) incremental.delete(path);
        else incremental.set(path, text);
        last.set(path, text);
        answersOf(incremental); // what it remembers of one state must not show in the next
      }
      const rebuilt = new CorpusIndex();
      for (const [path, text] of [...last].reverse()) if (text !== null) rebuilt.set(path, text);
      assert.deepEqual(answersOf(incremental), answersOf(rebuilt));
    }));
  });
});
