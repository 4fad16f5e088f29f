import { kernelDigits } from './bytes';

/** Where beginnings.wat has what: bytes from the start of its memory. */
const Address = { roles: 0, fold: 0x10000, text: 0x30000, places: 0x40000, letters: 0x6ff00, starts: 0x6ff10, marks: 0x70000 } as const;
const page = 0x10000;

/** So many units more than are looked through are there to be read, for the words that begin last. */
const ahead = 256;

type Collect = (to: number, length: number, marksMask: number, plurals: number) => number;

export interface Stretch {
  /** Of a text: the units, and how many there are. */
  readonly units: Uint16Array;
  readonly length: number;
  readonly from: number;
  readonly to: number;
  readonly roles: Uint8Array;
  /** A power of two of bytes. */
  readonly marks: Uint8Array;
  readonly plurals: boolean;
}

/** The module of beginnings.wat, with its memory. */
export class Kernel {
  private isChanged = true;

  /** Undefined where WebAssembly, or its vectors, are missing or forbidden. */
  static make(fold: Uint16Array): Kernel | undefined {
    try {
      const memory = new WebAssembly.Memory({ initial: Address.marks / page });
      const { collect } = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(kernelDigits)), { '': { memory } }).exports;
      return isCollect(collect) ? new Kernel(memory, collect, fold) : undefined;
    } catch {
      return undefined;
    }
  }

  private constructor(private readonly memory: WebAssembly.Memory, private readonly run: Collect, fold: Uint16Array) {
    new Uint16Array(memory.buffer, Address.fold).set(fold);
  }

  /** Says that the roles or marks are others than at the last look. */
  change(): void {
    this.isChanged = true;
  }

  /** Puts the places of a stretch into an array, and returns how many there are. */
  collect(places: Int32Array, { units, length, from, to, roles, marks, plurals }: Stretch): number {
    if (this.isChanged) this.take(roles, marks);
    const { buffer } = this.memory;
    // The kernel's first unit is the one before the stretch; it only says whether a word goes on.
    const end = Math.min(length, to + ahead);
    const text = new Uint16Array(buffer, Address.text, end - from + 2);
    text[0] = from > 0 ? units[from - 1] ?? 0 : 0;
    text.set(units.subarray(from, end), 1);
    text[end - from + 1] = 0;
    // Where the text goes on, a word that reaches the last unit may be cut off.
    const count = this.run(to - from + 1, end < length ? end - from + 1 : text.length, marks.length - 1, Number(plurals));
    const found = new Int32Array(buffer, Address.places, count);
    for (let index = 0; index < count; index++) places[index] = (found[index] ?? 0) + from - 1;
    return count;
  }

  private take(roles: Uint8Array, marks: Uint8Array): void {
    const lacking = Address.marks + marks.length - this.memory.buffer.byteLength;
    if (lacking > 0) this.memory.grow(Math.ceil(lacking / page));
    const memory = new Uint8Array(this.memory.buffer);
    memory.set(roles, Address.roles);
    memory.set(marks, Address.marks);
    memory.set(asciiSet(roles, 1), Address.letters);
    memory.set(asciiSet(roles, 2), Address.starts);
    this.isChanged = false;
  }
}

/** The ASCII characters whose role has a bit, as `$members` of beginnings.wat reads a set. */
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

function isCollect(value: unknown): value is Collect {
  return typeof value === 'function';
}
