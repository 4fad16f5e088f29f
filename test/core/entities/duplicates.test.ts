import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { likelyDuplicates } from '../../../src/core/entities/duplicates';
import { isOneSlip } from '../../../src/core/entities/likeness';
import type { Entity } from '../../../src/core/model';
import { readEntities } from '../../../src/core/store/entitiesFile';

/** `person: Jack Ma, Ma Yun`: a type, a name and its aliases. The id is the line's number. */
function entities(lines: readonly string[]): Entity[] {
  return lines.map((line, at) => {
    const [type = '', names = ''] = line.split(': ');
    const [name = '', ...aliases] = names.split(', ');
    return { id: String(at), name, type, aliases, description: '', links: new Map() };
  });
}

function found(lines: readonly string[]): string[] {
  return likelyDuplicates(entities(lines), type => type === 'person').map(({ one, other, likeness }) => `${one}${other} ${likeness}`);
}

const alike: readonly (readonly [one: string, other: string, likeness: string])[] = [
  ['org: Ant Financial', 'org: Ant Financial Services Group', 'same'],
  ['org: Alibaba Group Holding Ltd', 'org: Alibaba', 'same'],
  ['org: JD.com Inc.', 'org: JD.com', 'same'],
  ['org: Société Générale', 'org: SOCIETE GENERALE', 'same'],
  ['org: The Bank of China', 'org: Bank of China Ltd', 'same'],
  ['person: Jack Ma', 'person: Jack Ma Yun', 'longer'],
  ['person: George W. Bush', 'person: George Bush', 'same'],
  ['person: Chen', 'person: Chen Xi', ''],
  ['org: South China Morning Post', 'org: SCMP', 'initials'],
  ['org: U.N.E.S.C.O.', 'org: United Nations Educational Scientific and Cultural Organization', 'initials'],
  ['place: Hongqiao', 'place: Hongqia', ''],
  ['place: Hongqiao', 'place: Hongciao', 'spelling'],
  ['person: Daniel Zhang', 'person: Daniel Zang', 'spelling'],
  ['org: Hema, Freshippo Stores', 'org: Hippo, Freshipppo Stores', 'spelling'],
  ['place: Nanjing', 'place: Nanning', ''],
  ['org: Legend Holdings', 'org: Legend Capital', ''],
  ['org: Alibaba Cloud', 'org: Alibaba', ''],
  ['org: Alibaba Pictures Group', 'org: Alibaba Group', ''],
  ['place: New York', 'org: New York', ''],
  ['event: Tianqi 2017', 'event: Tianqi 2018', ''],
  ['org: Baidu', 'org: Baidu', ''],
  ['person: Luo Qingyuan, Luo', 'person: Luo Xi, Luo', ''],
];

describe('entities that are likely the same', () => {
  for (const [one, other, likeness] of alike) {
    it(`${one} | ${other}${likeness === '' ? ': are not' : `: ${likeness}`}`, () => {
      assert.deepEqual(found([one, other]), likeness === '' ? [] : [`01 ${likeness}`]);
      assert.deepEqual(found([other, one]), likeness === '' ? [] : [`01 ${likeness}`], 'the other way round');
    });
  }

  it('are told once a pair, with the names that say so', () => {
    const [pair, ...more] = likelyDuplicates(entities(['org: Ant Group, Ant Financial', 'org: Zhejiang Ant, Ant Financial Services Group, Ant Group Co.']), () => false);
    assert.deepEqual(more, []);
    assert.deepEqual(pair?.names, ['Ant Financial', 'Ant Financial Services Group']);
  });

  it('are none where one of the two says that it is another', () => {
    const [one, other] = entities(['person: Jack Ma', 'person: Jack Ma Yun']);
    assert.ok(one && other);
    const pairs = [[one, other], [{ ...one, distinct: ['1'] }, other], [one, { ...other, distinct: ['0'] }], [one, { ...other, distinct: ['7'] }]];
    assert.deepEqual(pairs.map(pair => likelyDuplicates(pair, () => true).length), [1, 0, 0, 1]);
  });

  it('are none in the sample corpus', () => {
    const { entities: sample } = readEntities(readFileSync(path.resolve(import.meta.dirname, '../../../seeds/entities.yaml'), 'utf8'));
    assert.ok(sample.length > 40);
    assert.deepEqual(likelyDuplicates(sample, type => type === 'person'), []);
  });

  it('are found by one slip as by comparing all with all', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 7, maxLength: 11 });
    fc.assert(fc.property(fc.uniqueArray(word, { maxLength: 14 }), words => {
      const expected = words.flatMap((one, at) => words.slice(0, at).filter(other => isLong(one) && isLong(other) && isOneSlip(other, one)).map(other => `${other} ${one}`));
      const lines = words.map(each => `event: ${each}`);
      const pairs = likelyDuplicates(entities(lines), () => false).map(({ names }) => names.join(' '));
      assert.deepEqual(pairs.sort(), expected.sort());
    }));
  });
});

function isLong(word: string): boolean {
  return word.length >= 8;
}

describe('one slip of the pen', () => {
  const cases: readonly (readonly [one: string, other: string, slip: boolean])[] = [
    ['abcd', 'abcd', false], ['abcd', 'abd', true], ['abcd', 'abxd', true], ['abcd', 'acbd', false], ['abcd', 'abcde', true],
    ['abcd', 'badc', false], ['abcd', 'ab', false], ['', 'a', true], ['abc', 'cba', false],
  ];
  for (const [one, other, slip] of cases) it(`${one} ${other}`, () => assert.deepEqual([isOneSlip(one, other), isOneSlip(other, one)], [slip, slip]));
});
