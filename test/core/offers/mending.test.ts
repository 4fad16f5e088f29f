import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { leftWithout, mentionOn, mentionsMeant, retyped } from '../../../src/core/offers/mending';
import { marked } from '../names/marked';

interface Mention {
  readonly span: { readonly start: number; readonly end: number };
  readonly entity: string;
}

/** Each as `entity quote`; the quote's first place in the text is meant. */
function mentionsOn(text: string, mentions: readonly string[]): Mention[] {
  return mentions.map(mention => {
    const [entity = '', ...words] = mention.split(' ');
    const quote = words.join(' ');
    const start = text.indexOf(quote);
    assert.ok(start >= 0, quote);
    return { span: { start, end: start + quote.length }, entity };
  });
}

describe('what is to be untagged', () => {
  const tagged = ['bank Bank of China', 'china China', 'alibaba Alibaba', 'new a new law'];
  const cases: readonly (readonly [selected: string, meant: string])[] = [
    ['The Bank of Ch[[]]ina and Alibaba made a new law.', 'china'],
    ['The Ba[[]]nk of China and Alibaba made a new law.', 'bank'],
    ['[[]]The Bank of China and Alibaba made a new law.', ''],
    ['The [[Bank of China]] and Alibaba made a new law.', 'bank'],
    ['The [[Bank of China and]] Alibaba made a new law.', 'bank, china'],
    ['The Bank of [[China]] and [[Alibaba]] made a new law.', 'china, alibaba'],
    ['[[The Bank of China and Alibaba]] made a[[]] new law.', 'bank, china, alibaba, new'],
    ['The Bank of China and [[Alibaba]] made a new [[]]law.', 'alibaba, new'],
    ['The Bank of China and A[[l]]ibaba made a new law.', ''],
  ];
  for (const [selected, meant] of cases) {
    it(`${selected} -> ${meant || 'nothing'}`, () => {
      const { text, spans } = marked(selected);
      assert.equal(mentionsMeant(mentionsOn(text, tagged), spans).map(({ entity }) => entity).join(', '), meant);
    });
  }

  it('leaves no entity behind that has lost all its mentions, and keeps the others', () => {
    const taken = mentionsOn('Luo met Luo in Chengdu', ['luo Luo', 'luo met Luo', 'chengdu Chengdu']);
    assert.deepEqual(leftWithout(taken, id => id === 'luo' ? 2 : 3), ['luo']);
  });
});

describe('a type’s key', () => {
  const text = 'Luo went to Chengdu with Alibaba';
  const mentions = mentionsOn(text, ['luo Luo', 'chengdu Chengdu', 'gone Alibaba']);
  const types = new Map([['luo', 'organization'], ['chengdu', 'place']]);

  function mended(selected: string, type: string): string | undefined {
    const [span] = marked(selected).spans;
    assert.ok(span);
    return retyped(mentions, span, type, { typeOf: id => types.get(id), isElsewhere: id => id === 'chengdu' });
  }

  it('mends the type of what only this article mentions', () => {
    assert.equal(mended('[[Luo]] went', 'person'), 'luo');
  });

  it('tags where it is of that type already, is mentioned elsewhere, is unknown, or is not just what is selected', () => {
    assert.equal(mended('[[Luo]] went', 'organization'), undefined);
    assert.equal(mended('Luo went to [[Chengdu]]', 'organization'), undefined);
    assert.equal(mended('Luo went to Chengdu with [[Alibaba]]', 'place'), undefined);
    assert.equal(mended('[[Luo went]] to', 'person'), undefined);
    assert.equal(mentionOn(mentions, { start: 0, end: 3 })?.entity, 'luo');
  });
});
