import { Kernel } from './kernel/kernel';
import { Kind, type Letters } from './letters';
import type { PrefixTable } from './prefixTable';
import { firstMark, mixed } from './tokenCursor';

/**
 * What a unit is to the look for beginnings: bits. `start` is twice `letter`, so that one shift of a letter takes the start away
 * from the letter behind it; `unspacedStart` is no neighbour of theirs, so that it takes nothing.
 */
export const Role = { letter: 1, start: 2, unspacedStart: 8 } as const;

const letterS = 0x73;

/** So many units are looked through at once. What they hold stays in the cache. */
export const stretch = 8192;

/**
 * Where in a text a known name may begin. Most of a text is held back here, by tables that stay in the cache: by the letters that
 * names begin with, then by the marks of their first words.
 */
export class Beginnings {
  /** What `collect` found, in order. They stand until it is asked again. */
  readonly places = new Int32Array(stretch);

  private readonly roles: Uint8Array;
  /** How many spellings may begin with each unit, letter case counting. */
  private readonly starts = new Uint32Array(0x10000);
  private readonly kernel: Kernel | undefined;

  /** @param native whether to look with WebAssembly, where there is any */
  constructor(private readonly letters: Letters, private readonly prefixes: PrefixTable, private readonly plurals: boolean, native: boolean) {
    // The kind of a spaced letter is the role of a letter; the other kinds play none until an alias begins with them.
    this.roles = letters.kind.map(kind => (kind === Kind.spaced ? Role.letter : 0));
    this.kernel = native ? Kernel.make(letters.fold) : undefined;
  }

  /** Counts one spelling more, or less, that begins with a unit. */
  count(unit: number, by: 1 | -1): void {
    const count = (this.starts[unit] ?? 0) + by;
    this.starts[unit] = count;
    const [letter, start] = this.letters.fold[unit] === 0 ? [0, Role.unspacedStart] : [Role.letter, Role.start];
    this.roles[unit] = count > 0 ? letter | start : letter;
    this.kernel?.change();
  }

  /**
   * Puts into `places` where a name or its plural may begin, from `from` to before `to`, at most a `stretch` further on, and returns
   * how many places there are. Some are none; of a script without spaces, all units that a name begins with are among them.
   * @param units those of a text, and a 0 behind its last
   */
  collect(units: Uint16Array, length: number, from: number, to: number): number {
    if (this.kernel === undefined) return this.collectPlainly(units, from, to);
    return this.kernel.collect(this.places, { units, length, from, to, roles: this.roles, marks: this.prefixes.marks, plurals: this.plurals });
  }

  /** What the kernel does, in the language itself. */
  private collectPlainly(units: Uint16Array, from: number, to: number): number {
    const { roles, places } = this;
    let previous = from > 0 ? roles[units[from - 1] ?? 0] ?? 0 : 0;
    let count = 0;
    for (let at = from; at < to; at++) {
      const role = roles[units[at] ?? 0] ?? 0;
      const start = role & ~(previous << 1);
      previous = role;
      if (start > Role.letter && (start >= Role.unspacedStart || this.mayBeKnown(units, at))) places[count++] = at;
    }
    return count;
  }

  /** Whether an alias may begin with the word at `at`, or with its singular. */
  private mayBeKnown(units: Uint16Array, at: number): boolean {
    const { prefixes, letters: { fold } } = this;
    let hash = firstMark(units[at] ?? 0);
    let before = 0;
    let end = at;
    for (let folded = fold[units[end] ?? 0] ?? 0; folded !== 0; folded = fold[units[++end] ?? 0] ?? 0) {
      before = hash;
      hash = mixed(hash, folded);
    }
    return prefixes.mayHave(hash) || (this.plurals && units[end - 1] === letterS && prefixes.mayHave(before));
  }
}
