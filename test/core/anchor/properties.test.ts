import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe as describeMark } from '../../../src/core/anchor/describe';
import { resolveAll } from '../../../src/core/anchor/resolve';
import type { Anchor, Span } from '../../../src/core/model';
import { applyChanges, invertChanges } from '../../../src/core/text/change';

const word = fc.string({ unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzéß漢😀')), minLength: 2, maxLength: 9 });
const sentence = fc.array(word, { minLength: 5, maxLength: 16 }).map((words) => `${words.join(' ')}.`);
const sentences = fc.array(sentence, { minLength: 3, maxLength: 10 });
const separators = fc.constantFrom(' ', '\n', '\r\n\r\n');

/** Each third of the numbers is a mark: a stretch of words of the text. */
function marksIn(text: string, numbers: readonly number[]): readonly Span[] {
  const words = [...text.matchAll(/[^\s.]+/g)];
  return numbers.flatMap((number) => {
    const first = words[number % words.length];
    const last = words[Math.min(words.length - 1, number % words.length + number % 3)];
    return first === undefined || last === undefined ? [] : [{ start: first.index, end: last.index + last[0].length }];
  });
}

function anchorsIn(text: string, spans: readonly Span[]): readonly Anchor[] {
  return spans.map((span) => describeMark(text, { start: 0, end: text.length }, span));
}

describe('anchors', () => {
  it('of an unchanged text are all where they were', () => {
    fc.assert(fc.property(sentences, separators, fc.array(fc.nat(), { maxLength: 8 }), (parts, separator, numbers) => {
      const text = parts.join(separator);
      const spans = marksIn(text, numbers);
      assert.deepEqual(resolveAll(text, anchorsIn(text, spans)), spans.map((span) => ({ state: 'anchored', span })));
    }));
  });

  it('are found again after sentences were put in elsewhere, with and without the old text', () => {
    fc.assert(fc.property(sentences, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), sentence, sentence, (parts, numbers, first, last) => {
      const text = parts.join(' ');
      const spans = marksIn(text, numbers);
      const now = `${first} ${text} ${last}`;
      const expected = spans.map(({ start, end }) => ({ start: start + first.length + 1, end: end + first.length + 1 }));
      for (const base of [undefined, text]) {
        const placements = resolveAll(now, anchorsIn(text, spans), base);
        // Random words repeat: a place that is not certain is no error, a wrong one is.
        for (const [index, placement] of placements.entries()) {
          assert.ok(placement.state === 'needs-you' || placement.span.start === expected[index]?.start);
        }
        assert.ok(base === undefined || placements.every(({ state }) => state === 'anchored'));
      }
    }));
  });

  it('that were made in the text of now are where they are, whatever older text is taken for theirs', () => {
    const alike = fc.constantFrom('Ant said that profit rose.', 'Ant said that profit fell.', 'Bank of Ant denied it.');
    fc.assert(fc.property(fc.array(alike, { minLength: 2, maxLength: 8 }), fc.array(alike, { minLength: 1, maxLength: 3 }), fc.nat(), fc.nat(), (parts, put, place, number) => {
      const base = parts.join(' ');
      const text = [...parts.slice(0, place % parts.length), ...put, ...parts.slice(place % parts.length)].join(' ');
      const [ours, theirs] = [marksIn(text, [number]), marksIn(base, [place])];
      const [anchor] = anchorsIn(text, ours);
      const [placement] = resolveAll(text, [...anchorsIn(text, ours), ...anchorsIn(base, theirs)], base);
      const isInBoth = isDeepStrictEqual([anchor], anchorsIn(base, ours));
      assert.ok(isInBoth || isDeepStrictEqual(placement, { state: 'anchored', span: ours[0] }), JSON.stringify([placement, ours]));
    }));
  });

  it('are where they were after a change and its undo', () => {
    fc.assert(fc.property(sentences, fc.array(fc.nat(), { maxLength: 8 }), fc.nat(), word, (parts, numbers, place, put) => {
      const text = parts.join(' ');
      const changes = [{ start: place % text.length, end: place % text.length, text: put }];
      const back = applyChanges(applyChanges(text, changes), invertChanges(text, changes));
      const anchors = anchorsIn(text, marksIn(text, numbers));
      assert.deepEqual(resolveAll(back, anchors), resolveAll(text, anchors));
    }));
  });

  it('are placed on nothing but their own text', () => {
    fc.assert(fc.property(sentences, sentences, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), fc.boolean(), (parts, others, numbers, withBase) => {
      const text = parts.join(' ');
      const now = [...others, ...parts.filter((_, index) => index % 2 === 0)].join('\n');
      const anchors = anchorsIn(text, marksIn(text, numbers));
      for (const [index, placement] of resolveAll(now, anchors, withBase ? text : undefined).entries()) {
        if (placement.state !== 'needs-you') {
          assert.equal(now.slice(placement.span.start, placement.span.end).replace(/\s/g, ''), anchors[index]?.quote.replace(/\s/g, ''));
        }
      }
    }));
  });

  it('never make it throw, and spans lie inside the text', () => {
    const anchor = fc.record({
      at: fc.tuple(fc.integer(), fc.integer()),
      quote: fc.string({ unit: 'binary', maxLength: 60 }),
      before: fc.string({ maxLength: 40 }),
      after: fc.string({ maxLength: 40 }),
    });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(anchor, { maxLength: 5 }), fc.option(fc.string(), { nil: undefined }), (text, anchors, base) => {
      for (const placement of resolveAll(text, anchors, base)) {
        const spans = placement.state === 'needs-you' ? placement.candidates.map(({ span }) => span) : [placement.span];
        assert.ok(spans.every(({ start, end }) => start >= 0 && start <= end && end <= text.length));
      }
    }));
  });
});
