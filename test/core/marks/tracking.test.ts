import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { describe as anchorOf } from '../../../src/core/anchor/describe';
import { carry, placementOf, restored, track, type TrackedMark } from '../../../src/core/marks/tracking';
import { applyChanges, invertChanges, type Change } from '../../../src/core/text/change';

/** `a [[Ant]] b`: the text without the brackets, and the mark between them. */
function marked(source: string): { readonly text: string; readonly mark: TrackedMark } {
  const [start, end] = [source.indexOf('[['), source.indexOf(']]') - 2];
  const text = source.replace('[[', '').replace(']]', '');
  const anchor = anchorOf(text, { start: 0, end: text.length }, { start, end });
  return { text, mark: track(text, anchor, { state: 'anchored', span: { start, end } }) };
}

/** The text with the mark in brackets, or `needs you`. */
function shown(text: string, mark: TrackedMark): string {
  const placement = placementOf(mark, text);
  if (placement.state === 'needs-you') return 'needs you';
  const { start, end } = placement.span;
  return `${text.slice(0, start)}[[${text.slice(start, end)}]]${text.slice(end)}`;
}

/** What replaces the first place of some words. */
function replace(text: string, words: string, by: string): Change {
  const start = text.indexOf(words);
  assert.ok(start >= 0);
  return { start, end: start + words.length, text: by };
}

/** The places that are proposed for a mark that waits for someone. */
function spans(mark: TrackedMark, text = ''): unknown {
  const placement = placementOf(mark, text);
  return placement.state === 'needs-you' ? placement.candidates.map(({ span }) => [span.start, span.end]) : placement.state;
}

describe('a mark of an open text', () => {
  const cases: readonly (readonly [from: string, words: string, by: string, to: string])[] = [
    ['a [[Ant]] b', 'a ', 'xx ', 'xx [[Ant]] b'],
    ['a [[Ant]] b', ' b', ' c', 'a [[Ant]] c'],
    ['a [[Ant]] b', 'Ant', '', 'needs you'],
    ['a [[Ant]] b', 'a Ant b', '', 'needs you'],
    ['a [[Ant Group]] b', ' Group', '', 'a [[Ant]] b'],
    ['a [[Ant Group]] b', 'a Ant', '', '[[ Group]] b'],
    ['a [[Ant Group]] b', 'Group b', 'x', 'a [[Ant ]]x'],
  ];
  for (const [from, words, by, to] of cases) {
    it(`${from}, ${words} → “${by}”: ${to}; and back`, () => {
      const { text, mark } = marked(from);
      const change = replace(text, words, by);
      const [after, carried] = [applyChanges(text, [change]), carry(mark, [change])];
      assert.equal(shown(after, carried), to);
      assert.equal(shown(text, carry(carried, invertChanges(text, [change]))), from);
    });
  }

  /** Letter by letter, as a tool writes it that compares two sentences. */
  const letterwise: readonly (readonly [from: string, changes: readonly Change[], to: string, proposed: string])[] = [
    ['by [[Ant Group]] now', [{ start: 7, end: 12, text: 'Ma' }, { start: 3, end: 6, text: 'Jack' }], 'by [[Jack Ma]] now', ''],
    ['by [[Ant Group]] now', [{ start: 8, end: 13, text: 'ates ' }, { start: 3, end: 6, text: 'Bill' }], 'needs you', 'Bill Gates'],
    ['by [[Ant]] Group', [{ start: 4, end: 8, text: 'lice G' }], 'needs you', 'Alice'],
  ];
  for (const [from, changes, to, proposed] of letterwise) {
    it(`${from}, rewritten letter by letter: ${to}; and back`, () => {
      const { text, mark } = marked(from);
      const [after, carried] = [applyChanges(text, changes), carry(mark, changes)];
      assert.equal(shown(after, carried), to);
      const placement = placementOf(carried, after);
      const [first] = placement.state === 'needs-you' ? placement.candidates : [];
      assert.equal(first === undefined ? '' : after.slice(first.span.start, first.span.end), proposed);
      assert.equal(shown(text, carry(carried, invertChanges(text, changes))), from);
    });
  }

  it('neither grows nor is eaten at its edges', () => {
    const { text, mark } = marked('a [[Ant]] b');
    for (const at of [2, 5]) {
      const change: Change = { start: at, end: at, text: 'X' };
      assert.match(shown(applyChanges(text, [change]), carry(mark, [change])), /\[\[Ant\]\]/);
    }
  });

  it('is where it was, byte for byte, when all changes are undone', () => {
    const change = fc.record({ at: fc.nat(), length: fc.nat(8), text: fc.string({ maxLength: 4 }) });
    fc.assert(fc.property(fc.array(change, { maxLength: 12 }), changes => {
      const { text, mark } = marked('The day before, [[Ant Group]] said it would.');
      const undos: (readonly Change[])[] = [];
      let [now, carried] = [text, mark];
      for (const { at, length, text: put } of changes) {
        const start = at % (now.length + 1);
        const one: readonly Change[] = [{ start, end: Math.min(now.length, start + length), text: put }];
        undos.push(invertChanges(now, one));
        [now, carried] = [applyChanges(now, one), carry(carried, one)];
      }
      for (const undo of undos.reverse()) [now, carried] = [applyChanges(now, undo), carry(carried, undo)];
      assert.equal(shown(now, carried), 'The day before, [[Ant Group]] said it would.');
    }));
  });

  it('that waits for someone keeps its proposals where their texts go, until these are deleted', () => {
    const { text, mark: { anchor } } = marked('a [[Ant]] b');
    const mark = track(text, anchor, { state: 'needs-you', reason: 'ambiguous', candidates: [{ span: { start: 2, end: 5 }, score: 1 }] });
    assert.deepEqual(spans(carry(mark, [{ start: 0, end: 0, text: 'xx' }])), [[4, 7]]);
    assert.deepEqual(spans(carry(mark, [{ start: 0, end: 6, text: '' }])), []);
  });

  it('keeps its past when the anchor that is stored for it finds it where it is', () => {
    const { text, mark } = marked('a [[Ant]] b');
    const change = replace(text, 'nt', '');
    const short = carry(mark, [change]);
    const saved = restored(short, track('a A b', anchorOf('a A b', { start: 0, end: 5 }, { start: 2, end: 3 }), { state: 'anchored', span: { start: 2, end: 3 } }));
    assert.ok(saved);
    assert.equal(shown(text, carry(saved, invertChanges(text, [change]))), 'a [[Ant]] b');
    assert.equal(restored(short, track('a A b', mark.anchor, { state: 'anchored', span: { start: 0, end: 1 } })), undefined);
  });
});
