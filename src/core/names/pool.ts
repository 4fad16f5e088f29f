/** WebAssembly's memory, as far as a pool asks for it. */
export interface GrowingMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB behind the others. The buffer is another one then. */
  grow(pages: number): number;
}

export const pageBytes = 0x10000;

/** So many numbers behind the last table may be read with it: a vector's. */
const spare = 4;
/** The first numbers stay 0, so that an index of 0 can mean none. */
const reserved = 4;

/** Tables of numbers in one piece of memory, so that a WebAssembly module can look at what the language keeps up to date. */
export class Pool {
  /** As 32-bit numbers, by which all is counted. It is another array after `allocate` and `moveTo`. */
  words = new Int32Array(256);
  /** The same as UTF-16 units, two for each number. */
  units = new Uint16Array(this.words.buffer);
  private used = reserved;
  private home: { readonly memory: GrowingMemory; readonly base: number } | undefined;

  /** The index of so many numbers that nobody has had yet. They are 0. */
  allocate(count: number): number {
    const index = this.used;
    this.used += count;
    if (this.used + spare > this.words.length) this.grow();
    return index;
  }

  /** Moves all into a memory, from an address on. There the pool grows from now on. */
  moveTo(memory: GrowingMemory, base: number): void {
    const { words } = this;
    memory.grow(Math.ceil(words.byteLength / pageBytes));
    this.home = { memory, base };
    this.view(memory.buffer, base);
    this.words.set(words);
  }

  /** At least doubles it. */
  private grow(): void {
    const { words, home } = this;
    const more = Math.max(words.length, this.used + spare - words.length) * words.BYTES_PER_ELEMENT;
    if (home === undefined) {
      this.view(new ArrayBuffer(words.byteLength + more), 0);
      this.words.set(words);
    } else {
      home.memory.grow(Math.ceil(more / pageBytes));
      this.view(home.memory.buffer, home.base);
    }
  }

  private view(buffer: ArrayBuffer, base: number): void {
    this.words = new Int32Array(buffer, base);
    this.units = new Uint16Array(buffer, base);
  }
}
