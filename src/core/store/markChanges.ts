import { applyEdits } from '../yaml/splice';
import { changeTo, heldBy, isSame, isSameParts, withParts, type Held } from './heldMarks';
import { addMarks, changeMarks, removeMarks, setSidecarField, type MarkChange as EditedMark } from './sidecarEdits';
import { markLists, readSidecar, type SidecarFile } from './sidecarFile';
import type { Edits } from '../yaml/edit';

/**
 * What an edit of a sidecar did to its marks, by their ids. It can be taken back also when the lines have changed since
 * in what follows from the article's text alone: an anchor moves with every save, and is nobody's deed.
 */
export interface MarkChanges {
  readonly marks: readonly MarkChange[];
  readonly fields: readonly FieldChange[];
}

/** A mark before and after: without the one it was added, without the other it was removed. */
interface MarkChange {
  readonly before?: Held;
  readonly after?: Held;
}

interface FieldChange {
  readonly field: Field;
  readonly before?: string;
  readonly after?: string;
}

type Field = (typeof fields)[number];
const fields = ['status', 'title', 'date', 'section'] as const;

/** `undefined` when one of the texts cannot be read whole. */
export function markChanges(before: string, after: string): MarkChanges | undefined {
  const [was, is] = [readSidecar(before), readSidecar(after)];
  if (!was.readable || !is.readable) return undefined;
  const [old, now] = [heldBy(was), heldBy(is)];
  const marks = [...new Set([...old.keys(), ...now.keys()])].flatMap((id): MarkChange[] => {
    const [a, b] = [old.get(id), now.get(id)];
    return a !== undefined && b !== undefined && isSame(a, b) ? [] : [{ ...a && { before: a }, ...b && { after: b } }];
  });
  const changed = fields.flatMap((field): FieldChange[] => {
    const [a, b] = [valueOf(was, field), valueOf(is, field)];
    return a === b ? [] : [{ field, ...a !== undefined && { before: a }, ...b !== undefined && { after: b } }];
  });
  return { marks, fields: changed };
}

export function inverseChanges({ marks, fields: changed }: MarkChanges): MarkChanges {
  return { marks: marks.map(swapped), fields: changed.map(each => ({ ...swapped(each), field: each.field })) };
}

function swapped<T>({ before, after }: { readonly before?: T; readonly after?: T }): { readonly before?: T; readonly after?: T } {
  return { ...after !== undefined && { before: after }, ...before !== undefined && { after: before } };
}

/**
 * The sidecar's text after the same has been done to it, by whomever; `undefined` where someone has changed one of the marks
 * since into something else, in more than its anchor, or the text cannot be edited.
 */
export function changedMarks(text: string, { marks, fields: changed }: MarkChanges): string | undefined {
  const file = readSidecar(text);
  const now = heldBy(file);
  const removed: string[] = [];
  const added: Held[] = [];
  const others: EditedMark[] = [];
  for (const { before, after } of marks) {
    const mark = now.get((before ?? after)?.id ?? '');
    if (!isAs(before, mark)) {
      if (isAs(after, mark)) continue;
      return undefined;
    }
    if (before !== undefined && after !== undefined && mark?.list === after.list) others.push(...changedParts(before, after, mark));
    else if (mark !== undefined) removed.push(mark.id);
    if (after !== undefined && mark?.list !== after.list) added.push(after);
  }
  if (changed.some(({ field, before, after }) => ![before, after].includes(valueOf(file, field)))) return undefined;
  const steps: readonly ((each: SidecarFile) => Edits)[] = [
    each => changeMarks(each, others),
    each => removeMarks(each, removed),
    ...[...new Set(added.map(({ list }) => list))].map(name => (each: SidecarFile): Edits => addMarks(each, name, added.filter(({ list }) => list === name))),
    ...changed.map(({ field, after }) => (each: SidecarFile): Edits => setSidecarField(each, field, after)),
  ];
  return steps.reduce<string | undefined>((result, step) => {
    const edits = result === undefined ? undefined : step(readSidecar(result));
    return result === undefined || edits === undefined ? undefined : applyEdits(result, edits);
  }, text);
}

/** Whether a mark is as a change has known it, its place aside. */
function isAs(known: Held | undefined, mark: Held | undefined): boolean {
  if (known === undefined || mark === undefined) return known === mark;
  return known.list === mark.list && isSameParts(known, mark, part => !places.has(part));
}

/** What a change does to a mark, which keeps the place that it has now, unless the change was about its place. */
function changedParts(before: Held, after: Held, mark: Held): readonly EditedMark[] {
  const parts = new Set([...Object.keys(before.parts), ...Object.keys(after.parts)].filter(part => before.parts[part] !== after.parts[part]));
  return changeTo(withParts(mark, after, parts), parts);
}

const places: ReadonlySet<string> = new Set(['anchor', 'from', 'to']);

function valueOf({ sidecar }: SidecarFile, field: Field): string | undefined {
  return field === 'status' ? sidecar.status : sidecar.overrides[field];
}

/** Whether a sidecar holds nothing that anyone would miss: only the article's name and the text's id. */
export function isBare(text: string): boolean {
  const { node, readable } = readSidecar(text);
  const bare = new Set<string>(['article', 'text', ...markLists]);
  return readable && !text.includes('#')
    && (node?.entries ?? []).every(({ key, value }) => bare.has(key) && (value.kind === 'scalar' || (value.kind === 'seq' && value.items.length === 0)));
}
