import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { finished } from '../../../src/core/steps';
import type { Entity } from '../../../src/core/model';
import { entityFilter, sifted } from '../../../src/core/picker/filter';

function entity(id: string, name: string, ...aliases: string[]): Entity {
  return { id, name, type: 'organization', aliases, description: '', links: new Map() };
}

const ant = entity('ant-group', 'Ant Group', 'Ant Financial', 'Société Fourmi');

describe('the filter of entities', () => {
  const cases: readonly (readonly [typed: string, passes: boolean])[] = [
    ['', true], ['ant', true], ['ANT', true], ['nt', false], ['fin ant', true], ['fin group', false],
    ['ant-gr', true], ['ant gr', true], ['societe', true], ['soc f', true], ['soc g', false], ['ant x', false],
  ];
  for (const [typed, passes] of cases) it(`“${typed}” ${passes ? 'lets Ant Group through' : 'does not'}`, () => assert.equal(entityFilter(typed)(ant), passes));

  it('lets no more through when more is typed', () => {
    const typed = 'ant fin';
    for (let length = 1; length < typed.length; length++) {
      for (const each of [ant, entity('b', 'Antofagasta plc'), entity('c', 'Financial Times')]) {
        if (entityFilter(typed.slice(0, length + 1))(each)) assert.ok(entityFilter(typed.slice(0, length))(each));
      }
    }
  });

  it('takes out of a list the same ones, stopping or not', () => {
    const items = Array.from({ length: 1000 }, (_, at) => ({ entity: entity(`e${String(at)}`, at % 3 === 0 ? 'Ant' : 'Bee') }));
    assert.deepEqual(finished(sifted(items, entityFilter('ant'))), items.filter(({ entity: each }) => each.name === 'Ant'));
  });
});
