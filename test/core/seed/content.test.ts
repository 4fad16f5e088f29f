import assert from 'node:assert/strict';
import type { Span } from '../../../src/core/model';
import { parseSeed } from '../../../src/core/seed/parse';

/**
 * Articles with the part that each line plays in front of it:
 * T title, S section, Y byline, P paragraph, B boilerplate, `.` none of these (copies of the title, dates, labels of a byline, headers, blank lines).
 * `+` continues the paragraph of the line before.
 */
const articles: Readonly<Record<string, string>> = {
  'a text without a title, after a blank line': `
    .
    P Shanghai and Alibaba have signed an agreement.
    P The city aims to bring new businesses to the region.`,
  'a title without a blank line under it': `
    T Alibaba forges cooperation with Chongqing
    P Chinese e-commerce giant Alibaba and authorities have pledged deeper collaboration.
    P Alibaba owns a newspaper.`,
  'a repeated title': `
    T Ant Group and Shanghai Partner on AI
    .
    . Ant Group and Shanghai partner on AI
    .
    P Ant Group has formed a partnership.`,
  'a copy of the header’s title, with other quotes': `
    . ## Title: Xi'an in deal
    .
    . Xi’an in  deal
    .
    P The city will deepen its push.`,
  'a section line, the title, and labels': `
    S Policy, Tech
    .
    T Alibaba To Establish Headquarters In Xi’an City
    .
    B Follow Us:
    P A signing ceremony held in Xi'an on August 19, 2017.
    .
    P The plan was unveiled.
    .
    B CMN Subscribe Inter-Post
    B Related News
    B Leave a Reply
    B Your email address will not be published. Required fields are marked *`,
  'a trail of sections': `
    S Home > Big Tech > Finance
    T Ant Group wins approval in Chongqing
    P The regulator granted it on Monday.`,
  'a section and its part in lines of their own': `
    S Business
    . China
    T Alibaba buys a stake in Ele.me
    P The firm paid.`,
  'short lines are no sections where no title follows': `
    T Alibaba Cloud
    P Ant Group
    P Hema Fresh
    P They are companies.`,
  'a section in Chinese': `
    S 财经
    T 阿里巴巴与上海签署战略合作协议
    P 阿里巴巴与上海市政府签署了战略合作协议。`,
  'a section above the header’s title': `
    . ## Title: City signs deal with Alibaba
    S Finance
    . City signs deal with Alibaba
    P It was signed.`,
  'a title of two words': `
    T Alibaba Soars
    .
    P Shares of the company rose.`,
  'a title with a byline and a date under it': `
    T Alibaba buys a food delivery platform
    Y By Jane Doe and John Roe
    . Published: Thursday, August 23, 2018 - 01:00
    .
    P The price was not told.`,
  'a date above the title': `
    . August 23, 2018
    T Alibaba buys a food delivery platform
    .
    P The price was not told.`,
  'a name under its label': `
    T Ant goes to Shanghai
    .
    . Written by
    Y Jane Doe
    .
    P The company has moved.`,
  'an author box at the end': `
    T Ant goes to Shanghai
    .
    P The company has moved.
    .
    B Written By
    .
    Y Jiri Bílek
    .
    B In the vast realm of directives, Jiri crafts tales.`,
  'a sentence that starts like a byline': `
    T A forecast
    .
    P By 2025 the country will be digital.
    P By Friday, shares had risen.`,
  'a headline that ends in an abbreviation': `
    T Regulators fine Alibaba Group Holding Ltd.
    .
    P They did so on Monday.`,
  'a question as a headline': `
    T Who owns Ant Group now?
    .
    P Many people do.`,
  'two sentences are no headline': `
    P Ant grew. Then it stopped growing for a while
    .
    P They did so on Monday.`,
  'a line that ends in a colon is no headline': `
    P Shanghai, 23 August:
    P They signed it on Monday, as was said.`,
  'a title with another line under it': `
    T Alibaba forges cooperation with Chongqing on cars
    P Deal covers digital infrastructure
    P They signed it on Monday.`,
  'a list is no title with a text': `
    P Alibaba Group Holding
    P Ant Group
    P Hema Fresh
    P Ele me`,
  'a lone line is no headline': `
    P Shanghai in deal`,
  'text broken at a fixed width': `
    P Shanghai, Alibaba, and Ant Financial have signed a strategic cooperation
    + agreement to boost the integrated development of the Yangtze River
    + Delta.
    .
    P Alibaba founder Jack Ma revealed at the signing ceremony that Alibaba has
    + been putting a heavy focus on the region.`,
  'notices': `
    P They met.
    B Ms Wang meets Mr Li. Photo: Handout alt=Ms Wang meets Mr Li. Photo: Handout>
    P Copyright law in the country has changed.
    P Subscribe now, the minister said.
    B This article originally appeared in the South China Morning Post (SCMP), the voice of reporting.
    B Copyright © 2023 South China Morning Post
    B Copyright (c) 2023. South China Morning Post Publishers Ltd. All rights reserved.
    B © 2018 The Paper`,
};

interface Line {
  readonly part: string;
  readonly text: string;
}

function linesOf(marked: string): readonly Line[] {
  return marked.split('\n').slice(1).map((line) => ({ part: line.trimStart()[0] ?? '', text: line.trimStart().slice(2) }));
}

function partsOf(text: string): readonly string[] {
  const [article] = parseSeed(text).articles;
  assert.ok(article);
  const fromText = (found: typeof article.title): readonly Span[] => (found?.inferred === true ? [found.span] : []);
  const places: readonly (readonly [part: string, spans: readonly Span[]])[] = [
    ['T', fromText(article.title)], ['S', fromText(article.section)], ['Y', fromText(article.byline)], ['P', article.paragraphs], ['B', article.boilerplate],
  ];
  let at = 0;
  return text.split('\n').map((line) => {
    const start = at;
    at += line.length + 1;
    const starting = places.filter(([, spans]) => spans.some((span) => span.start >= start && span.start < at));
    const inside = article.paragraphs.some((span) => span.start < start && span.end >= start + line.length);
    return inside ? '+' : starting.map(([part]) => part).join('') || '.';
  });
}

describe('what the text of an article says', () => {
  for (const [name, marked] of Object.entries(articles)) {
    it(name, () => {
      const lines = linesOf(marked);
      const text = lines.map((line) => line.text).join('\n');
      const shown = (parts: readonly string[]) => parts.map((part, index) => `${part} ${lines[index]?.text}`).join('\n');
      assert.equal(shown(partsOf(text)), shown(lines.map((line) => line.part)));
    });
  }

  it('is marked as inferred, a byline without its label', () => {
    const [article] = parseSeed('A deal is made\nBy Jane Doe\n\nIt was made.').articles;
    assert.deepEqual(article?.byline, { value: 'Jane Doe', span: { start: 18, end: 26 }, inferred: true });
    assert.deepEqual(article?.title, { value: 'A deal is made', span: { start: 0, end: 14 }, inferred: true });
  });
});
