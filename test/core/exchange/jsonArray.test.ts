import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ArrayCutter, type ArrayPart } from '../../../src/core/exchange/jsonArray';
import { jsonRecords } from '../../../src/core/exchange/jsonRecords';

/** The parts of a text that comes in chunks of some characters. */
function cut(text: string, size: number, cutter: ArrayCutter): ArrayPart[] {
  const parts: ArrayPart[] = [];
  for (let at = 0; at < text.length; at += size) parts.push(...cutter.push(text.slice(at, at + size)));
  return [...parts, ...cutter.end()];
}

describe('an array that comes in chunks', () => {
  it('is cut into its elements, whatever they hold and however it is cut up', () => {
    fc.assert(fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 2, '\t'), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 40 }), (values, indent, size, least) => {
      const text = JSON.stringify(values, null, indent);
      const cutter = new ArrayCutter(least);
      const parts = cut(text, size, cutter);
      assert.deepEqual(parts.flatMap(part => JSON.parse(`[${part.text}]`)), JSON.parse(text));
      assert.deepEqual(cutter.faults, []);
      let count = 0;
      for (const part of parts) {
        assert.equal(part.before, count);
        count += JSON.parse(`[${part.text}]`).length;
        assert.ok(text.split('\n')[part.line - 1]?.includes(part.text.split('\n')[0] ?? ''));
      }
      if (parts.length > 1) for (const part of parts.slice(0, -1)) assert.ok(part.text.length + 40 >= least);
    }));
  });

  const cases: readonly (readonly [title: string, text: string, parts: readonly string[], faults: readonly string[]])[] = [
    ['nothing', '', [], []],
    ['an empty array', ' [ ] ', [], []],
    ['two arrays', '[1,\n2]\n[3]\n', ['1 1', '2 2', '3 3'], []],
    ['a comma too many', '[1,2,]', ['1 1', '1 2'], []],
    ['something after it', '[1]\nend', ['1 1'], ['1 more-than-an-array']],
    ['an array without an end', '[1,\n2', ['1 1', '2 2'], ['2 array-does-not-end']],
    ['a brace too many', '[{"a":1}},\n{"b":2}]', ['1 {"a":1}}', '2 {"b":2}'], []],
    ['brackets in strings', '["]", "\\\\\\"[",\n"}"]', ['1 "]"', '1 "\\\\\\"["', '2 "}"'], []],
  ];
  for (const [title, text, parts, faults] of cases) {
    for (const size of [1, 100]) {
      it(`${title}, ${size} at once`, () => {
        const cutter = new ArrayCutter(0);
        assert.deepEqual(cut(text, size, cutter).map(part => `${part.line} ${part.text}`), parts);
        assert.deepEqual(cutter.faults.map(({ line, reason }) => `${line} ${reason}`), faults);
      });
    }
  }

  it('holds no more than it may, and goes on where a line starts the next element', () => {
    const text = `[\n{"a":"${'x'.repeat(30)}"},\n{"a":["${'y'.repeat(300)}"},\n{"a":1},\n{"a":2}\n]\n`;
    const cutter = new ArrayCutter(0, 200);
    const parts = cut(text, 50, cutter);
    assert.deepEqual(parts.slice(-1).map(part => part.text.trim()), ['{"a":2}']);
    assert.deepEqual(cutter.faults.map(({ reason }) => reason), ['element-too-long']);
  });
});

describe('an element that is too long', () => {
  for (const between of [',', ',\n']) {
    it(`is passed over, and the next one taken, after ${JSON.stringify(between)}`, () => {
      const text = `[{"a":1}${between}{"a":"${'x'.repeat(500)}"}${between}{"a":2}${between}{"a":3}]`;
      for (const least of [0, 40]) {
        const cutter = new ArrayCutter(least, 200);
        const parts = cut(text, 50, cutter);
        assert.deepEqual(parts.flatMap(part => JSON.parse(`[${part.text}]`)), [{ a: 1 }, { a: 2 }, { a: 3 }]);
        assert.deepEqual(cutter.faults.map(({ reason }) => reason), ['element-too-long']);
      }
    });
  }
});

describe('an array of which an element is wrong', () => {
  const wrong: readonly (readonly [title: string, element: string])[] = [
    ['has no value', '{"text":}'], ['lacks a brace', '{"text":"a","meta":{"b":1}'], ['lacks a bracket', '{"text":"a","label":[[0,1,"X"]}'], ['lacks a quote', '{"text":"a,"label":[]}'],
    ['has a brace too many', '{"text":"a"}}'], ['is a word', 'undefined'], ['has a comma too many', '{"text":"a",}'], ['is nested without end', `{"text":${'['.repeat(2000)}${']'.repeat(2000)}}`],
  ];
  for (const [title, element] of wrong) {
    for (const indent of ['', '  ']) {
      it(`${title}${indent === '' ? '' : ', indented'}: it is told, and the others are read`, () => {
        const [before, after] = [{ text: 'Ant', label: [[0, 3, 'ORG']] }, { text: 'Jack', meta: { deep: [{ er: 1 }] } }];
        const print = (value: unknown): string => JSON.stringify(value, null, indent).split('\n').map(line => indent + line).join('\n');
        const text = `[\n${print(before)},\n${indent}${element},\n${print(after)}\n]\n`;
        const { records, problems } = jsonRecords({ name: 'a.json', text });
        assert.deepEqual(records.map(({ value }) => value), [before, after]);
        assert.equal(problems[0]?.line, print(before).split('\n').length + 2);
      });
    }
  }
});
