import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { Gazetteer } from '../../../src/core/names/gazetteer';
import { Habits, type Decision } from '../../../src/core/offers/habits';
import { namesKnown, type NamesKnown } from '../../../src/core/offers/knownNames';

const gazetteer = new Gazetteer();
for (const name of ['Alibaba', 'Luo', 'US']) gazetteer.add(name, name);

/** Luo is wanted in the first lines, and else hardly ever. */
const decisions = [0, 1, 3, 5, 8].map((line): Decision => ({ name: 'Luo', setting: { line, before: '' }, wanted: line < 3 }));
const habits = new Habits(Array.from({ length: 40 }, () => decisions));

const line = fc.constantFrom('Luo grew.', 'Alibaba of Luo met Luo.', 'US$3 and US 3', '', 'the words go on '.repeat(300), 'Luo '.repeat(700));
const lines = fc.array(line, { maxLength: 14 });

function known(text: string, start: number, before?: NamesKnown): NamesKnown {
  return namesKnown(text, { start, end: text.length }, gazetteer, habits, before);
}

describe('the known names of an article', () => {
  it('are judged by what stands around them and how far down they stand, also after changes', () => {
    fc.assert(fc.property(lines, fc.array(fc.record({ head: fc.constantFrom('', '==> one.txt <==\n'), from: fc.nat(14), removed: fc.nat(3), added: lines }), { maxLength: 3 }), (first, edits) => {
      let article = first;
      let before = known(article.join('\n'), 0);
      for (const { head, from, removed, added } of edits) {
        article = article.toSpliced(from, removed, ...added);
        const text = head + article.join('\n');
        before = known(text, head.length, before);
        assert.deepEqual(before, known(text, head.length));
      }
    }), { numRuns: 150 });
  });

  it('are hardly wanted far down, where they hardly ever were', () => {
    const text = `Luo grew.\n${'It did.\n'.repeat(20)}Luo did.\n`;
    assert.deepEqual(known(text, 0).names.map(({ isLikely }) => isLikely), [true, false]);
  });
});
