import assert from 'node:assert/strict';
import { resolveAll } from '../../../src/core/anchor/resolve';
import type { Placement } from '../../../src/core/anchor/placement';
import { candidate } from '../../../src/core/anchor/candidates';
import { fold } from '../../../src/core/anchor/fold';
import { sought } from '../../../src/core/anchor/sought';
import { finderOf } from '../../../src/core/text/finder';
import { offsetsOf } from '../../../src/core/text/offsets';
import { sharedFile } from '../../shared';

interface Case {
  readonly id: string;
  readonly text: string;
  readonly quote: string | null;
  readonly prefix?: string | null;
  readonly suffix?: string | null;
  readonly hint?: number;
  readonly expect: { readonly match?: string | null; readonly start?: number; readonly scores_strictly_decreasing_for_suffixes?: readonly string[] };
}

interface Cases {
  readonly texts: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

function isCases(value: unknown): value is Cases {
  return typeof value === 'object' && value !== null && 'texts' in value && 'cases' in value;
}

/**
 * The expectations of another matcher, which always returns its best guess. Ours returns what is certain, and offers the
 * rest: so its match has to be our place or our first offer, except for short quotes with errors, which have none here.
 */
describe('the cases of another matcher', () => {
  const json: unknown = JSON.parse(sharedFile('fixtures', 'anchoring-cases', 'match-quote.json') ?? 'null');
  if (!isCases(json)) {
    it.skip('match-quote.json is missing');
    return;
  }
  const withErrors = new Set(['quote-similarity-order', 'hint-B']);
  for (const each of json.cases) {
    const text = json.texts[each.text] ?? '';
    const suffixes = each.expect.scores_strictly_decreasing_for_suffixes;
    if (suffixes !== undefined) {
      it(`${each.id}: the worse the suffix, the more errors`, () => {
        const errors = suffixes.map((suffix) => errorsWith(text, each.quote ?? '', suffix));
        assert.deepEqual(errors, [...new Set(errors)].sort((a, b) => a - b));
      });
    } else if (withErrors.has(each.id)) {
      it(`${each.id}: a short quote with an error is lost`, () => {
        const placement = resolve(text, { ...each, quote: each.quote ?? 'Many yers later' });
        assert.ok(placement?.state === 'needs-you' && placement.candidates.length === 0);
      });
    } else {
      it(`${each.id}: ${each.expect.match ?? 'nothing'}`, () => {
        const placement = resolve(text, each);
        const span = placement?.state === 'needs-you' ? placement.candidates[0]?.span : placement?.span;
        assert.equal(span === undefined ? null : text.slice(span.start, span.end), each.expect.match);
        assert.ok(each.expect.start === undefined || span?.start === each.expect.start);
      });
    }
  }
});

function resolve(text: string, { quote, prefix, suffix, hint = 0 }: Case): Placement | undefined {
  return resolveAll(text, [{ at: [hint, hint + (quote ?? '').length], quote: quote ?? '', before: prefix ?? '', after: suffix ?? '' }])[0];
}

function errorsWith(text: string, quote: string, after: string): number {
  const mark = sought({ at: [0, quote.length], quote, before: '', after }, 0);
  const folded = fold(text);
  const ground = { text, folded, offsets: offsetsOf(text), find: finderOf(folded.text) };
  const start = ground.folded.text.indexOf(mark.quote);
  return candidate(mark, start, start + mark.quote.length, 0, ground).allErrors;
}
