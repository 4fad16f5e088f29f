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
 * to activate it in a fresh Node, with a stand-in for `vscode`: what is measured is our own code.
 */
export async function start(): Promise<readonly Row[]> {
  const root = path.resolve(import.meta.dirname, '../..');
  const { packageVsix } = await import(path.join(root, 'scripts/package.mjs')) as { packageVsix: () => Promise<string> };
  const vsix = await quietly(packageVsix);
  const file = path.join(root, 'dist/node/extension.js');
  const times = Array.from({ length: rounds }, () => requireOnce(file));
  return [{
    'vsix kB': Math.round(statSync(vsix).size / 1000), 'bundle kB': Math.round(statSync(file).size / 1000), 'zipped kB': Math.round(gzipSync(readFileSync(file)).length / 1000),
    'require ms': median(times.map(({ load }) => load)), 'require cpu': median(times.map(({ cpu }) => cpu)), 'activate ms': median(times.map(({ activate }) => activate)),
  }];
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

/** In a process of its own: nothing is compiled yet. */
function requireOnce(file: string): { readonly load: number; readonly cpu: number; readonly activate: number } {
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
      const before = process.cpuUsage();
      const from = performance.now();
      const extension = require(${JSON.stringify(file)});
      const loaded = performance.now();
      const { user, system } = process.cpuUsage(before);
      extension.activate({ subscriptions: [], workspaceState: nothing, globalStorageUri: nothing });
      console.log(JSON.stringify({ load: loaded - from, cpu: (user + system) / 1000, activate: performance.now() - loaded }));
      process.exit();
    `);
    const { stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    const told: unknown = stdout === '' ? undefined : JSON.parse(stdout);
    if (typeof told !== 'object' || told === null || !('load' in told) || !('cpu' in told) || !('activate' in told)) throw new Error(stderr);
    return { load: Number(told.load), cpu: Number(told.cpu), activate: Number(told.activate) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
