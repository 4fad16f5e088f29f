import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { isFrozenWithin, renameKey, setScalar } from '../../../src/core/yaml/edit';
import type { Edits } from '../../../src/core/yaml/edit';
import { addItems, insertEntries, insertItems } from '../../../src/core/yaml/insert';
import type { YamlNode } from '../../../src/core/yaml/node';
import { printPair, printString } from '../../../src/core/yaml/print';
import { removeParts } from '../../../src/core/yaml/remove';
import { applyEdits, invertEdits } from '../../../src/core/yaml/splice';
import { readYaml } from '../../../src/core/yaml/yaml';
import { mutated } from './mutatedYaml';
import { dataOf, nodesWithin, oddYaml } from './oddYaml';
import type { Data } from './oddYaml';

interface Case {
  readonly text: string;
  readonly root: YamlNode;
  readonly node: YamlNode;
  readonly index: number;
  readonly value: string;
}

const values = fc.oneof(
  fc.constantFrom('plain', 'a: b', ' #x', '', ' lead', 'true', '12', "it's", '"q"', 'a, b', '[x]', 'line\nbreak', '\ud800', '\u2028', '\u0007', 'é', '-', '? x', '2015-01-02', 'no'),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ maxLength: 12 }),
);

const cases: fc.Arbitrary<Case | undefined> = fc
  .record({ text: fc.oneof(oddYaml, mutated), pick: fc.nat(), index: fc.nat({ max: 5 }), value: values })
  .map(({ text, pick, index, value }) => {
    const { node: root, problems } = readYaml(text);
    if (root === undefined || problems.length > 0) return undefined;
    const nodes = nodesWithin(root);
    const node = nodes[pick % nodes.length];
    return node === undefined ? undefined : { text, root, node, index, value };
  });

/** Applies the edits, and holds that the text then says what it should and that undoing gives back every byte. */
function check({ text, root }: Case, edits: Edits, target: YamlNode, wanted: Data): void {
  if (edits === undefined) return;
  const after = applyEdits(text, edits);
  const read = readYaml(after);
  assert.deepEqual(read.problems, [], after);
  assert.deepEqual(dataOf(read.node), replaced(root, target, wanted), after);
  assert.equal(applyEdits(after, invertEdits(text, edits)), text);
}

/** Whether the edit is refused, which it may be only in files with anchors, tags and the like. */
function isRefused(c: Case, edits: Edits): edits is undefined {
  assert.ok(edits !== undefined || isFrozenWithin(c.root), 'refused');
  return edits === undefined;
}

function replaced(root: YamlNode, target: YamlNode, data: Data): Data {
  if (root === target) return data;
  if (root.kind === 'scalar') return root.value;
  if (root.kind === 'seq') return root.items.length === 0 ? null : root.items.map(({ value }) => replaced(value, target, data));
  return root.entries.length === 0 ? null : { pairs: root.entries.map(({ key, value }) => [key, replaced(value, target, data)] as const) };
}

function property(body: (c: Case) => void): void {
  fc.assert(fc.property(cases, (c) => {
    if (c !== undefined) body(c);
  }), { numRuns: Number(process.env['SEEDMARK_RUNS'] ?? 300) });
}

function linesOf(text: string): readonly string[] {
  return text.split('\n');
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) if (line === part[at]) at++;
  return at === part.length;
}

describe('edits of YAML, on files with odd formatting', () => {
  it('sets a scalar and nothing else', () => {
    property((c) => {
      if (c.node.kind !== 'scalar') return;
      const edits = setScalar(c.text, c.node, c.value);
      if (isRefused(c, edits)) return;
      check(c, edits, c.node, c.value);
      for (const { span } of edits) assert.deepEqual(span, c.node.span);
    });
  });

  it('inserts an entry, and every line that was there stays', () => {
    property((c) => {
      if (c.node.kind !== 'map' || c.node.entries.some(({ key }) => key === 'new')) return;
      const edits = insertEntries(c.text, c.node, c.index, [[printPair('new', printString(c.value, 'flow'), 'flow')]]);
      if (isRefused(c, edits)) return;
      check(c, edits, c.node, { pairs: c.node.entries.map(({ key, value }) => [key, dataOf(value)] as const).toSpliced(c.index, 0, ['new', c.value]) });
      if (!c.node.flow && c.index > 0) assert.ok(isSubsequence(linesOf(c.text).slice(0, -1), linesOf(applyEdits(c.text, edits))));
    });
  });

  it('inserts an entry of several lines', () => {
    property((c) => {
      if (c.node.kind !== 'map' || c.node.flow || c.node.entries.some(({ key }) => key === 'new')) return;
      const edits = insertEntries(c.text, c.node, c.index, [['new:', '  x: 1', '  y: [2]']]);
      if (isRefused(c, edits)) return;
      const wanted: Data = { pairs: [['x', 1], ['y', [2]]] };
      check(c, edits, c.node, { pairs: c.node.entries.map(({ key, value }) => [key, dataOf(value)] as const).toSpliced(c.index, 0, ['new', wanted]) });
    });
  });

  it('inserts items', () => {
    property((c) => {
      if (c.node.kind !== 'seq') return;
      const edits = insertItems(c.text, c.node, c.index, [[printString(c.value, 'flow')], ['{ k: v }']]);
      if (isRefused(c, edits)) return;
      check(c, edits, c.node, c.node.items.map(({ value }) => dataOf(value)).toSpliced(c.index, 0, c.value, { pairs: [['k', 'v']] }));
    });
  });

  it('adds items under a key that has a list, an empty list, nothing, or is not there', () => {
    property((c) => {
      if (c.node.kind !== 'map') return;
      const { entries } = c.node;
      const entry = entries[c.index % 2];
      const key = entry?.key ?? 'new';
      const style = c.value.length % 2 === 0 ? 'block' : 'flow';
      const edits = addItems(c.text, c.node, { key, index: c.index, style, entryIndex: c.index }, [printString(c.value, 'flow'), 'x']);
      const list = entry === undefined || (entry.value.kind === 'scalar' && entry.value.value === null) ? [] : entry.value.kind === 'seq' ? entry.value.items : undefined;
      if (list === undefined) assert.equal(edits, undefined);
      else if (isRefused(c, edits)) return;
      const data = list?.map(({ value }) => dataOf(value)).toSpliced(c.index, 0, c.value, 'x') ?? null;
      const pairs = entries.map((other) => [other.key, other === entry ? data : dataOf(other.value)] as const);
      check(c, edits, c.node, { pairs: entry === undefined ? pairs.toSpliced(c.index, 0, [key, data]) : pairs });
    });
  });

  it('removes parts, any number of them', () => {
    property((c) => {
      if (c.node.kind === 'scalar') return;
      const gone = new Set([c.index % 4, c.value.length % 4]);
      const edits = removeParts(c.text, c.node, gone);
      const isKept = (_: unknown, index: number): boolean => !gone.has(index);
      const left: Data = c.node.kind === 'map'
        ? { pairs: c.node.entries.filter(isKept).map(({ key, value }) => [key, dataOf(value)] as const) }
        : c.node.items.filter(isKept).map(({ value }) => dataOf(value));
      check(c, edits, c.node, ('pairs' in left ? left.pairs : left).length === 0 ? null : left);
      if (edits === undefined) assert.ok(isFrozenWithin(c.root) || /[|>]/.test(c.text), 'refused only beside block scalars, anchors and the like');
    });
  });

  it('renames a key', () => {
    property((c) => {
      if (c.node.kind !== 'map') return;
      const { entries } = c.node;
      const entry = entries[c.index];
      if (entry === undefined || entries.some(({ key }) => key === c.value)) return;
      const edits = renameKey(c.text, c.node, entry.key, c.value);
      if (isRefused(c, edits)) return;
      check(c, edits, c.node, { pairs: entries.map((other) => [other === entry ? c.value : other.key, dataOf(other.value)] as const) });
    });
  });
});
