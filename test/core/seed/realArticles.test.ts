import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSeed } from '../../../src/core/seed/parse';
import type { SeedArticle } from '../../../src/core/seed/seedFile';
import { bundle } from './articleTexts';

const folders = [process.env['SEEDMARK_SHARED'], path.resolve('..', 'shared'), path.resolve('..', '..', 'shared')];
const seeds = folders.flatMap((folder) => (folder === undefined ? [] : [path.join(folder, 'seeds')])).find((folder) => existsSync(folder));

interface Expected {
  readonly file: string;
  readonly found: readonly (string | undefined)[];
  readonly paragraphs: number;
  /** How the first paragraph starts. */
  readonly first: string;
  readonly boilerplate: readonly string[];
}

/** Title, date, section, byline; `~` before what is inferred. */
const expected: readonly Expected[] = [
  { file: '000_3c350c7748b74918.txt', found: [undefined, undefined, undefined, undefined], paragraphs: 6, first: 'Shanghai, Alibaba, and Ant Financial have', boilerplate: [] },
  {
    file: '001_14efa203bdfcdf50.txt', found: ['Shanghai, Alibaba in digital deal', '2018-08-23', 'Finance', undefined], paragraphs: 13, first: 'Shanghai will deepen',
    boilerplate: [],
  },
  {
    file: '002_433a7d4b53d4af10.txt', paragraphs: 12, first: 'Chinese e-commerce giant',
    found: ['~Alibaba forges cooperation with Chongqing on connected cars, digital infrastructure as e-commerce giant bolsters ties with more local governments', '~2023-03-16', undefined, undefined],
    boilerplate: ['Do you have questions', 'Alibaba Group Holding chairman', 'This article originally appeared', 'Copyright (c) 2023.'],
  },
  {
    file: '003_806a52e3f45abf21.txt', found: ['~Ant Group and Shanghai Government Partner on Blockchain and AI Innovation', undefined, undefined, '~Jiri Bílek'], paragraphs: 8,
    first: 'Ant Group, the fintech affiliate', boilerplate: ['Written By', 'In the vast realm'],
  },
  {
    file: '004_3e2446023e5bd948.txt', found: ['~Alibaba To Establish Headquarters In Xi’an City To Support Growth In Western China', '~2017-08-19', '~Policy, Tech', undefined], paragraphs: 8,
    first: "A signing ceremony held in Xi'an", boilerplate: ['Follow Us:', 'CMN Subscribe Inter-Post', 'Related News', 'Leave a Reply', 'Your email address'],
  },
];

function facts({ title, date, section, byline }: SeedArticle): readonly (string | undefined)[] {
  return [title, date, section, byline].map((found) => found && `${found.inferred ? '~' : ''}${found.value}`);
}

describe('the five real articles', () => {
  before(function skipWhereMissing() {
    if (seeds !== undefined) return;
    console.log('      (skipped: no ../shared/seeds, nor SEEDMARK_SHARED)');
    this.skip();
  });

  for (const { file, found, paragraphs, first, boilerplate } of expected) {
    it(file, () => {
      const text = readFileSync(path.join(seeds ?? '', file), 'utf8');
      const { bundle: isBundle, articles, problems } = parseSeed(text);
      const article = articles[0];
      assert.ok(article);
      assert.deepEqual([isBundle, articles.length, problems], [false, 1, []]);
      assert.deepEqual(facts(article), found);
      assert.equal(article.paragraphs.length, paragraphs);
      assert.ok(text.startsWith(first, article.paragraphs[0]?.start));
      assert.equal(article.boilerplate.length, boilerplate.length);
      for (const [index, start] of boilerplate.entries()) assert.ok(text.startsWith(start, article.boilerplate[index]?.start), start);
    });
  }

  it('say the same in a bundle', () => {
    const files = expected.map(({ file }) => ({ name: file, text: readFileSync(path.join(seeds ?? '', file), 'utf8') }));
    const text = bundle(files);
    const { articles, problems } = parseSeed(text);
    assert.deepEqual(articles.map(({ name, span }) => ({ name, text: text.slice(span.start, span.end) })), files);
    assert.deepEqual(articles.map(facts), expected.map(({ found }) => found));
    assert.deepEqual(problems, []);
  });
});
