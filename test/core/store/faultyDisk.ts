import { commit, recover, type Ground, type Journals, type Recovery } from '../../../src/editor/writing/commit';
import { FileFailure, type FailureReason } from '../../../src/editor/writing/fileStore';
import { Turns, type Clock, type Flags } from '../../../src/editor/writing/turns';

/** How an operation goes wrong: the process ends there, or the disk refuses it; a write maybe in its middle. */
export interface Fault {
  /** Which operation that changes something, from 0. */
  readonly at: number;
  /** `killed` is for good; a disk refuses so many operations, as one that is full does unless it is said otherwise. */
  readonly kind: 'killed' | { readonly fullFor: number; readonly reason?: FailureReason };
  /** The share of the bytes that a write leaves, from 0 to 1; undefined for none of it: not even begun. */
  readonly half: number | undefined;
}

export class Killed extends Error {}

/** Called before each operation, with its name, such as `read corpus/a`: what it waits for delays that operation. */
export type Step = (operation: string) => Promise<void>;

/** How many looks at the same flags make a window dead, unless a test says otherwise. */
const patience = 5;

/** Files in memory that fail where they are told to: two folders, as a corpus and the extension's storage are. */
export class FaultyDisk {
  readonly #bytes = new Map<string, Uint8Array>();
  readonly #flags = new Set<string>();
  #operations = 0;
  #fault: Fault | undefined;
  #names = 0;
  readonly #noted: string[] = [];
  #window = this.window();

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(texts)) this.#bytes.set(`corpus/${path}`, encode(text));
  }

  /** Counts operations from 0 again, and fails as told. */
  breakAt(fault: Fault): void {
    this.#operations = 0;
    this.#fault = fault;
  }

  /** Another process, on the same bytes, with nothing in its memory. */
  restart(): void {
    this.#fault = undefined;
    this.#window = this.window();
  }

  mend(): void {
    this.#fault = undefined;
  }

  text(path: string): string | undefined {
    return this.#text(`corpus/${path}`);
  }

  texts(): Record<string, string | undefined> {
    return Object.fromEntries([...this.#bytes.keys()].filter(path => path.startsWith('corpus/')).sort().map(path => [path.slice(7), this.#text(path)]));
  }

  /** Someone else's write, which does not fail. */
  edit(path: string, text: string): void {
    this.#bytes.set(`corpus/${path}`, encode(text));
  }

  journals(): readonly string[] {
    return [...this.#bytes.keys()].filter(path => path.startsWith('storage/')).map(path => path.slice(8));
  }

  /** What would stand in the log. */
  noted(): readonly string[] {
    return this.#noted;
  }

  /** The flags that are up: between turns none of a window that lives. */
  flags(): readonly string[] {
    return [...this.#flags];
  }

  /** One more window. */
  window(step: Step = async () => undefined, looks = patience): FaultyWindow {
    const life: Life = { dead: false, step };
    const flags: Flags = {
      raise: async name => {
        await alive(life, 'raise');
        this.#flags.add(name);
      },
      lower: async name => {
        await alive(life, 'lower');
        return this.#flags.delete(name);
      },
      // Whatever is raised or lowered while it looks is missed, which is the worst that a folder's listing may do.
      raised: async () => {
        await alive(life, 'look');
        const before = [...this.#flags];
        await alive(life, 'look');
        return before.filter(name => this.#flags.has(name));
      },
    };
    const clock: Clock = {
      pause: async () => {
        await new Promise(setImmediate); // whoever has the turn may rest, by a timer, and must wake though all others only wait
        await alive(life, 'pause');
      },
      every: () => () => undefined,
    };
    const recoveries: Recovery[] = [];
    const files = this.#folder('corpus/', life);
    const turns = new Turns(flags, () => `w${(this.#names++ * 7919) % 1000}-${this.#names}`, clock, looks, () => undefined);
    const ground: Ground = {
      corpus: 'corpus', files, readTorn: path => files.read(path), journals: this.#folder('storage/', life), turns,
      newName: () => `j${this.#names++}`, unsettled: new Map(), recovered: recovery => { recoveries.push(recovery); }, noted: what => { this.#noted.push(what); },
    };
    return new FaultyWindow(ground, recoveries, life);
  }

  ground(): Ground {
    return this.#window.ground;
  }

  async commit(...[label, intents]: Parameters<typeof commit> extends [unknown, ...infer Rest] ? Rest : never): ReturnType<typeof commit> {
    return this.#window.commit(label, intents);
  }

  async recover(): Promise<readonly Recovery[]> {
    return this.#window.recover();
  }

  #folder(prefix: string, life: Life): Journals {
    const writeBytes = async (path: string, bytes: Uint8Array): Promise<void> => {
      await alive(life, `write ${prefix}${path}`);
      this.#write(prefix + path, bytes, life);
    };
    return {
      read: async path => {
        await alive(life, `read ${prefix}${path}`);
        return this.#text(prefix + path);
      },
      write: async (path, text) => writeBytes(path, encode(text)),
      writeBytes,
      delete: async path => {
        await alive(life, `delete ${prefix}${path}`);
        this.#write(prefix + path, undefined, life);
      },
      rename: async (path, to) => {
        await alive(life, `rename ${prefix}${path}`);
        this.#rename(prefix + path, prefix + to, life);
      },
      list: async () => {
        await alive(life, `list ${prefix}`);
        return [...this.#bytes.keys()].filter(path => path.startsWith(prefix)).map(path => path.slice(prefix.length));
      },
    };
  }

  #write(path: string, bytes: Uint8Array | undefined, life: Life): void {
    const fault = this.#next();
    if (fault === undefined) return this.#put(path, bytes);
    if (fault.half !== undefined && bytes !== undefined) this.#put(path, bytes.slice(0, Math.floor(bytes.length * fault.half)));
    fail(fault, path, life);
  }

  /** Done whole or not at all, and possible on a disk that is full. */
  #rename(path: string, to: string, life: Life): void {
    const fault = this.#next();
    if (fault?.kind === 'killed') return fail(fault, path, life);
    const bytes = this.#bytes.get(path);
    if (bytes === undefined) throw new FileFailure(path, 'gone');
    this.#bytes.delete(path);
    this.#bytes.set(to, bytes);
  }

  /** Counts one operation; the fault that it meets, if any. */
  #next(): Fault | undefined {
    const at = this.#operations++;
    const fault = this.#fault;
    const meets = fault !== undefined && (fault.kind === 'killed' ? at === fault.at : at >= fault.at && at < fault.at + fault.kind.fullFor);
    return meets ? fault : undefined;
  }

  #put(path: string, bytes: Uint8Array | undefined): void {
    if (bytes === undefined) this.#bytes.delete(path);
    else this.#bytes.set(path, bytes);
  }

  #text(path: string): string | undefined {
    const bytes = this.#bytes.get(path);
    return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}

/** A process that works on the disk. */
export class FaultyWindow {
  constructor(readonly ground: Ground, private readonly recoveries: Recovery[], private readonly life: Life) {}

  async commit(...[label, intents]: Parameters<typeof commit> extends [unknown, ...infer Rest] ? Rest : never): ReturnType<typeof commit> {
    return commit(this.ground, label, intents);
  }

  /** What it has ended that others had begun. */
  async recover(): Promise<readonly Recovery[]> {
    this.recoveries.length = 0;
    await recover(this.ground);
    return [...this.recoveries];
  }

  /** What it has ended so far that others had begun. */
  ended(): readonly Recovery[] {
    return this.recoveries;
  }

  /** Nothing that it has begun goes on. */
  kill(): void {
    this.life.dead = true;
  }
}

interface Life {
  dead: boolean;
  readonly step: Step;
}

async function alive(life: Life, operation: string): Promise<void> {
  if (life.dead) throw new Killed();
  await life.step(operation);
  if (life.dead) throw new Killed();
}

function fail({ kind }: Fault, path: string, life: Life): never {
  if (kind !== 'killed') throw new FileFailure(path, kind.reason ?? 'disk-full');
  life.dead = true;
  throw new Killed();
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
