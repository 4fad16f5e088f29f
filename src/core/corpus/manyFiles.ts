/** Looks at many files of articles and sidecars elsewhere than here, so that nobody here is held up. All of it fails, or nothing. */
export interface ManyFiles {
  /** Fewer files are read one by one before this has begun. From so many on, nobody wants to know which they were. */
  readonly fewest: number;
  /** How many lists are to be asked for at a time, to keep it busy. */
  readonly atOnce: number;
  /** Size and time of each file, by twos, as in a `Stamp`; NaN for one that is not there. */
  stats(paths: readonly string[]): Promise<Float64Array>;
  read(paths: readonly string[]): Promise<ManyRead>;
}

/** What many files say. A file that is in neither is not there. */
export interface ManyRead {
  /** The entries of a snapshot, as `entriesIn` takes them, each with the stamp that the file had just before it was read. */
  readonly entries: Uint8Array;
  /** Files that could not be read this way. */
  readonly unread: readonly string[];
}
