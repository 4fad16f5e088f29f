/** A stretch of tokens between its brackets: `end` is the index after the last token. */
export interface Bracketed<Data> {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly data: Data;
}

/** Pairs opening brackets with closing ones, the innermost of an id first. */
export class Brackets<Data> {
  readonly #open = new Map<string, { readonly start: number; readonly data: Data }[]>();

  open(id: string, start: number, data: Data): void {
    const stack = this.#open.get(id);
    if (stack === undefined) this.#open.set(id, [{ start, data }]);
    else stack.push({ start, data });
  }

  /** `undefined` where nothing of that id is open. */
  close(id: string, end: number): Bracketed<Data> | undefined {
    const opened = this.#open.get(id)?.pop();
    return opened && { id, ...opened, end };
  }

  /** What has not been closed. */
  left(): { readonly id: string; readonly start: number; readonly data: Data }[] {
    return [...this.#open].flatMap(([id, stack]) => stack.map((each) => Object.assign({ id }, each)));
  }
}

/** The stretches that begin at, end with or are one token, in the order in which tables write their brackets. */
export interface BracketsAt<Item> {
  /** The longest first. */
  readonly opened: readonly Item[];
  readonly single: readonly Item[];
  /** The one that was opened last first. */
  readonly closed: readonly Item[];
}

/** Sorts stretches by the tokens where their brackets stand. */
export function bracketsByToken<Item extends { readonly start: number; readonly end: number }>(items: readonly Item[]): (token: number) => BracketsAt<Item> {
  const long = items.filter(({ start, end }) => end > start + 1);
  const [starts, ends] = [by(long, ({ start }) => start), by(long, ({ end }) => end - 1)];
  const singles = by(items.filter(({ start, end }) => end === start + 1), ({ start }) => start);
  return (token) => ({
    opened: [...starts.get(token) ?? []].sort((one, other) => other.end - one.end),
    single: singles.get(token) ?? [],
    closed: [...ends.get(token) ?? []].sort((one, other) => other.start - one.start),
  });
}

function by<Item>(items: readonly Item[], keyOf: (item: Item) => number): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
