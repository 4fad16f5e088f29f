import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { decisionsIn, Habits, likelihoodsIn, type Decision, type Setting } from '../../../src/core/offers/habits';
import { parseSeed } from '../../../src/core/seed/parse';
import { marked } from '../names/marked';

/** What was decided in a text where `[[…]]` is tagged, as `+name` and `-name`. */
function decided(line: string, isDone: boolean): string[] {
  const { text, spans } = marked(line);
  const [article] = parseSeed(text).articles;
  assert.ok(article);
  const tagged = spans.map(span => ({ span, entity: 'x' }));
  return decisionsIn(text, article, tagged, isDone).map(({ name, wanted }) => `${wanted ? '+' : '-'}${name}`).sort();
}

describe('what was decided in an article', () => {
  const line = 'In the city [[Alibaba]] met Luo Yang. Later [[smart depots]] grew, said Tang Huihao.';

  it('is all of it where it is done', () => assert.deepEqual(decided(line, true), ['+Alibaba', '+smart depots', '-Luo Yang', '-Tang Huihao']));

  it('is what stands before the last mark where it is in work', () => assert.deepEqual(decided(line, false), ['+Alibaba', '+smart depots', '-Luo Yang']));

  it('is nothing in headers', () => assert.deepEqual(decided('## Title: Luo Yang\n\nIn the city [[Alibaba]] grew.\n', true), ['+Alibaba']));
});

const far: Setting = { line: 8, before: '' };

function repeated(count: number, name: string, setting: Setting, wanted: boolean): Decision[] {
  return Array.from({ length: count }, () => ({ name, setting, wanted }));
}

describe('habits', () => {
  it('expect most known names to be wanted, and fewer of the new ones', () => {
    const habits = new Habits([]);
    assert.ok(habits.likelihood('known', 'Alibaba', far) > 0.5 && habits.likelihood('new', 'Alibaba', far) < 0.5);
  });

  it('expect of a name what became of it before', () => {
    const habits = new Habits([[...repeated(5, 'Alibaba', far, true), ...repeated(5, 'Monday Club', far, false)]]);
    assert.ok(habits.likelihood('known', 'Alibaba', far) > habits.likelihood('known', 'Tmall', far));
    assert.ok(habits.likelihood('known', 'Monday Club', far) < habits.likelihood('known', 'Tmall', far));
  });

  it('expect little where little was tagged: far down, behind “the”', () => {
    const top: Setting = { line: 0, before: '' };
    const modifier: Setting = { line: 0, before: 'the' };
    const habits = new Habits(Array.from({ length: 6 }, () => [...repeated(3, 'Alibaba', top, true), ...repeated(3, 'Alibaba', far, false), ...repeated(3, 'Alibaba', modifier, false)]));
    assert.ok(habits.likelihood('known', 'Tmall', top) > 0.5);
    assert.ok(habits.likelihood('known', 'Tmall', far) < 0.5);
    assert.ok(habits.likelihood('known', 'Tmall', modifier) < habits.likelihood('known', 'Tmall', top));
  });

  it('see how far down a name stands, and behind what', () => {
    const { text, spans } = marked('[[Tmall]] grew\n\nIt grew. [[Tmall]] did.\n');
    const habits = new Habits(Array.from({ length: 6 }, () => [...repeated(3, 'Alibaba', { line: 0, before: '' }, true), ...repeated(3, 'Alibaba', { line: 1, before: '' }, false)]));
    const [top = 0, below = 1] = spans.map(span => likelihoodsIn(text, { start: 0, end: text.length }, habits)({ kind: 'known', span }));
    assert.ok(top > below);
  });

  it('are probabilities, and more so the more often a name was wanted', () => {
    const decision = fc.record({
      name: fc.constantFrom('A', 'B', 'C'),
      wanted: fc.boolean(),
      setting: fc.record({ line: fc.constantFrom(0, 1, 3, 5, 8), before: fc.constantFrom('', 'the', 'in') }),
    });
    fc.assert(fc.property(fc.array(fc.array(decision)), articles => {
      const before = new Habits(articles).likelihood('known', 'Z', far);
      const after = new Habits([...articles, repeated(1, 'Z', far, true)]).likelihood('known', 'Z', far);
      assert.ok(before > 0 && before < 1 && after > 0 && after < 1);
      const [wanted, left] = [true, false].map(each => new Habits([...articles, repeated(1, 'Z', far, each)]).likelihood('known', 'Z', far));
      assert.ok((wanted ?? 0) > (left ?? 1));
    }));
  });
});
