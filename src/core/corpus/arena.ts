/** Bytes of one piece after another in large blocks: a hundred thousand arrays of their own would take twenty megabytes more, and time of the garbage collector. */
export class Arena {
  readonly #blocks: Uint8Array[] = [];
  /** How much of the last block is taken. */
  #taken = 0;
  #held = 0;
  #wasted = 0;

  /** @param blockSize in bytes; a larger piece gets a block of its own */
  constructor(private readonly blockSize = 1 << 20) {}

  /** Whether more than half of what is held is wasted, so that moving to a new arena is worth it. */
  get isWasteful(): boolean {
    return this.#wasted > this.blockSize && this.#wasted > this.#held / 2;
  }

  /** Keeps a copy of the bytes, and says where. */
  add(bytes: Uint8Array): number {
    const last = this.#blocks.at(-1);
    const isFull = last === undefined || this.#taken + bytes.length > last.length || this.#taken >= this.blockSize;
    const block = isFull ? new Uint8Array(Math.max(this.blockSize, bytes.length)) : last;
    if (isFull) {
      this.#blocks.push(block);
      this.#taken = 0;
    }
    block.set(bytes, this.#taken);
    const at = (this.#blocks.length - 1) * this.blockSize + this.#taken;
    this.#taken += bytes.length;
    this.#held += bytes.length;
    return at;
  }

  /** A view of the bytes that `add` has put there. */
  get(at: number, length: number): Uint8Array {
    const start = at % this.blockSize;
    return this.#blocks[(at - start) / this.blockSize]?.subarray(start, start + length) ?? new Uint8Array(0);
  }

  /** Says that a piece of this length is wanted no more. Its room is free when the arena is left for a new one. */
  waste(length: number): void {
    this.#wasted += length;
  }
}
