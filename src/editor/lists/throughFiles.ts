import { Rests } from '../time/rests';

/** How many files are read before others get their turn. */
const filesAtOnce = 16;

/** How a search goes on, and whether it still is wanted. */
export interface Search {
  readonly isStopped: () => boolean;
  /** Told after each few files: how many have been looked through, and what is found in them. */
  readonly reached: (files: number, found: number) => void;
}

/** What is found in files, in their order, a few at a time; undefined where the search was stopped. */
export async function throughFiles<File, Item>(files: readonly File[], lookIn: (file: File) => Promise<readonly Item[]>, { isStopped, reached }: Search): Promise<Item[] | undefined> {
  const found: Item[] = [];
  const rests = new Rests();
  for (let from = 0; from < files.length; from += filesAtOnce) {
    if (isStopped()) return undefined;
    const slice = files.slice(from, from + filesAtOnce);
    const inSlice = await Promise.all(slice.map(async file => {
      const some = isStopped() ? [] : await lookIn(file);
      await rests.next();
      return some;
    }));
    found.push(...inSlice.flat());
    reached(from + slice.length, found.length);
  }
  return isStopped() ? undefined : found;
}
