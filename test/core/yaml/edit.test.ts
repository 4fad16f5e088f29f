import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { renameKey, setScalar, setValue } from '../../../src/core/yaml/edit';
import type { Edits } from '../../../src/core/yaml/edit';
import { addItems, insertEntries } from '../../../src/core/yaml/insert';
import { valueOf } from '../../../src/core/yaml/node';
import type { MapNode, ScalarValue } from '../../../src/core/yaml/node';
import { printString } from '../../../src/core/yaml/print';
import { removeEntry, removeParts } from '../../../src/core/yaml/remove';
import { applyEdits, invertEdits } from '../../../src/core/yaml/splice';
import { readYaml } from '../../../src/core/yaml/yaml';

function rootOf(text: string): MapNode {
  const { node } = readYaml(text);
  assert.ok(node?.kind === 'map');
  return node;
}

function after(text: string, edits: Edits): string | undefined {
  return edits && applyEdits(text, edits);
}

describe('setting a scalar', () => {
  const cases: readonly (readonly [before: string, value: ScalarValue, after: string | undefined])[] = [
    ['k: old # c', 'new', 'k: new # c'],
    ['k: old', 'a: b', 'k: "a: b"'],
    ['k: old', '', 'k: ""'],
    ['k: old', 'no', 'k: "no"'],
    ['k: old', 12, 'k: 12'],
    ['k: "old"', 'new', 'k: "new"'],
    ["k:   'old'", "it's", "k:   'it''s'"],
    ["k: 'old'", 'a\nb', 'k: "a\\nb"'],
    ['k:', 'new', 'k: new'],
    ['k: # c\nl: 1', 'new', 'k: new # c\nl: 1'],
    ['k: |\n  two\n  lines\n\nl: 1', 'one', 'k: one\n\nl: 1'],
    ['k: two\n  lines\nl: 1', 'one', 'k: one\nl: 1'],
    ['{k: old, l: 1}', 'a, b', '{k: "a, b", l: 1}'],
    ['{k, l: 1}', 'new', '{k: new, l: 1}'],
    ['{k: , l: 1}', 'new', '{k: new , l: 1}'],
    ['{"k":}', 'new', '{"k": new}'],
    ['k: ~', 'new', 'k: new'],
    ['k: !!str 1', 'new', undefined],
    ['k: &a x', 'new', undefined],
  ];
  for (const [before, value, wanted] of cases) {
    it(`${JSON.stringify(before)} to ${JSON.stringify(value)}`, () => {
      const node = valueOf(rootOf(before), 'k');
      assert.ok(node?.kind === 'scalar');
      assert.equal(after(before, setScalar(before, node, value)), wanted);
    });
  }

  it('replaces a list in brackets, but no block', () => {
    const texts = ['k: [a, b] # c', 'k:\n  - a'];
    assert.deepEqual(texts.map((text) => after(text, setValue(text, valueOf(rootOf(text), 'k') ?? rootOf(text), '[c]'))), ['k: [c] # c', undefined]);
  });
});

/** With two items put in before the one at `index` of the list under `k`. */
function added(text: string, index: number): string | undefined {
  return after(text, addItems(text, rootOf(text), { key: 'k', index, style: 'block', entryIndex: 9 }, ['x', 'y']));
}

describe('adding items under a key', () => {
  const cases: readonly (readonly [before: string, after: string | undefined])[] = [
    ['k:\n  - a\n', 'k:\n  - x\n  - a\n'],
    ['k:\n- a\n', 'k:\n- x\n- a\n'],
    ['k:\n  # of a\n  - a\n', 'k:\n  - x\n  # of a\n  - a\n'],
    ['k:\n    -   a', 'k:\n    - x\n    -   a'],
    ['k: [a]', 'k: [x, a]'],
    ['k: [ a ]', 'k: [ x, a ]'],
    ['k: [\n  a,\n  b\n]', 'k: [\n  x,\n  a,\n  b\n]'],
    ['k:\r\n  [\r\n    a ]', 'k:\r\n  [\r\n    x,\r\n    a ]'],
    ['k: [] # c\nl: 1', 'k: # c\n  - x\nl: 1'],
    ['k: [ # c\n]', 'k: [x # c\n]'],
    ['k:\r\nl: 1\r\n', 'k:\r\n  - x\r\nl: 1\r\n'],
    ['k: null # c\nl:\n    - b', 'k: # c\n    - x\nl:\n    - b'],
    ['l: 1', 'l: 1\nk:\n  - x'],
    ['l: 1 # c\n\n# end\n', 'l: 1 # c\nk:\n  - x\n\n# end\n'],
    ['{l: 1}', '{l: 1, k: [x]}'],
    ['{k: }', '{k: [x] }'],
    ['k: text', undefined],
    ['k: &a []', undefined],
    ['k: &a\n  - b', undefined],
  ];
  for (const [before, wanted] of cases) {
    it(JSON.stringify(before), () => {
      assert.equal(after(before, addItems(before, rootOf(before), { key: 'k', index: 0, style: 'block', entryIndex: 9 }, ['x'])), wanted);
    });
  }

  it('in brackets, each on a line of its own where the others are', () => {
    assert.equal(added('k: [\n  a,\n  b\n]', 1), 'k: [\n  a,\n  x,\n  y,\n  b\n]');
    assert.equal(added('k: [\n  a, # of a\n  # of b\n  b\n]', 1), 'k: [\n  a, # of a\n  x,\n  y,\n  # of b\n  b\n]');
    assert.equal(added('k: [\n  a,\n  b\n]', 2), 'k: [\n  a,\n  b,\n  x,\n  y\n]');
    assert.equal(added('k: [\n  a # of a\n]', 1), 'k: [\n  a, x, y # of a\n]');
    assert.equal(added('k: [\n  a,\n]', 1), 'k: [\n  a, x, y,\n]');
    assert.equal(added('k: [\n  a\n  , b]', 1), 'k: [\n  a, x, y\n  , b]');
  });

  it('in brackets, where that is asked for', () => {
    const place = { key: 'k', index: 0, style: 'flow', entryIndex: 0 } as const;
    assert.equal(after('k:\n', addItems('k:\n', rootOf('k:\n'), place, ['x', 'y'])), 'k: [x, y]\n');
    assert.equal(after('l: 1\n', addItems('l: 1\n', rootOf('l: 1\n'), place, ['x'])), 'k: [x]\nl: 1\n');
  });
});

describe('inserting an entry in brackets', () => {
  const cases: readonly (readonly [before: string, after: string])[] = [
    ['{}', '{ k: v }'], ['{ }', '{ k: v }'], ['{ # c\n}', '{ k: v # c\n}'], ['{a: 1}', '{k: v, a: 1}'], ['{ a: 1, }', '{ k: v, a: 1, }'],
  ];
  for (const [before, wanted] of cases) {
    it(JSON.stringify(before), () => assert.equal(after(before, insertEntries(before, rootOf(before), 0, [['k: v']])), wanted));
  }
});

describe('removing', () => {
  const cases: readonly (readonly [before: string, after: string | undefined])[] = [
    ['a: 1\nk: 2 # c\nb: 3\n', 'a: 1\nb: 3\n'],
    ['a: 1\nk:\n  - x\n  - y', 'a: 1'],
    ['# head\nk: 1\n', '# head\n'],
    ['k: 1', ''],
    ['# of k stays\nk: 1\n\nb: 2\n', '# of k stays\n\nb: 2\n'],
    ['{a: 1, k: 2, b: 3}', '{a: 1, b: 3}'],
    ['{a: 1, k: 2}', '{a: 1}'],
    ['{ k: 2 }', '{}'],
    ['{a: 1, # c\n k: 2}', '{a: 1, # c\n }'],
    ['{k: 2, # c\n b: 3}', '{ # c\n b: 3}'],
    ['a: |\n  x\nk: 1\n  # c\n', undefined],
    ['a: |\n  x\nk: 1\n\n  # c\n', undefined],
    ['a: |+\n  x\nk: 1\n\nb: 1\n', undefined],
    ['k: &a 1\nb: *a\n', undefined],
    ['? k\n: 1\n', undefined],
  ];
  for (const [before, wanted] of cases) {
    it(`k of ${JSON.stringify(before)}`, () => assert.equal(after(before, removeEntry(before, rootOf(before), 'k')), wanted));
  }

  const items: readonly (readonly [before: string, indices: readonly number[], after: string])[] = [
    ['k: [a, b, c, d]', [1, 2], 'k: [a, d]'],
    ['k: [a, b, c, d]', [0, 3], 'k: [b, c]'],
    ['k: [a, b]', [0, 1], 'k: []'],
    ['k: [a, b, ]', [1], 'k: [a, ]'],
    ['k:\n  - a\n  # c\n  - b', [0, 1], 'k:\n  # c'],
    ['k:\n  - a: 1\n    b: 2\n  - c\n', [0], 'k:\n  - c\n'],
    ['k: [a, &x b]', [0], 'k: [ &x b]'],
  ];
  for (const [before, indices, wanted] of items) {
    it(`items ${indices.join()} of ${JSON.stringify(before)}`, () => {
      const list = valueOf(rootOf(before), 'k');
      assert.ok(list?.kind === 'seq');
      assert.equal(after(before, removeParts(before, list, new Set(indices))), wanted);
    });
  }

  it('the first key after a dash', () => {
    const before = '- a: 1\n  b: 2\n';
    const { node } = readYaml(before);
    const map = node?.kind === 'seq' ? node.items[0]?.value : undefined;
    assert.ok(map?.kind === 'map');
    assert.equal(after(before, removeParts(before, map, new Set([0]))), '- b: 2\n');
    assert.equal(after(before, removeParts(before, map, new Set([0, 1]))), '-\n');
    assert.equal(after(before, insertEntries(before, map, 0, [['n: 0']])), '- n: 0\n  a: 1\n  b: 2\n');
  });
});

describe('renaming a key', () => {
  const cases: readonly (readonly [before: string, name: string, after: string | undefined])[] = [
    ['k: 1', 'new', 'new: 1'],
    ['k : 1', 'a: b', '"a: b" : 1'],
    ['"k": 1', 'new', '"new": 1'],
    ["{'k': 1}", 'new', "{'new': 1}"],
    ['k: 1\nl: 2', 'l', undefined],
    ['k: 1', 'k', 'k: 1'],
  ];
  for (const [before, name, wanted] of cases) {
    it(`${JSON.stringify(before)} to ${name}`, () => assert.equal(after(before, renameKey(before, rootOf(before), 'k', name)), wanted));
  }
});

describe('edits as values', () => {
  const edits = fc.tuple(fc.string(), fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }), fc.string({ maxLength: 4 })))).map(([text, steps]) => {
    let at = 0;
    return { text, list: steps.flatMap(([skip, length, inserted]) => {
      const start = at + skip;
      at = start + length;
      return at <= text.length ? [{ span: { start, end: at }, text: inserted }] : [];
    }) };
  });

  it('are undone by their inverse', () => {
    fc.assert(fc.property(edits, ({ text, list }) => {
      assert.equal(applyEdits(applyEdits(text, list), invertEdits(text, list)), text);
    }));
  });

  it('apply in any order, insertions at one place in the order given', () => {
    const [a, b] = [{ span: { start: 1, end: 1 }, text: 'x' }, { span: { start: 1, end: 1 }, text: 'y' }];
    const c = { span: { start: 1, end: 2 }, text: '' };
    assert.equal(applyEdits('abc', [c, a, b]), 'axyc');
    assert.equal(applyEdits('abc', [a, b, c]), 'axyc');
  });
});

describe('printing a string', () => {
  it('leaves out the quotes only where every reader sees a string', () => {
    const plain = ['Ant Group', "it's", '中文', '001_14efa203bdfcdf50', 'https', 'A (B)', '8f0a', 'a#b', 'éa'];
    const quoted = ['', ' a', 'a ', 'a: b', 'a:', 'a #b', 'null', '~', 'true', 'Yes', 'n', '12', '1e5', '0x1f', '.5', '1_000', '2015-01-02', '12:30', '- a', '-a', '*a', '&a', '!a', '%a', '@a', '`a', '"a', "'a", '[a', 'a\tb', 'a\nb', '\ud800', 'a\u2028'];
    assert.deepEqual(plain.map((value) => printString(value, 'flow')), plain);
    for (const value of quoted) assert.match(printString(value, 'block'), /^".*"$/, value);
    assert.equal(printString('a, b', 'block'), 'a, b');
    assert.equal(printString('a, b', 'flow'), '"a, b"');
    assert.equal(printString('\u0085\ufeff\ud800\u0007\\', 'flow'), '"\\u0085\\ufeff\\ud800\\u0007\\\\"');
  });

  it('is undone by reading', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (value) => {
      const text = `k: ${printString(value, 'block')}\nl: [${printString(value, 'flow')}]\n${printString(`${value}!`, 'block')}: 1\n`;
      const root = rootOf(text);
      const list = valueOf(root, 'l');
      assert.deepEqual([valueOf(root, 'k'), list?.kind === 'seq' ? list.items[0]?.value : undefined].map((node) => node?.kind === 'scalar' && node.value), [value, value]);
      assert.equal(root.entries[2]?.key, `${value}!`);
    }));
  });
});
