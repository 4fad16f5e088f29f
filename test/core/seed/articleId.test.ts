import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { annotationPath, articleId } from '../../../src/core/seed/articleId';

describe('the id of an article', () => {
  const cases: readonly (readonly [path: string, name: string | undefined, id: string])[] = [
    ['001_x.txt', undefined, '001_x'],
    ['news/2018/001_x.txt', undefined, 'news/2018/001_x'],
    ['news\\001_x.txt', undefined, 'news/001_x'],
    ['./news//001_x.txt', undefined, 'news/001_x'],
    ['a.b.txt', undefined, 'a.b'],
    ['README', undefined, 'README'],
    ['.hidden', undefined, '.hidden'],
    ['all.seeds', '001_x.txt', '001_x'],
    ['news/all.seeds', '001_x.txt', 'news/001_x'],
    ['news/all.seeds', './2018/001_x.txt', 'news/2018/001_x'],
    ['news/all.seeds', '2018\\001_x.txt', 'news/2018/001_x'],
    ['news/all.seeds', '../001_x.txt', '001_x'],
    ['news/all.seeds', '../../../001_x.txt', '001_x'],
    ['all.seeds', '../../etc/passwd', 'etc/passwd'],
    ['news/all.seeds', '/abs/x.txt', 'news/abs/x'],
    ['all.seeds', 'C:\\abs\\x.txt', 'abs/x'],
    ['all.seeds', 'The deal of the year', 'The deal of the year'],
    ['all.seeds', 'a\u0000b.txt', 'a_b'],
    ['news/all.seeds', '..', 'news/all'],
    ['news/all.seeds', '/', 'news/all'],
  ];
  for (const [path, name, id] of cases) {
    it(`${JSON.stringify(path)} ${JSON.stringify(name)} is ${id}`, () => assert.equal(articleId(path, name), id));
  }

  it('is the same alone and in a bundle of the folder', () => {
    const part = fc.stringMatching(/^[\p{L}\d_ -]{1,8}$/u);
    fc.assert(fc.property(fc.array(part, { maxLength: 3 }), part, (folder, name) => {
      const at = (file: string) => [...folder, file].join('/');
      assert.equal(articleId(at('all.seeds'), `${name}.txt`), articleId(at(`${name}.txt`), undefined));
    }));
  });

  it('never leaves the root', () => {
    const path = fc.array(fc.constantFrom('..', '.', '', 'a', 'b.txt', '/', '\\', 'C:', '\u0000')).map((parts) => parts.join('/'));
    fc.assert(fc.property(path, fc.option(path, { nil: undefined }), (file, name) => {
      const id = articleId(file, name);
      assert.ok(!id.startsWith('/') && !id.split('/').includes('..') && !/[\\\p{Cc}]/u.test(id), id);
    }));
  });

  it('leads to the sidecar', () => assert.equal(annotationPath('news/001_x'), 'annotations/news/001_x.yaml'));
});
