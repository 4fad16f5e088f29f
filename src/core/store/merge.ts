import type { Edits } from '../yaml/edit';
import { insertEntries } from '../yaml/insert';
import { entriesOf, entryOf, valueOf, type YamlNode } from '../yaml/node';
import { applyEdits } from '../yaml/splice';
import { newMarkId } from './markId';
import { addMarks, removeMarks, setSidecarField, type NewMark } from './sidecarEdits';
import { anchorKeys, linkKeys, mentionKeys, printLink, printMention, readSidecar, sidecarKeys, type MarkList, type SidecarFile } from './sidecarFile';

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
 * theirs says more: comments and formatting of ours stay, and a mark of theirs comes as they wrote it.
 * @param base what both come from; without it nothing counts as deleted, and what differs is kept twice
 * @returns undefined when one of the texts cannot be read whole, or ours is written in a way that edits keep away from
 */
export function mergeSidecars(base: string | undefined, ours: string, theirs: string): Merge | undefined {
  const [our, their, old] = [readSidecar(ours), readSidecar(theirs), base === undefined ? undefined : readSidecar(base)];
  if (!our.readable || !their.readable || old?.readable === false) return undefined;
  if (our.node === undefined || their.node === undefined) return { text: our.node === undefined ? theirs : ours, conflicts: [] };
  const plan = planOf(heldBy(old), heldBy(our), heldBy(their));
  const conflicts = [...plan.conflicts];
  const steps: readonly ((file: SidecarFile) => Edits)[] = [
    file => removeMarks(file, plan.removed),
    file => addMarks(file, 'mentions', plan.added.filter(({ list }) => list === 'mentions')),
    file => addMarks(file, 'links', plan.added.filter(({ list }) => list === 'links')),
    ...fields.map(field => (file: SidecarFile): Edits => mergeField(field, old, file, their, conflicts)),
    file => addUnknown(old, file, their),
  ];
  const text = steps.reduce<string | undefined>((now, step) => now === undefined ? undefined : edited(now, step), ours);
  return text === undefined ? undefined : { text, conflicts };
}

function edited(text: string, step: (file: SidecarFile) => Edits): string | undefined {
  const edits = step(readSidecar(text));
  return edits && applyEdits(text, edits);
}

// -- marks

/** A mark as one side has it, as parts that are merged each by itself. */
interface Held extends NewMark {
  readonly list: MarkList;
  /** What each part says, whatever its formatting: `entity`, `anchor`, `note` and so on. */
  readonly parts: ReadonlyMap<string, string>;
}

interface Plan {
  readonly removed: string[];
  readonly added: Held[];
  readonly conflicts: MergeConflict[];
}

type Marks = ReadonlyMap<string, Held>;

function heldBy(file: SidecarFile | undefined): Marks {
  if (file === undefined) return new Map();
  const printed = new Map([
    ...file.sidecar.mentions.map((mark): [string, string] => [mark.id, printMention(mark)]),
    ...file.sidecar.links.map((mark): [string, string] => [mark.id, printLink(mark)]),
  ]);
  return new Map([...file.marks].map(([id, { list, node, at }]) => {
    const source = file.text.slice(node.span.start, node.span.end);
    const asWritten = node.flow && !/[\r\n]/.test(source) && !node.frozen;
    return [id, { id, list, at, printed: asWritten ? source : printed.get(id) ?? source, parts: partsOf(node, list) }];
  }));
}

function partsOf(node: YamlNode, list: MarkList): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const { key, value } of entriesOf(node)) {
    const part = partOf(list, key);
    parts.set(part, `${parts.get(part) ?? ''}${key}:${said(value)}\n`);
  }
  return parts;
}

/** What goes together: the position of a mention makes no sense with the quote of another one. */
function partOf(list: MarkList, key: string): string {
  const known: readonly string[] = list === 'mentions' ? mentionKeys : linkKeys;
  if (!known.includes(key)) return 'unknown';
  return anchorKeys.some(each => each === key) ? 'anchor' : key;
}

/** What a node says, without how it is written. */
function said(node: YamlNode): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'seq') return `[${node.items.map(({ value }) => said(value)).join()}]`;
  return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key)}:${said(value)}`).join()}}`;
}

function planOf(base: Marks, ours: Marks, theirs: Marks): Plan {
  const plan: Plan = { removed: [], added: [], conflicts: [] };
  const taken = new Set([...ours.keys(), ...theirs.keys(), ...base.keys()]);
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
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
  if (merged !== undefined) {
    plan.removed.push(our.id);
    plan.added.push(merged);
    return;
  }
  const other = newMarkId(taken, () => fractionOf(their.printed));
  taken.add(other);
  plan.added.push({ ...their, id: other, printed: withId(their, other) });
  plan.conflicts.push({ kind: 'both-kept', id: our.id, other });
}

function isSame(a: Held, b: Held): boolean {
  return a.list === b.list && a.parts.size === b.parts.size && [...a.parts].every(([part, text]) => b.parts.get(part) === text);
}

/** Each part from the side that changed it; undefined where both changed one of them, and not alike. */
function mergedMark(old: Held, our: Held, their: Held): Held | undefined {
  const parts = new Set([...our.parts.keys(), ...their.parts.keys(), ...old.parts.keys()]);
  const fromTheirs: string[] = [];
  for (const part of parts) {
    const [was, ours, theirs] = [old.parts.get(part), our.parts.get(part), their.parts.get(part)];
    if (ours === theirs || theirs === was) continue;
    if (ours !== was) return undefined;
    fromTheirs.push(part);
  }
  if (isSame(old, our)) return their;
  return our.list === their.list ? withParts(our, their, new Set(fromTheirs)) : undefined;
}

/** Our mark with some parts as they have them. Told apart by reading: both are one line in brackets. */
function withParts(our: Held, their: Held, parts: ReadonlySet<string>): Held | undefined {
  const [ours, theirs] = [pairsOf(our), pairsOf(their)];
  const at = parts.has('anchor') || parts.has('from') ? their.at : our.at;
  const pairs = [
    ...ours.filter(([part]) => !parts.has(part)),
    ...theirs.filter(([part]) => parts.has(part)),
  ];
  const order: readonly string[] = our.list === 'mentions' ? mentionKeys : linkKeys;
  const rank = (key: string): number => order.includes(key) ? order.indexOf(key) : order.length;
  const sorted = [...pairs].sort((a, b) => rank(a[1]) - rank(b[1]));
  return { ...our, at, printed: `{ ${sorted.map(([, , source]) => source).join(', ')} }` };
}

/** The pairs of a mark's line, as they are written: the part each belongs to, its key, its source. */
function pairsOf({ list, printed }: Held): readonly (readonly [part: string, key: string, source: string])[] {
  const text = `${list}:\n  - ${printed}\n`;
  const items = valueOf(readSidecar(text).node, list);
  const node = items?.kind === 'seq' ? items.items[0]?.value : undefined;
  return entriesOf(node).map(({ key, span }) => [partOf(list, key), key, text.slice(span.start, span.end)]);
}

function withId(mark: Held, id: string): string {
  return `{ ${pairsOf(mark).map(([part, , source]) => part === 'id' ? `id: ${id}` : source).join(', ')} }`;
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
