/**
 * The same text, by itself. Engines keep the whole of a text alive for a piece that was cut out of it; what is kept of
 * thousands of files is copied, so that the files are not kept with it. What is put together anew has no whole behind it.
 */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}

/** The same data, with all of its texts by themselves: what JSON can say. */
export function detached<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
