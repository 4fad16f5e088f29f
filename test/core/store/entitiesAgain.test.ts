import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { readEntities, type EntitiesFile } from '../../../src/core/store/entitiesFile';
import { addEntities, removeEntity, renameEntityId, setEntityField } from '../../../src/core/store/entityEdits';
import { addAlias } from '../../../src/core/store/entityNames';
import { entityAtOffset, placeOf } from '../../../src/core/store/entityPlaces';
import { applyEdits } from '../../../src/core/yaml/splice';
import type { Edits } from '../../../src/core/yaml/edit';

/** Entities as lines, of several looks: canonical, in brackets, with comments, quoted, and what only the full reader takes. */
const entry = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '"g h"'), fc.integer({ min: 0, max: 6 })).map(([id, look]) => [
  `${id}:\n  name: Name of it\n  type: person\n`,
  `${id}: { name: N, type: place, aliases: [x, "y, z"] }\n`,
  `# about it\n${id}:\n  name: 'N'   # so\n  type: person\n\n  aliases:\n  - One\n  - Two\n`,
  `${id}: text\n`,
  `${id}:\n  name: >\n    folded\n    lines\n  type: organization\n`,
  `${id}:\n  type: event\n  unknown: [1, { deep: 2 }]\n  links: { url: https://x.y/z }\n`,
  `${id}:\n  name: "long\n    name"\n  type: person\n  type: twice\n`,
][look] ?? '');

const file = fc.tuple(fc.constantFrom('', '# head\n', '\uFEFF', '\n\n'), fc.array(entry, { maxLength: 12 })).map(([head, entries]) => head + entries.join(''));

const change = fc.record({
  at: fc.nat(),
  removed: fc.integer({ min: 0, max: 40 }),
  text: fc.oneof(entry, fc.constantFrom('', 'x', ' ', '\n', '"', '  name: Other\n', '# c\n', '- x\n', '\n...\n', '---\n', '&a ', '*a', '{', '\t', ': ', 'h:\n', '|\n')),
});

function said({ entities, problems, readable }: EntitiesFile): unknown {
  return { entities, problems, readable };
}

describe('entities.yaml, read again', () => {
  it('says what reading it anew says, whatever was changed', () => {
    fc.assert(fc.property(file, fc.array(change, { minLength: 1, maxLength: 6 }), (text, changes) => {
      let now = text;
      let read = readEntities(now);
      for (const { at, removed, text: inserted } of changes) {
        const start = at % (now.length + 1);
        now = now.slice(0, start) + inserted + now.slice(start + removed);
        read = readEntities(now, read);
        assert.deepEqual(said(read), said(readEntities(now)), JSON.stringify(now));
        for (const { id } of read.entities) assert.deepEqual(placeOf(read, id), placeOf({ ...read, entries: undefined, node: read.node }, id), JSON.stringify([now, id]));
      }
    }), { numRuns: 200 });
  });

  it('keeps what has not changed as the same objects', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `e${at}:\n  name: E${at}\n  type: person\n`);
    const before = readEntities(lines.join(''));
    const after = readEntities([...lines.slice(0, 20), lines[20]?.replace('E20', 'Twenty'), ...lines.slice(21)].join(''), before);
    assert.equal(after.entities[20]?.name, 'Twenty');
    assert.equal(after.entities.filter((entity, at) => entity !== before.entities[at]).length < 5, true);
    assert.equal(after.entities[49], before.entities[49]);
  });

  it('goes on with the rest of a long file while an entry of it is broken', () => {
    const lines = Array.from({ length: 4000 }, (_, at) => `e${at}:\n  name: E${at}\n  type: person\n`);
    const sound = readEntities(lines.join(''));
    const broken = readEntities([...lines.slice(0, 2000), 'e2000:\n  name: "E\n', ...lines.slice(2001)].join(''), sound);
    assert.equal(broken.readable, false);
    assert.ok(broken.problems.some(({ code }) => code === 'yaml-syntax'));
    assert.ok(broken.entities.length >= 3990);
    assert.equal(addAlias(broken, 'e1', 'x'), undefined);
    const mended = readEntities(lines.join(''), broken);
    assert.deepEqual(said(mended), said(sound));
  });
});

describe('edits of entities.yaml, in the lines about an entity', () => {
  const edits: readonly ((file: EntitiesFile, id: string) => Edits)[] = [
    (read, id) => addAlias(read, id, 'New'),
    (read, id) => setEntityField(read, id, 'name', 'New name'),
    (read, id) => setEntityField(read, id, 'description', 'Said of it'),
    (read, id) => removeEntity(read, id),
    (read, id) => renameEntityId(read, id, 'z'),
    (read, id) => renameEntityId(read, id, 'b'),
    read => addEntities(read, [{ id: 'new', name: 'New', type: 'person', aliases: [], description: '', links: new Map() }]),
  ];

  it('are those that the whole file leads to', () => {
    fc.assert(fc.property(file, fc.constantFrom('a', 'b', 'c', 'd', 'g h'), fc.constantFrom(...edits), fc.boolean(), (text, id, edit, bare) => {
      const source = bare ? text.trimEnd() : text;
      const read = readEntities(source);
      const whole: EntitiesFile = { text: source, entities: read.entities, entries: undefined, problems: read.problems, readable: read.readable, node: read.node };
      const [near, far] = [edit(read, id), edit(whole, id)];
      assert.deepEqual(near && applyEdits(source, near), far && applyEdits(source, far), source);
    }), { numRuns: 300 });
  });

  it('find the entity at an offset', () => {
    const text = '# head\na:\n  name: A\n  type: person\n\nb: { name: B, type: place }\n';
    const read = readEntities(text);
    const at = (words: string): string | undefined => entityAtOffset(read, text.indexOf(words))?.entity.id;
    assert.deepEqual([at('# head'), at('a:'), at('person'), at('\nb:'), at('place')], [undefined, 'a', 'a', undefined, 'b']);
  });
});
