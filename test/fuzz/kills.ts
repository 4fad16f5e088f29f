import { buildSync } from 'esbuild';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { recover, type Recovery } from '../../src/editor/writing/commit';
import { files, realGround } from './realDisk';

/** What kills came upon: a deed that was completed at the next start, one of which nothing had been written, and neither. */
export interface Kills {
  completed: number;
  undone: number;
  between: number;
}

/**
 * Kills a process that writes to many files, at random moments, again and again on the same disk. After each, the next
 * start has to find the deed that was cut short whole or not at all, in every file alike, and to say which.
 */
export async function kill(times: number, random: () => number): Promise<Kills> {
  const root = mkdtempSync(path.join(tmpdir(), 'seedmark-kills-'));
  const writer = path.join(root, 'writer.cjs');
  buildSync({ entryPoints: [path.join(import.meta.dirname, 'writer.ts')], outfile: writer, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  const kills: Kills = { completed: 0, undone: 0, between: 0 };
  try {
    let deeds = 0;
    for (let time = 0; time < times; time++) {
      const said = await runFor(writer, root, deeds, random() * 60);
      const now = await found(root, deeds + said);
      kills[now.outcome]++;
      deeds = now.deeds;
    }
  } finally {
    rmSync(root, { recursive: true });
  }
  return kills;
}

/** How many deeds the writer says that it has done, before it was killed some milliseconds after it began. */
async function runFor(writer: string, root: string, deeds: number, milliseconds: number): Promise<number> {
  const child = spawn(process.execPath, [writer, root, String(deeds)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => { child.kill('SIGKILL'); }, milliseconds);
    said += text;
  });
  await new Promise(done => { child.on('close', done); });
  assert.equal(child.signalCode, 'SIGKILL', said);
  return said.split('done').length - 1;
}

/** What the next start finds, after so many deeds were said to be done. */
async function found(root: string, done: number): Promise<{ readonly outcome: keyof Kills; readonly deeds: number }> {
  const recoveries: Recovery[] = [];
  const ground = await realGround(root, recoveries);
  const pending = (await ground.journals.list()).length;
  await recover(ground);
  const counts = new Set<number>();
  for (const file of files) {
    const lines = (await ground.files.read(file) ?? '').split('\n').slice(0, -1);
    lines.forEach((line, at) => assert.equal(line, `  - { id: d${at + 1}, of: ${file} }`));
    counts.add(lines.length);
  }
  assert.equal(counts.size, 1, `the files hold ${[...counts].join(', ')} deeds`);
  assert.deepEqual(await ground.journals.list(), []);
  const [deeds = 0] = counts;
  const told = recoveries.map(({ ended, journal: { label } }) => `${ended} ${label}`);
  assert.deepEqual(told, told.length === 0 ? [] : [`forward deed ${deeds}`]);
  assert.ok(deeds === done || deeds === done + 1, `${done} were said to be done, and ${deeds} are there`);
  return { outcome: told.length > 0 ? 'completed' : pending > 0 ? 'undone' : 'between', deeds };
}
