/** So many units are looked through at once. What they hold stays in the cache. */
export const stretch = 8192;

/** Some units of a text, at most a `stretch`, and names that end at `limit` at the latest. */
export interface Stretch {
  /** Those of the text, and a 0 behind its last. */
  readonly units: Uint16Array;
  /** How many the text has. */
  readonly length: number;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/**
 * Takes a name, from where to where it stands and with which entry of the shelf; or a place where one may begin, which is still to be
 * looked at: there `end` is -1. Returns where to go on.
 */
export type TakeFound = (start: number, end: number, entry: number) => number;

/** What looks through a text, stretch by stretch. */
export interface Look {
  /** Finds the places in a stretch where a name may begin, and returns how many there are. */
  collect(stretch: Stretch): number;
  /** Gives what begins at these places, in order and from a unit on, to `take`. Returns where to go on. */
  each(from: number, take: TakeFound): number;
}
