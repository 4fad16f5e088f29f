import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dataOf, printData } from '../../../src/core/exchange/yamlData';
import type { Data } from '../../../src/core/exchange/model';
import { valueOf } from '../../../src/core/yaml/node';
import { read } from '../../../src/core/yaml/yaml';

function readBack(printed: string): Data | undefined {
  const { node, problems } = read(`marks:\n  - { id: a, exchange: ${printed} }\n`);
  assert.deepEqual(problems, [], printed);
  const list = valueOf(node, 'marks');
  const value = list?.kind === 'seq' ? valueOf(list.items[0]?.value, 'exchange') : undefined;
  return value && dataOf(value);
}

describe('data in a line of YAML', () => {
  it('is read back as it was', () => fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
    const data: Data = JSON.parse(JSON.stringify(value));
    assert.deepEqual(readBack(printData(data)), data);
  })));

  for (const data of ['json:{}', 'json:', '\u2028 \u0085 " \\', { 'a: b': [null, true, -0.5, 1e21, ''] }, [], {}, [[]], { '': {} }]) {
    it(JSON.stringify(data), () => assert.deepEqual(readBack(printData(data)), data));
  }

  it('may be nested more deeply than YAML is read', () => {
    const deep: Data = JSON.parse(`${'['.repeat(99)}${']'.repeat(99)}`);
    assert.deepEqual(readBack(printData(deep)), deep);
  });
});
