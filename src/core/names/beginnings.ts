import { Kind, type Letters } from './letters';
import { stretch, type Look, type Stretch, type TakeFound } from './look';

/**
 * What a unit is to the look for beginnings: bits. `start` is twice `letter`, so that one shift of a letter takes the start away
 * from the letter behind it; `unspacedStart` is no neighbour of theirs, so that it takes nothing.
 */
export const Role = { letter: 1, start: 2, unspacedStart: 8 } as const;

/** A key has 20 bits, whatever the word: a bit for each of them fits into the cache of a core, where a table of the names does not. */
const keyShift = 12;
const keyLetters = 8;

/**
 * Where in a text a known name may begin. Most of a text is held back here: by the units that names begin with, then by the first
 * letters of their first words.
 */
export class Beginnings implements Look {
  /** The `Role` of each unit. */
  readonly roles: Uint8Array;
  /** A bit for the `keyOf` of each spelling. What is taken away leaves its bit. */
  readonly keys = new Uint8Array(1 << (32 - keyShift - 3));
  /** Changes with both. */
  version = 0;

  /** How many spellings may begin with each unit, letter case counting. */
  private readonly starts = new Uint32Array(0x10000);
  private readonly places = new Int32Array(stretch);
  private count = 0;

  constructor(private readonly letters: Letters) {
    // The kind of a spaced letter is the role of a letter; the other kinds play none until an alias begins with them.
    this.roles = letters.kind.map(kind => (kind === Kind.spaced ? Role.letter : 0));
  }

  /** Counts one spelling more, or less, that begins with a unit. */
  begin(unit: number, by: 1 | -1): void {
    const count = (this.starts[unit] ?? 0) + by;
    this.starts[unit] = count;
    const [letter, start] = this.letters.fold[unit] === 0 ? [0, Role.unspacedStart] : [Role.letter, Role.start];
    this.roles[unit] = count > 0 ? letter | start : letter;
    this.version++;
  }

  /** Marks what places begin with where a spelling stands that begins with `first`, whose own first letter may be in another case. */
  mark(spelling: Uint16Array, first: number): void {
    const key = keyOf(spelling, 0, first);
    this.keys[key >>> 3] = (this.keys[key >>> 3] ?? 0) | 1 << (key & 7);
    this.version++;
  }

  /** Some of the places are none; of a script without spaces, all units that a name begins with are among them. */
  collect({ units, from, to }: Stretch): number {
    const { roles, places } = this;
    let previous = from > 0 ? roles[units[from - 1] ?? 0] ?? 0 : 0;
    let count = 0;
    for (let at = from; at < to; at++) {
      const role = roles[units[at] ?? 0] ?? 0;
      const start = role & ~(previous << 1);
      previous = role;
      if (start > Role.letter && (start >= Role.unspacedStart || this.mayBeKnown(units, at))) places[count++] = at;
    }
    this.count = count;
    return count;
  }

  each(from: number, take: TakeFound): number {
    let next = from;
    for (let index = 0; index < this.count; index++) {
      const place = this.places[index] ?? 0;
      if (place >= next) next = take(place, -1, 0);
    }
    return next;
  }

  private mayBeKnown(units: Uint16Array, at: number): boolean {
    const key = keyOf(units, at, units[at] ?? 0);
    return ((this.keys[key >>> 3] ?? 0) >>> (key & 7) & 1) !== 0;
  }
}

/**
 * A number for the letters of ASCII at `at`, eight at most, letter case aside, and for the first unit in its case. It is made of
 * pairs of letters, since the kernel has four of these in a vector.
 */
function keyOf(units: Uint16Array, at: number, first: number): number {
  let length = 0;
  while (length < keyLetters && isAsciiLetter(units[at + length] ?? 0)) length++;
  const pair = (index: number): number => letter(index) | letter(index + 1) << 16;
  const letter = (index: number): number => (index < length ? (units[at + index] ?? 0) | 0x20 : 0);
  const sum = (Math.imul(pair(0), 0x9e3779b1) + Math.imul(pair(2), 0x85ebca6b) + Math.imul(pair(4), 0xc2b2ae35) + Math.imul(pair(6), 0x27d4eb2f)
    + Math.imul(first, 0x165667b1)) | 0;
  return Math.imul(sum ^ (sum >>> 15), 0x9e3779b1) >>> keyShift;
}

function isAsciiLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
