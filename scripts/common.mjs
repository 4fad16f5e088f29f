// What every script here needs: the project's root, a way to say what is happening, and child processes that do not outlive us.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const windows = process.platform === 'win32';

/** True in the script that was started, false in one that was imported. */
export function isMain(meta) {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(meta.url);
}

export function say(message) {
  console.log(`seedmark: ${message}`);
}

/** A failure whose message is all that its reader needs; printed without a stack. */
export class Failure extends Error {}

/** Runs a script's body: prints a Failure plainly, anything else in full, and sets the exit code. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Failure ? `seedmark: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** The first of these programs that the PATH has, as a full path; else undefined. */
export function findProgram(...names) {
  const endings = windows ? ['.exe', '.cmd', '.bat'] : [''];
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const found = endings.map(ending => join(folder, name + ending)).find(path => existsSync(path));
      if (folder !== '' && found !== undefined) return found;
    }
  }
  return undefined;
}

/**
 * Runs a program to its end, its output on ours, and returns its exit code (1 where a signal ended it).
 * On Windows npm and code are `.cmd` files, which only a shell starts.
 */
export function run(program, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', shell: windows && !program.endsWith('.exe'), ...options });
    child.once('error', fail);
    child.once('exit', code => done(code ?? 1));
  });
}

/** Like `run`, but a failure is thrown, with what was being done. */
export async function mustRun(what, program, args, options = {}) {
  let code;
  try {
    code = await run(program, args, options);
  } catch (error) {
    throw new Failure(`${what} failed: ${error.message}`);
  }
  if (code !== 0) throw new Failure(`${what} failed with exit code ${code}: ${[program, ...args].join(' ')}`);
}

/** Runs a program that the project's own `node_modules` holds. */
export function binary(name) {
  return join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name);
}

/** Calls `stop` once: when a signal arrives, when our parent is gone, or when the returned function is called. */
export function onEnd(stop) {
  let ended;
  const once = () => (ended ??= Promise.resolve().then(stop));
  const parent = process.ppid;
  const leave = code => once().finally(() => process.exit(code));
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) process.once(signal, () => leave(code));
  setInterval(() => { if (process.ppid !== parent) leave(1); }, 1000).unref();
  return once;
}
