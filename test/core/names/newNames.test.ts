import assert from 'node:assert/strict';
import { nameAt } from '../../../src/core/names/nameAt';
import { NameParts, type NamedEntity } from '../../../src/core/names/nameParts';
import { newNames, type Candidate, type NewNamesOptions } from '../../../src/core/names/newNames';
import { marked } from './marked';

function candidates(text: string, options: NewNamesOptions = { taken: [] }): Candidate[] {
  return newNames(text, { start: 0, end: text.length }, options);
}

/** `Jack Ma: person, 2 times` and so on. */
function listed(text: string, options?: NewNamesOptions): string[] {
  return candidates(text, options).map(({ name, type, spans }) => `${name}: ${type}${spans.length > 1 ? ` ×${spans.length}` : ''}`);
}

const known: readonly NamedEntity[] = [
  { id: 'northrop', name: 'Northrop Grumman', type: 'organization', aliases: [] },
  { id: 'eads', name: 'European Aeronautic Defence and Space Company', type: 'organization', aliases: [] },
  { id: 'ant', name: 'Ant Financial', type: 'organization', aliases: [] },
  { id: 'alibaba', name: 'Alibaba Group Holding Ltd', type: 'organization', aliases: [] },
  { id: 'yuan', name: 'Yuan Jiajun', type: 'person', aliases: [] },
  { id: 'jack-ma', name: 'Jack Ma', type: 'person', aliases: [] },
  { id: 'pony-ma', name: 'Pony Ma', type: 'person', aliases: [] },
  { id: 'statistics', name: 'Shanghai Statistics Bureau', type: 'organization', aliases: [] },
];

describe('newNames', () => {
  it('lists names by how often they stand, then where, with the type that signs suggest', () => {
    assert.deepEqual(listed(
      'Tang Huihao, deputy director of the Shanghai Statistics Bureau, said Ele.me grew. The growth, Tang said, pleased Mayor Gong Zheng.\n'
      + 'In Guizhou province, the A380 landed. JD Cloud Ltd will sponsor the Shanghai Shopping Festival in Guizhou province.',
    ), [
      'Guizhou: place ×2', 'Tang Huihao: person', 'Shanghai Statistics Bureau: organization', 'Ele.me: organization', 'Tang: person', 'Gong Zheng: person',
      'A380: product', 'JD Cloud Ltd: organization', 'Shanghai Shopping Festival: event',
    ]);
  });

  it('joins the places of one name, possessives aside', () => {
    const [first] = candidates('He met Daniel Zhang. Then Daniel Zhang’s firm grew, said Daniel  Zhang.');
    assert.deepEqual(first?.spans.length, 3);
    assert.equal(first?.name, 'Daniel Zhang');
  });

  it('leaves out what only begins a sentence, but not with a possessive or a title', () => {
    assert.deepEqual(listed('Regulations eased. Zhang’s visit helped. Mayor Gong came. Growth slowed, as it does.').map((one) => one.split(':')[0]), ['Zhang', 'Gong']);
  });

  it('leaves out days, months, nationalities and money', () => {
    assert.deepEqual(listed('On Thursday the Chinese firm paid RMB20 and US$3 in August, said an American.'), []);
  });

  it('leaves out peoples and measures', () => {
    assert.deepEqual(listed('The Syrians and the Iraqis met Canadians. A chip of 16GB at 2.4GHz for Tencent.'), ['Tencent: organization']);
  });

  it('parts somebody from the body behind “of”, and no body from its own', () => {
    assert.deepEqual(listed('So Claudia Mo of Civic Party met the Supreme Court of India, the Bank of China and the Gulf of Aden, with iPhones of Apple.').map((one) => one.split(':')[0]), [
      'Claudia Mo', 'Civic Party', 'Supreme Court of India', 'Bank of China', 'Gulf of Aden', 'iPhones', 'Apple',
    ]);
  });

  it('takes a country for a name also where a sentence begins', () => {
    assert.deepEqual(listed('Japan agreed. Growth slowed.'), ['Japan: place']);
  });

  it('sees the type by the first word and the last', () => {
    const types = {
      organization: ['Air China', 'Douglas Aircraft', 'Ford Motors'], place: ['Fort Campbell', 'Camp Hurriya', 'Arabian Gulf', 'East Mosul', 'Incirlik Base'], product: ['USS Hopper', 'HMS Ocean'],
    };
    for (const [type, names] of Object.entries(types)) for (const name of names) assert.deepEqual(listed(`They saw ${name} then.`), [`${name}: ${type}`]);
    assert.deepEqual(listed('They saw Fallujah, Iraq then.'), ['Fallujah: place', 'Iraq: place']);
  });

  it('leaves out what is taken or skipped', () => {
    const { text, spans: [taken, skipped] } = marked('When [[Alibaba]] met Tencent and [[Copyright South China Morning Post]] and Baidu');
    assert.ok(taken !== undefined && skipped !== undefined);
    assert.deepEqual(listed(text, { taken: [taken], skip: [skipped] }).map((one) => one.split(':')[0]), ['Tencent', 'Baidu']);
  });

  it('sees which candidate shortens another', () => {
    const short = candidates('It was Tang Huihao. Later Tang spoke, as did Steve Jobs. And Jobs left.').filter(({ shortFor }) => shortFor !== undefined);
    assert.deepEqual(short.map(({ name, shortFor, type }) => `${name} < ${shortFor}: ${type}`), ['Tang < Tang Huihao: person', 'Jobs < Steve Jobs: person']);
  });

  it('points to the known entity that a name may be', () => {
    const parts = new NameParts();
    for (const entity of known) parts.add(entity);
    const guesses = candidates(
      'A deal of Northrop with EADS, Alibaba and Ant Financial Services Group, said Mr. Yuan. Later Ma spoke in Shanghai for Baidu.', { taken: [], parts, mentioned: new Map([['pony-ma', 2]]) },
    ).map(({ name, aliasOf }) => `${name}: ${aliasOf.map(({ entity, reason }) => `${entity} ${reason}`).join(', ')}`);
    assert.deepEqual(guesses, [
      'Northrop: northrop shorter', 'EADS: eads initials', 'Alibaba: alibaba same-but-suffix', 'Ant Financial Services Group: ant longer', 'Yuan: yuan surname',
      'Ma: pony-ma surname, jack-ma surname', 'Shanghai: ', 'Baidu: ',
    ]);
  });
});

describe('another name for what is known', () => {
  const cases: readonly (readonly [known: string, type: string, name: string, reason: string])[] = [
    ['GM', 'organization', 'General Motors', 'initials'], ['Bank of America', 'organization', 'BoA', 'initials'], ['BoA', 'organization', 'Bank of America', 'initials'],
    ['US', 'place', 'U.S.', 'same-but-suffix'], ['U.S.', 'place', 'United States', 'same-but-suffix'], ['United Kingdom', 'place', 'Britain', 'same-but-suffix'],
    ['Apple', 'organization', 'Apple Computer', 'longer'], ['AirTran', 'organization', 'AirTran Airways', 'longer'], ['Boeing', 'organization', 'Boeing Commercial Airplanes', 'longer'],
    ['Airbus A380', 'product', 'A380', 'shorter'], ['Airbus A380', 'product', 'A380s', 'shorter'], ['A380', 'product', 'Airbus A380', 'longer'],
    ['Canada', 'place', 'Canadian', 'same-but-suffix'], ['US', 'place', 'American', 'same-but-suffix'], ['British', 'place', 'UK', 'same-but-suffix'], ['Canada', 'organization', 'Canadian', ''],
    ['Apple', 'organization', 'Apple Corps', ''], ['Air', 'organization', 'Airbus A380', ''], ['General Electric', 'organization', 'General Motors', ''], ['Shanghai', 'place', 'Shanghai Airlines', ''],
  ];
  for (const [entity, type, name, reason] of cases) {
    it(`${name} for ${entity}: ${reason === '' ? 'no' : reason}`, () => {
      const parts = new NameParts();
      parts.add({ id: 'it', name: entity, type, aliases: [] });
      assert.deepEqual(parts.guess(name).map((guess) => guess.reason), reason === '' ? [] : [reason]);
    });
  }
});

describe('newNames and nameAt', () => {
  it('agree on every name, wherever the caret is in it', () => {
    const text = 'Hangzhou’s Market Regulation Bureau met Chongqing Communist Party Secretary Yuan Jiajun, the State Administration for Market Regulation and Xi’an officials.\n'
      + 'Ele.me and JD.com Inc, said Tang Huihao, will join the China Banking and Insurance Regulatory Commission at the G20 of 2016 with Bashar al-Assad.';
    for (const { spans } of candidates(text)) {
      for (const span of spans) for (let at = span.start; at < span.end; at++) assert.deepEqual(nameAt(text, { start: 0, end: text.length }, at), span);
    }
  });
});

describe('NameParts', () => {
  it('forgets an entity that is removed', () => {
    const parts = new NameParts();
    for (const entity of known) parts.add(entity);
    for (const entity of known.slice(0, 1)) parts.remove(entity);
    assert.deepEqual(parts.guess('Northrop'), []);
    assert.deepEqual(parts.guess('Yuan'), [{ entity: 'yuan', reason: 'surname' }]);
  });

  it('is silent on a part that many share, unless the article mentions one', () => {
    const parts = new NameParts();
    for (const first of ['Li', 'Jack', 'Pony', 'Yo-Yo', 'Ying-jeou']) parts.add({ id: first, name: `${first} Ma`, type: 'person', aliases: [] });
    assert.deepEqual(parts.guess('Ma'), []);
    assert.deepEqual(parts.guess('Ma', (id) => (id === 'Jack' ? 1 : 0)), [{ entity: 'Jack', reason: 'surname' }]);
  });
});
