/**
 * Lists of numbers by a number, all in a few arrays: a million entries take twelve megabytes, where arrays of their own take four
 * times as much. Each entry is linked in its list, and with the other entries of its value; so a value leaves all its lists at
 * the cost of its own entries, however long the lists are. What has left is unlinked when somebody walks along its list.
 */
export class Postings {
  /** Places count from 1, so that 0 says that there is none. */
  readonly #firstOfList: number[] = [];
  readonly #firstOfValue: number[] = [];
  /** Values count from 1 here: 0 is an entry that has left. */
  #value = new Uint32Array(1024);
  #nextInList = new Uint32Array(1024);
  #nextOfValue = new Uint32Array(1024);
  #taken = 0;
  #free = 0;
  /** How many entries have left and are linked still. */
  #left = 0;

  /** Puts a value, from 0 on, into a list in which it is not. */
  add(list: number, value: number): void {
    const place = this.#place();
    this.#value[place] = value + 1;
    this.#nextInList[place] = linked(this.#firstOfList, list, place);
    this.#nextOfValue[place] = linked(this.#firstOfValue, value, place);
  }

  /** Takes a value out of all its lists. */
  leave(value: number): void {
    for (let place = this.#firstOfValue[value] ?? 0; place !== 0; place = this.#nextOfValue[place] ?? 0) {
      this.#value[place] = 0;
      this.#left++;
    }
    this.#firstOfValue[value] = 0;
    if (this.#left * 2 > this.#taken) for (let list = 0; list < this.#firstOfList.length; list++) this.#tidy(list);
  }

  /** The values of a list, in no order. */
  get(list: number): readonly number[] {
    const values: number[] = [];
    this.#tidy(list, value => { values.push(value); });
    return values;
  }

  /** Unlinks what has left a list, and tells of the others. */
  #tidy(list: number, tell?: (value: number) => void): void {
    let before = 0;
    for (let place = this.#firstOfList[list] ?? 0; place !== 0;) {
      const [value, following] = [this.#value[place] ?? 0, this.#nextInList[place] ?? 0];
      if (value === 0) {
        if (before === 0) this.#firstOfList[list] = following;
        else this.#nextInList[before] = following;
        this.#giveBack(place);
      } else {
        tell?.(value - 1);
        before = place;
      }
      place = following;
    }
  }

  #giveBack(place: number): void {
    this.#nextInList[place] = this.#free;
    this.#free = place;
    this.#left--;
  }

  #place(): number {
    if (this.#free !== 0) {
      const place = this.#free;
      this.#free = this.#nextInList[place] ?? 0;
      return place;
    }
    if (++this.#taken >= this.#value.length) {
      this.#value = grown(this.#value);
      this.#nextInList = grown(this.#nextInList);
      this.#nextOfValue = grown(this.#nextOfValue);
    }
    return this.#taken;
  }
}

/** Makes a place the first of a chain, and returns the one that was it. */
function linked(first: number[], chain: number, place: number): number {
  while (first.length <= chain) first.push(0);
  const before = first[chain] ?? 0;
  first[chain] = place;
  return before;
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.ceil(array.length * 1.5));
  larger.set(array);
  return larger;
}
