import { withRoom } from './growing';

/** How many numbers stand in a block; a longer list has one of its own. */
const blockPower = 18;
const blockSize = 1 << blockPower;

/**
 * Many ascending lists of numbers from 0 to 2³¹ - 1 in a few arrays. A list that outgrows its place moves to one of twice the size,
 * and leaves its old place to another list, so nothing ever has to be compacted. Nor is all ever copied, as one array would
 * have to be that grows: of a large corpus it has some hundred megabytes.
 */
export class SortedLists {
  /** Each of the size of a block or more; the only one may be smaller. */
  readonly #blocks = [new Int32Array(1 << 12)];
  /** How much of the last block is taken. */
  #used = 0;
  /** By list, in which block it is, and where in it. */
  #homes = new Int32Array(1 << 10);
  #starts = new Int32Array(1 << 10);
  #lengths = new Int32Array(1 << 10);
  /** The place of a list holds 2 to this power numbers. */
  #powers = new Uint16Array(1 << 10);
  /** The places that are free, by power: of each its block, then its start. */
  readonly #free: number[][] = [];

  /** How many numbers there is room for. */
  get room(): number {
    return this.#blocks.reduce((sum, { length }) => sum + length, 0);
  }

  /** The numbers of a list; a view, good until the next change. */
  of(list: number): Int32Array {
    const start = this.#starts[list] ?? 0;
    return this.#blockOf(list).subarray(start, start + this.lengthOf(list));
  }

  lengthOf(list: number): number {
    return this.#lengths[list] ?? 0;
  }

  /** Puts a number in its order. */
  insert(list: number, value: number): void {
    const length = this.lengthOf(list);
    if (length === 0) this.#open(list);
    else if (length === 1 << (this.#powers[list] ?? 0)) this.#enlarge(list);
    const [block, start] = [this.#blockOf(list), this.#starts[list] ?? 0];
    const at = placeIn(block, start, start + length, value);
    block.copyWithin(at + 1, at, start + length);
    block[at] = value;
    this.#lengths[list] = length + 1;
  }

  /** Takes a number out that is in the list. */
  remove(list: number, value: number): void {
    const [block, start, length] = [this.#blockOf(list), this.#starts[list] ?? 0, this.lengthOf(list)];
    const at = placeIn(block, start, start + length, value);
    block.copyWithin(at, at + 1, start + length);
    this.#lengths[list] = length - 1;
    if (length === 1) this.#release(this.#homes[list] ?? 0, start, this.#powers[list] ?? 0);
  }

  #blockOf(list: number): Int32Array {
    return this.#blocks[this.#homes[list] ?? 0] ?? new Int32Array(0);
  }

  #open(list: number): void {
    this.#homes = withRoom(this.#homes, list + 1);
    this.#starts = withRoom(this.#starts, list + 1);
    this.#lengths = withRoom(this.#lengths, list + 1);
    this.#powers = withRoom(this.#powers, list + 1);
    this.#settle(list, 0);
  }

  #enlarge(list: number): void {
    const [home, start, power] = [this.#homes[list] ?? 0, this.#starts[list] ?? 0, this.#powers[list] ?? 0];
    this.#settle(list, power + 1);
    this.#blockOf(list).set((this.#blocks[home] ?? new Int32Array(0)).subarray(start, start + (1 << power)), this.#starts[list]);
    this.#release(home, start, power);
  }

  /** Gives a list a place of this power. */
  #settle(list: number, power: number): void {
    const free = this.#free[power];
    const start = free?.pop();
    const home = free?.pop();
    if (start === undefined || home === undefined) this.#makeRoom(1 << power);
    this.#homes[list] = home ?? this.#blocks.length - 1;
    this.#starts[list] = start ?? this.#used;
    this.#powers[list] = power;
    if (start === undefined) this.#used += 1 << power;
  }

  /** Makes the last block one that has room for so many more. */
  #makeRoom(size: number): void {
    const [last, only] = [this.#blocks.length - 1, this.#blocks.length === 1];
    const block = this.#blocks[last] ?? new Int32Array(0);
    if (this.#used + size <= block.length) return;
    if (only && this.#used + size <= blockSize) {
      this.#blocks[last] = withRoom(block, this.#used + size);
      return;
    }
    this.#releaseRest(last, block.length);
    this.#blocks.push(new Int32Array(Math.max(blockSize, size)));
    this.#used = 0;
  }

  /** What is left of a block, in places as large as they can be. */
  #releaseRest(block: number, end: number): void {
    while (this.#used < end) {
      const power = 31 - Math.clz32(end - this.#used);
      this.#release(block, this.#used, power);
      this.#used += 1 << power;
    }
  }

  #release(block: number, start: number, power: number): void {
    while (this.#free.length <= power) this.#free.push([]);
    this.#free[power]?.push(block, start);
  }
}

/** The place of the first number that is not below `value`. Most numbers are put at the end. */
function placeIn(numbers: Int32Array, start: number, end: number, value: number): number {
  if (end === start || (numbers[end - 1] ?? 0) < value) return end;
  let low = start;
  let high = end - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
