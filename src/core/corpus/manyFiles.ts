/** Looks at many files of articles and sidecars elsewhere than here, so that nobody here is held up. All of it fails, or nothing. */
export interface ManyFiles {
  /** Fewer files are read one by one before this has begun. From so many on, nobody wants to know which they were. */
  readonly fewest: number;
  /** How many lists are to be asked for at a time, to keep it busy. */
  readonly atOnce: number;
  /** Size and time of each file, by twos, as in a `Stamp`; NaN for one that is not there. */
  stats(paths: readonly string[]): Promise<Float64Array>;
  /** @param take given what they say; its bytes may be written over when it is done */
  read(paths: readonly string[], take: (read: ManyRead) => Promise<void>): Promise<void>;
}

/** What many files say. A file that is in neither is not there. */
export interface ManyRead {
  /** The entries of a snapshot, as `entriesIn` takes them, each with the stamp that the file had just before it was read. */
  readonly entries: Uint8Array;
  /** Files that could not be read this way. */
  readonly unread: readonly string[];
}
