import assert from 'node:assert/strict';
import { parseSeed } from '../../../src/core/seed/parse';
import { delimiterLines, ruleLines } from './delimiterLines';

describe('delimiter lines', () => {
  for (const marked of delimiterLines) {
    it(`starts an article: ${JSON.stringify(marked)}`, () => {
      const line = marked.replace('[[', '').replace(']]', '');
      const text = `Before.\n${line}\nAfter.`;
      const article = parseSeed(text).articles[1];
      const start = 8 + marked.indexOf('[[');
      const end = 8 + marked.indexOf(']]') - 2;
      assert.deepEqual(article?.delimiter, { span: { start: 8, end: 8 + line.length }, name: { start, end } });
      assert.equal(article.name, text.slice(start, end));
      assert.equal(text.slice(article.span.start, article.span.end), 'After.');
    });
  }

  for (const line of ruleLines) {
    it(`is text: ${JSON.stringify(line)}`, () => {
      const { bundle, articles } = parseSeed(`Before.\n${line}\nAfter.`);
      assert.equal(bundle, false);
      assert.equal(articles.length, 1);
    });
  }

  const oddities: readonly (readonly [text: string, found: readonly string[]])[] = [
    ['==> a.txt <==\nA.\n\n==> b.txt <==\nB.', []],
    ['==> a.txt <==\nA.\n\n--- b.png ---\nB.', ['form --- b.png ---']],
    ['A.\n==> a.txt <==\nA.', ['late ==> a.txt <==']],
    ['A.\n==> he said <==\nA.', ['name ==> he said <==']],
    ['\n \n==> a.txt <==\nA.', []],
  ];
  for (const [text, found] of oddities) {
    it(`tells ${found.length === 0 ? 'nothing' : found.join(', ')} of ${JSON.stringify(text)}`, () => {
      const odd = parseSeed(text).problems.filter(({ code }) => code === 'delimiter-odd');
      assert.deepEqual(odd.map(({ span, data }) => `${data['reason']} ${text.slice(span.start, span.end)}`), found);
    });
  }
});
