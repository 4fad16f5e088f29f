import type { Edits } from '../yaml/edit';
import { insertEntries } from '../yaml/insert';
import { entriesOf, entryOf } from '../yaml/node';
import { applyEdits } from '../yaml/splice';
import { changeTo, heldBy, isSame, withId, withParts, type Held, type HeldMarks } from './heldMarks';
import { newMarkId } from './markId';
import { withComments, type Commented } from './mergeComments';
import { addMarks, changeMarks, removeMarks, setSidecarField } from './sidecarEdits';
import { markLists, readSidecar, sidecarKeys, type SidecarFile } from './sidecarFile';

/** What a merge could not decide, and how it left it: nothing that either side wrote is lost. */
export type MergeConflict =
  /** Both sides changed one mark, in ways that do not go together: ours has kept its id, theirs stands beside it under `other`. */
  | { readonly kind: 'both-kept'; readonly id: string; readonly other: string }
  /** One side deleted the mark and the other one changed it: it is kept. */
  | { readonly kind: 'deletion-dropped'; readonly id: string }
  /** Both sides gave the article another value: ours stands. */
  | { readonly kind: 'field'; readonly field: string; readonly theirs: string };

export interface Merge {
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Brings two versions of a sidecar together, mark by mark, by the marks' ids. The result is our text, changed where
 * theirs says more: comments and formatting of ours stay, and what is new of theirs, marks and comments, comes as they wrote it.
 * @param base what both come from; without it nothing counts as deleted, and what differs is kept twice
 * @returns undefined when one of the texts cannot be read whole, or either is written in a way that edits keep away from
 */
export function mergeSidecars(base: string | undefined, ours: string, theirs: string): Merge | undefined {
  const [our, their, old] = [readSidecar(ours), readSidecar(theirs), base === undefined ? undefined : readSidecar(base)];
  if (!our.readable || !their.readable || old?.readable === false) return undefined;
  if (our.node === undefined || their.node === undefined) return { text: our.node === undefined ? theirs : ours, conflicts: [] };
  if (ours === base) return { text: theirs, conflicts: [] };
  const plan = planOf(heldBy(old), heldBy(our), heldBy(their));
  const conflicts = [...plan.conflicts];
  const steps: readonly ((file: SidecarFile) => Edits)[] = [
    file => changeMarks(file, plan.changed.flatMap(({ mark, fromTheirs }) => changeTo(mark, fromTheirs))),
    file => removeMarks(file, plan.removed),
    ...markLists.map(name => (file: SidecarFile): Edits => addMarks(file, name, plan.added.filter(({ list }) => list === name))),
    ...fields.map(field => (file: SidecarFile): Edits => mergeField(field, old, file, their, conflicts)),
    file => addUnknown(old, file, their),
  ];
  const text = steps.reduce<string | undefined>((now, step) => now === undefined ? undefined : edited(now, step), ours);
  // A key or value of theirs may be written so that it means something only where it stood.
  return text !== undefined && readSidecar(text).readable ? { text: withComments(base, text, theirs, commented), conflicts } : undefined;
}

function edited(text: string, step: (file: SidecarFile) => Edits): string | undefined {
  const edits = step(readSidecar(text));
  return edits && applyEdits(text, edits);
}

/** Comments are about a mark, or about a key of the article. */
function commented(text: string): Commented {
  const { node, marks } = readSidecar(text);
  const parts = [...entriesOf(node).map(({ key, keySpan }) => ({ name: `${key}:`, span: keySpan })), ...[...marks].map(([id, { span }]) => ({ name: id, span }))];
  return { text, node, parts: parts.sort((a, b) => a.span.start - b.span.start) };
}

// -- marks

/** A mark of both, as it is to be from now on, and which of its parts are theirs. */
interface Merged {
  readonly mark: Held;
  readonly fromTheirs: ReadonlySet<string>;
}

interface Plan {
  /** Marks of ours that get some parts of theirs. */
  readonly changed: Merged[];
  readonly removed: string[];
  readonly added: Held[];
  readonly conflicts: MergeConflict[];
}

function planOf(base: HeldMarks, ours: HeldMarks, theirs: HeldMarks): Plan {
  const plan: Plan = { changed: [], removed: [], added: [], conflicts: [] };
  const taken = new Set([...ours.keys(), ...theirs.keys(), ...base.keys()]);
  // Theirs first: those of theirs that stand at one place are added in their order.
  for (const id of new Set([...theirs.keys(), ...ours.keys()])) {
    const [old, our, their] = [base.get(id), ours.get(id), theirs.get(id)];
    if (our === undefined && their !== undefined) planTheirs(plan, old, their);
    else if (our !== undefined && their === undefined) planOurs(plan, old, our);
    else if (our !== undefined && their !== undefined && !isSame(our, their)) planBoth(plan, old, our, their, taken);
  }
  return plan;
}

function planTheirs(plan: Plan, old: Held | undefined, their: Held): void {
  if (old !== undefined && isSame(old, their)) return;
  plan.added.push(their);
  if (old !== undefined) plan.conflicts.push({ kind: 'deletion-dropped', id: their.id });
}

function planOurs(plan: Plan, old: Held | undefined, our: Held): void {
  if (old === undefined) return;
  if (isSame(old, our)) plan.removed.push(our.id);
  else plan.conflicts.push({ kind: 'deletion-dropped', id: our.id });
}

function planBoth(plan: Plan, old: Held | undefined, our: Held, their: Held, taken: Set<string>): void {
  if (old !== undefined && isSame(old, their)) return;
  const merged = old === undefined ? undefined : mergedMark(old, our, their);
  if (merged !== undefined && merged.mark.list === our.list) {
    plan.changed.push(merged);
    return;
  }
  if (merged !== undefined) {
    plan.removed.push(our.id);
    plan.added.push(merged.mark);
    return;
  }
  const other = newMarkId(taken, () => fractionOf(their.printed));
  taken.add(other);
  plan.added.push({ ...their, id: other, printed: withId(their, other) });
  plan.conflicts.push({ kind: 'both-kept', id: our.id, other });
}

/** Each part from the side that changed it; undefined where both changed one of them, and not alike. */
function mergedMark(old: Held, our: Held, their: Held): Merged | undefined {
  const parts = new Set([our, their, old].flatMap(each => Object.keys(each.parts)));
  const fromTheirs: string[] = [];
  for (const part of parts) {
    const [was, ours, theirs] = [old.parts[part], our.parts[part], their.parts[part]];
    if (ours === theirs || theirs === was) continue;
    if (ours !== was) return undefined;
    fromTheirs.push(part);
  }
  const changed = new Set(fromTheirs);
  if (isSame(old, our)) return { mark: their, fromTheirs: changed };
  return our.list === their.list ? { mark: withParts(our, their, changed), fromTheirs: changed } : undefined;
}

/** The same number from 0 up to 1 for the same text, so that both sides of a merge come out alike. */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

// -- what is said of the article

const fields = ['text', 'status', 'title', 'date', 'section'] as const;

function mergeField(field: (typeof fields)[number], old: SidecarFile | undefined, our: SidecarFile, their: SidecarFile, conflicts: MergeConflict[]): Edits {
  const [was, ours, theirs] = [old, our, their].map(file => fieldOf(file, field));
  if (ours === theirs || (old !== undefined && theirs === was)) return [];
  if (theirs !== undefined && (old === undefined ? ours === undefined : ours === was)) return setSidecarField(our, field, theirs);
  if (old !== undefined && ours === was) return setSidecarField(our, field, theirs);
  if (theirs !== undefined) conflicts.push({ kind: 'field', field, theirs });
  return [];
}

function fieldOf(file: SidecarFile | undefined, field: (typeof fields)[number]): string | undefined {
  if (file === undefined) return undefined;
  const { sidecar } = file;
  if (field === 'text') return sidecar.text === '' ? undefined : sidecar.text;
  return field === 'status' ? sidecar.status : sidecar.overrides[field];
}

/** Keys of theirs that Seedmark does not know, which ours and the base lack. */
function addUnknown(old: SidecarFile | undefined, our: SidecarFile, their: SidecarFile): Edits {
  const { node } = our;
  if (node === undefined || node.flow || their.node?.flow !== false) return [];
  const known = new Set<string>(sidecarKeys);
  const added = entriesOf(their.node).filter(({ key }) => !known.has(key) && entryOf(node, key) === undefined && entryOf(old?.node, key) === undefined);
  const lines = added.map(({ span }) => their.text.slice(span.start, span.end).split(/\r?\n/));
  return lines.length === 0 ? [] : insertEntries(our.text, node, 1, lines);
}
