import { annotationsFolder, entitiesPath } from '../corpus/fileKind';
import { finished, type Steps } from '../steps';
import { detached } from '../text/copyOf';
import { difference } from '../text/difference';
import { applyEdits, inOrder, type TextEdit } from '../yaml/splice';
import { changedEntries, entryChanges, type EntryChanges } from './entryChanges';
import { editsFor, hunksOf, inverse, type Hunk } from './hunks';
import { changedMarks, inverseChanges, isBare, markChanges, type MarkChanges } from './markChanges';

/** What is to be done to a file; `'remove'`; or no. */
export type Edited = readonly TextEdit[] | 'remove' | Refused;

/** What is meant for one file, given its text as it is now (`undefined`: there is none); in steps where that takes a while. */
export interface Intent {
  readonly path: string;
  edits(text: string | undefined): Edited | Steps<Edited>;
}

/** What is meant for a text, worked out in one go. */
export function editsOf(intent: Intent, text: string | undefined): Edited {
  return finished(editing(intent, text));
}

/**
 * Why a file must not be touched. `broken-file`: it could not be read whole. `changed-since`: it no longer says what the
 * edit was made for. `not-editable`: what is meant is not there, or is written in a way that edits keep away from.
 */
export type Refused = 'broken-file' | 'changed-since' | 'not-editable';

/** One file's part in what was done: enough to take it back, and to see whether that is still possible. */
export interface Step {
  readonly path: string;
  /** One for each intent, in order: each is placed in the text that the ones before it lead to. */
  readonly stages: readonly (readonly Hunk[])[];
  readonly created: boolean;
  readonly removed: boolean;
  /** What it did to the marks, where the file is a sidecar. */
  readonly marks?: MarkChanges;
  /** What each stage did to the entries of `entities.yaml`, where it is about that. */
  readonly entries?: readonly EntryChanges[];
}

/** What a file says, and what it is to say; `undefined` is no file. */
export interface Draft {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly step: Step;
  /** Whether `after` is made of `before` by the step whenever it is asked for, and not kept. */
  readonly made?: true;
}

/** A file that must not be touched, and why. */
export interface RefusedFile {
  readonly path: string;
  readonly reason: Refused;
}

/** What concerns each file, such as intents, in the order given; the files in the order in which they are first spoken of. */
export function byFile<Item extends { readonly path: string }>(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const files = new Map<string, Item[]>();
  for (const item of items) {
    const known = files.get(item.path);
    if (known === undefined) files.set(item.path, [item]);
    else known.push(item);
  }
  return files;
}

/** Applies what is meant for one file, one intent after another, to its text as it is now. */
export function draft(path: string, before: string | undefined, intents: readonly Intent[]): Draft | RefusedFile {
  return finished(drafting(path, before, intents));
}

/** As `draft`, with a stop behind each intent: in a file of some megabytes each takes its time. */
export function* drafting(path: string, before: string | undefined, intents: readonly Intent[]): Steps<Draft | RefusedFile> {
  let after = before;
  const stages: Hunk[][] = [];
  const entries: (EntryChanges | undefined)[] = [];
  for (const intent of intents) {
    const meant = yield* editing(intent, after);
    if (typeof meant === 'string' && meant !== 'remove') return { path, reason: meant };
    const edits = meant === 'remove' ? difference(after ?? '', '') : inOrder(meant);
    if (edits.length > 0) stages.push(hunksOf(after ?? '', edits));
    if (edits.length > 0 && path === entitiesPath) entries.push(entryChanges(after ?? '', edits));
    yield; // what a long text becomes is put together in one go
    if (meant === 'remove') after = undefined;
    else if (edits.length > 0) after = applyEdits(after ?? '', edits);
    yield;
  }
  const marks = isSidecar(path) ? markChanges(before ?? '', after ?? '') : undefined;
  const known = entries.filter(each => each !== undefined);
  // The history keeps it, and would keep both texts with it.
  const step = detached<Step>({
    path, stages, created: before === undefined, removed: after === undefined,
    ...marks && { marks }, ...known.length > 0 && known.length === stages.length && { entries: known },
  });
  const canBeMade = after !== undefined && after !== before && after.length < long && replayed(before ?? '', step.stages) === after;
  return canBeMade ? makingAfter(path, before, step) : { path, before, after, step };
}

/** A longer text takes too long to be made whenever someone asks, in UTF-16 units. */
const long = 1 << 18;

/** A draft that does not keep what its file is to say: that of ten thousand sidecars is a hundred megabytes. */
export function makingAfter(path: string, before: string | undefined, step: Step): Draft {
  return { path, before, step, made: true, get after() { return replayed(before ?? '', step.stages); } };
}

function* editing(intent: Intent, text: string | undefined): Steps<Edited> {
  const meant = intent.edits(text);
  return typeof meant === 'object' && 'next' in meant ? yield* meant : meant;
}

export function isRefused(drafted: Draft | RefusedFile): drafted is RefusedFile {
  return 'reason' in drafted;
}

export function isDraft(drafted: Draft | RefusedFile): drafted is Draft {
  return !isRefused(drafted);
}

/**
 * What takes the steps back, file by file, byte for byte. Where a sidecar's lines have followed the text since, its marks
 * are taken back instead, and in `entities.yaml` what was done to the entities; refused for a file that someone has changed
 * where the step was.
 */
export function undoing(steps: readonly Step[]): Intent[] {
  return steps.map(step => replay(inverseStep(step)));
}

/** What does the steps once more. */
export function redoing(steps: readonly Step[]): Intent[] {
  return steps.map(replay);
}

/** The step that takes this one back. */
export function inverseStep({ path, stages, created, removed, marks, entries }: Step): Step {
  return {
    path, stages: [...stages].reverse().map(inverse), created: removed, removed: created,
    ...marks && { marks: inverseChanges(marks) },
    ...entries && { entries: [...entries].reverse().map(({ before, after }) => ({ before: after, after: before })) },
  };
}

/** A file that goes with the step stays where someone has added something to it. */
function replay(step: Step): Intent {
  const { path, stages, removed } = step;
  return {
    path,
    * edits(text) {
      const now = text ?? '';
      const [only, ...others] = stages;
      const edits = !removed && only !== undefined && others.length === 0 ? editsFor(now, only) : undefined;
      if (edits !== undefined) return edits;
      const exact = yield* replaying(now, stages);
      const after = exact ?? (yield* redone(now, step));
      if (after === undefined) return 'changed-since';
      if (removed && text !== undefined && (after === '' || (exact === undefined && isBare(after)))) return 'remove';
      return difference(now, after);
    },
  };
}

/** The text after the hunks of each stage, one after another; `undefined` when one of them cannot be placed. */
export function replayed(text: string, stages: readonly (readonly Hunk[])[]): string | undefined {
  return finished(replaying(text, stages));
}

function* replaying(text: string, stages: readonly (readonly Hunk[])[]): Steps<string | undefined> {
  let result = text;
  for (const hunks of stages) {
    const edits = editsFor(result, hunks);
    if (edits === undefined) return undefined;
    result = applyEdits(result, edits);
    yield;
  }
  return result;
}

/** The text after what a step did has been done in it, whatever has changed around; `undefined` where that does not go together. */
export function* redone(text: string, { stages, marks, entries }: Step): Steps<string | undefined> {
  // Whoever began the same file with the same words has done it.
  if (text === replayed('', stages)) return text;
  if (marks !== undefined) return changedMarks(text, marks);
  let result = entries && text;
  for (const each of entries ?? []) result = result === undefined ? undefined : yield* changedEntries(result, each);
  return result;
}

function isSidecar(path: string): boolean {
  return path.startsWith(annotationsFolder) && path.endsWith('.yaml');
}
