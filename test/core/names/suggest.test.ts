import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Span } from '../../../src/core/model';
import { Gazetteer } from '../../../src/core/names/gazetteer';
import { suggest, type SuggestOptions } from '../../../src/core/names/suggest';
import { mark, marked } from './marked';

const gazetteer = new Gazetteer();
for (const [name, entity] of [
  ['Alibaba', 'alibaba'], ['Alibaba Group', 'alibaba'], ['Ant Group', 'ant'], ['Ma', 'jack-ma'], ['Ma', 'pony-ma'], ['Jack Ma', 'jack-ma'], ['Pony Ma', 'pony-ma'], ['William', 'william'], ['iPhone', 'iphone'],
] as const) gazetteer.add(name, entity);

function suggestions(text: string, options: Partial<SuggestOptions> = {}) {
  return suggest(text, gazetteer.find(text), { taken: [], ...options });
}

function ranking(text: string, options?: Partial<SuggestOptions>): string {
  const [last] = suggestions(text, options).slice(-1);
  if (last === undefined) return '';
  const { code } = last.reason;
  return `${last.entities.join(' ')} ${code}${'count' in last.reason ? ` ${last.reason.count}` : ''}`;
}

function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

describe('suggest', () => {
  it('offers the known names that stand untagged', () => {
    const { text } = marked('[[Alibaba Group]] and [[Ant Group]]’s [[Alibaba]], not Ants');
    assert.equal(mark(text, suggestions(text).map(({ span }) => span)), '[[Alibaba Group]] and [[Ant Group]]’s [[Alibaba]], not Ants');
  });

  it('offers nothing that overlaps a tag or boilerplate, or was rejected', () => {
    const { text, spans: [tagged, boilerplate, rejected] } = marked('[[Alibaba]] Group, [[© Alibaba and Ant]] Group, [[Ant Group]], Alibaba');
    assert.ok(tagged !== undefined && boilerplate !== undefined && rejected !== undefined);
    const open = suggestions(text, { taken: [tagged], skip: [boilerplate], rejected: [{ span: rejected }] });
    assert.equal(mark(text, open.map(({ span }) => span)), 'Alibaba Group, © Alibaba and Ant Group, Ant Group, [[Alibaba]]');
  });

  it('leaves out an entity that was rejected there', () => {
    const rejected = [{ span: { start: 0, end: 2 }, entity: 'jack-ma' }];
    assert.deepEqual(suggestions('Ma, Ma', { rejected }).map(({ entities }) => entities.join(' ')), ['pony-ma', 'jack-ma pony-ma']);
  });

  it('ranks the entities of a shared name and says why', () => {
    assert.equal(ranking('Alibaba'), 'alibaba only');
    assert.equal(ranking('Ma'), 'jack-ma pony-ma undecided');
    assert.equal(ranking('Pony Ma and Ma'), 'pony-ma jack-ma named-here 1');
    assert.equal(ranking('Pony Ma and Ma', { mentioned: new Map([['jack-ma', 3], ['pony-ma', 1]]) }), 'jack-ma pony-ma mentioned-here 3');
    assert.equal(ranking('Ma', { usual: (name, entity) => (name === 'Ma' && entity === 'pony-ma' ? 7 : 0) }), 'pony-ma jack-ma usual 7');
  });

  it('offers plurals of things but not of people', () => {
    const options = { inflects: (entity: string) => entity !== 'william' };
    assert.deepEqual(suggestions('iPhones, Williams', options).map(({ entities }) => entities.join()), ['iphone']);
  });

  it('never overlaps a taken span, whatever is taken', () => {
    const text = 'Alibaba Group, Jack Ma, Ma, Ant Group, Pony Ma, Alibaba';
    const span = fc.tuple(fc.nat(text.length), fc.nat(9)).map(([start, length]) => ({ start, end: Math.min(text.length, start + length) }));
    fc.assert(fc.property(fc.array(span, { maxLength: 6 }), (taken) => {
      const free = suggestions(text, { taken });
      const expected = suggestions(text).filter(({ span: offered }) => !taken.some((tagged) => tagged.start < tagged.end && overlaps(offered, tagged)));
      assert.deepEqual(free.map((one) => one.span), expected.map((one) => one.span));
    }));
  });
});
