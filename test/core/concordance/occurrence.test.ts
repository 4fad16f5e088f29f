import assert from 'node:assert/strict';
import { contextOf } from '../../../src/core/concordance/context';
import { occurrencesOfEntity, occurrencesOfText, type Occurrence, type Searched, type TaggedSpan } from '../../../src/core/concordance/occurrence';
import type { Span } from '../../../src/core/model';
import { Gazetteer } from '../../../src/core/names/gazetteer';

const gazetteer = new Gazetteer();
for (const [name, entity] of [['Alibaba', 'alibaba'], ['Alibaba Cloud', 'cloud'], ['Ma', 'jack-ma'], ['Ma', 'pony-ma'], ['Jack Ma', 'jack-ma']] as const) gazetteer.add(name, entity);

/** `[Ma=jack-ma]` is tagged, `{…}` is skipped, `<Ma>` was rejected; all other text is as it stands. */
function read(marked: string): Searched {
  let text = '';
  const tagged: TaggedSpan[] = [];
  const skip: Span[] = [];
  const rejected: { span: Span; entity?: string }[] = [];
  for (const part of marked.split(/(\[[^\]]*\]|\{[^}]*\}|<[^>]*>)/)) {
    const inner = /^[[{<]/.test(part) ? part.slice(1, -1) : part;
    const [words = '', entity = ''] = part.startsWith('[') ? inner.split('=') : [inner];
    const span = { start: text.length, end: text.length + words.length };
    text += words;
    if (part.startsWith('[')) tagged.push({ span, entity, isPassage: entity === 'topic', path: 'a.yaml', id: `m${tagged.length}` });
    if (part.startsWith('{')) skip.push(span);
    if (part.startsWith('<')) rejected.push({ span });
  }
  return { text, article: { start: 0, end: text.length }, skip, tagged, rejected };
}

function shown({ text }: Searched, found: readonly Occurrence[]): string {
  return found.map(({ span, state }) => {
    const more = state.kind === 'shared' ? state.others.join() : state.kind === 'otherwise' || state.kind === 'tagged' ? state.tag.entity : '';
    return `${text.slice(span.start, span.end)} ${state.kind}${more === '' ? '' : ` ${more}`}`;
  }).join(' | ');
}

describe('the places of an entity', () => {
  const cases: readonly (readonly [marked: string, entity: string, found: string])[] = [
    ['Alibaba and Alibaba', 'alibaba', 'Alibaba open | Alibaba open'],
    ['Alibaba Cloud of Alibaba', 'alibaba', 'Alibaba open'],
    ['[Alibaba=alibaba] and ALIBABA’s', 'alibaba', 'Alibaba tagged alibaba | ALIBABA open'],
    ['Ma and Jack Ma', 'jack-ma', 'Ma shared pony-ma | Jack Ma open'],
    ['Ma and Jack Ma', 'pony-ma', 'Ma shared jack-ma'],
    ['[Ma=pony-ma] and Jack [Ma=pony-ma]', 'jack-ma', 'Ma otherwise pony-ma | Jack Ma otherwise pony-ma'],
    ['[the company=alibaba] of Ma', 'alibaba', 'the company tagged alibaba'],
    ['[Alibaba Group=alibaba] said', 'alibaba', 'Alibaba Group tagged alibaba'],
    ['<Alibaba> and Alibaba', 'alibaba', 'Alibaba rejected | Alibaba open'],
    ['{Copyright Alibaba} Alibaba {[Alibaba=alibaba]}', 'alibaba', 'Alibaba open'],
    ['[Alibaba grows=topic]', 'alibaba', 'Alibaba open'],
    ['nothing here', 'alibaba', ''],
  ];
  for (const [marked, entity, found] of cases) it(`${entity}: ${marked}`, () => {
    const searched = read(marked);
    assert.equal(shown(searched, occurrencesOfEntity(searched, entity, gazetteer)), found);
  });
});

describe('the places of some words', () => {
  const cases: readonly (readonly [marked: string, found: string])[] = [
    ['Alibaba and [Alibaba=alibaba]', 'Alibaba open | Alibaba tagged alibaba'],
    ['[Alibaba grows=topic], [Alibaba=topic]', 'Alibaba open | Alibaba tagged topic'],
    ['[Alibaba Cloud=cloud] and {Alibaba}', 'Alibaba otherwise cloud | Alibaba open'],
  ];
  const words = new Gazetteer();
  words.add('Alibaba', '');
  for (const [marked, found] of cases) it(marked, () => {
    const searched = read(marked);
    assert.equal(shown(searched, occurrencesOfText(searched, words)), found);
  });
});

describe('the words around a place', () => {
  const cases: readonly (readonly [marked: string, context: string])[] = [
    ['A headline\n\nIn May  the |Ant\nGroup| said no.\n\nNext.', 'In May the |Ant Group| said no.'],
    ['A headline\r\n\r\n|Ant| said\r\nno.\r\n \r\nNext.', '|Ant| said no.'],
    ['|Ant|', '|Ant|'],
  ];
  for (const [marked, context] of cases) it(JSON.stringify(marked), () => {
    const [left = '', hit = '', right = ''] = marked.split('|');
    const found = contextOf(left + hit + right, { start: 0, end: marked.length - 2 }, { start: left.length, end: left.length + hit.length });
    assert.equal(`${found.left}|${found.hit}|${found.right}`, context);
  });

  it('end where the article does', () => {
    assert.deepEqual(contextOf('one two three', { start: 4, end: 7 }, { start: 5, end: 6 }), { left: 't', hit: 'w', right: 'o' });
  });
});
