import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { likeness } from '../../../src/core/links/likeness';

describe('a relation fits what is typed', () => {
  const cases: readonly (readonly [typed: string, label: string, likeness: number])[] = [
    ['', 'same event', 4],
    ['same', 'same event', 4],
    ['EV', 'same event', 3],
    ['vent', 'same event', 2],
    ['sev', 'same event', 1],
    ['follow', 'followed up by', 4],
    ['resume', 'Résumé of', 4],
    ['x', 'same event', 0],
  ];
  for (const [typed, label, expected] of cases) it(`“${typed}” and “${label}”: ${expected}`, () => assert.equal(likeness(label, typed), expected));
});
