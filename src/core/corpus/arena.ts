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

  /** Keeps a copy of the bytes. */
  add(bytes: Uint8Array): Piece {
    const last = this.#blocks.at(-1);
    const isFull = last === undefined || this.#taken + bytes.length > last.length;
    const block = isFull ? new Uint8Array(Math.max(this.blockSize, bytes.length)) : last;
    if (isFull) {
      this.#blocks.push(block);
      this.#taken = 0;
    }
    block.set(bytes, this.#taken);
    const piece = { block: this.#blocks.length - 1, start: this.#taken, length: bytes.length };
    this.#taken += bytes.length;
    this.#held += bytes.length;
    return piece;
  }

  get({ block, start, length }: Piece): Uint8Array {
    return this.#blocks[block]?.subarray(start, start + length) ?? new Uint8Array(0);
  }

  /** Says that a piece is wanted no more. Its room is free when the arena is left for a new one. */
  waste({ length }: Piece): void {
    this.#wasted += length;
  }
}

/** Where some bytes are. */
export interface Piece {
  readonly block: number;
  readonly start: number;
  readonly length: number;
}
