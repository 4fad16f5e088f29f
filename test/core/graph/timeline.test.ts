import assert from 'node:assert/strict';
import { daysOf } from '../../../src/core/graph/days';
import { firstQuestion, scopeOf, type Question } from '../../../src/core/graph/question';
import { timeline, usualTimelineLimits, type Timeline, type TimelineLimits } from '../../../src/core/graph/timeline';
import { factsOf } from './corpus';

const lines = ['a 2018-05-03 Business: ant*3 ma', 'b 2018-06 Business: ant', 'c 2019 World: ma sh', 'd: ant'];

function draw(wanted: Partial<Question> = {}, limits: TimelineLimits = usualTimelineLimits): Timeline {
  const question: Question = { ...firstQuestion, view: 'timeline', ...wanted };
  const facts = factsOf(...lines);
  return timeline(facts, scopeOf(facts, question), question, limits);
}

/** Lanes as `Ant Group: a×3 b`. */
function inWords({ lanes, points, articles }: Timeline): string[] {
  return lanes.map(({ label }, lane) => `${label}: ${points.filter(point => point.lane === lane)
    .map(({ article, weight }) => `${articles[article]?.label.replace('Article ', '') ?? '?'}${weight === 1 ? '' : `×${weight}`}`).join(' ')}`);
}

describe('the timeline', () => {
  it('has a lane for each entity, the busiest first, and no place for articles without a date', () => {
    const drawn = draw();
    assert.deepEqual(inWords(drawn), ['Ant Group: a×3 b', 'Jack Ma: a c', 'Shanghai: c']);
    assert.equal(drawn.undated, 1);
  });

  it('has a lane for each section', () => assert.deepEqual(inWords(draw({ lanes: 'section' })), ['Business: a×4 b', 'World: c×2']));

  it('knows days, months and years', () => {
    assert.deepEqual(draw().articles.map(({ days }) => days), [daysOf('2018-05-03'), daysOf('2018-06'), daysOf('2019')]);
  });

  it('leaves out types and dates, and counts what has no date', () => {
    assert.deepEqual(inWords(draw({ hidden: ['organization'] })), ['Jack Ma: a c', 'Shanghai: c']);
    const drawn = draw({ to: '2018-05' });
    assert.deepEqual([inWords(drawn), drawn.undated], [['Ant Group: a×3', 'Jack Ma: a'], 1]);
  });

  it('says how many lanes and points there are when there are too many', () => {
    const drawn = draw({}, { lanes: 2, points: 3 });
    assert.deepEqual([inWords(drawn), drawn.total], [['Ant Group: a×3 b', 'Jack Ma: a'], { lanes: 3, points: 5 }]);
  });

  it('begins with the lane of an entity that is asked for', () => assert.deepEqual(inWords(draw({ entities: ['sh'] })), ['Shanghai: c', 'Jack Ma: c']));
});

describe('the days of a date', () => {
  const cases: readonly (readonly [date: string, length: number | undefined])[] = [
    ['2018-05-03', 1], ['2018-02', 28], ['2020-02', 29], ['2018-12', 31], ['2018', 365], ['2020', 366],
    ['', undefined], ['2018-13', undefined], ['2018-02-30', undefined], ['May 2018', undefined], ['2018-5-3', undefined],
  ];
  for (const [date, length] of cases) {
    it(date || 'none', () => {
      const days = daysOf(date);
      assert.equal(days && days.last - days.first + 1, length);
    });
  }
  it('are counted from 1970', () => assert.deepEqual([daysOf('1970-01-01'), daysOf('1969-12')], [{ first: 0, last: 0 }, { first: -31, last: -1 }]));
});
