import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dropMentions, giveMentions, moveMentions } from '../../../src/core/entities/mentions';
import { readSidecar } from '../../../src/core/store/sidecarFile';
import { changed, diff } from '../store/change';

/** A sidecar with a mention for each `id entity@at`. */
function sidecar(...mentions: string[]): string {
  return ['article: a', 'mentions:', ...mentions.map(each => {
    const [id, entity, at] = each.split(/[ @]/);
    return `  - { id: ${id}, entity: ${entity}, at: [${at}, ${Number(at) + 3}], quote: "Ant", before: "", after: "" }   # by hand`;
  }), ''].join('\n');
}

const text = sidecar('m1 ant@0', 'm2 ant-financial@5', 'm3 ant-financial@9', 'm4 ma@9');

describe('the marks of an entity', () => {
  it('move to another one, each line otherwise as it was', () => {
    assert.deepEqual(diff(text, moveMentions(readSidecar(text), 'ant-financial', 'ant')), [
      '- ' + text.split('\n')[3], '- ' + text.split('\n')[4],
      '+ ' + text.split('\n')[3]?.replace('ant-financial', 'ant'), '+ ' + text.split('\n')[4]?.replace('ant-financial', 'ant'),
    ]);
  });

  it('are not doubled where the other one is marked on the same words', () => {
    assert.deepEqual(diff(text, moveMentions(readSidecar(text), 'ant-financial', 'ma')), [
      '- ' + text.split('\n')[3], '- ' + text.split('\n')[4],
      '+ ' + text.split('\n')[3]?.replace('ant-financial', 'ma'),
    ]);
  });

  it('stay where they are when they move to themselves', () => assert.deepEqual(moveMentions(readSidecar(text), 'ant', 'ant'), []));

  it('are given one by one', () => {
    const [, after] = diff(text, giveMentions(readSidecar(text), ['m3'], 'new-one'));
    assert.match(after ?? '', /id: m3, entity: new-one,.*# by hand$/);
    assert.equal(giveMentions(readSidecar(text), ['m3', 'gone'], 'new-one'), undefined);
  });

  it('go, and the others stay', () => {
    assert.deepEqual(readSidecar(changed(text, dropMentions(readSidecar(text), 'ant-financial'))).sidecar.mentions.map(({ id }) => id), ['m1', 'm4']);
  });

  it('move together with what was rejected as the entity', () => {
    const rejected = `${text}rejected:\n  - { id: r1aaaa, entity: ant, at: [30, 33], quote: "ant", before: "", after: "" }\n  - { id: r2aaaa, at: [40, 43], quote: "ant", before: "", after: "" }\n`;
    const { sidecar: { rejected: after } } = readSidecar(changed(rejected, moveMentions(readSidecar(rejected), 'ant', 'ant-group')));
    assert.deepEqual(after.map(({ entity }) => entity), ['ant-group', undefined]);
  });

  it('are left alone in a file that cannot be read whole', () => {
    const broken = readSidecar(`${text}links: [`);
    assert.deepEqual([moveMentions(broken, 'ant', 'ma'), dropMentions(broken, 'ant'), giveMentions(broken, ['m1'], 'ma')], [undefined, undefined, undefined]);
  });

  it('are as many as before after a move, but for the doubled ones, and none of the old entity', () => {
    const mention = fc.record({ entity: fc.constantFrom('a', 'b', 'c'), at: fc.nat(6) });
    fc.assert(fc.property(fc.array(mention, { maxLength: 12 }), fc.constantFrom('a', 'b'), fc.constantFrom('b', 'c'), (mentions, from, to) => {
      const before = sidecar(...mentions.map(({ entity, at }, index) => `m${index} ${entity}@${at}`));
      const after = readSidecar(changed(before, moveMentions(readSidecar(before), from, to))).sidecar.mentions;
      const places = (entity: string): Set<number> => new Set(mentions.filter(each => each.entity === entity).map(({ at }) => at));
      const doubled = from === to ? 0 : mentions.filter(({ entity, at }) => entity === from && places(to).has(at)).length;
      assert.equal(after.length, mentions.length - doubled);
      assert.ok(from === to || after.every(({ entity }) => entity !== from));
      assert.deepEqual(new Set(after.filter(({ entity }) => entity === to).map(({ anchor }) => anchor.at[0])), new Set([...places(from), ...places(to)]));
    }));
  });
});
