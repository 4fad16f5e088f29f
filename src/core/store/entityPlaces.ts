import { firstWhere } from '../ascending';
import type { Entity, Span } from '../model';
import { entryOf, valueOf, type MapNode } from '../yaml/node';
import type { EntitiesFile } from './entitiesFile';
import type { Entries } from './entityEntries';
import { readFile } from './reading';

/** Where the file speaks of an entity. */
export interface EntityPlace {
  readonly keySpan: Span;
  /** Undefined where the entity has no name of its own, and goes by its id. */
  readonly nameSpan: Span | undefined;
  readonly typeSpan: Span | undefined;
  /** From the id to the end of the last value. */
  readonly span: Span;
}

/** Where the file speaks of an entity; undefined for one that it does not have. */
export function placeOf(file: EntitiesFile, id: string): EntityPlace | undefined {
  const { entries } = file;
  return entries === undefined ? placeIn(file.node, 0, id) : placeAt(file.text, entries, entries.list.findIndex(entry => entry.id === id));
}

/** As `placeOf`, for many of a file's entities. */
export function placesIn(file: EntitiesFile): (id: string) => EntityPlace | undefined {
  const { entries, text } = file;
  if (entries === undefined) return id => placeIn(file.node, 0, id);
  const indices = new Map(entries.list.map((entry, at) => [entry.id, at] as const).reverse());
  return id => placeAt(text, entries, indices.get(id) ?? -1);
}

/** Where the ids of some of a file's entities stand. The nodes of a file that is read entry by entry are not asked for: they would stay. */
export function keysOf(file: EntitiesFile, ids: ReadonlySet<string>): ReadonlyMap<string, Span> {
  const { entries } = file;
  const spans = new Map<string, Span>();
  for (const { key, keySpan } of entries === undefined ? file.node?.entries ?? [] : []) if (ids.has(key) && !spans.has(key)) spans.set(key, keySpan);
  for (const [at, { id, keyLength }] of entries?.list.entries() ?? []) {
    const start = entries?.starts[at] ?? 0;
    if (ids.has(id) && !spans.has(id)) spans.set(id, { start, end: start + keyLength });
  }
  return spans;
}

function placeAt(text: string, { list, starts }: Entries, at: number): EntityPlace | undefined {
  const [entry, start] = [list[at], starts[at]];
  return entry === undefined || start === undefined ? undefined : placeIn(readFile(text.slice(start, starts[at + 1])).node, start, entry.id);
}

/** The entity that the file speaks of at an offset, with its place. */
export function entityAtOffset(file: EntitiesFile, offset: number): { readonly entity: Entity; readonly place: EntityPlace } | undefined {
  const id = file.entries === undefined
    ? file.node?.entries.find(({ span }) => span.start <= offset && offset <= span.end)?.key
    : file.entries.list[firstWhere(file.entries.starts, start => start > offset) - 1]?.id;
  const entity = file.entities.find(each => each.id === id);
  const place = entity && placeOf(file, entity.id);
  return entity && place && place.span.start <= offset && offset <= place.span.end ? { entity, place } : undefined;
}

/** @param by where what was read as `node` starts in the file */
function placeIn(node: MapNode | undefined, by: number, id: string): EntityPlace | undefined {
  const entry = entryOf(node, id);
  if (entry === undefined) return undefined;
  const { keySpan, value, span } = entry;
  const moved = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  const [name, type] = ['name', 'type'].map(key => valueOf(value, key)?.span);
  return { keySpan: moved(keySpan), nameSpan: name && moved(name), typeSpan: type && moved(type), span: moved(span) };
}
