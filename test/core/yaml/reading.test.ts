import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { readCanonical } from '../../../src/core/yaml/canonical';
import { asCount, asText, valueOf } from '../../../src/core/yaml/node';
import { read, readYaml } from '../../../src/core/yaml/yaml';
import { mutated, nested, sidecar, signs, windows } from './mutatedYaml';
import { dataOf, nodesWithin, oddYaml } from './oddYaml';

const runs = Number(process.env['SEEDMARK_RUNS'] ?? 1500);

describe('the two readers of YAML', () => {
  it('agree on values and spans wherever the fast one answers', () => {
    let answers = 0;
    fc.assert(fc.property(mutated, (text) => {
      const node = readCanonical(text);
      if (node === undefined) return;
      answers++;
      assert.deepEqual({ node, problems: [] }, readYaml(text), text);
    }), { numRuns: runs });
    assert.ok(answers > runs / 10, 'the fast reader answers often enough for this to mean something');
  });

  it('agree on every kind of number, and on what only looks like one', () => {
    const number = fc.oneof(
      fc.double().map(String), fc.bigInt().map(String), fc.nat().map((n) => `0x${n.toString(16)}`), fc.nat().map((n) => `0o${n.toString(8)}`),
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789.eE+-_:xXoObafINF')), minLength: 1, maxLength: 24 }),
    );
    fc.assert(fc.property(number, (source) => {
      const text = `a: ${source}\nb: [${source}]\n`;
      const node = readCanonical(text);
      if (node !== undefined) assert.deepEqual({ node, problems: [] }, readYaml(text), text);
    }), { numRuns: runs });
  });

  it('agree on files of odd formatting', () => {
    fc.assert(fc.property(oddYaml, (text) => {
      const node = readCanonical(text);
      if (node !== undefined) assert.deepEqual({ node, problems: [] }, readYaml(text), text);
    }), { numRuns: runs });
  });

  it('take anything without throwing, and give spans that lie in the text', () => {
    fc.assert(fc.property(fc.oneof(mutated, fc.string({ unit: fc.constantFrom(...signs), maxLength: 40 })), (text) => {
      const { node, problems } = readYaml(text);
      const spans = [...(node === undefined ? [] : nodesWithin(node)), ...problems].map(({ span }) => span);
      for (const { start, end } of spans) assert.ok(start >= 0 && start <= end && end <= text.length + 1, `${JSON.stringify(text)} ${start} ${end}`);
    }), { numRuns: runs });
  });
});

describe('the fast reader', () => {
  it('answers for what Seedmark writes', () => {
    for (const text of [sidecar, nested, windows, `\ufeff${sidecar}`, sidecar.trimEnd()]) assert.ok(readCanonical(text) !== undefined);
  });

  const uncertain = [
    '', '# only a comment\n', 'a\n', '- a\n', '{ a: b }\n', 'a: b\n  c\n', 'a: b\na: c\n', 'a: |\n  b\n', 'a: &x b\n', 'a: *x\n', 'a: !!str b\n', '? a\n: b\n',
    '---\na: b\n', 'a: b\n...\n', '%YAML 1.1\n', 'a: b: c\n', 'a: [b\n', 'a: [\n b]\n', 'a: [b: c]\n', 'a: {b}\n', 'a: "b\n  c"\n', 'a: "b" c\n', 'a:\tb\n', '\ta: b\n', 'a: - b\n',
    '- a: b\n', 'a:\n  - b: c\n', 'a:\n    b: c\n  d: e\n', ' a: b\n', '<<<<<<< HEAD\na: b\n', 'a: "\\x41"\n', 'a: b\rc: d\n', 'a : b\n', 'a: [b, ]\n', 'a: {b: c, b: d}\n',
  ];
  for (const text of uncertain) {
    it(`leaves ${JSON.stringify(text)} to the full one`, () => assert.equal(readCanonical(text), undefined));
  }
});

function one(source: string): unknown {
  return dataOf(valueOf(readYaml(`k: ${source}`).node, 'k'));
}

function reasons(text: string): readonly string[] {
  return readYaml(text).problems.map(({ code, data, span }) => `${String(data['reason'] ?? code)} ${text.slice(span.start, span.end)}`);
}

describe('the full reader', () => {
  it('types plain scalars by the core schema of YAML 1.2', () => {
    assert.deepEqual(one('[yes, no, on, 012, 0o14, 0x1F, 1_000, 2015-01-02, 12:30, .inf, True, ~, 1e3]'),
      ['yes', 'no', 'on', 12, 12, 31, '1_000', '2015-01-02', '12:30', Infinity, true, null, 1000]);
  });

  it('gives the source of what is no string as the text that a person meant', () => {
    const { node } = readYaml('a: 007\nb: 2015\nc: ~\nd: "x"\ne: true\nf: []\n');
    assert.deepEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => asText(valueOf(node, key))), ['007', '2015', undefined, 'x', 'true', undefined, undefined]);
    assert.deepEqual(['a', 'b', 'c', 'd'].map((key) => asCount(valueOf(node, key))), [7, 2015, undefined, undefined]);
  });

  it('reads an alias of a scalar, and refuses one of a collection, so that no file grows in memory', () => {
    assert.deepEqual(dataOf(readYaml('a: &x 1\nb: *x\n').node), { pairs: [['a', 1], ['b', 1]] });
    assert.equal(asText(valueOf(readYaml('a: &x 007\nb: *x\n').node, 'b')), '007');
    assert.deepEqual(reasons('a: &x [1, 1]\nb: &y [*x, *x]\n'), ['alias-of-collection *x', 'alias-of-collection *x']);
    assert.deepEqual(reasons('a: *x\n'), ['alias-unknown *x']);
  });

  it('refuses what nests too deep, without harm', () => {
    for (const text of ['['.repeat(20_000), '- '.repeat(5000), '? '.repeat(5000), 'a: '.repeat(500), `${'['.repeat(70)}${']'.repeat(70)}`]) {
      assert.equal(readYaml(text).problems[0]?.data['reason'], 'too-deep');
    }
    assert.deepEqual(readYaml(`${'['.repeat(50)}${']'.repeat(50)}`).problems, []);
  });

  it('tells of a second document, a key that stands twice, and a missing quote, each at its place', () => {
    assert.match(reasons('a: 1\n---\nb: 2\n')[0] ?? '', /^second-document /);
    assert.deepEqual(reasons('a: 1\nb: 2\na: 3\n'), ['duplicate-key a']);
    assert.equal(readYaml('a: 1\nb: 2\na: 3\n').problems[0]?.span.start, 10);
    assert.deepEqual(reasons('a: 1\nb: "x\n'), ['MISSING_CHAR ']);
  });

  it('tells of what other readers would read otherwise', () => {
    assert.deepEqual(reasons('a: b # c\rd: e\n'), ['lone-carriage-return \r']);
    assert.deepEqual(reasons('\ufeff a: b\n'), ['indented-start \ufeff ']);
    assert.deepEqual(reasons('a: b\n\ufeffc: d\n'), ['stray-byte-order-mark \ufeff']);
    assert.deepEqual(reasons('\ufeff# c\r\na: b\r\n'), []);
  });

  it('gives what it could read of a broken file', () => {
    assert.deepEqual(dataOf(readYaml('a: 1\nb: [2, {c: 3\n').node), { pairs: [['a', 1], ['b', [2, { pairs: [['c', 3]] }]]] });
  });

  it('reads both sides of a git conflict and tells of each marker', () => {
    const text = 'a: 1\n<<<<<<< HEAD\nb: 2\n=======\nc: 3\n>>>>>>> x\n';
    assert.deepEqual(dataOf(readYaml(text).node), { pairs: [['a', 1], ['b', 2], ['c', 3]] });
    assert.deepEqual(reasons(text), ['conflict-marker <<<<<<< HEAD', 'conflict-marker =======', 'conflict-marker >>>>>>> x']);
    assert.deepEqual(readYaml('a: |\n  x\n=======\n').problems.map(({ data }) => data['reason']).includes('conflict-marker'), false);
  });

  it('finds nothing in an empty text, and says nothing against it', () => {
    for (const text of ['', '\n', '# c\n', '\ufeff', '---\n']) assert.deepEqual(read(text), { node: undefined, problems: [] });
  });
});
