import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges, invertChanges, mapSpan, type Change } from '../../../src/core/text/change';
import { marked, withMarks } from '../anchor/marked';
import { someChanges } from './changes';

/** `a{bc>x}d`: replace `bc` by `x`. */
function changeIn(source: string): { readonly before: string; readonly change: Change } {
  const found = /\{([^>]*)>([^}]*)\}/.exec(source);
  assert.ok(found !== null);
  const [whole, old = '', text = ''] = found;
  const before = source.replace(whole, old);
  const plainStart = source.slice(0, found.index).replace(/\[\[|\]\]/g, '').length;
  return { before, change: { start: plainStart, end: plainStart + old.replace(/\[\[|\]\]/g, '').length, text } };
}

describe('a span follows a change', () => {
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    ['text put in before it', 'a{>xy} [[Ali]] b', 'axy [[Ali]] b'],
    ['text put in after it', 'a [[Ali]] {>xy}b', 'a [[Ali]] xyb'],
    ['text put in at its start', 'a {>xy}[[Ali]] b', 'a xy[[Ali]] b'],
    ['text put in at its end', 'a [[Ali]]{>xy} b', 'a [[Ali]]xy b'],
    ['text put in inside', 'a [[A{>xy}li]] b', 'a [[Axyli]] b'],
    ['a part deleted', 'a [[A{l>}i]] b', 'a [[Ai]] b'],
    ['its first letter replaced', 'a [[{A>a}li]] b', 'a [[ali]] b'],
    ['its last letter replaced', 'a [[Al{i>I}]] b', 'a [[AlI]] b'],
    ['its head deleted with what stands before', '{a [[A>x}li]] b', 'x[[li]] b'],
    ['its tail deleted with what stands after', 'a [[Al{i]] b>x}', 'a [[Al]]x'],
    ['all before it replaced', '{a >xyz}[[Ali]] b', 'xyz[[Ali]] b'],
  ];
  for (const [what, source, after] of cases) {
    it(`${what}: ${source}`, () => {
      const { before, change } = changeIn(source);
      const { text, spans: [span] } = marked(before);
      assert.ok(span !== undefined);
      const mapped = mapSpan(span, change);
      assert.equal(withMarks(applyChanges(text, [change]), mapped === undefined ? [] : [mapped]), after);
    });
  }

  for (const source of ['a {[[Ali]]>} b', 'a {[[Ali]]>Ben} b', '{a [[Ali]] b>}', 'a{ [[Ali]] >x}b']) {
    it(`is gone when all of it is taken: ${source}`, () => {
      const { before, change } = changeIn(source);
      const [span] = marked(before).spans;
      assert.ok(span !== undefined);
      assert.equal(mapSpan(span, change), undefined);
    });
  }
});

describe('changes', () => {
  it('are undone by their inverse', () => {
    fc.assert(fc.property(someChanges, ({ text, changes }) => {
      assert.equal(applyChanges(applyChanges(text, changes), invertChanges(text, changes)), text);
    }));
  });
});
