import type { Steps } from '../steps';
import { applyEdits, inOrder, type TextEdit } from '../yaml/splice';
import { readEntities, readingEntities, type EntitiesFile } from './entitiesFile';
import { movedBy, partAt } from './entityParts';
import { mergeEntities } from './mergeEntities';

/**
 * What edits of `entities.yaml` did to its entries: those that they were about, as they were written before and after. It can
 * be taken back, and done again, also when others have been changed beside them since, or other keys and names of theirs.
 */
export interface EntryChanges {
  readonly before: string;
  readonly after: string;
}

/** More text than this is not remembered twice, nor merged in one go, in UTF-16 units. */
const mostText = 100_000;

const none = '{}';

/** `undefined` where too much has changed. The edits do not overlap. */
export function entryChanges(text: string, edits: readonly TextEdit[]): EntryChanges | undefined {
  const stretches: { readonly start: number; end: number; readonly edits: TextEdit[] }[] = [];
  for (const edit of inOrder(edits)) {
    const [last, end] = [stretches.at(-1), entryEnd(text, edit.span.end)];
    if (last !== undefined && edit.span.start <= last.end) {
      last.edits.push(edit);
      last.end = Math.max(last.end, end);
    } else stretches.push({ start: entryStart(text, edit.span.start), end, edits: [edit] });
  }
  const before = stretches.map(({ start, end }) => text.slice(start, end)).join('');
  if (before.length > mostText) return undefined;
  const after = stretches.map(({ start, end, edits: own }) => applyEdits(text.slice(start, end), movedBy(own, -start) ?? [])).join('');
  return after.length > mostText ? undefined : { before, after };
}

/** The file after the same has been done to its entries as they are now; `undefined` where that does not go together. */
export function* changedEntries(text: string, { before, after }: EntryChanges): Steps<string | undefined> {
  const file = yield* readingEntities(text);
  const ids = new Set([before, after].flatMap(each => readEntities(each).entities.map(({ id }) => id)));
  const { file: part, start } = partWith(file, ids);
  // An empty text would say nothing of its entries; a map without any says that they are gone.
  const merged = part.text.length > mostText ? undefined : mergeEntities(before, part.text, after || none);
  if (merged === undefined || merged.conflicts.length > 0) return undefined;
  return text.slice(0, start) + (merged.text === none ? '' : merged.text) + text.slice(start + part.text.length);
}

/** The lines with all of these entities; where there are none, the last entry. */
function partWith(file: EntitiesFile, ids: ReadonlySet<string>): ReturnType<typeof partAt> {
  const { entries } = file;
  if (entries === undefined) return { file, start: 0 };
  const known = entries.list.flatMap(({ id }, at) => ids.has(id) ? [at] : []);
  const last = entries.list.length - 1;
  return partAt(file, entries, known[0] ?? last, (known.at(-1) ?? last) + 1);
}

/** Where the entry begins that stands at an offset or, at the beginning of one, right before it: in a line that is not indented. */
function entryStart(text: string, at: number): number {
  let start = at;
  do start = text.lastIndexOf('\n', start - 2) + 1; while (start > 0 && /[\s#]/.test(text.charAt(start)));
  return start;
}

function entryEnd(text: string, at: number): number {
  const nextEntry = /^[^\s#]/gm;
  nextEntry.lastIndex = at;
  return nextEntry.exec(text)?.index ?? text.length;
}
