import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
export const program = path.join(root, 'dist/cli.js');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

let isBuilt = false;

/** Builds the bundle as it ships, once for all files of tests. */
export function build(): void {
  if (!isBuilt) execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs')]);
  isBuilt = true;
}

/** Runs the built command as a process. */
export function seedmark(...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { code: status, out: stdout, said: stderr };
}

/** A folder of its own for each test, gone with it. */
export class Folder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'seedmark-cli-'));

  /** A copy of the sample corpus. */
  sample(): string {
    const copy = this.at('seeds');
    cpSync(path.join(root, 'seeds'), copy, { recursive: true });
    return copy;
  }

  at(...names: readonly string[]): string {
    return path.join(this.path, ...names);
  }

  write(name: string, text: string): string {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text);
    return this.at(name);
  }

  read(...names: readonly string[]): string {
    return readFileSync(this.at(...names), 'utf8');
  }

  has(...names: readonly string[]): boolean {
    return existsSync(this.at(...names));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Every file below a folder with its text, by its path. */
export function contentsOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return new Map(names.map((entry): [string, string] => {
    const full = path.join(entry.parentPath, entry.name);
    return [path.relative(folder, full).split(path.sep).join('/'), readFileSync(full, 'utf8')];
  }).sort(([one], [other]) => (one < other ? -1 : 1)));
}
