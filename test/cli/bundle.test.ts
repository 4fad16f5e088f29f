import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { build, contentsOf, Folder, seedmark } from './seedmark';

describe('seedmark bundle and unbundle', () => {
  let folder: Folder;
  before(build);
  beforeEach(() => { folder = new Folder(); });
  afterEach(() => folder.remove());

  it('move the articles into a bundle and back, and no annotation notices', () => {
    const corpus = folder.sample();
    const before = contentsOf(corpus);
    const figures = seedmark('stats', corpus, '--json').out;
    assert.equal(seedmark('bundle', corpus, '--out', 'all.seeds', '--move').code, 0);
    assert.deepEqual(readdirSync(corpus).sort(), ['.gitattributes', 'all.seeds', 'annotations', 'corpus.yaml', 'entities.yaml']);
    assert.deepEqual(seedmark('check', corpus), { code: 0, out: '', said: '' });
    assert.deepEqual(JSON.parse(seedmark('stats', corpus, '--json').out), { ...JSON.parse(figures), files: 1 });
    assert.equal(seedmark('unbundle', `${corpus}/all.seeds`, '--move').code, 0);
    assert.deepEqual(seedmark('check', corpus), { code: 0, out: '', said: '' });
    const after = contentsOf(corpus);
    for (const [name, text] of before) if (name !== 'bundle.seeds') assert.equal(after.get(name), text, name);
  });

  it('keep the text to the letter: no line end at the end, CRLF, emoji, nothing at all', () => {
    const texts = ['a', 'a\r\n\r\nb\r\n', '\n\n', '😀\n', '', 'x\n=== not a name\n'];
    for (const [index, text] of texts.entries()) folder.write(`c/news/00${index}_x.txt`, text);
    const before = contentsOf(folder.at('c'));
    assert.equal(seedmark('bundle', folder.at('c'), '--out', 'other/all.seeds', '--move').code, 0);
    folder.write('c/corpus.yaml', '');
    assert.equal(seedmark('unbundle', folder.at('c/other/all.seeds'), '--move').code, 0);
    const after = contentsOf(folder.at('c'));
    for (const [name, text] of before) assert.equal(after.get(name), text, name);
  });

  const refusals: readonly (readonly [name: string, files: Readonly<Record<string, string>>, args: (root: string) => readonly string[], said: RegExp])[] = [
    ['a bundle that is there', { '001_a.txt': 'a', 'all.seeds': '==> 002_b.txt <==\nb' }, root => ['bundle', root, '--out', 'all.seeds'], /is there already/],
    ['a bundle outside the corpus', { '001_a.txt': 'a' }, root => ['bundle', root, '--out', '../all.seeds'], /leads out/],
    ['a bundle that no glob would find', { '001_a.txt': 'a' }, root => ['bundle', root, '--out', 'all.md'], /globs/],
    ['files that are there', { '001_a.txt': 'a', 'all.seeds': '==> 001_a.txt <==\nb' }, root => ['unbundle', `${root}/all.seeds`], /is there already/],
    ['two articles with one name', { 'all.seeds': '==> 001_a.txt <==\na\n==> 001_a.txt <==\nb' }, root => ['unbundle', `${root}/all.seeds`], /two articles/],
  ];
  for (const [name, files, args, said] of refusals) {
    it(`refuse ${name}, and touch nothing`, () => {
      for (const [file, text] of Object.entries(files)) folder.write(`c/${file}`, text);
      const before = contentsOf(folder.path);
      const ended = seedmark(...args(folder.at('c')));
      assert.equal(ended.code, 2);
      assert.match(ended.said, said);
      assert.deepEqual(contentsOf(folder.path), before);
    });
  }

  it('never write outside the corpus, whatever a delimiter says', () => {
    folder.write('c/corpus.yaml', 'articles: ["**/*.txt", "**/*.seeds"]\n');
    folder.write('c/all.seeds', '==> ../../../001_evil.txt <==\nx\n==> /etc/002_evil.txt <==\ny\n');
    assert.equal(seedmark('unbundle', folder.at('c/all.seeds')).code, 0);
    assert.deepEqual([...contentsOf(folder.path).keys()], ['c/001_evil.txt', 'c/all.seeds', 'c/corpus.yaml', 'c/etc/002_evil.txt']);
  });
});
