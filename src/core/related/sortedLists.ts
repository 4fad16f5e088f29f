import { withRoom } from './growing';

/**
 * Many ascending lists of numbers from 0 to 2³¹ - 1 in one array. A list that outgrows its place moves to one of twice the size,
 * and leaves its old place to another list, so nothing ever has to be compacted.
 */
export class SortedLists {
  /** The numbers of list `n` are `numbers[startOf(n)]` up to, not including, `numbers[startOf(n) + lengthOf(n)]`. */
  numbers = new Int32Array(1 << 12);
  #used = 0;
  #starts = new Int32Array(1 << 10);
  #lengths = new Int32Array(1 << 10);
  /** The place of a list holds 2 to this power numbers. */
  #powers = new Uint16Array(1 << 10);
  /** The places that are free, by power. */
  readonly #free: number[][] = [];

  startOf(list: number): number {
    return this.#starts[list] ?? 0;
  }

  lengthOf(list: number): number {
    return this.#lengths[list] ?? 0;
  }

  /** Puts a number in its order. */
  insert(list: number, value: number): void {
    const length = this.lengthOf(list);
    if (length === 0) this.#open(list);
    else if (length === 1 << (this.#powers[list] ?? 0)) this.#enlarge(list);
    const start = this.startOf(list);
    const at = this.#search(start, start + length, value);
    this.numbers.copyWithin(at + 1, at, start + length);
    this.numbers[at] = value;
    this.#lengths[list] = length + 1;
  }

  /** Takes a number out that is in the list. */
  remove(list: number, value: number): void {
    const start = this.startOf(list);
    const end = start + this.lengthOf(list);
    const at = this.#search(start, end, value);
    this.numbers.copyWithin(at, at + 1, end);
    this.#lengths[list] = end - start - 1;
    if (end - start === 1) this.#release(start, this.#powers[list] ?? 0);
  }

  /** The place of the first number that is not below `value`. Most numbers are put at the end. */
  #search(start: number, end: number, value: number): number {
    if (end === start || (this.numbers[end - 1] ?? 0) < value) return end;
    let low = start;
    let high = end - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.numbers[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #open(list: number): void {
    this.#starts = withRoom(this.#starts, list + 1);
    this.#lengths = withRoom(this.#lengths, list + 1);
    this.#powers = withRoom(this.#powers, list + 1);
    this.#starts[list] = this.#take(0);
    this.#powers[list] = 0;
  }

  #enlarge(list: number): void {
    const power = this.#powers[list] ?? 0;
    const start = this.startOf(list);
    const place = this.#take(power + 1);
    this.numbers.copyWithin(place, start, start + (1 << power));
    this.#release(start, power);
    this.#starts[list] = place;
    this.#powers[list] = power + 1;
  }

  #take(power: number): number {
    const free = this.#free[power]?.pop();
    if (free !== undefined) return free;
    const place = this.#used;
    this.#used += 1 << power;
    this.numbers = withRoom(this.numbers, this.#used);
    return place;
  }

  #release(start: number, power: number): void {
    while (this.#free.length <= power) this.#free.push([]);
    this.#free[power]?.push(start);
  }
}
