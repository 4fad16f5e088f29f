import type { Direction } from '../../../src/core/store/journal';
import { commit, recover, type Ground, type Journals } from '../../../src/editor/commit';
import { FileFailure } from '../../../src/editor/fileStore';

/** How an operation goes wrong: the process ends there, or the disk refuses it; a write maybe in its middle. */
export interface Fault {
  /** Which operation that changes something, from 0. */
  readonly at: number;
  /** `killed` is for good; a disk is full for so many operations. */
  readonly kind: 'killed' | { readonly fullFor: number };
  /** The share of the bytes that a write leaves, from 0 to 1; undefined for none of it: not even begun. */
  readonly half: number | undefined;
}

export class Killed extends Error {}

/** Files in memory that fail where they are told to: two folders, as a corpus and the extension's storage are. */
export class FaultyDisk {
  readonly #bytes = new Map<string, Uint8Array>();
  #operations = 0;
  #fault: Fault | undefined;
  #dead = false;
  #names = 0;
  readonly #unsettled = new Map<string, Direction>();

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
    this.#dead = false;
    this.#fault = undefined;
    this.#unsettled.clear();
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

  ground(): Ground {
    return { corpus: 'corpus', files: this.#folder('corpus/'), journals: this.#folder('storage/'), newName: () => `j${this.#names++}`, unsettled: this.#unsettled };
  }

  async commit(...[label, intents]: Parameters<typeof commit> extends [unknown, ...infer Rest] ? Rest : never): ReturnType<typeof commit> {
    return commit(this.ground(), label, intents);
  }

  async recover(): ReturnType<typeof recover> {
    return recover(this.ground());
  }

  #folder(prefix: string): Journals {
    return {
      read: async path => {
        if (this.#dead) throw new Killed();
        return this.#text(prefix + path);
      },
      write: async (path, text) => this.#write(prefix + path, encode(text)),
      delete: async path => this.#write(prefix + path, undefined),
      list: async () => [...this.#bytes.keys()].filter(path => path.startsWith(prefix)).map(path => path.slice(prefix.length)),
    };
  }

  #write(path: string, bytes: Uint8Array | undefined): void {
    if (this.#dead) throw new Killed();
    const at = this.#operations++;
    const fault = this.#fault;
    const fails = fault !== undefined && (fault.kind === 'killed' ? at === fault.at : at >= fault.at && at < fault.at + fault.kind.fullFor);
    if (!fails) return this.#put(path, bytes);
    if (fault.half !== undefined && bytes !== undefined) this.#put(path, bytes.slice(0, Math.floor(bytes.length * fault.half)));
    if (fault.kind !== 'killed') throw new FileFailure(path, 'disk-full');
    this.#dead = true;
    throw new Killed();
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

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
