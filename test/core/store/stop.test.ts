import { describe, it } from 'mocha';
import assert from 'node:assert/strict';
import type { Intent } from '../../../src/core/store/intents';
import { throughFiles } from '../../../src/editor/lists/throughFiles';
import { commit } from '../../../src/editor/writing/commit';
import { FileFailure } from '../../../src/editor/writing/fileStore';
import { stoppable } from '../../../src/editor/writing/stoppable';
import { FaultyDisk } from './faultyDisk';

const paths = Array.from({ length: 40 }, (_, at) => `annotations/${at}.yaml`);

/** What tagging everywhere writes: a line in each of many files, every second of which is new. */
function disk(): FaultyDisk {
  return new FaultyDisk(Object.fromEntries(paths.filter((_, at) => at % 2 === 0).map(path => [path, 'mentions:\n'])));
}

const intents = paths.map((path): Intent => ({ path, edits: now => [{ span: { start: now?.length ?? 0, end: now?.length ?? 0 }, text: '  - { id: a }\n' }] }));

/** Writes, with a stop at the operation of that number. */
async function stoppedAt(at: number): Promise<{ readonly end: string; readonly on: FaultyDisk }> {
  const on = disk();
  let operations = 0;
  const ground = on.ground();
  const end = await commit({ ...ground, files: stoppable(ground.files, { isStopped: () => operations++ >= at }) }, 'tag everywhere', intents)
    .then(() => 'done', (error: unknown) => error instanceof FileFailure ? error.reason : String(error));
  return { end, on };
}

describe('tagging everywhere that is stopped', () => {
  it('while it writes leaves every file as it was, wherever that was', async () => {
    const whole = disk();
    await whole.commit('tag everywhere', intents);
    const ends = new Set<string>();
    for (let at = 0; at < 140; at += 3) {
      const { end, on } = await stoppedAt(at);
      ends.add(end);
      assert.deepEqual(on.texts(), (end === 'done' ? whole : disk()).texts(), `stopped at ${at}`);
      assert.deepEqual(on.journals(), [], `stopped at ${at}`);
    }
    assert.deepEqual([...ends].sort(), ['done', 'stopped']);
  });

  it('while it searches reads no further, and finds nothing to write', async () => {
    let stopped = false;
    const read: string[] = [];
    const found = await throughFiles(paths, async path => {
      read.push(path);
      return [path];
    }, { isStopped: () => stopped, reached: (_, many) => { stopped = many >= 16; } });
    assert.equal(found, undefined);
    assert.deepEqual(read, paths.slice(0, 16));
  });

  it('is told how far it is, and finds all in order where nobody stops it', async () => {
    const told: string[] = [];
    const found = await throughFiles(paths, async path => [path, path], { isStopped: () => false, reached: (files, many) => { told.push(`${files} ${many}`); } });
    assert.deepEqual(found, paths.flatMap(path => [path, path]));
    assert.deepEqual(told, ['16 32', '32 64', '40 80']);
  });
});
