import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import { Turns, type Clock, type Flags } from '../../../src/editor/writing/turns';
import { door } from './door';
import { FaultyDisk } from './faultyDisk';

const patience = 5;

/** A folder of flags and the windows before it, whose clocks go when the test says so. */
class Room {
  readonly up = new Set<string>();
  /** What was up after each change. */
  readonly history: string[][] = [];
  readonly #beats = new Set<() => void>();
  #names = 0;

  window(pause: () => Promise<void>): Turns {
    const flags: Flags = {
      raise: async name => { this.#change(() => this.up.add(name)); },
      lower: async name => this.#change(() => this.up.delete(name)),
      raised: async () => [...this.up],
    };
    const clock: Clock = { pause, every: work => { this.#beats.add(work); return () => { this.#beats.delete(work); }; } };
    return new Turns(flags, () => `w${this.#names++}`, clock, patience, () => undefined);
  }

  async beat(): Promise<void> {
    for (const work of this.#beats) work();
    await nothingLeft();
  }

  #change<T>(change: () => T): T {
    const result = change();
    this.history.push([...this.up]);
    return result;
  }
}

/** Everything that can go on has gone on. */
async function nothingLeft(): Promise<void> {
  await new Promise(done => { setImmediate(done); });
}

/** A window that falls asleep in its turn: whether the turn is still its own when it wakes. */
async function asleepIn(room: Room): Promise<{ readonly held: Promise<boolean>; wake(): void }> {
  const [asleep, awake] = [door(), door()];
  const held = room.window(nothingLeft).take(async turn => {
    asleep.open();
    await awake.opened;
    return turn.held();
  });
  await asleep.opened;
  return { held, wake: () => awake.open() };
}

describe('windows that take turns', () => {
  it('are never two at it, and each comes to its turn, however their steps fall together', async () => {
    await fc.assert(fc.asyncProperty(fc.scheduler(), fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 }), async (scheduler, turns) => {
      const disk = new FaultyDisk({});
      const step = (operation: string): Promise<void> => scheduler.schedule(Promise.resolve(), operation);
      let [inside, done] = [0, 0];
      const window = async (count: number): Promise<void> => {
        const { turns: taking } = disk.window(step, Infinity).ground;
        for (let i = 0; i < count; i++) {
          await taking.take(async turn => {
            assert.equal(++inside, 1);
            await step('work');
            assert.ok(await turn.held());
            assert.equal(inside--, 1);
          });
          done++;
        }
      };
      await scheduler.waitFor(Promise.all(turns.map(window)));
      assert.equal(done, turns.reduce((sum, count) => sum + count, 0));
      assert.deepEqual(disk.flags(), []);
    }), { numRuns: 300 });
  });

  it('pass over one that has died, wherever it did', async () => {
    await fc.assert(fc.asyncProperty(fc.scheduler(), fc.nat(12), async (scheduler, steps) => {
      const disk = new FaultyDisk({});
      const step = (operation: string): Promise<void> => scheduler.schedule(Promise.resolve(), operation);
      let left = steps;
      const dying = disk.window(async operation => {
        if (left-- === 0) dying.kill();
        await step(operation);
      });
      const turn = async (window: typeof dying): Promise<void> => window.ground.turns.take(() => step('work'));
      await scheduler.waitFor(Promise.all([turn(dying).catch(() => undefined), turn(disk.window(step, 100)), turn(disk.window(step, 100))]));
    }), { numRuns: 100 });
  });

  it('wait for one that lives, however long it takes', async () => {
    const room = new Room();
    const [busy, end] = [door(), door()];
    const first = room.window(nothingLeft).take(async turn => {
      busy.open();
      await end.opened;
      assert.ok(await turn.held());
    });
    await busy.opened;
    let looks = 0;
    const second = room.window(async () => {
      if (++looks % 3 === 0) await room.beat();
      if (looks === 20 * patience) end.open();
      await nothingLeft();
    }).take(async () => looks);
    assert.ok(await second >= 20 * patience);
    await first;
    assert.deepEqual([...room.up], []);
  });

  it('never have all their flags down while one moves, so that no look misses it', async () => {
    const room = new Room();
    await room.window(nothingLeft).take(async turn => {
      for (let i = 0; i < 9; i++) {
        const before = [...room.up];
        await room.beat();
        assert.ok(before.some(flag => room.up.has(flag)), room.history.join(' | '));
        assert.notDeepEqual([...room.up], before);
        assert.ok(await turn.held());
      }
    });
    assert.deepEqual([...room.up], []);
  });

  it('take over from one that stands still, and that one knows when it wakes', async () => {
    const room = new Room();
    const sleeper = await asleepIn(room);
    let looks = 0;
    await room.window(async () => { looks++; }).take(async turn => {
      assert.ok(looks >= patience - 1, `${looks} looks`);
      sleeper.wake();
      assert.equal(await sleeper.held, false);
      assert.ok(await turn.held());
    });
    assert.deepEqual([...room.up], []);
  });

  it('let one that wakes in the middle of a move find out, and nobody is let in meanwhile', async () => {
    const room = new Room();
    const sleeper = await asleepIn(room);
    let looks = 0;
    // Its flag is lowered at the very moment at which it raises the next one.
    const [flag = ''] = room.up;
    const other = room.window(async () => { looks++; await nothingLeft(); }).take(async () => looks);
    room.up.delete(flag);
    await room.beat();
    sleeper.wake();
    assert.equal(await sleeper.held, false);
    await other;
    assert.deepEqual([...room.up], []);
  });
});
