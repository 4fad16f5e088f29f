import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { MentionMemory } from '../../../src/core/corpus/mentionMemory';
import { SidecarShelf } from '../../../src/core/corpus/sidecarShelf';

/** A sidecar with a mention for each word: `ant:Ants`, the entity and the quote. */
function sidecar(words: string): string {
  const mentions = words.split(' ').map(word => word.split(':')).map(([entity, quote], at) => `  - { id: m${at}aaaa, entity: ${entity}, at: [${at}, ${at + 1}], quote: "${quote}" }\n`);
  return `mentions:\n${mentions.join('')}`;
}

/** A shelf whose memory is told of what changes on it. */
function shelfWith(...texts: readonly string[]): { readonly memory: MentionMemory; readonly change: (name: string, text: string, ...about: readonly string[]) => void } {
  const shelf = new SidecarShelf();
  const memory = new MentionMemory(shelf);
  const change = (name: string, text: string, ...about: readonly string[]): void => {
    const path = `annotations/${name}.yaml`;
    memory.recount(shelf.get(path), -1);
    shelf.setText(path, sidecar(text));
    memory.recount(shelf.get(path), 1);
    memory.forget(about);
  };
  for (const [at, text] of texts.entries()) change(`${at}`, text, 'ant', 'ali');
  return { memory, change };
}

describe('what is remembered of mentions', () => {
  it('is how often a name stands for an entity, counted on with each change', () => {
    const { memory, change } = shelfWith('ant:Ants ant:Ants ali:Ali', 'ant:Ants');
    assert.equal(memory.calledCount('ant', 'Ants'), 3);
    assert.equal(memory.calledCount('ant', 'Ali'), 0);
    change('0', 'ant:Ali ali:Ants');
    assert.deepEqual(['Ants', 'Ali'].map(quote => memory.calledCount('ant', quote)), [1, 1]);
    assert.deepEqual(['Ants', 'Ali'].map(quote => memory.calledCount('ali', quote)), [1, 0]);
  });

  it('is which articles mention an entity, until one of them is told to be another', () => {
    const { memory, change } = shelfWith('ant:Ants', 'ali:Ali');
    const before = memory.articlesWith('ant');
    assert.deepEqual(before, ['0']);
    change('2', 'ali:Ali', 'ali');
    assert.equal(memory.articlesWith('ant'), before);
    change('1', 'ant:Ants', 'ali', 'ant');
    assert.deepEqual([...memory.articlesWith('ant')].sort(), ['0', '1']);
    assert.deepEqual(memory.articlesWith('ali'), ['2']);
  });

  it('is nothing after all may have changed', () => {
    const { memory } = shelfWith('ant:Ants');
    const before = memory.articlesWith('ant');
    memory.clear();
    assert.notEqual(memory.articlesWith('ant'), before);
  });
});
