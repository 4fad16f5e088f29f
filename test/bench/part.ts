/** A line of what was measured, by column; times in the unit that the column names. */
export type Row = Readonly<Record<string, unknown>>;

/** One thing that `npm run bench` measures. */
export interface Part {
  readonly name: string;
  /** What it measures, in a line. */
  readonly about: string;
  /** Its arguments, in brackets those that can be left out: `DIR [ARTICLES]`. */
  readonly takes?: string;
  /** What it does not bring itself; such a part runs only when it is called by name. */
  readonly needs?: string;
  /** @returns what was measured; nothing for a part that has printed its own words */
  readonly run: (args: readonly string[]) => readonly Row[] | void | Promise<readonly Row[] | void>;
}

/** The value after a flag, `--mb 10`; `otherwise` without it, or without a number. */
export function numberAfter(args: readonly string[], flag: string, otherwise: number): number {
  const at = args.indexOf(flag);
  return at < 0 ? otherwise : Number(args[at + 1]) || otherwise;
}

/** The numbers given without a flag: sizes. */
export function numbersIn(args: readonly string[], otherwise: readonly number[]): readonly number[] {
  const given = args.filter((arg, at) => /^\d+$/.test(arg) && args[at - 1]?.startsWith('--') !== true).map(Number);
  return given.length === 0 ? otherwise : given;
}
