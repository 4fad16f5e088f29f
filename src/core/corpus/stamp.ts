/** What tells whether a file is still the one that was read. */
export interface Stamp {
  /** In bytes. */
  readonly size: number;
  /** When it was last written, in milliseconds since 1970. */
  readonly mtime: number;
}

/** File systems tell times to two seconds at the coarsest: a file that was written as late as that may change and not show it. */
const coarsest = 2000;

/** Undefined is of a file that is not there. */
export function isSameStamp(one: Stamp, other: Stamp | undefined): boolean {
  return one.size === other?.size && one.mtime === other.mtime;
}

/** Whether a file that was read then, in milliseconds since 1970, cannot have changed since without showing it. */
export function isSettled(stamp: Stamp, readAt: number): boolean {
  return stamp.mtime + coarsest <= readAt;
}
