import * as fc from 'fast-check';
import type { Change } from '../../../src/core/text/change';

/** A text and the changes of one editor event: not overlapping, last place first. Few letters, so that texts repeat. */
export const someChanges: fc.Arbitrary<{ readonly text: string; readonly changes: readonly Change[] }> =
  fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 30 }).chain((text) =>
    fc.array(fc.nat(text.length), { minLength: 2, maxLength: 6 }).chain((places) => {
      const edges = [...new Set(places)].sort((a, b) => a - b);
      const pairs = edges.flatMap((start, index) => index % 2 === 0 ? [[start, edges[index + 1] ?? start] as const] : []);
      return fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4 }), { minLength: pairs.length, maxLength: pairs.length })
        .map((texts) => ({
          text,
          changes: pairs.map(([start, end], index) => ({ start, end, text: texts[index] ?? '' })).reverse(),
        }));
    }));
