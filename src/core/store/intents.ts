import { difference } from '../text/difference';
import { applyEdits, inOrder, type TextEdit } from '../yaml/splice';
import { editsFor, hunksOf, inverse, type Hunk } from './hunks';

/** What is meant for one file: given its text as it is now (`undefined`: there is none), the edits; `'remove'`; or no. */
export interface Intent {
  readonly path: string;
  edits(text: string | undefined): readonly TextEdit[] | 'remove' | Refused;
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
}

/** What a file says, and what it is to say; `undefined` is no file. */
export interface Draft {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly step: Step;
}

/** A file that must not be touched, and why. */
export interface RefusedFile {
  readonly path: string;
  readonly reason: Refused;
}

/** The intents of each file, in the order given; the files in the order in which they are first spoken of. */
export function byFile(intents: readonly Intent[]): ReadonlyMap<string, readonly Intent[]> {
  const files = new Map<string, Intent[]>();
  for (const intent of intents) {
    const known = files.get(intent.path);
    if (known === undefined) files.set(intent.path, [intent]);
    else known.push(intent);
  }
  return files;
}

/** Applies what is meant for one file, one intent after another, to its text as it is now. */
export function draft(path: string, before: string | undefined, intents: readonly Intent[]): Draft | RefusedFile {
  let after = before;
  const stages: Hunk[][] = [];
  for (const intent of intents) {
    const meant = intent.edits(after);
    if (typeof meant === 'string' && meant !== 'remove') return { path, reason: meant };
    const edits = meant === 'remove' ? difference(after ?? '', '') : inOrder(meant);
    if (edits.length > 0) stages.push(hunksOf(after ?? '', edits));
    if (meant === 'remove') after = undefined;
    else if (edits.length > 0) after = applyEdits(after ?? '', edits);
  }
  return { path, before, after, step: { path, stages, created: before === undefined, removed: after === undefined } };
}

export function isRefused(drafted: Draft | RefusedFile): drafted is RefusedFile {
  return 'reason' in drafted;
}

export function isDraft(drafted: Draft | RefusedFile): drafted is Draft {
  return !isRefused(drafted);
}

/** What takes the steps back, file by file; refused for a file that has changed where the step was. */
export function undoing(steps: readonly Step[]): Intent[] {
  return steps.flatMap(({ path, stages, created }) => [
    ...[...stages].reverse().map(hunks => replay(path, inverse(hunks))),
    ...created ? [removeIfEmpty(path)] : [],
  ]);
}

/** What does the steps once more. */
export function redoing(steps: readonly Step[]): Intent[] {
  return steps.flatMap(({ path, stages, removed }) => [
    ...stages.map(hunks => replay(path, hunks)),
    ...removed ? [removeIfEmpty(path)] : [],
  ]);
}

function replay(path: string, hunks: readonly Hunk[]): Intent {
  return { path, edits: text => editsFor(text ?? '', hunks) ?? 'changed-since' };
}

/** A file to which someone has added something meanwhile stays. */
function removeIfEmpty(path: string): Intent {
  return { path, edits: text => text === '' ? 'remove' : [] };
}
