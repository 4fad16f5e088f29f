import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Placement } from '../../../src/core/anchor/placement';
import type { PlacedMark } from '../../../src/core/marks/placing';
import { preview, waitingMarks } from '../../../src/core/marks/waiting';

function mark(id: string, placement: Placement): PlacedMark {
  const anchor = { at: [0, 1], quote: 'q', before: '', after: '' } as const;
  return { kind: 'mention', key: id, path: 'p', anchor, mention: { id, entity: 'e', anchor }, placement };
}

const at = (start: number): { readonly start: number; readonly end: number } => ({ start, end: start + 2 });
const needsYou = (reason: 'edited' | 'ambiguous' | 'lost', ...starts: readonly number[]): Placement =>
  ({ state: 'needs-you', reason, candidates: starts.map(start => ({ span: at(start), score: 1 })) });

describe('marks that wait for someone', () => {
  it('are those that were not found where they were, by place, each with its choices', () => {
    const found = waitingMarks(at(0), [
      mark('a', { state: 'anchored', span: at(5) }),
      mark('b', { state: 'moved', span: at(40) }),
      mark('c', needsYou('ambiguous', 20, 30)),
      mark('d', needsYou('edited', 10)),
      mark('e', needsYou('lost')),
      mark('f', needsYou('lost', 15)),
    ]);
    assert.deepEqual(found.map(({ mark: { key }, code, span, choices }) => `${key} ${code} ${span.start} of ${choices.map(({ start }) => start).join()}`), [
      'e anchor-lost 0 of ', 'd anchor-edited 10 of 10', 'f anchor-unsure 15 of 15', 'c anchor-ambiguous 20 of 20,30', 'b anchor-moved 40 of 40',
    ]);
  });
});

describe('the preview of a place', () => {
  const cases: readonly (readonly [text: string, words: string, shown: string])[] = [
    ['Ant said so.', 'Ant', '«Ant» said so…'],
    ['It is said that Ant\nGroup will float.', 'Ant\nGroup', '…id that «Ant Group» will fl…'],
    ['x abcdefghijklmnopqrstuvwxyz y', 'abcdefghijklmnopqrstuvwxyz', 'x «abcdefgh…stuvwxyz» y'],
  ];
  for (const [text, words, shown] of cases) {
    it(shown, () => {
      const start = text.indexOf(words);
      assert.equal(preview(text, { start, end: start + words.length }, 8), shown);
    });
  }
});
