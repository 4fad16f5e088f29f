import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Gazetteer, type GazetteerOptions } from '../../../src/core/names/gazetteer';
import { mark, marked } from './marked';
import { referenceHits } from './reference';

const corpus = [
  'Alibaba', 'Alibaba Group', 'Alibaba Group Holding Ltd.', 'Ant Financial', 'Ant Financial Services Group', 'Ant Group', 'Ant', 'Shanghai',
  'Xi’an', 'Xi', 'Jack Ma', 'Ma', 'JD.com Inc', 'JD', 'Ele.me', 'SCMP', 'U.N.', 'iPhone', 'eBay', 'smart logistics', 'German', 'France',
  'AT&T', 'AT', 'Yahoo!', '.NET', 'Bílek', '阿里巴巴', '阿里巴巴集团', '上海', 'アリババ', 'กรุงเทพ', '알리바바', '𠮷野家', 'G20', 'Covid-19', 'Orsay', 'Web 2', 'Big Tech',
];

function find(line: string, options?: GazetteerOptions, aliases: readonly string[] = corpus): void {
  const gazetteer = new Gazetteer(options);
  for (const alias of aliases) gazetteer.add(alias, alias);
  const { text } = marked(line);
  assert.equal(mark(text, gazetteer.find(text).map(({ span }) => span)), line);
}

describe('Gazetteer', () => {
  describe('finds', () => {
    const cases: Record<string, readonly string[]> = {
      'the longest name, and the next one behind it': [
        'a deal with [[Alibaba Group Holding Ltd.]] was signed by [[Ant Financial Services Group]] and [[Ant Financial]]',
        '[[Alibaba Group]] [[Ant Group]] [[Alibaba]] Holding [[Ant]]',
      ],
      'whole words': [
        'Alibabas are many, Antwerp and Mali are places, Shanghainese is a dialect'.replace('Alibabas', '[[Alibabas]]'),
        'pre_Alibaba Alibaba2 ([[Alibaba]]) “[[Alibaba]]” [[Alibaba]], [[Alibaba]]/[[Shanghai]]—[[Alibaba]]…',
      ],
      'possessives without their ending': [
        '[[Alibaba]]’s campus, [[Shanghai]]\'s port, [[Jack Ma]]ʼs speech, the [[iPhones]]’ price, [[Alibaba]]’ll grow',
      ],
      'no part of a word with an apostrophe': ['O’Ma and Xi’ning, but [[Xi’an]] and [[Xi\'an]]’s wall, d’[[Orsay]] and l’[[Alibaba]]'],
      'no part of an abbreviation or a host name': ['[[AT&T]] is not X&AT, [[JD.com Inc]], [[JD]] but JD.org, www.ebay.com, Web 2.0 and [[Web 2]].'],
      'names with stops, signs and digits': ['[[Ele.me]]’s riders, the [[U.N]] said. The [[U.N.]] met [[Yahoo!]] on [[.NET]] and ASP[[.NET]] at the [[G20]] in [[Covid-19]] years'],
      'a stop at the end that is missing': ['[[Alibaba Group Holding Ltd]] announced'],
      'letter case with care': [
        '[[ALIBABA]] FORGES TIES WITH [[SHANGHAI]], [[Big tech]] too. alibaba is not, nor scmp, Scmp, JACK ma, ant, MA',
        '[[EBAY]] sells the [[IPHONE]] and the [[IPhone]]; [[Smart logistics]] is not Smart Logistics',
      ].map((line) => line.replace('JACK ma', '[[JACK ma]]')),
      'plurals of longer names': ['[[iPhones]] and two [[Germans]], but no Ants, no Frances’, no G20s'.replace('Frances', '[[Frances]]')],
      'white space of any kind, but no blank line': ['[[Ant\u00a0Financial]] [[Ant\nGroup]] [[Ant  \t Group]] [[Ant]]\n\nGroup'],
      'scripts without spaces between words': ['据报道，[[阿里巴巴]]与[[上海]]市签约，[[阿里巴巴集团]]表示。在[[𠮷野家]]', 'ไป[[กรุงเทพ]]แล้ว', '[[알리바바]]는'],
      'Katakana by whole runs': ['[[アリババ]]は アリババクラウド を'],
      'composed and decomposed letters': ['[[B\u00edlek]] and [[Bi\u0301lek]]'],
      'Latin beside Han': ['在[[Alibaba]]工作'],
    };
    for (const [what, lines] of Object.entries(cases)) {
      it(what, () => lines.forEach((line) => find(line)));
    }
    it('parts of hyphenated words unless hyphens join', () => {
      find('the [[France]]-[[German]] talks, [[Alibaba]]-owned, [[Covid-19]]-era');
      find('the France-German talks, Alibaba-owned, a [[German]] - and [[Covid-19]]', { hyphens: 'join' });
    });
    it('any case or one only when asked', () => {
      find('[[alibaba]] and [[ALIBABA]], not scmp', { letterCase: 'ignore' });
      find('alibaba and ALIBABA, [[Alibaba]], Alibabas', { letterCase: 'exact', plurals: false });
    });
  });

  it('keeps to what lies within', () => {
    const gazetteer = new Gazetteer();
    gazetteer.add('Ant Group', 'ant');
    gazetteer.add('Group', 'group');
    const { text } = marked('Ant Group, Ant Group, Ant Group');
    assert.deepEqual(gazetteer.find(text, { start: 2, end: 27 }).map(({ span, entities }) => `${span.start} ${entities.join()}`), ['4 group', '11 ant']);
    assert.deepEqual(gazetteer.find(text, { start: 30, end: 99 }), []);
    assert.deepEqual(gazetteer.find(text, { start: 9, end: 3 }), []);
  });

  it('names every entity that bears the name, the exact letter case first', () => {
    const gazetteer = new Gazetteer();
    for (const [name, id] of [['Apple', 'z-fruit'], ['Apple', 'apple'], ['apple', 'a-tree'], ['APPLE', 'acronym']] as const) gazetteer.add(name, id);
    const entities = (text: string) => gazetteer.find(text).map((hit) => hit.entities.join(' '));
    assert.deepEqual(entities('Apple, apple, APPLE'), ['apple z-fruit a-tree', 'a-tree', 'acronym apple z-fruit']);
    assert.deepEqual(gazetteer.entitiesOf('Apple'), ['apple', 'z-fruit']);
  });

  it('prefers a name that ends in s to another one\'s plural', () => {
    const gazetteer = new Gazetteer();
    gazetteer.add('William', 'william');
    gazetteer.add('Williams', 'williams');
    assert.deepEqual(gazetteer.find('Williams').map(({ entities, plural }) => [entities, plural]), [[['williams'], false]]);
    gazetteer.remove('Williams', 'williams');
    assert.deepEqual(gazetteer.find('Williams').map(({ entities, plural }) => [entities, plural]), [[['william'], true]]);
  });

  it('finds no name without a letter or digit, and survives any text', () => {
    const gazetteer = new Gazetteer();
    for (const name of ['', ' ', '!!!', '🦄', '\ud800', 'x'.repeat(10_000), 'a '.repeat(300)]) gazetteer.add(name, name);
    assert.deepEqual(gazetteer.find('!!! 🦄 \ud800 a a'), []);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => gazetteer.find(text).every(({ span }) => span.start < span.end)));
  });

  describe('as a law', () => {
    const piece = fc.constantFrom(
      'Ant', 'ant', 'ANT', 'Group', 'group', 'Financial', 'FINANCIAL', 'Alibaba', 'Alibabas', 'SCMP', 'scmp', 'Xi', 'an', 'JD', 'com', 'U', 'N', '2', '0',
      '阿', '里', '巴', 'é', ' ', ' ', ' ', '\u00a0', '\n', '’', '\'', 's', '-', '.', ',', '&', 'd',
    );
    const soup = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
    const alias = fc.array(fc.constantFrom('Ant', 'Group', 'Financial', 'Alibaba', 'SCMP', 'Xi', 'an', 'JD', 'com', 'group', 'U', 'N', '2', '阿', '里', '巴'), { minLength: 1, maxLength: 3 })
      .chain((words) => fc.constantFrom(' ', '-', '.', '’', '&', '').map((by) => words.join(by)));
    const pairs = fc.array(fc.tuple(alias, fc.constantFrom('e1', 'e2', 'e3')), { maxLength: 8 });

    it('finds what the plainest matcher finds', () => {
      fc.assert(fc.property(pairs, soup, fc.constantFrom('part' as const, 'join' as const), (aliases, text, hyphens) => {
        const gazetteer = new Gazetteer({ hyphens });
        for (const [name, entity] of aliases) gazetteer.add(name, entity);
        const found = gazetteer.find(text).map(({ span, entities }) => ({ span, entities: [...entities].sort() }));
        assert.deepEqual(found, referenceHits(text, aliases, hyphens));
      }), { numRuns: 150 });
    });

    it('finds the same in long texts, with WebAssembly and without it, wherever the look through them is cut', () => {
      fc.assert(fc.property(pairs, soup, fc.integer({ min: 0, max: 40 }), (aliases, text, shift) => {
        const long = 'x'.repeat(shift) + ` ${text}`.repeat(1 + 20_000 / (text.length + 1));
        const [first = [], ...others] = [{ native: false }, { native: true }, { native: true, letterCase: 'exact' as const }, { native: false, letterCase: 'exact' as const }].map((options) => {
          const gazetteer = new Gazetteer(options);
          for (const [name, entity] of aliases) gazetteer.add(name, entity);
          return gazetteer.find(long);
        });
        assert.deepEqual(first, others[0]);
        assert.deepEqual(others[1], others[2]);
      }), { numRuns: 40 });
    });

    it('finds in a part of a text what it finds there whatever stands further off', () => {
      fc.assert(fc.property(pairs, soup, fc.nat(40), fc.nat(40), (aliases, text, from, length) => {
        const gazetteer = new Gazetteer();
        for (const [name, entity] of aliases) gazetteer.add(name, entity);
        const [before, behind] = ['far off. '.repeat(9), ' and far off'.repeat(9)];
        const found = gazetteer.find(text, { start: from, end: from + length });
        const further = gazetteer.find(before + text + behind, { start: from + before.length, end: Math.min(from + length, text.length) + before.length });
        assert.deepEqual(further.map(({ span, ...hit }) => ({ span: { start: span.start - before.length, end: span.end - before.length }, ...hit })), found);
      }), { numRuns: 150 });
    });

    it('is the same after any additions and removals as when built at once', () => {
      const change = fc.record({ pair: fc.tuple(alias, fc.constantFrom('e1', 'e2', 'e3')), add: fc.boolean() });
      fc.assert(fc.property(fc.array(change, { maxLength: 40 }), soup, (changes, text) => {
        const changed = new Gazetteer();
        const standing = new Map<string, readonly [string, string]>();
        for (const { pair, add } of changes) {
          if (add) changed.add(...pair);
          else changed.remove(...pair);
          if (add) standing.set(pair.join('\0'), pair);
          else standing.delete(pair.join('\0'));
        }
        const built = new Gazetteer();
        for (const pair of standing.values()) built.add(...pair);
        assert.deepEqual(changed.find(text), built.find(text));
      }), { numRuns: 100 });
    });
  });
});
