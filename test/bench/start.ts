import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { median } from './measure';
import type { Row } from './part';

const rounds = 15;

/**
 * `start`: what it costs to load the extension: the sizes of the VSIX and of the bundle in it, and the times to `require` and
 * to activate it in a fresh Node, with a stand-in for `vscode`: what is measured is our own code. `first` is a start after
 * which nothing was put away, as after an installation; the others find what an earlier one has put away.
 */
export async function start(): Promise<readonly Row[]> {
  const root = path.resolve(import.meta.dirname, '../..');
  const { packageVsix } = await import(path.join(root, 'scripts/package.mjs')) as { packageVsix: () => Promise<string> };
  const vsix = await quietly(packageVsix);
  const [file, bundle] = ['extension.js', 'bundle.js'].map(name => path.join(root, 'dist/node', name));
  const storage = mkdtempSync(path.join(os.tmpdir(), 'seedmark-start-'));
  try {
    const none = path.join(storage, 'none');
    const first = Array.from({ length: rounds }, () => startOnce(file ?? '', none));
    startOnce(file ?? '', storage, true);
    const times = Array.from({ length: rounds }, () => startOnce(file ?? '', storage));
    const middle = (all: readonly Start[], what: keyof Start): number => median(all.map(each => each[what]));
    return [{
      'vsix kB': Math.round(statSync(vsix).size / 1000), 'bundle kB': Math.round(statSync(bundle ?? '').size / 1000), 'zipped kB': Math.round(gzipSync(readFileSync(bundle ?? '')).length / 1000),
      'require ms': middle(times, 'load'), 'require cpu': middle(times, 'cpu'), 'activate ms': middle(times, 'activate'), 'activate cpu': middle(times, 'activateCpu'),
      'first: require cpu': middle(first, 'cpu'), 'first: activate ms': middle(first, 'activate'), 'first: activate cpu': middle(first, 'activateCpu'),
    }];
  } finally {
    rmSync(storage, { recursive: true });
  }
}

interface Start {
  readonly load: number;
  readonly cpu: number;
  readonly activate: number;
  readonly activateCpu: number;
}

/** Without what the packing prints, which is no part of the figures. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => undefined;
  try {
    return await work();
  } finally {
    console.log = log;
  }
}

/** What `vscode` exports. */
function apiNames(): readonly string[] {
  const types = readFileSync(path.resolve(import.meta.dirname, '../../node_modules/@types/vscode/index.d.ts'), 'utf8');
  return [...types.matchAll(/^\texport (?:class|enum|namespace|const|abstract class) (\w+)/gm)].map(found => found[1] ?? '');
}

/**
 * In a process of its own: nothing is compiled yet.
 * @param storage the extension's own folder
 * @param stays whether it stays until it has put away what the engine made of it
 */
function startOnce(file: string, storage: string, stays = false): Start {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'seedmark-start-'));
  try {
    const script = path.join(folder, 'load.cjs');
    writeFileSync(script, `
      const Module = require('node:module');
      const resolve = Module._resolveFilename;
      // Anything that is asked of it is there, and does nothing.
      const nothing = new Proxy(function () {}, { get: (_, key) => key === Symbol.toPrimitive ? () => '' : key === Symbol.iterator ? function* () {} : key === 'then' ? undefined : nothing, set: () => true, apply: () => nothing, construct: () => ({ dispose() {}, fire() {}, event: () => nothing }) });
      const api = Object.fromEntries(${JSON.stringify(apiNames())}.map(name => [name, nothing]));
      Module._resolveFilename = function (name, ...rest) { return name === 'vscode' ? 'vscode' : resolve.call(this, name, ...rest); };
      require.cache.vscode = { id: 'vscode', filename: 'vscode', loaded: true, exports: api };
      // The stand-in answers at once and always, so that nothing that waits would have its turn.
      const later = [];
      const wait = setTimeout;
      globalThis.setTimeout = (work, after, ...rest) => { if (after > 5000) later.push(work); return wait(work, after, ...rest); };
      const before = process.cpuUsage();
      const from = performance.now();
      const extension = require(${JSON.stringify(file)});
      const loaded = performance.now();
      const used = process.cpuUsage(before);
      // The last that it does is to say what is to be disposed of.
      const push = () => {
        const activate = performance.now() - loaded;
        const all = process.cpuUsage(before);
        const cpu = (used.user + used.system) / 1000;
        console.log(JSON.stringify({ load: loaded - from, cpu, activate, activateCpu: (all.user + all.system) / 1000 - cpu }));
        if (${String(stays)}) for (const work of later) work();
        process.exit();
      };
      extension.activate({ subscriptions: { push }, workspaceState: nothing, globalStorageUri: new Proxy({ fsPath: ${JSON.stringify(storage)} }, { get: (known, key) => known[key] ?? nothing }) });
    `);
    const { stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    const told: unknown = stdout === '' ? undefined : JSON.parse(stdout);
    if (typeof told !== 'object' || told === null || !('load' in told) || !('cpu' in told) || !('activate' in told) || !('activateCpu' in told)) throw new Error(stderr);
    return { load: Number(told.load), cpu: Number(told.cpu), activate: Number(told.activate), activateCpu: Number(told.activateCpu) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
