import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { EntitiesById } from '../../../src/core/corpus/entitiesById';
import { finished } from '../../../src/core/steps';
import { readEntities } from '../../../src/core/store/entitiesFile';

/** `ant:Ant ali:Ali` as a file. */
function file(words: string): ReturnType<typeof readEntities> {
  return readEntities(words.split(' ').filter(Boolean).map(word => word.split(':')).map(([id, name]) => `${id}:\n  name: ${name}\n  type: person\n`).join(''));
}

/** What going from one file to another is about, and what is known by id then. */
function taken(before: string, after: string): string {
  const entities = new EntitiesById();
  finished(entities.take(file(before)));
  const touch = finished(entities.take(file(after)));
  if (touch === 'everything') return touch;
  const known = ['ant', 'ali'].map(id => `${id}=${entities.get(id)?.name ?? ''}`);
  return `changed ${[...touch.entities ?? []].sort().join(' ')}, came or went ${[...touch.entityIds ?? []].sort().join(' ')}: ${known.join(' ')}`;
}

describe('the entities of a corpus by their ids', () => {
  it('are those of the last file; a change is about what it says otherwise, what came and what went', () => {
    assert.equal(taken('ant:Ant ali:Ali', 'ant:Ant ali:Ali'), 'changed , came or went : ant=Ant ali=Ali');
    assert.equal(taken('ant:Ant ali:Ali', 'ant:Ants ali:Ali'), 'changed ant, came or went : ant=Ants ali=Ali');
    assert.equal(taken('ant:Ant', 'ali:Ali'), 'changed ali ant, came or went ali ant: ant= ali=Ali');
    assert.equal(taken('ant:Ant ali:Ali', ''), 'changed ali ant, came or went ali ant: ant= ali=');
  });

  it('are, while very many are taken, the ones of before', () => {
    const entities = new EntitiesById();
    finished(entities.take(file('ant:Ant')));
    const taking = entities.take(file(Array.from({ length: 12_000 }, (_, at) => `e${at}:E`).join(' ')));
    let stops = 0;
    let step = taking.next();
    for (; step.done !== true; step = taking.next()) {
      stops++;
      assert.deepEqual([entities.get('ant')?.name, entities.get('e0'), entities.file.entities.length], ['Ant', undefined, 1]);
    }
    assert.deepEqual([stops > 1, step.value, entities.get('ant'), entities.get('e11999')?.name], [true, 'everything', undefined, 'E']);
  });
});
