import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Entity } from '../../../src/core/model';
import { readingEntities, readEntities } from '../../../src/core/store/entitiesFile';
import { addEntities, removeEntity, renameEntityId, setEntityField } from '../../../src/core/store/entityEdits';
import { addAlias, addDistinct, addNever, followDistinct, removeAlias } from '../../../src/core/store/entityNames';
import { placeOf } from '../../../src/core/store/entityPlaces';
import { readCanonical } from '../../../src/core/yaml/canonical';
import { changed, diff } from './change';

const text = `# who is who
alibaba:
  name: Alibaba Group   # also BABA
  type: organization
  aliases: [Alibaba, "Alibaba, Inc."]
  founded: 1999         # an unknown key
ant-group:
  name: 'Ant Group'
  type: organization
  aliases:
    - Ant Financial
    # until 2020
    - Ant
  links: { wikidata: Q1, url: https://x.y/z }
`;

const shanghai: Entity = { id: 'shanghai', name: 'Shanghai', type: 'place', aliases: ['沪', 'SH: the city'], description: '', links: new Map([['wikidata', 'Q8686']]) };

function codes(source: string): readonly string[] {
  return readEntities(source).problems.map(({ code, span }) => `${code} ${source.slice(span.start, span.end)}`);
}

describe('entities.yaml, read', () => {
  it('has its entities, and their places in the text', () => {
    const { entities, problems } = readEntities(text);
    assert.deepEqual(problems, []);
    const [first, second] = entities;
    assert.deepEqual([first?.name, first?.type, first?.aliases, first?.description], ['Alibaba Group', 'organization', ['Alibaba', 'Alibaba, Inc.'], '']);
    assert.deepEqual([...second?.links ?? []], [['wikidata', 'Q1'], ['url', 'https://x.y/z']]);
    const place = placeOf(readEntities(text), 'ant-group');
    assert.deepEqual([place?.keySpan, place?.nameSpan, place?.typeSpan].map((span) => text.slice(span?.start, span?.end)), ['ant-group', "'Ant Group'", 'organization']);
    assert.match(text.slice(place?.span.start, place?.span.end), /^ant-group:[^]*z \}$/);
  });

  it('tells of a second entity with an id, and takes the first', () => {
    const twice = 'a:\n  name: A\n  type: t\nb: { name: B, type: t }\na: { name: C, type: t, type: u }\n';
    const file = readEntities(twice);
    assert.deepEqual(file.problems.map(({ code, span }) => [code, span.start]), [['entity-duplicate', twice.lastIndexOf('a: {')], ['duplicate-key', twice.lastIndexOf('type')]]);
    assert.deepEqual(file.entities.map(({ name }) => name), ['A', 'B']);
    assert.ok(file.readable);
  });

  it('tells what is missing or wrong, and keeps the rest', () => {
    assert.deepEqual(codes('a: { type: t }\n'), ['key-missing { type: t }']);
    assert.equal(readEntities('a: { type: t }\n').entities[0]?.name, 'a');
    assert.deepEqual(codes('a: text\nb: { name: B, type: [t] }\n'), ['yaml-shape text', 'yaml-shape [t]']);
    assert.deepEqual(codes('a: { name: A, type: t, aliases: { x: y } }\n'), ['yaml-shape { x: y }']);
    assert.deepEqual(readEntities('a: { name: A, type: t, aliases: B }\n').entities[0]?.aliases, ['B']);
    assert.deepEqual(readEntities('007: { name: 007, type: t, aliases: [2015, true] }\n').entities.map(({ id, name, aliases }) => [id, name, aliases]), [['007', '007', ['2015', 'true']]]);
    assert.equal(readEntities('text').readable, false);
    assert.deepEqual(readEntities(undefined).entities, []);
  });
});

describe('entities.yaml, edited', () => {
  const file = readEntities(text);
  const lines = ['+ shanghai:', '+   name: Shanghai', '+   type: place', '+   aliases: [沪, "SH: the city"]', '+   links: { wikidata: Q8686 }'];

  it('notes the names by which an entity is never offered, behind its aliases', () => {
    const edits = addNever(readEntities(text), 'alibaba', 'Alibaba');
    assert.deepEqual(diff(text, edits), ['+   never: [Alibaba]']);
    const after = changed(text, edits);
    assert.deepEqual(readEntities(after).entities.map(({ never }) => never), [['Alibaba'], undefined]);
    assert.deepEqual(addNever(readEntities(after), 'alibaba', 'Alibaba'), []);
    assert.deepEqual(diff(after, addNever(readEntities(after), 'alibaba', 'Ali: baba')), ['-   never: [Alibaba]', '+   never: [Alibaba, "Ali: baba"]']);
    assert.equal(addNever(readEntities(text), 'nobody', 'x'), undefined);
  });

  it('notes which entities are others, once a pair, and follows them', () => {
    const two = 'a:\n  name: A\n  type: t\nb:\n  name: B\n  type: t\n  distinct: c\nc:\n  name: C\n  type: t\n  distinct:\n    - d   # by hand\n    - a\n';
    const read = readEntities(two);
    assert.deepEqual(read.entities.map(({ distinct }) => distinct), [undefined, ['c'], ['d', 'a']]);
    assert.deepEqual(diff(two, addDistinct(read, 'a', 'b')), ['+   distinct: [b]']);
    assert.deepEqual(diff(two, addDistinct(read, 'b', 'a')), ['-   distinct: c', '+   distinct: [c, a]']);
    assert.deepEqual([addDistinct(read, 'a', 'c'), addDistinct(read, 'c', 'b'), addDistinct(read, 'nobody', 'b')], [[], [], undefined]);
    assert.deepEqual(diff(two, followDistinct(read, 'c', 'c-2')), ['-   distinct: c', '+   distinct: c-2']);
    assert.deepEqual(diff(two, followDistinct(read, 'a', 'e: e')), ['-     - a', '+     - "e: e"']);
    assert.deepEqual(diff(two, followDistinct(read, 'a', 'd')), ['-     - a']);
    assert.deepEqual(diff(two, followDistinct(read, 'c', undefined)), ['-   distinct: c']);
    assert.deepEqual(diff(two, followDistinct(read, 'c', 'b')), ['-   distinct: c']);
    assert.deepEqual(followDistinct(read, 'nobody', 'x'), []);
    const last = 'a:\n  name: A\n  type: t\n  distinct: [b]\n';
    assert.deepEqual(diff(last, followDistinct(readEntities(last), 'b', undefined)), ['-   distinct: [b]']);
  });

  it('gets new entities at its end', () => {
    assert.deepEqual(diff(text, addEntities(file, [shanghai])), lines);
    assert.deepEqual(diff(text.trimEnd(), addEntities(readEntities(text.trimEnd()), [shanghai])), lines);
    assert.equal(changed('', addEntities(readEntities(undefined), [shanghai])), `${lines.map((line) => line.slice(2)).join('\n')}\n`);
    assert.deepEqual(diff('# c', addEntities(readEntities('# c'), [shanghai])), lines);
    assert.deepEqual(changed('{}', addEntities(readEntities('{}'), [{ ...shanghai, aliases: [] }])), '{ shanghai: { name: Shanghai, type: place, links: { wikidata: Q8686 } } }');
    assert.equal(addEntities(file, [{ ...shanghai, id: 'alibaba' }]), undefined);
    assert.equal(addEntities(readEntities('...\n'), [shanghai]), undefined);
  });

  it('keeps a blank line between entities where the file does', () => {
    const spaced = 'a:\n  name: A\n  type: t\n\nb:\n  name: B\n  type: t\n';
    assert.equal(changed(spaced, addEntities(readEntities(spaced), [shanghai])), `${spaced}\n${lines.map((line) => line.slice(2)).join('\n')}\n`);
  });

  it('changes a field and nothing else', () => {
    assert.deepEqual(diff(text, setEntityField(file, 'alibaba', 'name', 'Alibaba')), ['-   name: Alibaba Group   # also BABA', '+   name: Alibaba   # also BABA']);
    assert.deepEqual(diff(text, setEntityField(file, 'ant-group', 'name', "Ant's")), ["-   name: 'Ant Group'", "+   name: 'Ant''s'"]);
    assert.deepEqual(diff(text, setEntityField(file, 'ant-group', 'description', 'Fintech: payments')), ['+   description: "Fintech: payments"']);
    assert.equal(readEntities(changed(text, setEntityField(file, 'ant-group', 'description', 'x'))).entities[1]?.description, 'x');
    assert.deepEqual(diff(text, setEntityField(file, 'alibaba', 'type', undefined)), ['-   type: organization']);
    assert.equal(setEntityField(file, 'nobody', 'name', 'x'), undefined);
  });

  it('gets and loses aliases, in either style', () => {
    assert.deepEqual(diff(text, addAlias(file, 'alibaba', 'a, b')), ['-   aliases: [Alibaba, "Alibaba, Inc."]', '+   aliases: [Alibaba, "Alibaba, Inc.", "a, b"]']);
    assert.deepEqual(diff(text, addAlias(file, 'ant-group', 'a, b')), ['+     - a, b']);
    assert.deepEqual(addAlias(file, 'ant-group', 'Ant'), []);
    assert.deepEqual(diff(text, removeAlias(file, 'ant-group', 'Ant Financial')), ['-     - Ant Financial']);
    assert.deepEqual(diff(text, removeAlias(file, 'alibaba', 'Alibaba')), ['-   aliases: [Alibaba, "Alibaba, Inc."]', '+   aliases: ["Alibaba, Inc."]']);
    assert.deepEqual(removeAlias(file, 'alibaba', 'nothing'), []);
    const one = 'a:\n  name: A\n  type: t\n  aliases: B\n';
    assert.deepEqual(diff(one, addAlias(readEntities(one), 'a', 'C')), ['-   aliases: B', '+   aliases: [B, C]']);
    const none = 'a:\n  name: A\n  type: t\n  description: d\n';
    assert.deepEqual(diff(none, addAlias(readEntities(none), 'a', 'C')), ['+   aliases: [C]']);
  });

  it('gives an entity another id, or removes it', () => {
    assert.deepEqual(diff(text, renameEntityId(file, 'ant-group', 'ant')), ['- ant-group:', '+ ant:']);
    assert.equal(renameEntityId(file, 'ant-group', 'alibaba'), undefined);
    assert.equal(changed(text, removeEntity(file, 'alibaba')), text.replace(/alibaba:\n[^]*?(?=ant-group)/, ''));
    assert.equal(removeEntity(file, 'nobody'), undefined);
  });

  it('is not edited where it could not be read whole', () => {
    const broken = readEntities(`${text}  x: "\n`);
    assert.equal(broken.entities.length, 2);
    assert.deepEqual([addEntities(broken, [shanghai]), setEntityField(broken, 'alibaba', 'name', 'x'), addAlias(broken, 'alibaba', 'x'), removeEntity(broken, 'alibaba')], Array.from({ length: 4 }));
  });

  it('holds whatever an entity is called', () => {
    const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 10 }), fc.constantFrom('null', 'a: b', '1e5', '#', 'yes', '\n', '{'));
    fc.assert(fc.property(fc.record({ id: words, name: words, type: words, aliases: fc.uniqueArray(words), never: fc.uniqueArray(words), distinct: fc.uniqueArray(words), description: words, links: fc.dictionary(words, words) }), (made) => {
      const entity: Entity = { ...made, links: new Map(Object.entries(made.links)) };
      const made1 = changed('', addEntities(readEntities(undefined), [entity]));
      assert.ok(readCanonical(made1) !== undefined, made1);
      const [read] = readEntities(made1).entities;
      assert.deepEqual([read?.id, read?.name, read?.type, read?.aliases, read?.never ?? [], read?.distinct ?? [], read?.description, read?.links], [entity.id, entity.name, entity.type, entity.aliases, entity.never, entity.distinct, entity.description, entity.links]);
    }));
  });
});

describe('reading entities in turns', () => {
  const entry = fc.constantFrom(
    'ant:\n  name: Ant\n  type: person\n', 'ma:\n  name: "Jack: Ma"\n  aliases: [Ma, "M, a"]\n', '\n# said\n', 'x1: { name: X, type: place }\n', 'odd: text\n', 'b:\n  description: |\n    as\n    it\n',
    'long:\n  description: ', ' is\n', '- a\n', 'q:\n  links: { url: "https://a.b/#c" }\n  type: person\n', '---\n', '  loose: 1\n', '\ufeff', '"quoted id":\n  name: Q\n', 'é:\n  name: É\n', '\r\n',
  );
  const part = fc.tuple(entry, fc.nat(3)).map(([one, times]) => one + `w${times}:\n  name: ${'W'.repeat(times)}\n  type: organization\n`.repeat(times));

  it('gives what reading it at once gives', () => {
    fc.assert(fc.property(fc.array(part, { maxLength: 8 }), fc.integer({ min: 1, max: 80 }), (parts, length) => {
      const source = parts.join('');
      const turns = readingEntities(source, undefined, length);
      let turn = turns.next();
      while (turn.done !== true) turn = turns.next();
      const [inTurns, atOnce] = [turn.value, readEntities(source)].map(({ entities, problems, readable }) => ({ entities, problems, readable }));
      assert.deepEqual(inTurns, atOnce, source);
    }), { numRuns: 1000 });
  });
});
