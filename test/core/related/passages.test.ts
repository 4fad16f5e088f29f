import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Span } from '../../../src/core/model';
import type { ArticleText, Passage } from '../../../src/core/related/passages';
import { RelatedIndex } from '../../../src/core/related/relatedIndex';

/** Good enough for texts that were written for it. */
function sentencesOf(text: string): Span[] {
  return [...text.matchAll(/\S[^\n]*?(?:[.!?](?=\s|$)|(?=\n|$))/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function articleOf(id: string, text: string): ArticleText {
  return { id, text, sentences: sentencesOf(text) };
}

/** What is found for the first sentence of `sought` in `texts`, best first. */
function search(sought: string, ...texts: readonly string[]): Passage[] {
  const index = new RelatedIndex();
  [sought, ...texts].forEach((text, i) => { index.set(String(i), text); });
  const [span = { start: 0, end: sought.length }] = sentencesOf(sought);
  return index.similarPassages({ text: sought, span }, texts.map((text, i) => articleOf(String(i + 1), text)));
}

/** The text with brackets around the spans. */
function marked(text: string, spans: readonly Span[]): string {
  return spans.toReversed().reduce((result, { start, end }) =>
    `${result.slice(0, start)}[[${result.slice(start, end)}]]${result.slice(end)}`, text);
}

const other = 'Rice prices fell again. Farmers in the north blame rain. The river is high.';

describe('similar passages', () => {
  const cases: readonly (readonly [sought: string, found: string])[] = [
    ['[[Hema]] will open [[40 outlets]] in [[Sichuan]].', '[[Hema]] promised [[40 outlets]] for [[Sichuan]] in spring.'],
    ['[[Ant Financial]] raised $[[14 billion]].', 'At $150 [[billion]], [[Ant Financial]]’s last round of $[[14 billion]] looks small.'],
    ['阿里巴巴在[[上海投资]]。', '[[上海]]欢迎新的[[投资]]。'],
  ];
  for (const [sought, found] of cases) {
    it(`mark what ${sought} shares with ${found}`, () => {
      const text = sought.replaceAll(/\[\[|\]\]/g, '');
      const there = found.replaceAll(/\[\[|\]\]/g, '');
      const [best] = search(text, there, other);
      assert.equal(marked(text, best?.here ?? []), sought);
      assert.equal(marked(there, best?.there ?? []), found);
    });
  }

  it('come from the sentence that says the same, not from the article that says it longest', () => {
    const text = 'The mayor spoke for an hour. Hema will open 40 outlets in Sichuan this year. Hema sells fish.';
    const [best] = search('Hema opens 40 outlets in Sichuan.', other, text);
    assert.equal(best?.article, '2');
    assert.equal(text.slice(best.span.start, best.span.end), 'Hema will open 40 outlets in Sichuan this year.');
  });

  it('are two sentences where what was said in one is spread over both', () => {
    const text = 'The weather was fine. Cainiao broke ground in Xi’an. The hub covers 42 hectares. Nobody objected to anything.';
    const [best] = search('Cainiao broke ground in Xi’an for a hub that covers 42 hectares.', text, other);
    assert.equal(text.slice(best?.span.start, best?.span.end), 'Cainiao broke ground in Xi’an. The hub covers 42 hectares.');
  });

  it('need more in common than one word', () => {
    assert.deepEqual(search('Hema sells fish.', 'Hema is a firm.', other), []);
  });

  it('do not overlap within an article, and are as good as their order says', () => {
    const text = 'Hema opens 40 outlets. Hema opens outlets. Outlets in Sichuan: Hema opens 40.';
    const found = search('Hema opens 40 outlets in Sichuan.', text, other);
    assert.deepEqual(found.map(({ score }) => score), found.map(({ score }) => score).sort((a, b) => b - a));
    const spans = found.map(({ span }) => span).sort((a, b) => a.start - b.start);
    assert.ok(spans.every((span, i) => span.start >= (spans[i - 1]?.end ?? 0)));
    for (const { score } of found) assert.ok(score > 0 && score <= 1 + 1e-9);
  });

  it('lead from one report of an event to the other', function test() {
    const roots = [process.env['SEEDMARK_SHARED'], path.resolve('..', 'shared'), path.resolve('..', '..', 'shared')];
    const folder = roots.flatMap((root) => (root === undefined ? [] : [path.join(root, 'seeds')])).find((candidate) => existsSync(candidate));
    if (folder === undefined) {
      console.log('      skipped: the shared seeds are not there');
      this.skip();
      return;
    }
    const index = new RelatedIndex();
    const articles = readdirSync(folder).map((file) => articleOf(file.slice(0, 3), readFileSync(path.join(folder, file), 'utf8')));
    for (const { id, text } of articles) index.set(id, text);
    const [first] = articles;
    assert.ok(first);
    const best = (start: string): string => {
      const at = first.text.indexOf(start);
      const [passage] = index.similarPassages({ text: first.text, span: first.sentences.find((span) => span.start >= at) ?? { start: 0, end: 0 } }, articles.slice(1));
      const article = articles.find(({ id }) => id === passage?.article);
      return `${passage?.article}: ${article?.text.slice(passage?.span.start, passage?.span.end)}`;
    };
    assert.match(best('The company announced that it aims'), /^001: According to Alibaba Chairman Jack Ma/);
    assert.match(best('The fintech company also plans'), /^001: Shanghai’s goal of becoming/);
    assert.match(best('In July, regions in China'), /^001: The move aims to catapult/);
  });
});
