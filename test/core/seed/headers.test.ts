import assert from 'node:assert/strict';
import { parseSeed } from '../../../src/core/seed/parse';

/** The headers as `key=value`, what is malformed or double as `code:text`, and the body. */
function read(text: string): readonly string[] {
  const { articles, problems } = parseSeed(text);
  const article = articles[0];
  assert.ok(article);
  for (const { key, value, span, keySpan, valueSpan } of article.headers) {
    assert.equal(text.slice(keySpan.start, keySpan.end), key);
    assert.equal(text.slice(valueSpan.start, valueSpan.end), value);
    assert.ok(span.start < keySpan.start && keySpan.end < valueSpan.start && valueSpan.end <= span.end);
  }
  return [
    ...article.headers.map(({ key, value }) => `${key}=${value}`),
    ...problems.filter(({ code }) => code.startsWith('header-')).map(({ code, span }) => `${code}:${text.slice(span.start, span.end)}`),
    text.slice(article.body.start, article.body.end),
  ];
}

describe('headers', () => {
  const cases: readonly (readonly [text: string, expected: readonly string[]])[] = [
    ['## Title: A deal\nText.', ['Title=A deal', 'Text.']],
    ['## Supertitle: \n## Section:\nText.', ['Supertitle=', 'Section=', 'Text.']],
    ['## Time: 01:00 - 02:00\nText.', ['Time=01:00 - 02:00', 'Text.']],
    ['\n \n## A: 1\n\n## B: 2\n\nText.', ['A=1', 'B=2', '\nText.']],
    ['## 标题：上海\n## Дата : 2018\n', ['标题=上海', 'Дата=2018', '']],
    ['##\tKey:\tvalue\t\r\n\r\nText.', ['Key=value', '\r\nText.']],
    ['## A: 1\rText.', ['A=1', 'Text.']],
    ['Text.\n## A: 1', ['Text.\n## A: 1']],
    ['# A: 1\nText.', ['# A: 1\nText.']],
    ['### A: 1\nText.', ['### A: 1\nText.']],
    ['## Title A deal\nText.', ['header-malformed:## Title A deal', 'Text.']],
    ['## A: 1\n##B: 2\n## : 3\n##\nText.', ['A=1', 'header-malformed:##B: 2', 'header-malformed:## : 3', 'header-malformed:##', 'Text.']],
    ['## A: 1\n\n## Background\nText.', ['A=1', '\n## Background\nText.']],
    ['## A: 1\n## a: 2\n', ['A=1', 'a=2', 'header-duplicate:a', '']],
    ['## A: 1', ['A=1', '']],
    ['\uFEFF## A: 1\nText.', ['A=1', 'Text.']],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => assert.deepEqual(read(text), expected));
  }

  it('give the block its span', () => {
    const text = '\n## A: 1\n\n## B: 2 \n\nText.';
    const block = parseSeed(text).articles[0]?.headerBlock;
    assert.equal(text.slice(block?.start, block?.end), '## A: 1\n\n## B: 2 ');
  });

  it('say what they mean in any case, and an empty one says nothing', () => {
    const [article] = parseSeed('## HEADLINE: A deal\n## Author: Jane Doe\n## Category: Finance\n## Title:\n\nText.').articles;
    assert.deepEqual(
      [article?.title, article?.byline, article?.section].map((found) => [found?.value, found?.inferred]),
      [['A deal', false], ['Jane Doe', false], ['Finance', false]],
    );
  });
});
