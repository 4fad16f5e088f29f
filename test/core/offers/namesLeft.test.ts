import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { lengthened, namesLeft } from '../../../src/core/offers/namesLeft';
import { readingOf } from '../../../src/core/offers/offers';
import { parseSeed } from '../../../src/core/seed/parse';
import { marked } from '../names/marked';

/** What a text with its tagged names in brackets leaves. */
function left(source: string, rejected = ''): string {
  const { text, spans } = marked(source);
  const [seed] = parseSeed(text).articles;
  assert.ok(seed);
  const at = text.indexOf(rejected);
  const settled = { tagged: spans.map(span => ({ span, entity: 'x' })), rejected: rejected === '' ? [] : [{ span: { start: at, end: at + rejected.length } }] };
  return namesLeft(seed, settled, [], readingOf(text, seed.span)).map(({ start, end }) => text.slice(start, end)).join(' · ');
}

describe('the names that are left', () => {
  const cases: readonly (readonly [source: string, left: string])[] = [
    ['A note on money\n\nThe Bank of China and [[Tang Huihao]] met in Wuhan on Monday.', 'Bank of China · Wuhan'],
    ['A note on money\n\nThey met the Canadian minister, and Canadian banks.', 'Canadian · Canadian'],
    ['A note on money\n\nThe talks in [[Wuhan]] ended. It was late.', ''],
    ['Alibaba Pours New Money Into Hema Stores Today\n\nIt went to Hema.', 'Hema · Hema'],
  ];
  for (const [source, expected] of cases) it(`${source.replace(/^.*\n\n/s, '')} -> ${expected || 'none'}`, () => assert.equal(left(source), expected));

  it('are none that were rejected', () => {
    assert.equal(left('A note\n\nThey met in Wuhan and in Beijing.', 'Wuhan'), 'Beijing');
  });
});

describe('a selection that grows and shrinks by words', () => {
  const cases: readonly (readonly [from: string, side: 'start' | 'end', longer: boolean, to: string])[] = [
    ['met [[Northrop]] Grumman’s men', 'end', true, 'Northrop Grumman'],
    ['met [[Northrop Grumman]]’s men', 'end', false, 'Northrop'],
    ['Los Angeles based [[Northrop]]', 'start', true, 'based Northrop'],
    ['Los Angeles [[based Northrop]]', 'start', false, 'Northrop'],
    ['[[Los]] Angeles', 'start', true, 'Los'],
    ['Los [[Angeles]]', 'end', true, 'Angeles'],
    ['[[Los]] Angeles', 'end', false, 'Los'],
    ['met Nor[[]]throp', 'end', true, 'Northrop'],
    ['met [[Nor]]throp', 'start', true, 'Northrop'],
    ['met[[]] Northrop', 'end', true, 'met'],
  ];
  for (const [from, side, longer, to] of cases) {
    it(`${from} ${longer ? 'more' : 'fewer'} at its ${side} -> ${to}`, () => {
      const { text, spans: [span] } = marked(from);
      assert.ok(span);
      const { start, end } = lengthened(readingOf(text, { start: 0, end: text.length }).words, span, side, longer);
      assert.equal(text.slice(start, end), to);
    });
  }

  it('comes back by the other key, wherever it was made longer', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('Bank', 'of', 'China', 'met', 'U.N.'), { minLength: 4, maxLength: 9 }), fc.nat(9), fc.constantFrom<'start' | 'end'>('start', 'end'), (parts, at, side) => {
      const text = parts.join(' ');
      const { words } = readingOf(text, { start: 0, end: text.length });
      const word = words[at % words.length];
      assert.ok(word);
      const one = { start: word.start, end: word.end };
      const longer = lengthened(words, one, side, true);
      assert.deepEqual(lengthened(words, longer, side, false), one);
    }));
  });
});
