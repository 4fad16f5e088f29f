import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { WordReader } from '../../../src/core/related/wordReader';

const reader = new WordReader();

/** The form that is compared. */
function wordAt({ units, length }: WordReader): string {
  return String.fromCharCode(...units.subarray(0, length));
}

function read(text: string): string {
  const words: string[] = [];
  reader.open(text);
  while (reader.next()) words.push(wordAt(reader));
  return words.join(' ');
}

/** The text with a bracket before and after each word. */
function marked(text: string): string {
  let result = '';
  let at = 0;
  reader.open(text);
  while (reader.next()) {
    result += `${text.slice(at, reader.start)}[${text.slice(reader.start, reader.end)}]`;
    at = reader.end;
  }
  return result + text.slice(at);
}

const forms: readonly (readonly [text: string, words: string])[] = [
  ['Ant Financial', 'ant financial'],
  ['Shanghai’s deal, the city\'s deals', 'shanghai deal the city deal'],
  ['companies stories movies ties', 'company story movy tie'],
  ['press virus crisis gas bus', 'press virus crisis gas bus'],
  ['RMB 1,200.50 in 2018, 7.7 percent.', 'rmb 1200.50 in 2018 7.7 percent'],
  ['1990s A380s', '1990s a380s'],
  ['a b 5', '5'],
  ['São Paulo, Łódź, CAFE\u0301', 'sao paulo łodz cafe'],
  ['co\u00adoperation', 'cooperation'],
  ['ＡＢＣ１２', 'abc12'],
  ['上海市 和', '上海 海市 和'],
  ['Alibaba在上海', 'alibaba 在上 上海'],
  ['서울시', '서울 울시'],
  ['Москва́ ΑΘΗΝΑ', 'москва αθηνα'],
  ['🚗🚕 cars', '🚗🚕 car'],
  ['e-commerce O2O', 'commerce o2o'],
  ['x'.repeat(70), 'x'.repeat(64)],
  ['', ''],
  [' .,’ ', ''],
];

describe('WordReader', () => {
  for (const [text, words] of forms) it(`reads ${JSON.stringify(text.slice(0, 40))}`, () => { assert.equal(read(text), words); });

  it('says where words stand', () => {
    assert.equal(marked('Shanghai’s 1,200 e-shops.'), '[Shanghai]’s [1,200] e-[shops].');
    assert.equal(marked('São (cafe\u0301)'), '[São] ([cafe\u0301])');
  });

  it('reads a part of a text as if it were the whole', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, text, after) => {
      const words: string[] = [];
      reader.open(`${before} ${text} ${after}`, before.length + 1, before.length + 1 + text.length);
      while (reader.next()) words.push(wordAt(reader));
      assert.equal(words.join(' '), read(text));
    }));
  });

  it('gives words in order, within the text, with equal hashes for equal words', () => {
    const hashes = new Map<string, number>();
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      let last = 0;
      reader.open(text);
      while (reader.next()) {
        assert.ok(reader.start >= last && reader.end > reader.start && reader.end <= text.length);
        last = reader.start;
        const [word, hash] = [wordAt(reader), reader.hash];
        assert.equal(hashes.get(word) ?? hash, hash);
        hashes.set(word, hash);
      }
    }));
  });
});
