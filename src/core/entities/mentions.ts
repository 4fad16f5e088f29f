import type { Mention } from '../model';
import { removeMarks } from '../store/sidecarEdits';
import { setField } from '../store/fields';
import { mentionKeys, type MarkPlace, type SidecarFile } from '../store/sidecarFile';
import type { Edits } from '../yaml/edit';
import { asText, valueOf } from '../yaml/node';
import type { TextEdit } from '../yaml/splice';

/*
 * What happens to the marks of one sidecar when an entity changes. Each function gives the smallest edits, or undefined
 * where the file could not be read whole or a place is not safe to touch.
 */

/**
 * All marks of one entity become another's. A mention that stands where the other entity is marked already would be there
 * twice, and goes.
 */
export function moveMentions(file: SidecarFile, from: string, to: string): Edits {
  if (from === to) return [];
  const { mentions } = file.sidecar;
  const taken = new Set(mentions.filter(({ entity }) => entity === to).map(placeOf));
  const doubled = new Set(mentions.filter(mention => mention.entity === from && taken.has(placeOf(mention))).map(({ id }) => id));
  return all([removeMarks(file, [...doubled]), retag(file, namesOf(file, from).filter(id => !doubled.has(id)), to)]);
}

/** These mentions become another entity's; undefined when the file no longer has one of them. */
export function giveMentions(file: SidecarFile, ids: readonly string[], to: string): Edits {
  return retag(file, ids, to);
}

/** Takes away every mark of an entity. */
export function dropMentions(file: SidecarFile, entity: string): Edits {
  return removeMarks(file, namesOf(file, entity));
}

/** The ids of the marks that name an entity. */
function namesOf(file: SidecarFile, entity: string): string[] {
  return [...file.marks].flatMap(([id, { node }]) => asText(valueOf(node, 'entity')) === entity ? [id] : []);
}

function retag(file: SidecarFile, ids: readonly string[], entity: string): Edits {
  return all(ids.map(id => {
    const place: MarkPlace | undefined = file.readable ? file.marks.get(id) : undefined;
    return place && setField(file.text, place.node, 'entity', entity, mentionKeys);
  }));
}

function placeOf({ anchor: { at, quote } }: Mention): string {
  return JSON.stringify([at, quote]);
}

/** All of the edits, or undefined when one of them is refused. */
function all(parts: readonly Edits[]): Edits {
  const edits: TextEdit[] = [];
  for (const part of parts) {
    if (part === undefined) return undefined;
    edits.push(...part);
  }
  return edits;
}
