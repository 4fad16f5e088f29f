import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { wholeNames, type Found } from './nameMatchers';
import type { Cost } from './measure';

/** `rg -F -f`: names as they are written, the longest first, without word boundaries, for with them it takes no large list. */
export class Ripgrep {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'seedmark-ripgrep-'));

  /** @returns undefined where it is not installed */
  static for(aliases: readonly string[], text: string): Ripgrep | undefined {
    return spawnSync('rg', ['--version']).status === 0 ? new Ripgrep(aliases, text) : undefined;
  }

  private constructor(aliases: readonly string[], readonly text: string) {
    writeFileSync(this.#file('aliases'), aliases.toSorted((one, other) => other.length - one.length).join('\n'));
    writeFileSync(this.#file('text'), text);
    writeFileSync(this.#file('empty'), '\n');
  }

  /**
   * What it takes to count the hits, and what is spent before the first line is read: start and building. That is ten times as
   * much as a search, so the search is what the text takes more when it is given ten times instead of once.
   */
  cost(): { readonly search: Cost; readonly build: Cost } {
    const build = this.#timed(['empty']);
    const [once, more] = [1, 10].map(times => this.#timed(Array.from({ length: times }, () => 'text')));
    return { build, search: { wall: ((more?.wall ?? NaN) - (once?.wall ?? NaN)) / 9, cpu: ((more?.cpu ?? NaN) - (once?.cpu ?? NaN)) / 9 } };
  }

  /** Its hits under the common rules. What it found inside of words hides names that begin there. */
  search(): Found {
    const { stdout } = spawnSync('rg', [...this.#arguments(['text']), '--only-matching', '--byte-offset', '--no-line-number'], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    const unitAt = unitsByByte(this.text);
    return () => wholeNames(this.text, stdout.split('\n').filter(Boolean).map(line => {
      const colon = line.indexOf(':');
      const start = unitAt[Number(line.slice(0, colon))] ?? 0;
      return { start, end: start + line.length - colon - 1 };
    }));
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true });
  }

  /** The shell's own `time`, since Node does not say what a child took. */
  #timed(files: readonly string[]): Cost {
    const { stderr } = spawnSync('bash', ['-c', 'TIMEFORMAT="%3R %3U %3S"; time rg "$@" >&2', 'rg', ...this.#arguments(files), '--count-matches'], { encoding: 'utf8' });
    const [wall = NaN, user = NaN, system = NaN] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(seconds => Number(seconds) * 1000);
    return { wall, cpu: user + system };
  }

  #arguments(files: readonly string[]): string[] {
    return ['--fixed-strings', '--no-config', '--text', '--threads', '1', '--no-filename', '--file', this.#file('aliases'), ...files.map(file => this.#file(file))];
  }

  #file(name: string): string {
    return path.join(this.#folder, name);
  }
}

/** For each byte of the text in UTF-8 the UTF-16 unit that begins there. */
function unitsByByte(text: string): Uint32Array {
  const units = new Uint32Array(Buffer.byteLength(text) + 1);
  let byte = 0;
  for (let unit = 0; unit < text.length; unit++) {
    units[byte] = unit;
    const code = text.codePointAt(unit) ?? 0;
    byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code > 0xffff) unit++;
  }
  units[byte] = text.length;
  return units;
}
