const blockPower = 18;
const blockSize = 1 << blockPower;
/** Sizes are multiples of 2 to this power. */
const grainPower = 3;

/** Places for many small runs of bytes in large blocks. Nothing is ever compacted: a place that is given back goes to whoever wants one of that size. */
export class Places {
  readonly #blocks: Uint8Array[] = [];
  /** How much of the last block is taken. */
  #used = blockSize;
  /** The places that are free, by size. */
  readonly #free = new Map<number, number[]>();

  /** How many bytes there is room for. */
  get room(): number {
    return this.#blocks.reduce((sum, { length }) => sum + length, 0);
  }

  /** A place for as many bytes as `roomFor` has said, no more than a block has; what is in it is left from before. */
  take(size: number): number {
    const free = this.#free.get(size)?.pop();
    if (free !== undefined) return free;
    if (this.#used + size > blockSize) this.#begin();
    const place = (this.#blocks.length - 1) * blockSize + this.#used;
    this.#used += size;
    return place;
  }

  giveBack(place: number, size: number): void {
    const free = this.#free.get(size);
    if (free === undefined) this.#free.set(size, [place]);
    else free.push(place);
  }

  /** The block that a place is in; it begins there at `startOf` it. */
  blockOf(place: number): Uint8Array {
    return this.#blocks[place >>> blockPower] ?? new Uint8Array(0);
  }

  startOf(place: number): number {
    return place & (blockSize - 1);
  }

  #begin(): void {
    while (this.#used < blockSize) {
      const rest = largestWithin(blockSize - this.#used);
      this.giveBack((this.#blocks.length - 1) * blockSize + this.#used, rest);
      this.#used += rest;
    }
    this.#blocks.push(new Uint8Array(blockSize));
    this.#used = 0;
  }
}

/** The size of the place for so many bytes, from 1 on: at most a quarter more, as sizes have four steps from one power of two to the next. */
export function roomFor(bytes: number): number {
  const step = stepAt(bytes - 1);
  return Math.ceil(bytes / step) * step;
}

function largestWithin(bytes: number): number {
  const step = stepAt(bytes);
  return Math.floor(bytes / step) * step;
}

/** How far the sizes around it are apart. */
function stepAt(bytes: number): number {
  return 1 << Math.max(29 - Math.clz32(bytes), grainPower);
}
