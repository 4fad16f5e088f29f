import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import type { ManyTexts } from '../../../src/editor/corpus/corpusTexts';
import { RelatedArticles } from '../../../src/editor/corpus/relatedArticles';

/** A corpus in memory that counts what is read of it. */
class Shelf {
  readonly index = new CorpusIndex();
  readonly files = new Map<string, string>();
  readonly read: string[] = [];
  readonly related: RelatedArticles;

  constructor(many?: ManyTexts) {
    this.related = new RelatedArticles(this.index, async path => {
      this.read.push(path);
      return this.files.get(path);
    }, many);
    this.put('corpus.yaml', 'articles: ["*.txt", "*.seeds"]\n');
  }

  put(path: string, text: string | undefined): void {
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, text);
    if (text === undefined) this.index.delete(path);
    else this.index.set(path, text);
    this.related.mark(path);
  }

  async ids(article: string): Promise<string[]> {
    return (await this.related.related(article)).map(({ id }) => id);
  }
}

/** Texts as from elsewhere: some are not known there. */
class Elsewhere implements ManyTexts {
  asked = 0;
  rested = 0;
  files: ReadonlyMap<string, string> = new Map();

  async of(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    this.asked += paths.length;
    return Promise.resolve(new Map(paths.flatMap(path => path.endsWith('7.txt') ? [] : [[path, this.files.get(path) ?? ''] as const])));
  }

  rest(): void {
    this.rested++;
  }
}

const hub = 'Cainiao builds a logistics hub in the city of Xian for parcels.\n';
const loans = 'Ant Financial offers small loans to street vendors and restaurants.\n';

describe('the related articles of a corpus', () => {
  it('are read when they are first asked for, and then only what has changed', async () => {
    const shelf = new Shelf();
    shelf.put('a.txt', hub);
    shelf.put('b.txt', `${hub}It opens in May.\n`);
    shelf.put('c.txt', loans);
    assert.deepEqual(shelf.read, []);
    assert.equal((await shelf.ids('a'))[0], 'b');
    assert.deepEqual(new Set(shelf.read.splice(0)), new Set(['a.txt', 'b.txt', 'c.txt']));
    shelf.put('c.txt', 'Parcels.\n');
    shelf.put('annotations/a.yaml', 'article: a\n');
    assert.deepEqual(new Set(await shelf.ids('c')), new Set(['a', 'b']));
    assert.deepEqual(shelf.read, ['c.txt']);
  });

  it('are the same where many texts are read elsewhere, of which those are read here that are not known there', async () => {
    const elsewhere = new Elsewhere();
    const [one, other] = [new Shelf(elsewhere), new Shelf()];
    elsewhere.files = one.files;
    for (const shelf of [one, other]) for (let at = 0; at < 600; at++) shelf.put(`${String(at)}.txt`, `${at % 3 === 0 ? hub : loans}Word${String(at % 40)} and word${String(at % 7)}.\n`);
    assert.deepEqual(await one.related.related('1'), await other.related.related('1'));
    const here = one.read.length;
    assert.equal(elsewhere.asked, 200);
    assert.ok(here > 400 && here < 500, String(here)); // the likely duplicates are read once more
    one.put('5.txt', hub);
    await one.ids('5');
    assert.deepEqual([elsewhere.asked, elsewhere.rested > 0, one.read.slice(here)[0]], [200, true, '5.txt']);
  });

  it('are marked as near-duplicates by what their texts share, also in a bundle', async () => {
    const shelf = new Shelf();
    shelf.put('a.txt', `${hub}It opens in May.\n`);
    shelf.put('all.seeds', `==> b.txt <==\n${hub}The first parcels come in June.\n==> c.txt <==\n${loans}A hub opens.\n`);
    const found = new Map((await shelf.related.related('a')).map(({ id, reasons }) => [id, reasons.duplicate]));
    // Of 13 and 15 runs of three words 9 are the same.
    assert.equal(found.get('b'), 9 / 19);
    assert.equal(found.get('c'), undefined);
  });

  it('forget an article that has gone, and one that corpus.yaml leaves out', async () => {
    const shelf = new Shelf();
    for (const name of ['a', 'b', 'c']) shelf.put(`${name}.txt`, hub);
    assert.deepEqual(await shelf.ids('a'), ['b', 'c']);
    shelf.put('b.txt', undefined);
    assert.deepEqual(await shelf.ids('a'), ['c']);
    shelf.put('corpus.yaml', 'articles: ["a.txt"]\n');
    assert.deepEqual(await shelf.ids('a'), []);
  });

  it('take an article that two files claim from the one that the index takes it from', async () => {
    const shelf = new Shelf();
    shelf.put('a.txt', hub);
    shelf.put('b.txt', loans);
    shelf.put('all.seeds', `==> c.txt <==\n${hub}\n==> b.txt <==\n${hub}`);
    assert.deepEqual(new Set(await shelf.ids('a')), new Set(['b', 'c']));
    shelf.put('all.seeds', undefined);
    assert.deepEqual(await shelf.ids('a'), []);
  });

  it('are the same whatever changes led there', async () => {
    const text = fc.constantFrom(undefined, hub, loans, `${hub}${loans}`, `==> x.txt <==\n${hub}\n==> b.txt <==\n${loans}`);
    const change = fc.tuple(fc.constantFrom('a.txt', 'b.txt', 'c.seeds', 'd.seeds'), text);
    await fc.assert(fc.asyncProperty(fc.array(change, { maxLength: 12 }), async changes => {
      const [shelf, fresh] = [new Shelf(), new Shelf()];
      for (const [path, words] of changes) {
        shelf.put(path, words);
        await shelf.ids('a');
      }
      for (const [path, words] of shelf.files) fresh.put(path, words);
      for (const id of fresh.index.articleIds()) assert.deepEqual(await shelf.related.related(id), await fresh.related.related(id));
    }), { numRuns: 25 });
  });

  it('have passages that say the same, in files of several articles too, and none of the article itself', async () => {
    const shelf = new Shelf();
    shelf.put('a.txt', `${hub}\n${hub}`);
    shelf.put('all.seeds', `==> b.txt <==\n${loans}\n${hub}\n==> c.txt <==\n${loans}`);
    const found = await shelf.related.similarTo('a', { text: hub, span: { start: 0, end: hub.length } }, 5);
    assert.deepEqual(found.map(({ article, text, span }) => `${article}: ${text.slice(span.start, span.end)}`), [`b: ${hub.trim()}`]);
  });

  it('have those of the more related article before those that share as many words', async () => {
    const shelf = new Shelf();
    const said = 'The hub opens in May.';
    shelf.put('a.txt', `${hub}\n${said}\n`);
    shelf.put('b.txt', `${loans}\n${said}\n`);
    shelf.put('c.txt', `${said}\n\n${hub}`);
    const text = shelf.files.get('a.txt') ?? '';
    const start = text.indexOf(said);
    const found = await shelf.related.similarTo('a', { text, span: { start, end: start + said.length } }, 2);
    assert.deepEqual(found.map(({ article }) => article), ['c', 'b']);
  });
});
