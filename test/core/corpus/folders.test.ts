import assert from 'node:assert/strict';
import { foldersOf } from '../../../src/core/corpus/folders';
import { hiddenMatcher } from '../../../src/core/corpus/hidden';
import { defaultArticles, defaultExclude } from '../../../src/core/store/defaults';

describe('the folders to look through', () => {
  const cases: readonly (readonly [globs: readonly string[], tops: readonly string[]])[] = [
    [defaultArticles, ['']],
    [['news/**/*.txt'], ['news', 'annotations']],
    [['news/**/*.txt', 'news/2018/*.seeds'], ['news', 'annotations']],
    [['a/b/*.txt', 'a/c/x_*.txt'], ['a/b', 'a/c', 'annotations']],
    [['*.txt'], ['']],
    [['{a,b}/*.txt'], ['']],
  ];
  for (const [articles, tops] of cases) it(`${articles.join(' ')} are below ${tops.map(each => each || 'the root').join(', ')}`, () => assert.deepEqual(foldersOf({ articles, exclude: [] }).tops, tops));

  it('are not those that are excluded whole, nor those with a dot', () => {
    const { isBarren } = foldersOf({ articles: defaultArticles, exclude: [...defaultExclude, 'drafts/**', '*.old.txt'] });
    const folders = ['node_modules', 'a/node_modules', '.git', 'a/.cache', 'drafts', 'drafts/a', 'news', 'a/drafts', 'annotations', 'annotations/.a'];
    assert.deepEqual(folders.filter(isBarren), ['node_modules', 'a/node_modules', '.git', 'a/.cache', 'drafts', 'drafts/a']);
  });
});

describe('files.exclude', () => {
  const isHidden = hiddenMatcher({ '**/.git': true, 'out/': true, '**/*.js': { when: '$(basename).ts' }, '**/*.tmp': true, 'shown': false });
  for (const path of ['.git', '.git/config', 'a/.git/x/y', 'out/a.txt', 'a.tmp', 'a/b.tmp']) it(`hides ${path}`, () => assert.ok(isHidden(path)));
  for (const path of ['a.txt', 'a/out/b.txt', 'a.js', 'shown/a', 'git']) it(`shows ${path}`, () => assert.ok(!isHidden(path)));
});
