// A corpus on a real disk, as a transaction sees it, for processes that are killed.
import { mkdir, readFile, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ground, Journals, Recovery } from '../../src/editor/writing/commit';
import { reasonOf } from '../../src/editor/writing/fileStore';
import { Turns, type Flags } from '../../src/editor/writing/turns';

/** Nobody else lives here, so whoever has a flag up is dead. */
const patience = 2;

export const files = Array.from({ length: 24 }, (_, at) => `sidecar-${at}.yaml`);

/** @param recoveries gets what another process had left half done */
export async function realGround(root: string, recoveries: Recovery[]): Promise<Ground> {
  const [corpus, journals, turns] = ['corpus', 'journals', 'turns'].map(name => path.join(root, name)) as [string, string, string];
  for (const folder of [corpus, journals, turns]) await mkdir(folder, { recursive: true });
  const store = folderAt(corpus);
  return {
    corpus: root, files: store, readTorn: name => store.read(name), journals: folderAt(journals),
    turns: new Turns(flagsIn(turns), () => crypto.randomUUID(), clock, patience, () => undefined),
    newName: () => crypto.randomUUID(), unsettled: new Map(), recovered: recovery => { recoveries.push(recovery); }, noted: () => undefined,
  };
}

const clock = {
  pause: async (): Promise<void> => new Promise(done => { setTimeout(done, 1); }),
  every: (work: () => void): (() => void) => {
    const timer = setInterval(work, 5);
    return () => { clearInterval(timer); };
  },
};

function flagsIn(folder: string): Flags {
  return {
    raise: async name => { await mkdir(path.join(folder, name)); },
    lower: async name => rmdir(path.join(folder, name)).then(() => true, unlessGone(false)),
    raised: async () => readdir(folder),
  };
}

function folderAt(folder: string): Journals {
  return {
    read: async name => readFile(path.join(folder, name), 'utf8').catch(unlessGone(undefined)),
    write: async (name, text) => writeFile(path.join(folder, name), text),
    writeBytes: async (name, bytes) => writeFile(path.join(folder, name), bytes),
    delete: async name => rm(path.join(folder, name), { force: true }),
    rename: async (name, to) => rename(path.join(folder, name), path.join(folder, to)),
    list: async () => readdir(folder),
  };
}

function unlessGone<Other>(other: Other): (error: unknown) => Other {
  return error => {
    if (reasonOf(error, 'unreadable') === 'gone') return other;
    throw error;
  };
}
