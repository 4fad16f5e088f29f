import { Queue } from '../time/queue';

/** Small signs in a place that all windows of this machine see. Each is up or is not; there is nothing between. */
export interface Flags {
  raise(name: string): Promise<void>;
  /** Whether it was up: of several windows that lower one flag at once, one is told so. */
  lower(name: string): Promise<boolean>;
  /** Those that are up while it looks, and maybe some of those that are raised or lowered meanwhile. */
  raised(): Promise<readonly string[]>;
}

/** How time passes for one who waits. */
export interface Clock {
  /** A moment, until it is worth looking again. */
  pause(): Promise<void>;
  /** Does something again and again, several times before others lose patience, until the function returned is called. */
  every(work: () => void): () => void;
}

/** The right to write, for as long as nobody else has taken it over. */
export interface Turn {
  /** Whether it is still ours. It is not when this window was silent for so long that another one took it for dead. */
  held(): Promise<boolean>;
}

/**
 * Windows take turns at writing to one corpus, by flags alone: the one-bit algorithm of L. Lamport, "The Mutual Exclusion
 * Problem: Part II", J. ACM 33 (1986) 2. Who wants a turn raises a flag and looks for those of others. Seeing none it has
 * the turn, for whoever raises a flag from now on will see this one. Of two that see each other, the one with the greater
 * name lowers its flag and waits. Names are drawn by lot for each turn, so that no window always goes first.
 *
 * Who has a flag up moves it again and again. One whose flag stands still is dead, and others lower it. Stillness is
 * counted in looks and not in hours: clocks differ, jump, and run on while a machine sleeps.
 */
export class Turns {
  /**
   * @param newName a name for a claim that no other one has, without a full stop
   * @param patience after how many looks at the same flags a window is taken for dead
   * @param noted told of a flag that cannot be moved: it stands still from then on, and others pass over it
   */
  constructor(
    private readonly flags: Flags,
    private readonly newName: () => string,
    private readonly clock: Clock,
    private readonly patience: number,
    private readonly noted: (error: unknown) => void,
  ) {}

  /** Waits for a turn, works, and gives it back. Fails when a flag cannot be raised. */
  async take<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
    const claim = await this.#claim();
    try {
      return await work(claim);
    } finally {
      await claim.end();
    }
  }

  async #claim(): Promise<Claim> {
    const stillness = new Stillness(this.patience);
    for (;;) {
      const claim = await Claim.make(this.flags, this.newName(), this.clock, this.noted);
      const goes = await this.#goesFirst(claim, stillness).catch(async (error: unknown) => {
        await claim.end();
        throw error;
      });
      if (goes) return claim;
      await claim.end();
      while ((await this.#others(claim, stillness)).some(name => name < claim.name)) await this.clock.pause();
    }
  }

  /** Waits until no other flag is up; `false` when one goes before it, or it was taken for dead while it waited. */
  async #goesFirst(claim: Claim, stillness: Stillness): Promise<boolean> {
    for (;;) {
      const others = await this.#others(claim, stillness);
      if (others.length === 0) return claim.held();
      if (others.some(name => name < claim.name)) return false;
      await this.clock.pause();
    }
  }

  /** The names of the other claims, after the flags of the dead have been lowered. */
  async #others(own: Claim, stillness: Stillness): Promise<readonly string[]> {
    const claims = byClaim(await this.flags.raised());
    claims.delete(own.name);
    const dead = stillness.look(claims);
    for (const flag of dead) await this.flags.lower(flag);
    return dead.length > 0 ? this.#others(own, stillness) : [...claims.keys()];
  }
}

/**
 * One claim to a turn. Its flags are its name with a number behind it. It moves by raising the next one at one beat and
 * lowering the old one at the next: a look that takes less than a beat always sees one of them.
 */
class Claim implements Turn {
  #oldest = 0;
  #newest = 0;
  #lost = false;
  readonly #stop: () => void;
  readonly #queue = new Queue();

  private constructor(private readonly flags: Flags, readonly name: string, clock: Clock, private readonly noted: (error: unknown) => void) {
    this.#stop = clock.every(() => { void this.#queue.run(() => this.#beat()).catch(noted); });
  }

  static async make(flags: Flags, name: string, clock: Clock, noted: (error: unknown) => void): Promise<Claim> {
    await flags.raise(flagOf(name, 0));
    return new Claim(flags, name, clock, noted);
  }

  async held(): Promise<boolean> {
    return this.#queue.run(async () => {
      // Whoever takes us for dead lowers the oldest flag, and nobody raises that one again.
      if (!this.#lost && !(await this.flags.raised()).includes(flagOf(this.name, this.#oldest))) this.#lost = true;
      return !this.#lost;
    });
  }

  /** A flag that cannot be lowered stands still from now on, which frees the others after a while. */
  async end(): Promise<void> {
    this.#stop();
    await this.#queue.run(async () => {
      this.#lost = true;
      for (let at = this.#oldest; at <= this.#newest; at++) await this.flags.lower(flagOf(this.name, at));
    }).catch(this.noted);
  }

  async #beat(): Promise<void> {
    if (this.#lost) return;
    if (this.#oldest === this.#newest) {
      await this.flags.raise(flagOf(this.name, this.#newest + 1));
      this.#newest++;
    } else {
      this.#lost = !await this.flags.lower(flagOf(this.name, this.#oldest));
      this.#oldest++;
    }
    if (this.#lost) await this.flags.lower(flagOf(this.name, this.#newest));
  }
}

/** How often each claim has been seen with the same flags, one look after another. */
class Stillness {
  readonly #seen = new Map<string, { readonly flags: string; readonly looks: number }>();

  constructor(private readonly patience: number) {}

  /** The flags of those that have stood still for too long. */
  look(claims: ReadonlyMap<string, readonly string[]>): readonly string[] {
    return [...claims].flatMap(([name, up]) => {
      const flags = [...up].sort().join(' ');
      const before = this.#seen.get(name);
      const looks = before?.flags === flags ? before.looks + 1 : 0;
      this.#seen.set(name, { flags, looks });
      return looks < this.patience ? [] : up;
    });
  }
}

function flagOf(claim: string, number: number): string {
  return `${claim}.${number}`;
}

function byClaim(flags: readonly string[]): Map<string, string[]> {
  const claims = new Map<string, string[]>();
  for (const flag of flags) {
    const name = flag.split('.')[0] ?? '';
    claims.set(name, [...claims.get(name) ?? [], flag]);
  }
  return claims;
}
