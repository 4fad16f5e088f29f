import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { wrap } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

export interface Compiled {
  /** What the file exports. */
  readonly exported: object;
  /** Puts away what the engine has made of the file by now. Undefined where that was taken from what was put away before. */
  readonly keep: (() => void) | undefined;
}

/**
 * Runs a CommonJS file with what the engine made of it the last time: it takes longer to look through half a megabyte of
 * code than to run what a start needs of it. The engine refuses what another one made; what was made of another text has
 * another name.
 * @param folder where what the engine makes is kept; what cannot be read there or written is thrown
 * @param required what the file is given as `require`
 */
export function compiled(file: string, folder: string, required: NodeJS.Require): Compiled {
  const source = readFileSync(file);
  const name = sumOf(source, process.version, process.versions.v8, process.arch);
  const cachedData = kept(path.join(folder, name));
  const script = new Script(wrap(source.toString()), { filename: file, ...cachedData && { cachedData } });
  const module = { exports: {} };
  const run = script.runInThisContext() as (exports: object, required: NodeJS.Require, module: object, file: string, folder: string) => void;
  run(module.exports, required, module, file, path.dirname(file));
  const isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  return { exported: module.exports, keep: isKept ? undefined : () => { keep(folder, name, script); } };
}

/** What was kept under a name; undefined where there is none, or it is damaged: engines do not look for that. */
function kept(name: string): Buffer | undefined {
  if (!existsSync(name)) return undefined;
  const bytes = readFileSync(name);
  const data = bytes.subarray(sumLength);
  return bytes.toString('latin1', 0, sumLength) === sumOf(data) ? data : undefined;
}

/** Whole or not at all; what is there of other files and engines goes. */
function keep(folder: string, name: string, script: Script): void {
  const data = script.createCachedData();
  mkdirSync(folder, { recursive: true });
  for (const other of readdirSync(folder)) rmSync(path.join(folder, other), { force: true });
  const part = path.join(folder, `${String(process.pid)}.part`);
  writeFileSync(part, Buffer.concat([Buffer.from(sumOf(data), 'latin1'), data]));
  renameSync(part, path.join(folder, name));
}

/** In characters. */
const sumLength = 64;

function sumOf(...parts: readonly (Buffer | string)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
