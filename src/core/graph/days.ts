/** A stretch of days since 1970-01-01, its last day included: the year 1971 is `{ first: 365, last: 729 }`. */
export interface Days {
  readonly first: number;
  readonly last: number;
}

const millisecondsADay = 86_400_000;

/** The days that a date means: `YYYY-MM-DD`, or all of `YYYY-MM` or `YYYY`; `undefined` for anything else, and for a day that no calendar has. */
export function daysOf(date: string): Days | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  const first = dayNumber(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const exists = month === undefined || new Date(first * millisecondsADay).toISOString().startsWith(date);
  if (!exists) return undefined;
  if (day !== undefined) return { first, last: first };
  const next = month === undefined ? dayNumber(Number(year) + 1, 0, 1) : dayNumber(Number(year), Number(month), 1);
  return { first, last: next - 1 };
}

/** A moment in milliseconds since 1970, as a number of days with fractions. */
export function daysAt(milliseconds: number): number {
  return milliseconds / millisecondsADay;
}

export function dateAt(days: number): Date {
  return new Date(days * millisecondsADay);
}

function dayNumber(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month, day) / millisecondsADay);
}
