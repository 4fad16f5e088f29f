import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultTypes } from '../../../src/core/store/defaults';
import { Gazetteer } from '../../../src/core/names/gazetteer';
import type { Hyphens } from '../../../src/core/names/edges';
import { NameParts } from '../../../src/core/names/nameParts';
import { aliasesMeant, namesOffered } from '../../../src/core/offers/names';
import { Habits } from '../../../src/core/offers/habits';
import { choiceFor, nextOffer, offerAt, offersFrom, ofSameName, sureOffers, type Offer } from '../../../src/core/offers/offer';
import { newNamesIn, suggestionsIn, wholeNames, type Knowledge, type Settled } from '../../../src/core/offers/offers';
import { parseSeed } from '../../../src/core/seed/parse';
import { mark, marked } from '../names/marked';

const entities = [
  { id: 'alibaba', name: 'Alibaba', type: 'organization', aliases: ['Alibaba Group'] },
  { id: 'luo-a', name: 'Luo Qingyuan', type: 'person', aliases: ['Luo'] },
  { id: 'luo-b', name: 'Luo Yang', type: 'person', aliases: ['Luo'] },
  { id: 'northrop', name: 'Northrop Grumman', type: 'organization', aliases: [] },
  { id: 'us', name: 'US', type: 'place', aliases: [] },
];

function knowledge(hyphens: Hyphens = 'part'): Knowledge {
  const names = new Gazetteer({ hyphens });
  const parts = new NameParts();
  for (const entity of entities) {
    parts.add(entity);
    for (const name of namesOffered(entity)) names.add(name, entity.id);
  }
  return { names, hyphens, parts, usual: () => 0, habits: new Habits([]), isPerson: id => id.startsWith('luo'), isNever: (name, entity) => name === 'Grumman' && entity === 'northrop' };
}

const nothing: Settled = { tagged: [], rejected: [] };

/** What is offered in a text that is one article. */
function offered(text: string, settled = nothing, hyphens: Hyphens = 'part'): Offer[] {
  const [article] = parseSeed(text).articles;
  assert.ok(article);
  const known = knowledge(hyphens);
  const suggestions = suggestionsIn(text, article, settled, known);
  return offersFrom(suggestions, newNamesIn(text, article, settled, suggestions, known));
}

function spansOf(offers: readonly Offer[], kind: Offer['kind']): Offer['span'][] {
  return offers.filter(offer => offer.kind === kind).map(({ span }) => span);
}

const body = 'The chief of the company met reporters in the city. ';

describe('what an article offers', () => {
  const known = [
    `## Title: Alibaba\n\n${body}[[Alibaba Group]] grew. [[Alibaba]]’s sales did.\n`,
    `${body}[[Alibaba]] grew.\n\nCopyright © 2018 Alibaba. All rights reserved.\n`,
  ];
  for (const line of known) {
    it(`known names, not in headers or boilerplate: ${line.slice(0, 20).trim()}`, () => {
      const { text } = marked(line);
      assert.equal(mark(text, spansOf(offered(text), 'known')), line);
    });
  }

  it('offers what stands on one side of a hyphen, or only what has it inside', () => {
    const parted = `${body}A group led by [[Alibaba]]-friendly people met [[Nanjing]]-based ones in [[Sino]]-[[Luxian]] talks.\n`;
    const joined = `${body}A group led by Alibaba-friendly people met Nanjing-based ones in [[Sino-Luxian]] talks.\n`;
    const { text } = marked(parted);
    assert.equal(mark(text, offered(text).map(({ span }) => span)), parted);
    assert.equal(mark(text, offered(text, nothing, 'join').map(({ span }) => span)), joined);
  });

  it('offers nothing that stands for money', () => {
    const line = `${body}The [[US]] paid US$3 million and US $199 to the [[US]], $5 more.\n`;
    const { text } = marked(line);
    assert.equal(mark(text, spansOf(offered(text), 'known')), line);
  });

  it('leaves out what is tagged, and what was rejected there', () => {
    const { text, spans: [first, second] } = marked(`${body}[[Alibaba]] grew, said Luo of [[Alibaba]] and Alibaba again.\n`);
    assert.ok(first && second);
    const settled: Settled = { tagged: [{ span: first, entity: 'alibaba' }], rejected: [{ span: second }] };
    assert.equal(mark(text, spansOf(offered(text, settled), 'known')), `${body}Alibaba grew, said [[Luo]] of Alibaba and [[Alibaba]] again.\n`);
    assert.equal(spansOf(offered(text, settled), 'new').length, 0);
  });

  it('takes a short form in brackets for the name before it, if its letters are in that', () => {
    for (const [short, entity] of [['ABA', 'alibaba'], ['AXB', undefined]] as const) {
      const { text, spans: [long] } = marked(`${body}[[Alibaba]] (${short}) grew.\n`);
      assert.ok(long);
      const [first] = offered(text, { tagged: [{ span: long, entity: 'alibaba' }], rejected: [] });
      assert.equal(first?.kind === 'new' ? first.candidate.aliasOf[0]?.entity : 'none', entity);
    }
  });

  it('puts first whom the article names already', () => {
    const { text } = marked(`${body}Luo Yang spoke. Then Luo left.\n`);
    const offer = offered(text).at(-1);
    assert.deepEqual(offer?.kind === 'known' && [offer.entities, offer.reason.code], [['luo-b', 'luo-a'], 'named-here']);
  });
});

describe('stepping', () => {
  const { text, spans } = marked(`${body}[[Alibaba]] met [[Tang Huihao]] and [[Luo Yang]]. Later [[Tang Huihao]] and [[Alibaba]] agreed.\n`);
  const offers = offered(text);
  const [alibaba, tang, luo, , again] = spans;

  it('goes to known names first, around the end', () => {
    assert.deepEqual(offers.map(({ span }) => span), spans);
    const walk = [0, alibaba, luo, again].map(from => nextOffer(offers, typeof from === 'number' ? from : from?.start ?? -1, 1)?.span);
    assert.deepEqual(walk, [alibaba, luo, again, alibaba]);
    assert.deepEqual(nextOffer(offers, alibaba?.start ?? -1, -1)?.span, again);
  });

  it('then to the first place of each new name', () => {
    const rest = offers.filter(({ kind }) => kind === 'new');
    assert.deepEqual([nextOffer(rest, 0, 1)?.span, nextOffer(rest, tang?.start ?? -1, 1)?.span], [tang, tang]);
    assert.equal(nextOffer([], 0, 1), undefined);
  });

  it('knows what is at the caret', () => {
    const carets = [tang?.start, tang?.end, (tang?.end ?? 0) + 1];
    assert.deepEqual(carets.map(caret => offerAt(offers, caret ?? -1)?.span), [tang, tang, undefined]);
  });

  it('knows the other places of a name', () => {
    const counts = [alibaba, luo, tang].map(span => {
      const offer = offerAt(offers, span?.start ?? -1);
      return offer && ofSameName(offers, text, offer, undefined).length;
    });
    assert.deepEqual(counts, [2, 1, 2]);
  });
});

describe('accepting', () => {
  const choices: readonly (readonly [line: string, choice: string])[] = [
    ['[[Alibaba]] grew', 'alibaba'],
    ['Shares of [[Northrop]] fell', 'northrop'],
    ['The deal with [[Tang Huihao]], who left', 'new person Tang Huihao'],
    ['The [[Ministry of Trade]] said', 'new organization Ministry of Trade'],
  ];
  for (const [line, expected] of choices) {
    it(`${line}: ${expected}`, () => {
      const { text, spans: [span] } = marked(body + line);
      const offer = offerAt(offered(text), span?.start ?? -1);
      assert.deepEqual(offer?.span, span);
      const choice = offer && choiceFor(offer, defaultTypes);
      assert.equal(choice?.kind === 'new' ? `new ${choice.type} ${choice.name}` : choice?.entity, expected);
    });
  }

  it('makes an entity of the first type that marks names where the corpus does not have the guessed one', () => {
    const types = defaultTypes.filter(({ id }) => id === 'topic' || id === 'product');
    const [offer] = offered(`${body}The deal with Tang Huihao, who left`);
    assert.deepEqual(offer && choiceFor(offer, types), { kind: 'new', name: 'Tang Huihao', type: 'product' });
  });

  it('never takes a name for an entity that is not to be offered by it', () => {
    const [offer] = offered(`${body}Shares of Grumman fell`);
    assert.deepEqual(offer && choiceFor(offer, defaultTypes), { kind: 'new', name: 'Grumman', type: 'organization' });
  });

  it('is not sure of a part of a longer name, but of one beside a title or a possessive', () => {
    const { text, spans } = marked(`${body}The [[Alibaba]] chief left. [[Alibaba]]’s Tmall and Alibaba Pictures grew.\n`);
    assert.deepEqual(sureOffers(offered(text), text, { start: 0, end: text.length }).map(({ span }) => span), spans);
  });

  it('offers a longer name whole rather than the known one in it', () => {
    const { text, spans } = marked(`${body}The head of [[Alibaba Pictures]] met [[Alibaba]]’s chief.\n`);
    const [article] = parseSeed(text).articles;
    assert.ok(article);
    const known = knowledge();
    const whole = wholeNames(text, article.span, suggestionsIn(text, article, nothing, known));
    const offers = offersFrom(whole, newNamesIn(text, article, nothing, whole, known));
    assert.deepEqual(offers.map(({ span, kind }) => [span, kind]), [[spans[0], 'new'], [spans[1], 'known']]);
  });

  it('takes all that is sure, and leaves what is to be decided', () => {
    const { text, spans } = marked(`${body}[[Alibaba]] met Luo and Tang Huihao.\n`);
    assert.deepEqual(sureOffers(offered(text), text, { start: 0, end: text.length }).map(({ span }) => span), spans);
    const other = marked(`${body}[[Luo Yang]] came, and [[Luo]] left.\n`);
    const [tagged] = other.spans;
    assert.ok(tagged);
    const settled: Settled = { tagged: [{ span: tagged, entity: 'luo-b' }], rejected: [] };
    assert.deepEqual(sureOffers(offered(other.text, settled), other.text, { start: 0, end: other.text.length }).map(({ span }) => span), other.spans.slice(1));
  });
});

describe('the names of an entity', () => {
  const phone = { id: 'x', name: 'iPhone', aliases: ['the phone', 'Apple iPhone'], never: ['the phone'] };

  it('are offered but for those that never are', () => assert.deepEqual(namesOffered(phone), ['iPhone', 'Apple iPhone']));

  it('are known in what a text says', () => {
    assert.deepEqual(['iPhone', 'iPhones', 'Apple  iPhone', 'Apple'].map(quote => aliasesMeant(phone, quote)), [['iPhone'], ['iPhone'], ['Apple iPhone'], []]);
  });
});
