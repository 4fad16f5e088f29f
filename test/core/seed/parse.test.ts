import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Span } from '../../../src/core/model';
import { parseSeed } from '../../../src/core/seed/parse';
import type { SeedArticle } from '../../../src/core/seed/seedFile';
import { articleText, bundle, textFiles } from './articleTexts';
import { delimiterLines } from './delimiterLines';

/** Any text: characters of all kinds, the lines that mean something, and every line ending. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.oneof(
    fc.constantFrom('\n', '\r', '\r\n', '\u0000', '\ud800', '\udfff', '\ufeff', '## ', ': ', '==> ', ' <==', '=== ', '--- ', '##### ', '.txt', 'FILE:', 'A', 'b', '.', ' ', '2018', 'May ', '-', '年8月'),
    fc.constantFrom(...delimiterLines).map((line) => `\n${line}\n`),
    articleText,
  )).map((parts) => parts.join('')),
);

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

function assertOrdered(spans: readonly Span[], outer: Span): void {
  let at = outer.start;
  for (const span of spans) {
    assert.ok(isInside(span, outer) && span.start >= at, `${JSON.stringify(span)} in ${JSON.stringify(outer)} from ${at}`);
    at = span.end;
  }
}

/** All that stands in an article, in order. */
function assertSound(text: string, article: SeedArticle): void {
  const { span, headerBlock, body, headers } = article;
  assertOrdered([...(headerBlock ? [headerBlock] : []), body], span);
  assert.equal(body.end, span.end);
  for (const header of headers) assertOrdered([header.keySpan, header.valueSpan], header.span);
  assertOrdered(headers.map((header) => header.span), headerBlock ?? { start: span.end, end: span.end });
  const inferred = [article.title, article.section, article.byline].flatMap((found) => (found?.inferred === true ? [found.span] : []));
  assertOrdered([...inferred, ...article.paragraphs, ...article.boilerplate].sort((a, b) => a.start - b.start), body);
  for (const { start, end } of [...inferred, ...article.paragraphs, ...article.boilerplate]) {
    assert.ok(start < end);
    assert.equal(text.slice(start, end).trim(), text.slice(start, end));
  }
  for (const found of [article.title, article.section, article.byline]) {
    if (found !== undefined) assert.equal(text.slice(found.span.start, found.span.end), found.value);
  }
  if (article.date !== undefined) {
    assert.match(article.date.value, /^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
    assert.ok(isInside(article.date.span, span));
  }
}

/** The same value with all its offsets moved by `shift`. */
function shifted(value: unknown, shift: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shifted(item, shift));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, (key === 'start' || key === 'end') && typeof item === 'number' ? item + shift : shifted(item, shift)]));
}

describe('parseSeed', () => {
  it('reads any text, and every span is in order and inside it', () => {
    fc.assert(fc.property(anyText, (text) => {
      const { articles, bundle: isBundle, problems } = parseSeed(text);
      const whole = { start: 0, end: text.length };
      assertOrdered(articles.flatMap(({ delimiter, span }) => (delimiter ? [delimiter.span, span] : [span])), whole);
      for (const article of articles) assertSound(text, article);
      for (const { span } of problems) assert.ok(isInside(span, whole));
      assertOrdered(problems.map(({ span }) => ({ start: span.start, end: span.start })), whole);
      assert.equal(isBundle, articles.some(({ delimiter }) => delimiter !== undefined));
      assert.ok(articles.length > 0);
    }), { numRuns: 2000 });
  });

  it('takes no line for two things: a byline without a name is no part of a section', () => {
    const text = 'Policy, Tech\nWritten By\nAnt Group wins approval in Chongqing\nAnt Group wins approval in Chongqing';
    for (const article of parseSeed(text).articles) assertSound(text, article);
  });

  it('gives back the files of a bundle', () => {
    fc.assert(fc.property(textFiles, (files) => {
      const text = bundle(files);
      const { articles } = parseSeed(text);
      assert.deepEqual(
        articles.map(({ name, span }) => ({ name, text: text.slice(span.start, span.end) })),
        files.map(({ name, text: own }) => ({ name, text: own.replace(/^\ufeff/, '') })),
      );
    }), { numRuns: 1000 });
  });

  it('reads an article in a bundle as it reads it alone', () => {
    fc.assert(fc.property(textFiles, (files) => {
      const text = bundle(files);
      for (const article of parseSeed(text).articles) {
        const alone = parseSeed(text.slice(article.span.start, article.span.end)).articles[0];
        assert.deepEqual({ ...article, name: undefined, delimiter: undefined }, shifted(alone, article.span.start));
      }
    }), { numRuns: 1000 });
  });

  it('reads the same whatever ends the lines', () => {
    fc.assert(fc.property(textFiles, fc.constantFrom('\r\n', '\r'), (files, ending) => {
      const unix = bundle(files).replace(/\r\n?/g, '\n');
      const other = unix.replaceAll('\n', ending);
      const seen = (text: string) => parseSeed(text).articles.map(({ span, title, date, section, byline, paragraphs, boilerplate, headers }) => ({
        span: text.slice(span.start, span.end).replaceAll(ending, '\n'),
        found: [title, date, section, byline].map((found) => found?.value.replaceAll(ending, '\n')),
        parts: [paragraphs, boilerplate, headers.map((header) => header.valueSpan)].map((spans) => spans.map(({ start, end }) => text.slice(start, end).replaceAll(ending, '\n'))),
      }));
      assert.deepEqual(seen(other), seen(unix));
    }), { numRuns: 500 });
  });

  // The text of each article in brackets.
  const bundles = [
    '[]', '[ \n]', '[Text.]', '==> a.txt <==\n[]', '==> a.txt <==[]', '==> a.txt <==\n[]\n==> b.txt <==\n[]', '==> a.txt <==\n[]==> b.txt <==\n[]',
    '==> a.txt <==\n[A.]\n==> b.txt <==\n[B.\n]', '==> a.txt <==\n[A.\n]\n==> b.txt <==\n[B.\n]', '==> a.txt <==\r\n[A.]\r\n==> b.txt <==\r\n[B.]', '==> a.txt <==\n[A.\r\n]\n==> b.txt <==\n[B.]',
    '==> a.txt <==\n[A.\r]\n==> b.txt <==\n[B.]', '==> a.txt <==\r[A.\r]\r==> b.txt <==\r[B.]', '[Before.]\n==> a.txt <==\n[A.]', '\n\n==> a.txt <==\n[A.]', '\ufeff==> a.txt <==\n\ufeff[A.]', '\ufeff[A.]',
    '--- a.txt ---\n[A.\n\n]\n--- b.txt ---\n[B.]',
  ];
  for (const marked of bundles) {
    it(`finds the articles of ${JSON.stringify(marked)}`, () => {
      const text = marked.replace(/[[\]]/g, '');
      const { articles } = parseSeed(text);
      let shown = text;
      for (const { span } of [...articles].reverse()) shown = `${shown.slice(0, span.start)}[${shown.slice(span.start, span.end)}]${shown.slice(span.end)}`;
      assert.equal(shown, marked);
    });
  }

  const wrong: readonly (readonly [text: string, found: readonly string[]])[] = [
    ['', ['article-empty 0-0']],
    ['Text.', []],
    ['==> a.txt <==\n\n==> b.txt <==\nB.', ['article-empty 0-13']],
    ['==> a.txt <==\nA.\n\n==> ./a.seed <==\nB.', ['article-duplicate 22-30']],
    ['A\u0000\u0000B\u0000', ['nul-character 1-3', 'nul-character 4-5']],
    ['A\ud800B\udc00 \ud83d\ude00', ['unpaired-surrogate 1-2', 'unpaired-surrogate 3-4']],
    ['## Bad\nText.', ['header-malformed 0-6']],
  ];
  for (const [text, found] of wrong) {
    it(`tells ${found.join(', ') || 'nothing'} of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseSeed(text).problems.map(({ code, span }) => `${code} ${span.start}-${span.end}`), found);
    });
  }

  it('tells twenty places of broken characters at most', () => {
    assert.equal(parseSeed('\u0000a'.repeat(1000)).problems.length, 20);
  });

  it('reads one line of five megabytes', () => {
    const text = 'Ant Group and Shanghai met on 3 May 2018. '.repeat(120_000).trimEnd();
    const { articles, problems } = parseSeed(text);
    assert.deepEqual([articles[0]?.paragraphs, articles[0]?.date?.value, problems], [[{ start: 0, end: text.length }], '2018-05-03', []]);
  });
});
