import assert from 'node:assert/strict';
import { describer } from '../../../src/core/anchor/describe';
import { CorpusIndex } from '../../../src/core/corpus/corpusIndex';
import { Habits, type Setting } from '../../../src/core/offers/habits';
import { addMentions } from '../../../src/core/store/sidecarEdits';
import { newSidecar, readSidecar } from '../../../src/core/store/sidecarFile';
import { applyEdits } from '../../../src/core/yaml/splice';
import { CorpusHabits } from '../../../src/editor/corpus/corpusHabits';

const path = '001_a.txt';
const text = 'A plan\n\nThe office in Chengdu was built by Alibaba.\n';
const setting: Setting = { line: 8, before: '' };

function annotated(): string {
  const start = text.indexOf('Alibaba');
  const anchor = describer(text, { start: 0, end: text.length })({ start, end: start + 'Alibaba'.length });
  const empty = newSidecar('001_a', '');
  return applyEdits(empty, addMentions(readSidecar(empty), [{ id: 'aaaaaa', entity: 'alibaba', anchor }]) ?? []);
}

function likelihood(habits: Habits): number {
  return habits.likelihood('known', 'Chengdu', setting);
}

function rethrow(error: unknown): void {
  throw error;
}

describe('the habits of a corpus', () => {
  it('forget what was left in an article when all its marks have gone, though it is in an editor', async () => {
    const index = new CorpusIndex();
    index.set(path, text);
    index.set('annotations/001_a.yaml', annotated());
    let isShown = false;
    let changed: (() => void) | undefined;
    const habits = new CorpusHabits(index, async () => Promise.resolve(text), () => isShown, () => changed?.(), rethrow);
    const learned = async (): Promise<void> => new Promise(done => {
      changed = done;
      habits.now();
    });
    await learned();
    const never = likelihood(new Habits([]));
    assert.ok(likelihood(habits.now()) < never, 'Chengdu was left');
    isShown = true;
    index.delete('annotations/001_a.yaml');
    habits.mark('001_a');
    await learned();
    assert.equal(likelihood(habits.now()), never);
    habits.dispose();
  });
});
