import { kernelDigits } from './bytes';

/** Where beginnings.wat has what: bytes from the start of its memory. */
const Address = { roles: 0, text: 0x10000, letters: 0x17e00, starts: 0x17e10, masks: 0x17f00, places: 0x18000, keys: 0x30000 } as const;
const pages = 5;

/** A word that begins last is read so far beyond the stretch. */
const ahead = 8;

type Collect = (to: number) => number;

/** Units of a text from `from` to before `to`, of so many, and what `Beginnings` knows. */
export interface Stretch {
  readonly units: Uint16Array;
  readonly length: number;
  readonly from: number;
  readonly to: number;
  readonly roles: Uint8Array;
  readonly keys: Uint8Array;
}

/** The module of beginnings.wat, with its memory. */
export class Kernel {
  private isChanged = true;

  /** Undefined where WebAssembly, or its vectors, are missing or forbidden. */
  static make(): Kernel | undefined {
    try {
      const memory = new WebAssembly.Memory({ initial: pages });
      const { collect } = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(kernelDigits)), { '': { memory } }).exports;
      return isCollect(collect) ? new Kernel(memory.buffer, collect) : undefined;
    } catch {
      return undefined;
    }
  }

  private constructor(private readonly memory: ArrayBuffer, private readonly run: Collect) {
    // For each number from 0 to 8 a mask of so many units.
    for (let count = 1; count <= 8; count++) new Uint16Array(memory, Address.masks + 16 * count, count).fill(0xffff);
  }

  /** Says that the roles or keys are others than at the last look. */
  change(): void {
    this.isChanged = true;
  }

  /** Puts the places of a stretch into an array, and returns how many there are. */
  collect({ units, length, from, to, roles, keys }: Stretch, places: Int32Array): number {
    if (this.isChanged) this.take(roles, keys);
    const end = Math.min(length, to + ahead);
    // The kernel's first unit is the one before the stretch.
    const text = new Uint16Array(this.memory, Address.text, end - from + ahead);
    text[0] = from > 0 ? units[from - 1] ?? 0 : 0;
    text.set(units.subarray(from, end), 1);
    text.fill(0, end - from + 1);
    const count = this.run(to - from + 1);
    const found = new Int32Array(this.memory, Address.places, count);
    for (let index = 0; index < count; index++) places[index] = (found[index] ?? 0) + from - 1;
    return count;
  }

  private take(roles: Uint8Array, keys: Uint8Array): void {
    const memory = new Uint8Array(this.memory);
    memory.set(roles, Address.roles);
    memory.set(keys, Address.keys);
    memory.set(asciiSet(roles, 1), Address.letters);
    memory.set(asciiSet(roles, 2), Address.starts);
    this.isChanged = false;
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

function isCollect(value: unknown): value is Collect {
  return typeof value === 'function';
}
