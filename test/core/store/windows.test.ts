// Several windows, and others who take no turns, that write to the same sidecars at the same time.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Intent } from '../../../src/core/store/intents';
import { addMentions } from '../../../src/core/store/sidecarEdits';
import { newSidecar, readSidecar } from '../../../src/core/store/sidecarFile';
import { applyEdits } from '../../../src/core/yaml/splice';
import { door } from './door';
import { FaultyDisk, type FaultyWindow, type Step } from './faultyDisk';

const [a, b] = ['annotations/a.yaml', 'annotations/b.yaml'];
const start = 'article: x\ntext: 1a\nmentions:\n  - { id: aaaaaa, entity: ant, at: [1, 4], quote: "Ant", before: "", after: "" }\n';

/** Adds one mark to a sidecar, which is made where there is none. */
function tag(path: string, id: string): Intent {
  return {
    path,
    edits: text => {
      const before = text ?? newSidecar('x', '');
      const edits = addMentions(readSidecar(before), [{ id, entity: 'new', anchor: { at: [id.charCodeAt(0), id.charCodeAt(0) + 1], quote: 'q', before: '', after: '' } }]);
      if (edits === undefined) return 'not-editable';
      return text === undefined ? [{ span: { start: 0, end: 0 }, text: applyEdits(before, edits) }] : edits;
    },
  };
}

/** The ids of a sidecar's marks, sorted; it must be read without a problem. */
function marks(disk: FaultyDisk, path: string): readonly string[] {
  const { sidecar: { mentions }, problems } = readSidecar(disk.text(path) ?? '');
  assert.deepEqual(problems, [], disk.text(path));
  return mentions.map(({ id }) => id).sort();
}

/** `count` deeds of one window, one after another, each of which tags in both sidecars; the ids of those that ended. */
async function work(window: FaultyWindow, name: string, count: number): Promise<readonly string[]> {
  const done: string[] = [];
  for (let i = 0; i < count; i++) {
    const id = `${name}${i}xxxx`;
    const outcome = await window.commit('tag', [tag(a, id), tag(b, id)]);
    assert.ok(Array.isArray(outcome), JSON.stringify(outcome));
    done.push(id);
  }
  return done;
}

describe('two windows that write to the same sidecars', () => {
  it('lose no mark, and take no live journal for one of a crash, however their steps fall together', async function () {
    this.timeout(120_000);
    const counts = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 });
    await fc.assert(fc.asyncProperty(fc.scheduler(), counts, fc.boolean(), async (scheduler, windows, isNew) => {
      const disk = new FaultyDisk(isNew ? {} : { [a]: start, [b]: start });
      const step: Step = operation => scheduler.schedule(Promise.resolve(), operation);
      const opened = disk.window(step, Infinity);
      const all = Promise.all([...windows.map((count, at) => work(disk.window(step, Infinity), 'PQR'.charAt(at), count)), opened.recover().then(found => {
        assert.deepEqual(found, []);
        return [];
      })]);
      await scheduler.waitFor(all);
      const ids = [...isNew ? [] : ['aaaaaa'], ...(await all).flat()].sort();
      assert.deepEqual([marks(disk, a), marks(disk, b), disk.journals(), disk.flags()], [ids, ids, [], []]);
    }), { numRuns: 300 });
  });

  it('lose none when one of them dies, and what that one had begun is found whole or not at all', async function () {
    this.timeout(120_000);
    let completed = 0;
    await fc.assert(fc.asyncProperty(fc.scheduler(), fc.nat(40), async (scheduler, steps) => {
      const disk = new FaultyDisk({ [a]: start, [b]: start });
      const step: Step = operation => scheduler.schedule(Promise.resolve(), operation);
      let left = steps;
      const dying = disk.window(async operation => {
        if (left-- === 0) dying.kill();
        await step(operation);
      });
      const living = disk.window(step, 100);
      const all = Promise.all([work(dying, 'D', 2).catch(() => []), work(living, 'L', 3)]);
      await scheduler.waitFor(all);
      completed += living.ended().length;
      await disk.recover();
      const there = marks(disk, a);
      assert.deepEqual(marks(disk, b), there);
      for (const id of (await all).flat()) assert.ok(there.includes(id), `${id} of ${there.join(' ')}`);
      assert.deepEqual(disk.journals(), []);
    }), { numRuns: 200 });
    assert.ok(completed > 5, `${completed} were completed by the other window`);
  });
});

/** The names of the steps that one deed takes. */
async function stepsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const steps: string[] = [];
  await work(new FaultyDisk(files).window(async operation => { steps.push(operation); }), 'D', 1);
  return steps;
}

/** Between the last reading and the write nobody can look: what falls there is the one thing that is not seen. */
function isBlind(operation: string): boolean {
  return operation.startsWith('write corpus/');
}

describe('a window that was suspended', () => {
  it('finds on waking that another one has gone on, and writes over nothing', async () => {
    const files = { [a]: start, [b]: start };
    const steps = await stepsOf(files);
    assert.ok(steps.length > 12, steps.join(', '));
    for (const [at, operation] of steps.entries()) {
      if (isBlind(operation)) continue;
      const disk = new FaultyDisk(files);
      const [asleep, awake] = [door(), door()];
      let left = at;
      const sleeper = work(disk.window(async () => {
        if (left-- !== 0) return;
        asleep.open();
        await awake.opened;
      }), 'S', 1);
      await asleep.opened;
      const theirs = await work(disk.window(), 'T', 2);
      awake.open();
      const ids = ['aaaaaa', ...await sleeper, ...theirs].sort();
      assert.deepEqual([marks(disk, a), marks(disk, b), disk.journals(), disk.flags()], [ids, ids, [], []], `asleep before ${operation}`);
    }
  });
});

describe('someone who takes no turns, such as another machine', () => {
  const line = '  - { id: theirs, entity: their, at: [0, 1], quote: "t", before: "", after: "" }\n';

  it('loses nothing by a write that falls into ours, and neither do we', async () => {
    const files = { [a]: start, [b]: start };
    for (const [at, operation] of (await stepsOf(files)).entries()) {
      if (isBlind(operation)) continue;
      const disk = new FaultyDisk(files);
      let left = at;
      const ids = ['aaaaaa', 'theirs', ...await work(disk.window(async () => {
        if (left-- === 0) for (const path of [a, b]) disk.edit(path, (disk.text(path) ?? '').replace('mentions:\n', `mentions:\n${line}`));
      }), 'W', 1)].sort();
      assert.deepEqual([marks(disk, a), marks(disk, b), disk.journals()], [ids, ids, []], `before ${operation}`);
    }
  });

  it('who writes to the very place is told of, and is not written over', async () => {
    const disk = new FaultyDisk({ [a]: start });
    const outcome = await disk.window(async operation => {
      if (operation.startsWith('write storage/')) disk.edit(a, 'mentions: [\n');
    }).commit('tag', [tag(a, 'Wxxxxx')]);
    assert.deepEqual([outcome, disk.text(a), disk.journals()], [{ path: a, reason: 'not-editable' }, 'mentions: [\n', []]);
  });

  it('and never rests is left alone, and the person told', async () => {
    const disk = new FaultyDisk({ [a]: start });
    let count = 0;
    const never = disk.window(async operation => {
      if (operation === `read corpus/${a}`) disk.edit(a, `${start}# ${count++}\n`);
    });
    await assert.rejects(never.commit('tag', [tag(a, 'Wxxxxx')]), { reason: 'locked', path: a });
    assert.deepEqual([marks(disk, a), disk.journals(), disk.flags()], [['aaaaaa'], [], []]);
  });
});
