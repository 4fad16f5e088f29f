import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Span } from '../../../src/core/model';
import { findAgain, type Found } from '../../../src/core/names/findAgain';
import { Gazetteer, type Hit } from '../../../src/core/names/gazetteer';
import type { KnownNames } from '../../../src/core/names/nameAt';

const gazetteer = new Gazetteer();
// Names that begin and end with each other, with signs at their edges, over line breaks, of scripts without spaces, and a long one.
for (const name of ['Ant', 'Ant Ant', 'Ant Group', 'Group Ant Group', 'Group of', 'of Ant', '.Net', 'Net', '“Net', 'Ma', 'Ma-Ma', '阿里', '里阿', 'Éa', `${'Ma Ant '.repeat(40)}Net`]) gazetteer.add(name, name.slice(0, 30));

/** Remembers how much text it was asked about. */
class Counting implements KnownNames {
  units = 0;

  find(text: string, within: Span): Hit[] {
    this.units += within.end - within.start;
    return gazetteer.find(text, within);
  }
}

const piece = fc.constantFrom('Ant', 'Group', 'of', 'Ma', 'Net', '.', '“', '-', '’', '’s', ' ', ' ', ' ', '\n', '\n\n', '阿', '里', 'E\u0301a', '𠮷', 'x', '$', 'Ma Ant '.repeat(40));
const text = fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join(''));
const filler = fc.constantFrom('', 'Ant '.repeat(3000), 'the word goes on and on '.repeat(200), 'Ant Group of Ant Group Ant '.repeat(300), '阿里'.repeat(2000), '“'.repeat(5000));

function found(content: string, within: Span, before?: Found<Hit>): Found<Hit> {
  return { text: content, within, names: findAgain(gazetteer, content, within, hit => hit, before) };
}

function whole(content: string): Span {
  return { start: 0, end: content.length };
}

describe('finding names again', () => {
  it('finds what a search of the whole text finds, after any changes', () => {
    fc.assert(fc.property(fc.array(fc.tuple(filler, text), { maxLength: 4 }), fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), removed: fc.nat(12), added: text }), { minLength: 1, maxLength: 4 }), (parts, edits) => {
      let content = parts.flat().join('');
      let before = found(content, whole(content));
      for (const { at, removed, added } of edits) {
        const place = Math.floor(at * content.length);
        content = content.slice(0, place) + added + content.slice(place + removed);
        before = found(content, whole(content), before);
        assert.deepEqual(before.names, gazetteer.find(content));
      }
    }), { numRuns: 300 });
  });

  it('does so for a stretch that moves, grows or is another one', () => {
    fc.assert(fc.property(piece, text, filler, text, piece, text, fc.boolean(), (head, opening, middle, tail, head2, body2, isSame) => {
      const body = opening + middle;
      const within: Span = { start: head.length, end: head.length + body.length };
      const before = found(head + body + tail, within);
      const now = isSame ? body : body2;
      const next: Span = { start: head2.length, end: head2.length + now.length };
      const content = head2 + now + tail;
      assert.deepEqual(found(content, next, before).names, gazetteer.find(content, next));
    }), { numRuns: 500 });
  });

  it('looks through what was changed, and no more than some words around it', () => {
    const names = new Counting();
    const content = 'Ant Group of the word Ma\n'.repeat(20_000);
    const before: Found<Hit> = { text: content, within: whole(content), names: gazetteer.find(content) };
    const after = `${content.slice(0, 250_007)}Net ${content.slice(250_007)}`;
    assert.deepEqual(findAgain(names, after, whole(after), hit => hit, before), gazetteer.find(after));
    assert.ok(names.units < 10_000, String(names.units));
  });

  it('looks at a name again only where it may be another one', () => {
    const content = 'Ant Group of the word Ma\n'.repeat(1000);
    const before: Found<Hit> = { text: content, within: whole(content), names: gazetteer.find(content) };
    const looked: Hit[] = [];
    const after = `x ${content}`;
    findAgain(gazetteer, after, whole(after), hit => { looked.push(hit); return hit; }, before);
    assert.ok(looked.length < 10, String(looked.length));
  });
});
