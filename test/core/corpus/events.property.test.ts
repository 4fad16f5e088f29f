import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { CorpusProblems } from '../../../src/core/corpus/corpusProblems';
import { problemsOf, problemsRead } from '../../../src/core/corpus/check';
import type { Problem } from '../../../src/core/problem';
import { answersOf } from './answers';

/** What the files of a corpus may say; the articles' globs change with the settings. */
const texts: Readonly<Record<string, readonly string[]>> = {
  'corpus.yaml': ['articles: ["*.txt"]\n', 'articles: ["*.txt", "*.seeds"]\n', 'articles: ["001*.txt"]\ntypes:\n  person: { label: P }\n', 'articles: ['],
  'entities.yaml': ['ant:\n  name: Ant\n  type: person\n', 'ant:\n  name: Ant Group\nali:\n  name: Ant Group\n', '['],
  'annotations/001_a.yaml': [
    'article: 001_a\nmentions:\n  - { id: aaaaaa, entity: ant, at: [0, 1], quote: "O" }\n',
    'article: 001_a\nlinks:\n  - { id: bbbbbb, relation: quotes, from: { at: [0, 1], quote: "O" }, to: { article: 002_b, at: [0, 1], quote: "T" } }\n',
    'article: 002_b\nstatus: done\n',
  ],
  'annotations/002_b.yaml': ['article: 002_b\nmentions:\n  - { id: aaaaaa, entity: ali, at: [0, 1], quote: "T" }\n', 'mentions: ['],
  '001_a.txt': ['## Title: One\nOne.\n', 'Uno.\n'],
  '002_b.txt': ['Two.\n'],
  'all.seeds': ['==> 001_a.txt <==\nOne.\n\n==> 002_b.txt <==\nTwo.\n', '==> 003_c.txt <==\nThree.\n'],
};
const paths = Object.keys(texts);

/** A write or a deletion on disk, and how the news of it comes: not at all, late, or several times. */
interface Happening {
  readonly path: string;
  readonly text: string | undefined;
  readonly news: readonly number[];
}

const happening: fc.Arbitrary<Happening> = fc.constantFrom(...paths).chain(path => fc.record({
  path: fc.constant(path),
  text: fc.option(fc.constantFrom(...texts[path] ?? []), { nil: undefined, freq: 3 }),
  news: fc.array(fc.nat(12), { minLength: 1, maxLength: 3 }),
}));

/**
 * As the session keeps it: news only mark a file, and a question reads what is marked, the settings first; when these
 * name other files, all are listed anew.
 */
class Kept {
  readonly index = new CorpusIndex();
  readonly #dirty = new Set<string>();

  constructor(private readonly disk: ReadonlyMap<string, string>) {}

  hear(path: string): void {
    this.#dirty.add(path);
  }

  ask(): CorpusIndex {
    if (this.#dirty.delete('corpus.yaml')) {
      const before = JSON.stringify(this.index.config.articles);
      this.#read('corpus.yaml');
      if (JSON.stringify(this.index.config.articles) !== before) for (const path of [...this.disk.keys(), ...this.index.paths()]) this.#dirty.add(path);
    }
    for (const path of this.#dirty) if (path !== 'corpus.yaml') this.#read(path);
    this.#dirty.clear();
    return this.index;
  }

  #read(path: string): void {
    const text = this.disk.get(path);
    if (text === undefined) this.index.delete(path);
    else this.index.set(path, text);
  }
}

function rebuilt(disk: ReadonlyMap<string, string>): CorpusIndex {
  const index = new CorpusIndex();
  const config = disk.get('corpus.yaml');
  if (config !== undefined) index.set('corpus.yaml', config);
  for (const [path, text] of disk) if (path !== 'corpus.yaml') index.set(path, text);
  return index;
}

function byWords(problems: readonly Problem[]): string[] {
  return problems.map(problem => JSON.stringify(problem)).sort();
}

/** What is said of each file by problems that are kept up, and by looking at all files anew. */
function assertSameProblems(kept: CorpusProblems, index: CorpusIndex): void {
  while (kept.update().next().done !== true);
  for (const path of [...paths, ...kept.paths()]) {
    assert.deepEqual(byWords(kept.of(path)?.problems ?? []), byWords(problemsOf(index, path)), path);
    assert.deepEqual(problemsOf(index, path), problemsRead(index, path), `${path} looks sound`);
  }
  assert.equal(kept.count, paths.reduce((sum, path) => sum + problemsOf(index, path).length, 0));
}

describe('an index that hears of changes', () => {
  it('late, twice and out of order, asked in between, is that of a rebuild', () => {
    fc.assert(fc.property(fc.array(happening, { maxLength: 25 }), fc.array(fc.nat(40), { maxLength: 5 }), (happenings, questions) => {
      const disk = new Map<string, string>();
      const kept = new Kept(disk);
      const problems = new CorpusProblems(kept.index);
      const late = happenings.map(({ path, news }, at) => ({ path, at: news.map(delay => at + delay) }));
      for (let time = 0; time < 40; time++) {
        const now = happenings[time];
        if (now?.text === undefined) disk.delete(now?.path ?? '');
        else disk.set(now.path, now.text);
        for (const { path, at } of late) for (const when of at) if (when === time) kept.hear(path);
        if (questions.includes(time)) assertSameProblems(problems, kept.ask());
      }
      assert.deepEqual(answersOf(kept.ask()), answersOf(rebuilt(disk)));
      assertSameProblems(problems, kept.index);
    }), { numRuns: 500 });
  });

  it('never, is right again with the next list of the files', () => {
    fc.assert(fc.property(fc.array(happening, { maxLength: 15 }), happenings => {
      const disk = new Map<string, string>();
      const kept = new Kept(disk);
      for (const { path, text } of happenings) {
        if (text === undefined) disk.delete(path);
        else disk.set(path, text);
        if (path.startsWith('a')) kept.hear(path);
      }
      kept.ask();
      for (const path of [...paths, ...disk.keys()]) kept.hear(path);
      assert.deepEqual(answersOf(kept.ask()), answersOf(rebuilt(disk)));
    }));
  });
});
