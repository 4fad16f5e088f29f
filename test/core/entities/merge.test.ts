import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { enrich, gainOf } from '../../../src/core/entities/merge';
import type { Entity } from '../../../src/core/model';
import { readEntities } from '../../../src/core/store/entitiesFile';
import { printEntity } from '../../../src/core/store/printEntity';
import { changed, diff } from '../store/change';

const text = `ant-group:
  name: Ant Group   # since 2020
  type: organization
ant-financial:
  name: Ant Financial
  type: organization
  aliases: [Ant Group, Ant, "Ant, the lender"]
  description: Lends.
  links: { wikidata: Q1 }
`;

function merged(source: string, from: string, into: string): readonly string[] {
  const file = readEntities(source);
  const [one, other] = [into, from].map(id => file.entities.find(each => each.id === id));
  assert.ok(one && other);
  return diff(source, enrich(file, into, gainOf(one, other)));
}

describe('what an entity gains from another', () => {
  it('is its names, and its description and links where it has none', () => {
    assert.deepEqual(merged(text, 'ant-financial', 'ant-group'), [
      '+   aliases: [Ant Financial, Ant, "Ant, the lender"]',
      '+   description: Lends.',
      '+   links: { wikidata: Q1 }',
    ]);
  });

  it('is nothing that it has already', () => {
    assert.deepEqual(merged(text, 'ant-group', 'ant-financial'), []);
  });

  it('is never to be offered by the names that it gains and the other was never offered by', () => {
    const source = `${text}  never: [Ant]\n`;
    assert.ok(merged(source, 'ant-financial', 'ant-group').includes('+   never: [Ant]'));
  });

  it('is what the other is distinct from, but not itself', () => {
    const source = `${text}  distinct: [ant-group, ant-hill]\n`;
    assert.ok(merged(source, 'ant-financial', 'ant-group').includes('+   distinct: [ant-hill]'));
    assert.deepEqual(merged(`${source}ant-hill:\n  name: Ant Hill\n  type: place\n  distinct: [ant-group, x]\n`, 'ant-hill', 'ant-financial').slice(-1), ['+   distinct: [ant-group, ant-hill, x]']);
  });

  it('goes into lists written over several lines, and beside other links', () => {
    const source = `${text}ant:\n  name: A\n  type: organization\n  aliases:\n    - B\n  links:\n    url: https://x.y\n`;
    const after = readEntities(changed(source, enrichAll(source, 'ant-financial', 'ant'))).entities[2];
    assert.deepEqual(after?.aliases, ['B', 'Ant Financial', 'Ant Group', 'Ant', 'Ant, the lender']);
    assert.deepEqual([...after?.links ?? []], [['url', 'https://x.y'], ['wikidata', 'Q1']]);
  });

  it('is there afterwards, whatever the two have, and nothing else has changed', () => {
    const word = fc.constantFrom('A', 'B: c', '"d"', '', '蚂蚁', 'e, f', 'null', '1999');
    const entity = (id: string): fc.Arbitrary<Entity> => fc.record({
      id: fc.constant(id), name: word, type: fc.constant('organization'), aliases: fc.uniqueArray(word, { maxLength: 4 }), description: word,
      links: fc.dictionary(fc.constantFrom('url', 'wikidata', 'isin'), word).map(links => new Map(Object.entries(links))),
    });
    fc.assert(fc.property(entity('into'), entity('from'), (into, from) => {
      const source = [into, from].flatMap(printEntity).join('\n') + '\n';
      const file = readEntities(changed(source, enrichAll(source, 'from', 'into')));
      const [one, other] = file.entities;
      assert.ok(file.readable && one && other);
      assert.deepEqual(new Set([one.name, ...one.aliases]), new Set([into.name, ...into.aliases, from.name, ...from.aliases]));
      assert.equal(one.description, into.description || from.description);
      assert.deepEqual(Object.fromEntries(one.links), { ...Object.fromEntries(from.links), ...Object.fromEntries(into.links) });
      assert.deepEqual([other.name, other.aliases, other.description, [...other.links]], [from.name, from.aliases, from.description, [...from.links]]);
    }));
  });
});

function enrichAll(source: string, from: string, into: string): ReturnType<typeof enrich> {
  const file = readEntities(source);
  const [one, other] = [into, from].map(id => file.entities.find(each => each.id === id));
  assert.ok(one && other);
  return enrich(file, into, gainOf(one, other));
}
