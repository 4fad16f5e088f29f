import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Span } from '../../../src/core/model';
import { Gazetteer } from '../../../src/core/names/gazetteer';
import { NameParts } from '../../../src/core/names/nameParts';
import { choiceOfType, offerByHand } from '../../../src/core/offers/byHand';
import { Habits, type Decision } from '../../../src/core/offers/habits';
import { offersFrom, type Choice, type Offer } from '../../../src/core/offers/offer';
import { newNamesIn, suggestionsIn, wholeNames, type Knowledge } from '../../../src/core/offers/offers';
import { certainOffers, likelyOffers, offersUnder, takingsOf } from '../../../src/core/offers/takings';
import { parseSeed } from '../../../src/core/seed/parse';
import { defaultTypes } from '../../../src/core/store/defaults';
import { mark, marked } from '../names/marked';

const entities = [
  { id: 'airbus', name: 'Airbus', type: 'organization', aliases: [] },
  { id: 'eads', name: 'EADS', type: 'organization', aliases: [] },
  { id: 'howard', name: 'Howard', type: 'person', aliases: [] },
  { id: 'canada', name: 'Canada', type: 'place', aliases: [] },
  { id: 'ford', name: 'Ford Motor Company', type: 'organization', aliases: [] },
  { id: 'luo-a', name: 'Luo Qingyuan', type: 'person', aliases: ['Luo'] },
  { id: 'luo-b', name: 'Luo Yang', type: 'person', aliases: ['Luo'] },
];

function knowledge(habits = new Habits([])): Knowledge {
  const names = new Gazetteer();
  const parts = new NameParts();
  for (const entity of entities) {
    parts.add(entity);
    for (const name of [entity.name, ...entity.aliases]) names.add(name, entity.id);
  }
  return { names, parts, hyphens: 'part', habits, usual: () => 0, isPerson: id => typeOf(id) === 'person', isNever: () => false };
}

function typeOf(id: string): string | undefined {
  return entities.find(entity => entity.id === id)?.type;
}

const body = 'The chief of the company met reporters in the city. ';

function offersIn(text: string, known = knowledge()): Offer[] {
  const [article] = parseSeed(text).articles;
  assert.ok(article);
  const whole = wholeNames(text, article.span, suggestionsIn(text, article, { tagged: [], rejected: [] }, known));
  return offersFrom(whole, newNamesIn(text, article, { tagged: [], rejected: [] }, whole, known));
}

function under(text: string, selections: readonly Span[]): Offer[] {
  const known = knowledge();
  return offersUnder(text, offersIn(text, known), selections, span => offerByHand(text, { start: 0, end: text.length }, span, known));
}

function inWords(choice: Choice): string {
  return choice.kind === 'known' ? choice.entity : `new ${choice.type} ${choice.name}`;
}

describe('what selections take', () => {
  const cases: readonly (readonly [selected: string, taken: string])[] = [
    ['[[Airbus]] grew.', '[[Airbus]] grew.'],
    ['[[]]Airbus grew.', '[[Airbus]] grew.'],
    ['[[Air]]bus grew.', '[[Air]]bus grew.'],
    ['The [[Bank of Airbus]] grew.', 'The [[Bank of Airbus]] grew.'],
    ['[[Airbus met Tang Huihao and EADS]].', '[[Airbus]] met [[Tang Huihao]] and [[EADS]].'],
    ['[[Airbus]] met Tang Huihao and [[EADS]].', '[[Airbus]] met Tang Huihao and [[EADS]].'],
    ['[[Airbus met Luo]] and EADS.', '[[Airbus]] met Luo and EADS.'],
    ['The [[European airframer Airbus]] grew.', 'The [[European airframer Airbus]] grew.'],
    ['It was a [[smart depot]].', 'It was a [[smart depot]].'],
    ['[[It was a smart depot, and nobody had ever seen one]].', 'It was a smart depot, and nobody had ever seen one.'],
  ];
  for (const [selected, taken] of cases) {
    it(selected, () => {
      const { text, spans } = marked(body + selected);
      assert.equal(mark(text, under(text, spans).map(({ span }) => span)), body + taken);
    });
  }

  const choices: readonly (readonly [line: string, choice: string])[] = [
    ['The [[European airframer Airbus]] grew', 'airbus'],
    ['The [[EADS-led]] group grew', 'eads'],
    ['So [[Mr Howard]] said', 'howard'],
    ['So [[Spokeswoman Tang Huihao]], who left', 'new person Tang Huihao'],
    ['The [[smart depot]] opened', 'new organization smart depot'],
  ];
  for (const [line, choice] of choices) {
    it(`${line}: ${choice}`, () => {
      const { text, spans } = marked(body + line);
      const [taking, ...others] = takingsOf(under(text, spans), defaultTypes);
      assert.ok(taking);
      assert.deepEqual([inWords(taking.choice), taking.spans, others], [choice, spans, []]);
    });
  }

  it('is one thing for a name and a shorter form of it', () => {
    const { text, spans } = marked(`${body}[[Tang Huihao left for Sanya Ltd. Later Huihao said that Sanya grew]].`);
    const takings = takingsOf(under(text, spans), defaultTypes);
    assert.deepEqual(takings.map(({ choice, spans: places }) => `${inWords(choice)}: ${places.map(({ start, end }) => text.slice(start, end)).join(', ')}`), [
      'new person Tang Huihao: Tang Huihao, Huihao',
      'new organization Sanya Ltd: Sanya Ltd, Sanya',
    ]);
  });
});

describe('a name of which only the type is said', () => {
  const cases: readonly (readonly [name: string, type: string, choice: string])[] = [
    ['Airbus', 'organization', 'airbus'],
    ['Airbus', 'product', 'new product Airbus'],
    ['European airframer Airbus', 'organization', 'airbus'],
    ['Airbus Europe', 'organization', 'new organization Airbus Europe'],
    ['Canadian', 'place', 'canada'],
    ['Canadian', 'organization', 'new organization Canadian'],
    ['Ford Motor Co.', 'organization', 'ford'],
    ['Mr Howard', 'person', 'howard'],
  ];
  for (const [name, type, choice] of cases) {
    it(`${name} as ${type} is ${choice}`, () => assert.equal(inWords(choiceOfType(name, type, knowledge(), typeOf)), choice));
  }
});

/** Decisions on names far down, none behind a telling word. */
function decided(wanted: boolean, ...names: readonly string[]): Decision[] {
  return names.map(name => ({ name, wanted, setting: { line: 0, before: '' } }));
}

describe('what is accepted without a look at each', () => {
  const { text, spans } = marked(`${body}[[Airbus]] met [[Tang Huihao]] and [[EADS]].`);
  const whole = { start: 0, end: text.length };
  const cases: readonly (readonly [what: string, habits: Habits, certain: string, likely: string])[] = [
    ['at first what is known', new Habits([]), 'Airbus, EADS', 'Airbus, EADS'],
    ['no name that is mostly left', new Habits([[...decided(true, 'EADS', 'Airbus'), ...decided(false, 'Ningbo', 'Sanya', 'Suzhou', 'Dalian', 'Foshan', 'Jinan')], ...Array.from({ length: 4 }, () => [...decided(true, 'Airbus'), ...decided(false, 'EADS')])]), 'Airbus', 'Airbus'],
    ['new names where they are mostly wanted', new Habits([decided(true, 'Wuhan', 'Qingdao', 'Sichuan', 'Nanjing')]), 'Airbus, EADS', 'Airbus, EADS, Tang Huihao'],
  ];
  for (const [what, habits, certain, likely] of cases) {
    it(what, () => {
      const offers = offersIn(text, knowledge(habits));
      const names = (taken: readonly Offer[]): string => taken.map(({ span }) => text.slice(span.start, span.end)).join(', ');
      assert.deepEqual([names(certainOffers(offers, text, whole, habits)), names(likelyOffers(offers, text, whole, habits))], [certain, likely]);
    });
  }

  it('and what is hardly ever wanted is not even offered', () => {
    const habits = new Habits(Array.from({ length: 30 }, () => decided(false, 'EADS', 'Tang Huihao')));
    assert.deepEqual(offersIn(text, knowledge(habits)).map(({ span }) => span), spans.slice(0, 1));
  });
});
