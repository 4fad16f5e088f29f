import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Span } from '../../../src/core/model';
import { Gazetteer } from '../../../src/core/names/gazetteer';
import { NameParts } from '../../../src/core/names/nameParts';
import { accepted, acceptedAll, acceptedNames, choiceWithoutQuestion, takenAsType, takingOf, type Acceptance, type Sheet } from '../../../src/core/offers/acts';
import { Habits } from '../../../src/core/offers/habits';
import { aliasesGained } from '../../../src/core/offers/names';
import { offersFrom } from '../../../src/core/offers/offer';
import { newNamesIn, suggestionsIn, wholeNames, type Knowledge } from '../../../src/core/offers/offers';
import type { Taking } from '../../../src/core/offers/takings';
import { parseSeed } from '../../../src/core/seed/parse';
import { notProse } from '../../../src/core/seed/prose';
import { defaultTypes } from '../../../src/core/store/defaults';
import { marked } from '../names/marked';

const entities = [
  { id: 'airbus', name: 'Airbus', type: 'organization', aliases: [] },
  { id: 'canada', name: 'Canada', type: 'place', aliases: [] },
  { id: 'luo-a', name: 'Luo Qingyuan', type: 'person', aliases: ['Luo'] },
  { id: 'luo-b', name: 'Luo Yang', type: 'person', aliases: ['Luo'] },
];

function typeOf(id: string): string | undefined {
  return entities.find(entity => entity.id === id)?.type;
}

function sheet(text: string, tagged: Sheet['tagged'] = []): Sheet {
  const [article] = parseSeed(text).articles;
  assert.ok(article);
  const names = new Gazetteer();
  const parts = new NameParts();
  for (const entity of entities) {
    parts.add(entity);
    for (const name of [entity.name, ...entity.aliases]) names.add(name, entity.id);
  }
  const knowledge: Knowledge = { names, parts, hyphens: 'part', habits: new Habits([]), usual: () => 0, isPerson: id => typeOf(id) === 'person', isNever: () => false };
  const settled = { tagged, rejected: [] };
  const whole = wholeNames(text, article.span, suggestionsIn(text, article, settled, knowledge));
  return { text, article: article.span, skip: notProse(article), offers: offersFrom(whole, newNamesIn(text, article, settled, whole, knowledge)), tagged, knowledge, types: defaultTypes };
}

/** `canada Canada · new place Wuhan, Wuhan` */
function inWords(text: string, takings: readonly Taking[]): string {
  return takings.map(({ choice, spans }) => `${choice.kind === 'known' ? choice.entity : `new ${choice.type}`} ${spans.map(({ start, end }) => text.slice(start, end)).join(', ')}`).join(' · ');
}

function takenBy(key: (of: Sheet, selections: readonly Span[]) => Acceptance, selected: string): string {
  const { text, spans } = marked(selected);
  const acceptance = key(sheet(text), spans);
  if (acceptance.kind === 'nothing') return '';
  if (acceptance.kind === 'several') return inWords(text, acceptance.takings);
  const choice = choiceWithoutQuestion(acceptance.offer, defaultTypes);
  return choice === undefined ? '?' : inWords(text, [takingOf(acceptance.offer, acceptance.places, choice)]);
}

describe('the keys that accept', () => {
  const cases: readonly (readonly [selected: string, enter: string, everyPlace: string])[] = [
    ['[[]]Airbus grew, and Airbus paid.', 'airbus Airbus', 'airbus Airbus, Airbus'],
    ['[[Airbus grew in Canada]]. Airbus paid.', 'airbus Airbus · canada Canada', 'airbus Airbus, Airbus · canada Canada'],
    ['Airbus grew [[much]].', 'new organization much', 'new organization much'],
    ['The [[smart depot]] grew. Each smart depot, smart depots and Smart Depot too.', 'new organization smart depot', 'new organization smart depot, smart depot'],
    ['[[Luo]] came.', '?', '?'],
    ['[[Luo met Airbus in Canada]].', 'airbus Airbus · canada Canada', 'airbus Airbus · canada Canada'],
    ['They grew[[]] there.', '', ''],
  ];
  for (const [selected, enter, everyPlace] of cases) {
    it(selected, () => assert.deepEqual([takenBy(accepted, selected), takenBy(acceptedNames, selected)], [enter, everyPlace]));
  }

  it('take nothing that stands tagged already', () => {
    const text = 'They said Airbus grew.';
    const span = { start: 10, end: 16 };
    assert.equal(accepted(sheet(text, [{ span, entity: 'airbus' }]), [span]).kind, 'nothing');
  });

  it('take all that is certain, but not what two bear', () => {
    const text = 'Airbus met Luo in Canada, and Canada paid Airbus.';
    assert.equal(inWords(text, acceptedAll(sheet(text), { withNew: false })), 'airbus Airbus, Airbus · canada Canada, Canada');
  });

  it('take a name that two bear as the one that was chosen', () => {
    const text = 'Luo came, and Luo went.';
    const acceptance = acceptedNames(sheet(text), [{ start: 0, end: 3 }]);
    assert.ok(acceptance.kind === 'one');
    assert.equal(inWords(text, [takingOf(acceptance.offer, acceptance.places, { kind: 'known', entity: 'luo-b' })]), 'luo-b Luo, Luo');
  });
});

describe('a type’s key', () => {
  const cases: readonly (readonly [selected: string, type: string, taken: string])[] = [
    ['They fly [[Airbus]].', 'organization', 'airbus Airbus'],
    ['They fly [[Airbus]].', 'product', 'new product Airbus'],
    ['They met [[Luo]] there.', 'person', 'luo-a Luo'],
    ['The [[plan]] of the [[office]].', 'event', 'new event plan · new event office'],
  ];
  for (const [selected, type, taken] of cases) {
    it(`${selected} ${type}`, () => {
      const { text, spans } = marked(selected);
      assert.equal(inWords(text, takenAsType(sheet(text), spans, type, typeOf)), taken);
    });
  }

  it('takes a new name at all its places', () => {
    const text = 'People in Wuhan said that Wuhan grew. Officials of Wuhan agreed.';
    const [first] = sheet(text).offers;
    assert.ok(first);
    assert.equal(inWords(text, takenAsType(sheet(text), [first.span], 'place', typeOf)), 'new place Wuhan, Wuhan, Wuhan');
  });
});

describe('the names that an entity gains', () => {
  it('are neither those that it has, in whatever letters, nor what begins small', () => {
    assert.deepEqual(aliasesGained(['AIRBUS', 'Airbuss', 'the planemaker', 'Airbus Group', 'Airbus Group'], ['Airbus']), ['Airbus Group']);
  });
});
