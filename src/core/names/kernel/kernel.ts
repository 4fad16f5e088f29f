import type { Beginnings } from '../beginnings';
import type { Letters } from '../letters';
import { stretch, type Look, type Stretch, type TakeFound } from '../look';
import type { Pool } from '../pool';
import type { PrefixTable } from '../prefixTable';
import { kernelDigits } from './bytes';

/** Where names.wat has what: bytes from the start of its memory. */
const Address = {
  roles: 0, text: 0x10000, letters: 0x17e00, starts: 0x17e10, masks: 0x17f00, places: 0x18000, keys: 0x30000, fold: 0x50000, found: 0x70000, pool: 0x80000,
} as const;
const pages = 8;

/** So many units before a stretch say whether a word goes on there, and so many behind it how one does that began in it. */
const lead = 2;
const ahead = 256;
/** So many units behind a name are looked at. */
const behind = 3;

interface Functions {
  /** What the tables are: bytes from the start of its memory, a power of 2, and the unit that makes a plural, or 0. */
  readonly set: (slots: number, bits: number, plural: number) => void;
  readonly collect: (to: number) => number;
  readonly match: (from: number, limit: number) => number;
}

/** What the kernel looks into. */
export interface Tables {
  readonly letters: Letters;
  readonly beginnings: Beginnings;
  readonly prefixes: PrefixTable;
  readonly pool: Pool;
  /** The unit that makes a plural; 0 for none. */
  readonly plural: number;
}

/** The module of names.wat, with its memory. */
export class Kernel implements Look {
  private version = -1;
  /** What the kernel's first unit is in the text. */
  private start = 0;
  private limit = 0;
  private found = new Int32Array();

  constructor(private readonly memory: { readonly buffer: ArrayBuffer }, private readonly run: Functions, private readonly tables: Tables) {
    // For each number from 0 to 8 a mask of so many units.
    for (let count = 1; count <= 8; count++) new Uint16Array(memory.buffer, Address.masks + 16 * count, count).fill(0xffff);
    new Uint16Array(memory.buffer, Address.fold).set(tables.letters.fold);
  }

  collect({ units, length, from, to, limit }: Stretch): number {
    this.keepUp();
    const end = Math.min(length, to + ahead);
    const text = new Uint16Array(this.memory.buffer, Address.text, lead + end - from + behind);
    for (let index = 0; index < lead; index++) text[index] = units[from - lead + index] ?? 0;
    text.set(units.subarray(from, end), lead);
    text.fill(0, lead + end - from);
    this.start = from - lead;
    this.limit = Math.min(limit, end === length ? end : end - behind) - this.start;
    return this.run.collect(to - this.start);
  }

  each(from: number, take: TakeFound): number {
    const { found, start, limit } = this;
    let next = from;
    for (;;) {
      const count = this.run.match(next - start, limit);
      if (count === 0) return next;
      for (let at = 0; at < 3 * count; at += 3) {
        const end = found[at + 1] ?? 0;
        next = take((found[at] ?? 0) + start, end < 0 ? end : end + start, found[at + 2] ?? 0);
      }
    }
  }

  /** Takes what has changed since the last look. */
  private keepUp(): void {
    const { beginnings: { version, roles, keys }, prefixes, plural } = this.tables;
    if (version === this.version) return;
    this.version = version;
    this.found = new Int32Array(this.memory.buffer, Address.found, 3 * stretch / 2);
    const memory = new Uint8Array(this.memory.buffer);
    memory.set(roles, Address.roles);
    memory.set(keys, Address.keys);
    memory.set(asciiSet(roles, 1), Address.letters);
    memory.set(asciiSet(roles, 2), Address.starts);
    this.run.set(Address.pool + prefixes.start * 4, prefixes.bits, plural);
  }
}

/** The module, ready to run. Undefined where WebAssembly, or its vectors, are missing or forbidden: then the language itself does the same. */
export function makeKernel(tables: Tables): Kernel | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: pages });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(kernelDigits)), { '': { memory } });
    if (!areFunctions(exports)) return undefined;
    tables.pool.moveTo(memory, Address.pool);
    return new Kernel(memory, exports, tables);
  } catch {
    return undefined;
  }
}

/** The ASCII characters whose role has a bit: for each lower half of one, the upper halves that it has. */
function asciiSet(roles: Uint8Array, bit: number): Uint8Array {
  const set = new Uint8Array(16);
  for (let unit = 0; unit < 128; unit++) {
    const half = unit & 15;
    if (((roles[unit] ?? 0) & bit) !== 0) set[half] = (set[half] ?? 0) | 1 << (unit >> 4);
  }
  return set;
}

function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.match(/[0-9a-f]{2}/g) ?? [], pair => parseInt(pair, 16));
}

function areFunctions(exports: Readonly<Record<string, unknown>>): exports is Readonly<Record<keyof Functions, never>> {
  return (['set', 'collect', 'match'] satisfies (keyof Functions)[]).every(name => typeof exports[name] === 'function');
}
