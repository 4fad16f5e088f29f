import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges, invertChanges, type Change } from '../../../src/core/text/change';
import { follow, isDeleted, liveMark, type LiveMark } from '../../../src/core/text/live';
import { marked, withMarks } from '../anchor/marked';
import { someChanges } from './changes';

/** A document with its marks, changed by search and replace so that the cases read like what people do. */
class Document {
  #text: string;
  #marks: readonly LiveMark[];

  constructor(source: string) {
    const { text, spans } = marked(source);
    this.#text = text;
    this.#marks = spans.map((span) => liveMark(text, span));
  }

  change(...changes: readonly Change[]): this {
    this.#text = applyChanges(this.#text, changes);
    this.#marks = follow(this.#marks, changes);
    return this;
  }

  replace(old: string, text: string): this {
    const start = this.#text.indexOf(old);
    assert.ok(start >= 0, `${old} is not in ${this.#text}`);
    return this.change({ start, end: start + old.length, text });
  }

  insertBefore(place: string, text: string): this {
    const start = this.#text.indexOf(place);
    return this.change({ start, end: start, text });
  }

  /** Deleted marks are shown by `[[]]`. */
  show(): string {
    return withMarks(this.#text, this.#marks.map(({ span }) => span));
  }
}

describe('a mark in an open document', () => {
  it('stays on its text through typing before, after and inside', () => {
    assert.equal(new Document('When [[Ant Group]] grew').replace('When', 'As').replace('grew', 'shrank').replace('nt G', 'nt (China) G').show(),
      'As [[Ant (China) Group]] shrank');
  });

  it('is not gone when its text is deleted', () => {
    assert.equal(new Document('a [[Ali]] b').replace('Ali ', '').show(), 'a [[]]b');
  });

  it('comes back with its text', () => {
    assert.equal(new Document('a [[Ali]] b').replace('a Ali b', 'x').replace('x', 'a Ali b').show(), 'a [[Ali]] b');
  });

  it('comes back when it was typed over and the typing is undone at once', () => {
    const document = new Document('a [[Alibaba]] b').replace('Alibaba', 'B');
    for (const letter of 'aidu') {
      document.insertBefore(' b', letter);
    }
    assert.equal(document.show(), 'a [[]]Baidu b');
    assert.equal(document.replace('Baidu', 'Alibaba').show(), 'a [[Alibaba]] b');
  });

  it('comes back when it was deleted letter by letter and the deletions are undone at once', () => {
    const document = new Document('a [[Ali]] b').replace('i', '').replace('l', '').replace('A', '');
    assert.equal(document.show(), 'a [[]] b');
    assert.equal(document.change({ start: 2, end: 2, text: 'Ali' }).show(), 'a [[Ali]] b');
  });

  it('gets its tail back from an undo, but not from other typing at its end', () => {
    assert.equal(new Document('a [[Alibaba]] b').replace('baba', '').change({ start: 5, end: 5, text: 'baba' }).show(), 'a [[Alibaba]] b');
    assert.equal(new Document('a [[Alibaba]] b').replace('baba', '').change({ start: 5, end: 5, text: 'xyz' }).show(), 'a [[Ali]]xyz b');
  });

  it('does not take other text for its own', () => {
    assert.equal(new Document('a [[Ali]] b').replace('Ali', 'Ben').show(), 'a [[]]Ben b');
    assert.equal(new Document('a [[Ali]] b').replace('Ali', '').insertBefore(' b', 'Ben').show(), 'a [[]]Ben b');
  });

  it('stays when what replaces it begins or ends with it', () => {
    assert.equal(new Document('a [[Ali]] b').replace('Ali', 'Ali Inc').show(), 'a [[Ali]] Inc b');
    assert.equal(new Document('a [[Ali]] b').replace('Ali', 'Mr Ali').show(), 'a Mr [[Ali]] b');
    assert.equal(new Document('a [[Ali]] b').replace('Ali', 'Ali Inc').replace('Ali Inc', 'Ali').show(), 'a [[Ali]] b');
  });

  it('is not taken for the same words in another sentence or line that is put there', () => {
    assert.equal(new Document('a [[Ali]] Co b').replace('Ali Co', 'Ali Inc').show(), 'a [[Ali]] Inc b');
    assert.equal(new Document('[[Ali]] said yes. b').replace('Ali said yes.', 'Ali is a lake.').show(), '[[]]Ali is a lake. b');
    assert.equal(new Document('[[Ali]] b\nAli a\nc').replace('Ali b\nAli a', 'Ali a\nAli b').show(), '[[]]Ali a\nAli b\nc');
  });

  it('follows the changes of several carets in one event', () => {
    assert.equal(new Document('a [[Ali]] a [[Ben]] a').change(
      { start: 12, end: 13, text: 'xy' }, { start: 6, end: 7, text: '' }, { start: 0, end: 1, text: 'xy' },
    ).show(), 'xy [[Ali]]  [[Ben]] xy');
  });

  it('goes with a line that is moved, whichever of the two lines the editor takes out, and back', () => {
    const text = 'one\ntwo Ali\nthree';
    for (const changes of [
      [{ start: 3, end: 11, text: '' }, { start: 0, end: 0, text: 'two Ali\n' }],
      [{ start: 11, end: 11, text: '\none' }, { start: 0, end: 4, text: '' }],
    ]) {
      const document = new Document('one\ntwo [[Ali]]\nthree').change(...changes);
      assert.equal(document.show(), 'two [[Ali]]\none\nthree');
      assert.equal(document.change(...invertChanges(text, changes)).show(), 'one\ntwo [[Ali]]\nthree');
    }
  });

  it('goes with any text that is moved, and back', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 1 }), { minLength: 4, maxLength: 30 }), fc.nat(), fc.nat(), fc.nat(), fc.nat(), (letters, ...numbers) => {
      const text = letters.join('');
      const [a = 0, b = 0, c = 0, d = 0] = numbers.map((number) => number % (text.length + 1)).sort((one, other) => one - other);
      const [out, put] = numbers[0] % 2 === 0 ? [{ start: b, end: d, text: '' }, { start: a, end: a, text: text.slice(b, d) }] : [{ start: a, end: c, text: '' }, { start: d, end: d, text: text.slice(a, c) }];
      fc.pre(b < c && c < d && (put.start < out.start || put.start > out.end));
      const mark = liveMark(text, { start: b, end: c });
      const changes = [out, put].sort((one, other) => other.start - one.start);
      const [after] = follow([mark], changes);
      assert.equal(applyChanges(text, changes).slice(after?.span.start, after?.span.end), mark.text);
      assert.deepEqual(follow(after === undefined ? [] : [after], invertChanges(text, changes)), [mark]);
    }), { numRuns: 2000 });
  });

  it('goes with text that is dragged elsewhere, with what is known of its past', () => {
    const document = new Document('a b [[Ant Group]] c d').replace(' Group', '').change({ start: 8, end: 8, text: 'b Ant' }, { start: 2, end: 7, text: '' });
    assert.equal(document.show(), 'a  b [[Ant]]c d');
    assert.equal(document.change({ start: 8, end: 8, text: ' Group' }).show(), 'a  b [[Ant Group]]c d');
  });

  it('does not go with other text that is put in where it is taken out', () => {
    assert.equal(new Document('a [[Ali]] b c').change({ start: 8, end: 8, text: 'Ben' }, { start: 2, end: 5, text: '' }).show(), 'a [[]] b Benc');
  });

  it('finds its way back through a later deletion around it', () => {
    const document = new Document('one two [[three]] four five').replace('three', '').replace('two  four', '');
    assert.equal(document.show(), 'one [[]] five');
    assert.equal(document.change({ start: 4, end: 4, text: 'two  four' }).change({ start: 8, end: 8, text: 'three' }).show(),
      'one two [[three]] four five');
  });

  it('is where it was after any event and its undo', () => {
    fc.assert(fc.property(someChanges, fc.nat(), fc.nat(), ({ text, changes }, a, b) => {
      const start = a % text.length;
      const end = start + 1 + b % (text.length - start);
      const mark = liveMark(text, { start, end });
      const [after] = follow([mark], changes);
      assert.ok(after !== undefined);
      const now = applyChanges(text, changes);
      assert.equal(now.slice(after.span.start, after.span.end), after.text);
      assert.deepEqual(follow([after], invertChanges(text, changes))[0]?.span, mark.span);
    }), { numRuns: 2000 });
  });

  // What is put in is longer than what is taken out, for text of the same length in the same place looks like an undo.
  it('is where it was after several events and their undoing, one after the other', () => {
    fc.assert(fc.property(someChanges, fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.boolean()), { maxLength: 6 }), (some, later) => {
      const mark = liveMark(some.text, { start: 0, end: 1 + Math.floor((some.text.length - 1) / 2) });
      let text = some.text;
      let marks: readonly LiveMark[] = [mark];
      const undo: (readonly Change[])[] = [];
      for (const [index, [place, length, put]] of later.entries()) {
        const start = place % (text.length + 1);
        const changes = [{ start, end: Math.min(text.length, start + length), text: put ? 'UVWXYZ'.charAt(index).repeat(20 + index) : '' }];
        undo.push(invertChanges(text, changes));
        marks = follow(marks, changes);
        text = applyChanges(text, changes);
      }
      for (const changes of undo.reverse()) {
        marks = follow(marks, changes);
      }
      assert.deepEqual(marks[0]?.span, mark.span);
      assert.equal(marks[0]?.text, mark.text);
      assert.ok(marks[0] !== undefined && !isDeleted(marks[0]));
    }), { numRuns: 2000 });
  });
});
