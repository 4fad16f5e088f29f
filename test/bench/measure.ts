/** What a piece of work took, in milliseconds: medians of the rounds. */
export interface Cost {
  readonly wall: number;
  /** User and system time of the whole process, its threads included. */
  readonly cpu: number;
}

/** The cost of one round of some work, and what it gave. */
export async function once<T>(work: () => T | Promise<T>): Promise<Cost & { readonly value: T }> {
  const cpu = process.cpuUsage();
  const from = performance.now();
  const value = await work();
  const wall = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000, value };
}

/**
 * The medians of what pieces of work take that are compared with each other. They take turns, so that a slow minute of
 * the machine falls on all of them. An odd number of rounds; one before them is not counted.
 */
export async function compare<Name extends string>(rounds: number, works: Readonly<Record<Name, () => unknown>>): Promise<Record<Name, Cost>> {
  const names = Object.keys(works) as Name[];
  const costs = new Map<Name, Cost[]>(names.map(name => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const { wall, cpu } = await once(works[name]); // not what it gave: kept, it would burden the rounds that follow
      if (round >= 0) costs.get(name)?.push({ wall, cpu });
    }
  }
  return Object.fromEntries(names.map(name => [name, medianCost(costs.get(name) ?? [])])) as Record<Name, Cost>;
}

export function medianCost(costs: readonly Cost[]): Cost {
  return { wall: median(costs.map(({ wall }) => wall)), cpu: median(costs.map(({ cpu }) => cpu)) };
}

/** NaN for no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of the values is: 0.95 for the 95th percentile. NaN for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/**
 * With what power of the size a cost grows: 1 is linear. The slope of the line through the logarithms, by least squares.
 * Needs two sizes at least.
 */
export function growth(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(Math.max(cost, 1e-9))] as const);
  const [x, y] = [0, 1].map(side => logs.reduce((sum, log) => sum + (log[side] ?? 0), 0) / logs.length);
  const spread = logs.reduce((sum, [size]) => sum + (size - (x ?? 0)) ** 2, 0);
  return logs.reduce((sum, [size, cost]) => sum + (size - (x ?? 0)) * (cost - (y ?? 0)), 0) / spread;
}
