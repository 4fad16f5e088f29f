import { appendFile, mkdir, rename, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { listEnd, openList } from '../core/exchange/jsonFiles';
import type { WrittenFile } from '../core/exchange/model';
import { endingOf } from '../core/exchange/names';
import { Failure } from './command';
import { isFile, SafeFolder } from './files';
import type { Terminal } from './terminal';

/** Where an export goes. Files of one name are one file, in the order of their parts. */
export interface Outputs {
  write(files: readonly WrittenFile[]): Promise<void>;
  /** All is written: only now the files have their names. */
  finish(): Promise<void>;
  /** Something went wrong: as if nothing had been. */
  takeBack(): Promise<void>;
  /** How many files there are. */
  readonly count: number;
}

export function outputsAt(out: string, terminal: Terminal): Outputs {
  return out === '-' ? new Stream(terminal) : new Folder(out);
}

/** A folder. Nothing that is there is overwritten; the files have other names until all are whole. */
class Folder implements Outputs {
  readonly #drafts = new Map<string, string>();

  readonly #safe: SafeFolder;

  constructor(private readonly root: string) {
    this.#safe = new SafeFolder(root);
  }

  get count(): number {
    return this.#drafts.size;
  }

  async write(files: readonly WrittenFile[]): Promise<void> {
    for (const { name, text, isList } of files) {
      const full = await this.#safe.at(name);
      let draft = this.#drafts.get(full);
      if (draft === undefined) {
        if (await isFile(full)) throw new Failure(`${path.join(this.root, name)} is there already; nothing was written`);
        draft = `${full}.${process.pid}.part`;
        await mkdir(path.dirname(full), { recursive: true });
        this.#drafts.set(full, draft);
      } else if (isList === true) {
        await truncate(draft, (await stat(draft)).size - listEnd.length);
        await appendFile(draft, openList(text, false) + listEnd);
        continue;
      }
      await appendFile(draft, text);
    }
  }

  async finish(): Promise<void> {
    for (const [full, draft] of this.#drafts) await rename(draft, full);
  }

  async takeBack(): Promise<void> {
    for (const draft of this.#drafts.values()) await rm(draft, { force: true });
  }
}

/** Files that can simply follow one another in a stream. */
const joinable: ReadonlySet<string> = new Set(['.jsonl', '.conll', '.conllu', '.iob']);

const tables: ReadonlySet<string> = new Set(['.conll', '.iob']);

/** The one file of a format that has no more. */
const single = '.graphml';

/** The standard output: many files where they can follow one another, lists as one list; else one, which waits until it is sure to be the only one. */
class Stream implements Outputs {
  #name = '';
  #isList = false;
  #held = '';
  /** How the file before ended. */
  #tail = '';
  count = 0;

  constructor(private readonly terminal: Terminal) {}

  async write(files: readonly WrittenFile[]): Promise<void> {
    for (const file of files) {
      const { name, text, isList = false } = file;
      if (name !== this.#name) await this.#next(file);
      this.#tail = text.slice(-2);
      if (isList) {
        await this.terminal.write(openList(text, this.#held === ''));
        this.#held = listEnd;
      } else if (joinable.has(endingOf(name)) || endingOf(name) === single) await this.terminal.write(text);
      else this.#held += text;
    }
  }

  async finish(): Promise<void> {
    await this.terminal.write(this.#held);
    await this.terminal.flush();
  }

  async takeBack(): Promise<void> {}

  async #next({ name, isList = false }: WrittenFile): Promise<void> {
    const isJoined = this.count === 0 || (endingOf(name) === endingOf(this.#name) && (joinable.has(endingOf(name)) || (isList && this.#isList)));
    if (!isJoined) throw new Failure('these are several files, which no stream can hold: give a folder with --out');
    // the last sentence of a table ends where the next one begins
    if (this.count > 0 && tables.has(endingOf(name)) && this.#tail !== '\n\n') await this.terminal.write('\n');
    [this.#name, this.#isList] = [name, isList];
    this.count++;
  }
}
