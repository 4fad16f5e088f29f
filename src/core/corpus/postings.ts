/**
 * Lists of numbers by a number, all in three arrays: list n begins at `first[n]`, and what follows a place is at `next`.
 * A million entries take eight megabytes, where arrays of their own take four times as much.
 */
export class Postings {
  /** Places count from 1, so that 0 says that there is none. */
  readonly #first: number[] = [];
  #value = new Uint32Array(1024);
  #next = new Uint32Array(1024);
  #taken = 0;
  #free = 0;

  add(list: number, value: number): void {
    const place = this.#place();
    while (this.#first.length <= list) this.#first.push(0);
    this.#value[place] = value;
    this.#next[place] = this.#first[list] ?? 0;
    this.#first[list] = place;
  }

  /** Takes a value out of a list; costs as much as the list is long. */
  remove(list: number, value: number): void {
    let before = 0;
    for (let place = this.#first[list] ?? 0; place !== 0; place = this.#next[place] ?? 0) {
      if (this.#value[place] === value) return this.#unlink(list, before, place);
      before = place;
    }
  }

  /** The values of a list, in no order. */
  *get(list: number): Generator<number, void, undefined> {
    for (let place = this.#first[list] ?? 0; place !== 0; place = this.#next[place] ?? 0) yield this.#value[place] ?? 0;
  }

  #unlink(list: number, before: number, place: number): void {
    const following = this.#next[place] ?? 0;
    if (before === 0) this.#first[list] = following;
    else this.#next[before] = following;
    this.#next[place] = this.#free;
    this.#free = place;
  }

  #place(): number {
    if (this.#free !== 0) {
      const place = this.#free;
      this.#free = this.#next[place] ?? 0;
      return place;
    }
    if (++this.#taken >= this.#value.length) {
      this.#value = grown(this.#value);
      this.#next = grown(this.#next);
    }
    return this.#taken;
  }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(array.length * 1.5));
  larger.set(array);
  return larger;
}
