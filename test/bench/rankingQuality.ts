/** How good one ranking is, each 0 to 1. */
export interface Quality {
  /** Whether the first article is relevant. */
  readonly p1: number;
  /** The share of relevant articles among the first R, where R articles are relevant. */
  readonly rprec: number;
  /** The mean over the relevant articles of the precision at their rank; an article that is not ranked adds 0. */
  readonly averagePrecision: number;
}

/** `hits` says of each article of a ranking whether it is relevant; `relevant`, at least 1, how many there are. */
export function quality(hits: readonly boolean[], relevant: number): Quality {
  let found = 0;
  let precisions = 0;
  hits.forEach((hit, i) => { if (hit) precisions += ++found / (i + 1); });
  const early = hits.slice(0, relevant).filter(Boolean).length;
  return { p1: hits[0] === true ? 1 : 0, rprec: early / relevant, averagePrecision: precisions / relevant };
}

export function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}

export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
