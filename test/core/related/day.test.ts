import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dayOf } from '../../../src/core/related/day';

describe('the day of a date', () => {
  const cases: readonly (readonly [date: string, day: number | undefined])[] = [
    ['1970-01-01', 0], ['1969-12-31', -1], ['2018-08-23', 17_766], ['2018-08', undefined], ['2018', undefined], ['', undefined], ['2018-13-01', undefined],
  ];
  for (const [date, day] of cases) it(`is ${day ?? 'none'} for '${date}'`, () => { assert.equal(dayOf(date), day); });
});
