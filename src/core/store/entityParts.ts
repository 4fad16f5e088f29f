import type { Edits } from '../yaml/edit';
import { valueOf, type MapNode } from '../yaml/node';
import { readEntities, type EntitiesFile } from './entitiesFile';
import type { Entries } from './entityEntries';

/** A file of a few of another's entries. */
interface Part {
  readonly file: EntitiesFile;
  /** Where it starts in the other. */
  readonly start: number;
}

/** The entry of an entity and those around it, which are all that an edit of it looks at; the whole where it must be. */
function partAbout(file: EntitiesFile, id: string): Part | undefined {
  if (file.entries === undefined) return { file, start: 0 };
  const at = file.entries.list.findIndex(entry => entry.id === id);
  return at < 0 ? undefined : partAt(file, file.entries, at - 1, at + 2);
}

export function partAt(file: EntitiesFile, { starts }: Entries, from: number, to: number): Part {
  const start = from <= 0 ? 0 : starts[from] ?? 0;
  return start === 0 && to >= starts.length ? { file, start } : { file: readEntities(file.text.slice(start, starts[to])), start };
}

/** Does an edit of an entity in the lines about it. */
export function editPart(file: EntitiesFile, id: string, edit: (part: EntitiesFile) => Edits): Edits {
  const part = file.readable ? partAbout(file, id) : undefined;
  return part && movedBy(edit(part.file), part.start);
}

export function movedBy(edits: Edits, by: number): Edits {
  return by === 0 ? edits : edits?.map(({ span, text }) => ({ span: { start: span.start + by, end: span.end + by }, text }));
}

/** What an entity says, where it is said in a map; undefined for a file that cannot be read whole. */
export function entityNode(file: EntitiesFile, id: string): MapNode | undefined {
  const node = file.readable ? valueOf(file.node, id) : undefined;
  return node?.kind === 'map' ? node : undefined;
}
