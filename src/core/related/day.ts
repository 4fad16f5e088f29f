/** The days from 1 January 1970 to a date, `YYYY-MM-DD`; undefined for anything else. */
export function dayOf(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const milliseconds = Date.parse(date);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 86_400_000;
}
