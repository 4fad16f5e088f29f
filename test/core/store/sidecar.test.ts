import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Anchor, Link, Mention, Rejection } from '../../../src/core/model';
import {
  addLinks, addMentions, addRejections, removeMarks, setAnchors, setLinkRelation, setLinkTarget, setMarkNote, setMentionEntity, setSidecarField,
} from '../../../src/core/store/sidecarEdits';
import { newSidecar, printLink, printMention, readSidecar } from '../../../src/core/store/sidecarFile';
import { readCanonical } from '../../../src/core/yaml/canonical';
import { changed, diff } from './change';

const text = `# by hand
article: 001_x
text: 8f0a12
reviewer: Jo     # an unknown key
mentions:
  - { id: aaaaaa, entity: alibaba, at: [10, 17], quote: "Alibaba", before: "", after: " is" }
  # the second
  - { id: bbbbbb, entity: ant, at: [20, 29], quote: "Ant Group", before: "x", after: "" } # sure?
links:
  - { id: cccccc, relation: same-event, from: { at: [1, 2], quote: "a" }, to: { article: 000_y, at: [3, 4], quote: "b" } }
`;

function anchor(start: number, end: number, quote = 'Q'): Anchor {
  return { at: [start, end], quote, before: 'b', after: 'a' };
}

function mention(id: string, start: number, end: number): Mention {
  return { id, entity: 'shanghai', anchor: anchor(start, end) };
}

const link: Link = { id: 'dddddd', relation: 'quotes', from: anchor(0, 1), to: { article: '中/x y', anchor: anchor(7, 9) }, note: 'a "note"' };

function codes(source: string): readonly string[] {
  return readSidecar(source).problems.map(({ code, span, data }) => `${code} ${JSON.stringify(source.slice(span.start, span.end).slice(0, 12))} ${data['key'] ?? data['id'] ?? data['reason'] ?? ''}`);
}

describe('a sidecar, read', () => {
  it('has its marks, and their places in the text', () => {
    const { sidecar, marks, problems, readable } = readSidecar(text);
    assert.deepEqual(problems, []);
    assert.ok(readable);
    assert.equal(sidecar.article, '001_x');
    assert.equal(sidecar.text, '8f0a12');
    assert.deepEqual(sidecar.mentions[0], { id: 'aaaaaa', entity: 'alibaba', anchor: { at: [10, 17], quote: 'Alibaba', before: '', after: ' is' } });
    assert.deepEqual(sidecar.links[0]?.to, { article: '000_y', anchor: { at: [3, 4], quote: 'b', before: '', after: '' } });
    const place = marks.get('bbbbbb');
    assert.equal(text.slice(place?.entitySpan?.start, place?.entitySpan?.end), 'ant');
    assert.equal(text.slice(place?.quoteSpan?.start, place?.quoteSpan?.end), '"Ant Group"');
    assert.match(text.slice(place?.span.start, place?.span.end), /^- \{ id: bbbbbb.*\}$/);
    assert.equal(text.slice(marks.get('cccccc')?.quoteSpan?.start).slice(0, 3), '"a"');
  });

  it('has what overrides the inferred, and a status', () => {
    const { sidecar } = readSidecar('article: x\nstatus: done\ndate: 2015-01-02\ntitle: "T"\nsection: 12\n');
    assert.equal(sidecar.status, 'done');
    assert.deepEqual(sidecar.overrides, { date: '2015-01-02', title: 'T', section: '12' });
  });

  it('tells what is missing or wrong, at its place, and keeps the rest', () => {
    assert.deepEqual(codes('article: x\nmentions:\n  - { entity: e, at: [1, 2], quote: q }\n'), ['key-missing "{ entity: e," id']);
    assert.deepEqual(codes('article: x\nmentions:\n  - { id: a, entity: e, at: [2, 1], quote: q }\n'), ['value-invalid "[2, 1]" at']);
    assert.deepEqual(codes('article: x\nmentions: 3\n'), ['yaml-shape "3" mentions']);
    assert.deepEqual(codes('mentions: []\n'), ['key-missing "mentions: []" article']);
    assert.deepEqual(codes('article: x\nstatus: finished\n'), ['value-invalid "finished" status']);
    assert.deepEqual(codes('article: x\nlinks:\n  - { id: a, relation: r, from: { at: [1, 2], quote: q } }\n'), ['key-missing "{ id: a, rel" to']);
    assert.deepEqual(codes('- a\n'), ['yaml-shape "- a" ']);
    const twice = readSidecar(text.replace('bbbbbb', 'aaaaaa'));
    assert.deepEqual(twice.problems.map(({ code }) => code), ['mark-duplicate']);
    assert.equal(twice.sidecar.mentions.length, 1);
  });

  it('gives both sides of a git conflict, with each marker as a problem, and is not to be edited', () => {
    const lines = text.split('\n');
    const conflict = [...lines.slice(0, 5), '<<<<<<< HEAD', lines[5], '||||||| base', '  - { id: old }', '=======', lines[7], '>>>>>>> theirs', ''].join('\n');
    const file = readSidecar(conflict);
    assert.deepEqual(file.sidecar.mentions.map(({ id }) => id), ['aaaaaa', 'bbbbbb']);
    assert.deepEqual(file.problems.map(({ span }) => conflict.slice(span.start, span.end)), ['<<<<<<< HEAD', '||||||| base', '=======', '>>>>>>> theirs']);
    assert.ok(!file.readable);
    assert.equal(addMentions(file, [mention('zzzzzz', 1, 2)]), undefined);
    assert.equal(removeMarks(file, ['aaaaaa']), undefined);
    assert.equal(setSidecarField(file, 'status', 'done'), undefined);
    assert.equal(setAnchors(file, [{ id: 'aaaaaa', end: 'mention', anchor: anchor(1, 2) }]), undefined);
  });

  it('gives what could be read of broken YAML', () => {
    const file = readSidecar(text.replace('to: { article: 000_y, at: [3, 4], quote: "b" } }', 'to: { '));
    assert.equal(file.sidecar.mentions.length, 2);
    assert.ok(!file.readable);
    assert.ok(file.problems.some(({ code }) => code === 'yaml-syntax'));
  });
});

describe('a sidecar, edited', () => {
  const file = readSidecar(text);

  it('gets one line for one mention, at its position', () => {
    const line = '+   - { id: zzzzzz, entity: shanghai, at: [15, 18], quote: "Q", before: "b", after: "a" }';
    assert.deepEqual(diff(text, addMentions(file, [mention('zzzzzz', 15, 18)])), [line]);
    const order = (start: number, end: number): string => readSidecar(changed(text, addMentions(file, [mention('zzzzzz', start, end)]))).sidecar.mentions.map(({ id }) => id[0]).join('');
    assert.equal(order(9, 99), 'zab');
    assert.equal(order(10, 16), 'zab');
    assert.equal(order(10, 17), 'azb');
    assert.equal(order(10, 18), 'azb');
    assert.equal(order(20, 29), 'abz');
    assert.equal(order(90, 91), 'abz');
  });

  it('gets many mentions at once, in order', () => {
    const many = [mention('d', 50, 51), mention('c', 40, 41), mention('e', 15, 16), mention('f', 1, 2)];
    assert.equal(readSidecar(changed(text, addMentions(file, many))).sidecar.mentions.map(({ id }) => id[0]).join(''), 'faebcd');
    const fresh = newSidecar('a', 'b');
    assert.equal(readSidecar(changed(fresh, addMentions(readSidecar(fresh), many))).sidecar.mentions.map(({ id }) => id[0]).join(''), 'fecd');
  });

  it('starts small, and gets its lists when they are needed', () => {
    const fresh = newSidecar('001_x', '8f');
    assert.equal(fresh, 'article: 001_x\ntext: 8f\n');
    const first = changed(fresh, addLinks(readSidecar(fresh), [link]));
    assert.deepEqual(first.split('\n').slice(2), [
      'links:',
      '  - { id: dddddd, relation: quotes, from: { at: [0, 1], quote: "Q", before: "b", after: "a" }, to: { article: 中/x y, at: [7, 9], quote: "Q", before: "b", after: "a" }, note: "a \\"note\\"" }',
      '',
    ]);
    const second = addMentions(readSidecar(first), [mention('zzzzzz', 1, 2)]);
    assert.deepEqual(diff(first, second), ['+ mentions:', `+   - ${printMention(mention('zzzzzz', 1, 2))}`]);
    assert.deepEqual(readSidecar(changed(first, second)).sidecar.links, [link]);
    assert.ok(readCanonical(changed(first, second)) !== undefined);
  });

  it('gets a line for what was rejected, which is read, sorted and moved like the other marks', () => {
    const none: Rejection = { id: 'eeeeee', anchor: anchor(15, 18) };
    const other: Rejection = { id: 'ffffff', entity: 'luo', anchor: anchor(3, 6), note: 'a river' };
    const edits = addRejections(file, [none, other]);
    assert.deepEqual(diff(text, edits), [
      '+ rejected:',
      '+   - { id: ffffff, entity: luo, at: [3, 6], quote: "Q", before: "b", after: "a", note: "a river" }',
      '+   - { id: eeeeee, at: [15, 18], quote: "Q", before: "b", after: "a" }',
    ]);
    const after = changed(text, edits);
    const read = readSidecar(after);
    assert.deepEqual([read.problems, read.sidecar.rejected], [[], [other, none]]);
    assert.ok(readCanonical(after) !== undefined);
    assert.equal(addRejections(read, [none]), undefined);
    assert.equal(changed(after, removeMarks(read, ['eeeeee', 'ffffff'])), `${text}rejected:\n`);
    const moved = readSidecar(changed(after, setAnchors(read, [{ id: 'ffffff', end: 'mention', anchor: anchor(30, 33) }])));
    assert.deepEqual(moved.sidecar.rejected.map(({ id, anchor: { at } }) => [id, at]), [['eeeeee', [15, 18]], ['ffffff', [30, 33]]]);
  });

  it('refuses a mark whose id is there', () => {
    assert.equal(addMentions(file, [mention('cccccc', 1, 2)]), undefined);
  });

  it('loses marks with their lines, and keeps comments between them', () => {
    assert.deepEqual(diff(text, removeMarks(file, ['bbbbbb'])), [`- ${text.split('\n')[7]}`]);
    assert.deepEqual(changed(text, removeMarks(file, ['aaaaaa', 'cccccc', 'bbbbbb'])).split('\n').slice(4), ['mentions:', '  # the second', 'links:', '']);
    assert.equal(removeMarks(file, ['aaaaaa', 'nobody']), undefined);
    const emptied = changed(text, removeMarks(file, ['aaaaaa', 'bbbbbb']));
    assert.equal(diff(emptied, addMentions(readSidecar(emptied), [mention('zzzzzz', 1, 2)])).length, 1);
  });

  it('changes an entity, a relation, a note', () => {
    assert.equal(changed(text, setMentionEntity(file, 'aaaaaa', 'ant')), text.replace('entity: alibaba', 'entity: ant'));
    assert.equal(changed(text, setMentionEntity(file, 'aaaaaa', '2015')), text.replace('entity: alibaba', 'entity: "2015"'));
    assert.equal(setMentionEntity(file, 'cccccc', 'ant'), undefined);
    assert.equal(changed(text, setLinkRelation(file, 'cccccc', 'quotes')), text.replace('same-event', 'quotes'));
    assert.equal(
      changed(text, setLinkTarget(file, 'cccccc', { article: 'b/002_z', anchor: { at: [3, 6], quote: 'bcd', before: '', after: '' } })),
      text.replace('article: 000_y, at: [3, 4], quote: "b"', 'article: b/002_z, at: [3, 6], quote: "bcd"'),
    );
    assert.equal(setLinkTarget(file, 'aaaaaa', { article: 'x', anchor: anchor(0, 1) }), undefined);
    const noted = changed(text, setMarkNote(file, 'bbbbbb', 'why?'));
    assert.equal(noted, text.replace('after: "" } # sure?', 'after: "", note: "why?" } # sure?'));
    assert.equal(changed(noted, setMarkNote(readSidecar(noted), 'bbbbbb', undefined)), text);
  });

  it('changes what it says of the article, each key at its usual place', () => {
    assert.deepEqual(diff(text, setSidecarField(file, 'text', 'ff00')), ['- text: 8f0a12', '+ text: ff00']);
    assert.deepEqual(diff(text, setSidecarField(file, 'status', 'done')), ['+ status: done']);
    assert.equal(readSidecar(changed(text, setSidecarField(file, 'date', '2015-01-02'))).sidecar.overrides.date, '2015-01-02');
    assert.deepEqual(diff(text, setSidecarField(file, 'text', undefined)), ['- text: 8f0a12']);
    assert.deepEqual(setSidecarField(file, 'title', undefined), []);
  });

  it('changes an anchor in place, as little as it can', () => {
    const moved = setAnchors(file, [{ id: 'aaaaaa', end: 'mention', anchor: { at: [11, 18], quote: 'Alibaba', before: '', after: ' is' } }]);
    assert.equal(changed(text, moved), text.replace('[10, 17]', '[11, 18]'));
    const far = setAnchors(file, [{ id: 'cccccc', end: 'to', anchor: { at: [3, 4], quote: 'c', before: '', after: 'x' } }]);
    assert.equal(changed(text, far), text.replace('quote: "b" }', 'quote: "c", after: "x" }'));
    assert.equal(setAnchors(file, [{ id: 'aaaaaa', end: 'to', anchor: anchor(1, 2) }]), undefined);
  });

  it('moves the line of a mark that changes its place in the order, with the comment at its end', () => {
    const after = changed(text, setAnchors(file, [{ id: 'bbbbbb', end: 'mention', anchor: { at: [2, 3], quote: 'Ant Group', before: 'x', after: '' } }]));
    const lines = text.split('\n');
    assert.deepEqual(after.split('\n').slice(5, 8), [lines[7]?.replace('[20, 29]', '[2, 3]'), lines[6], lines[5]]);
  });

  it('moves no line in a list that people keep in their own order', () => {
    const lines = text.split('\n');
    const own = [...lines.slice(0, 5), lines[7], lines[5], ...lines.slice(8)].join('\n');
    const change = { id: 'aaaaaa', end: 'mention', anchor: { at: [90, 97], quote: 'Alibaba', before: '', after: ' is' } } as const;
    assert.equal(changed(own, setAnchors(readSidecar(own), [change])), own.replace('[10, 17]', '[90, 97]'));
    const again = { ...change, anchor: { ...change.anchor, at: [11, 18] } } as const;
    assert.equal(changed(own, setAnchors(readSidecar(own), [again])), own.replace('[10, 17]', '[11, 18]'));
  });

  it('is edited also where people wrote it their own way', () => {
    const own = 'article: x\r\nmentions:\r\n- id: a\r\n  entity: e   # who\r\n  at:\r\n    - 1\r\n    - 2\r\n  quote: \'it\'\'s\'\r\n# between\r\n- {id: b, entity: e, at: [5,6], quote: q}';
    const read = readSidecar(own);
    assert.deepEqual(read.problems, []);
    assert.equal(read.sidecar.mentions[0]?.anchor.quote, "it's");
    assert.equal(changed(own, setMentionEntity(read, 'a', 'f')), own.replace('entity: e   #', 'entity: f   #'));
    assert.equal(changed(own, setMarkNote(read, 'b', 'n')), own.replace('quote: q}', 'quote: q, note: "n"}'));
    assert.equal(changed(own, addMentions(read, [mention('c', 9, 9)])), `${own}\r\n- ${printMention(mention('c', 9, 9))}`);
    assert.equal(changed(own, removeMarks(read, ['b'])), own.slice(0, own.lastIndexOf('\r\n')));
    assert.equal(changed(own, setAnchors(read, [{ id: 'a', end: 'mention', anchor: { at: [3, 4], quote: "we're", before: '', after: '' } }])),
      own.replace('- 1', '- 3').replace('- 2', '- 4').replace("it''s", "we''re"));
  });
});

describe('the canonical form of a sidecar', () => {
  const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('a: b', '#', '\ud800', 'null', '1e5', '"', '\\', '\u2028', '\u0085', '\ufeff', 'x, y', 'line\nbreak'));
  const position = fc.tuple(fc.nat(), fc.nat()).map(([start, length]): Anchor['at'] => [start, start + length]);
  const anchors = fc.record({ at: position, quote: words, before: words, after: words }, { noNullPrototype: true });
  const mentions = fc.record({ id: words, entity: words, anchor: anchors, note: words }, { noNullPrototype: true });
  const links = fc.record({ id: words, relation: words, from: anchors, to: fc.record({ article: words, anchor: anchors }, { noNullPrototype: true }) }, { noNullPrototype: true });

  it('is what the fast reader reads, whatever the marks hold', () => {
    fc.assert(fc.property(mentions, links, (mark, other) => {
      const source = `article: a\nmentions:\n  - ${printMention(mark)}\nlinks:\n  - ${printLink({ ...other, id: `${mark.id}2` })}\n`;
      assert.ok(readCanonical(source) !== undefined, source);
      const { sidecar, problems } = readSidecar(source);
      assert.deepEqual(problems, []);
      assert.deepEqual(sidecar.mentions, [mark]);
      assert.deepEqual(sidecar.links, [{ ...other, id: `${mark.id}2` }]);
    }));
  });

  it('stays sorted and whole through any sequence of edits, each of which can be undone', () => {
    const edit = fc.record({ kind: fc.constantFrom('add', 'remove', 'move'), pick: fc.nat(), at: position });
    fc.assert(fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      let current = newSidecar('a', '');
      edits.forEach(({ kind, pick, at }, number) => {
        const read = readSidecar(current);
        const id = read.sidecar.mentions[pick % Math.max(1, read.sidecar.mentions.length)]?.id;
        const change = kind === 'add' || id === undefined
          ? addMentions(read, [{ id: `m${number}`, entity: 'e', anchor: { ...anchor(0, 0), at } }])
          : kind === 'remove' ? removeMarks(read, [id]) : setAnchors(read, [{ id, end: 'mention', anchor: { ...anchor(0, 0), at } }]);
        current = changed(current, change);
        assert.ok(readCanonical(current) !== undefined);
        const starts = readSidecar(current).sidecar.mentions.map((mark) => mark.anchor.at);
        assert.deepEqual(starts, [...starts].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      });
    }));
  });
});
