import * as vscode from 'vscode';
import { editsFor, hunksOf, inverse, type Hunk } from '../core/store/hunks';
import { applyEdits, type TextEdit } from '../core/yaml/splice';
import { toRange } from './convert';
import type { Corpus } from './corpus';
import { FileFailure } from './corpusFiles';

/** What is meant for one file: given its text as it is now (`undefined`: there is none), the edits; `'remove'`; or no. */
export interface Intent {
  readonly path: string;
  edits(text: string | undefined): readonly TextEdit[] | 'remove' | Refused;
}

/** The file must not be touched: it could not be read whole, or no longer says what the edit was made for. */
export type Refused = 'broken-file' | 'changed-since';

/** One file's part in what was done: enough to take it back, and to see whether that is still possible. */
export interface Step {
  readonly path: string;
  readonly hunks: readonly Hunk[];
  readonly created: boolean;
  readonly removed: boolean;
}

/** Why nothing was done. */
export interface Refusal {
  readonly reason: Refused | FileFailure['reason'];
  readonly uri: vscode.Uri;
}

export type Outcome =
  | { readonly done: true; readonly steps: readonly Step[]; /** Files whose change is in an unsaved editor only. */ readonly unsaved: readonly vscode.Uri[] }
  | { readonly done: false; readonly refusal: Refusal };

interface Draft {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly edits: readonly TextEdit[];
  /** The editor with unsaved changes of the file: they are kept, and ours go beside them. */
  readonly buffer: vscode.TextDocument | undefined;
}

/**
 * Does all that is meant, or nothing. Each file is read as it is now, so what someone else wrote meanwhile is kept;
 * when one must not be edited, nothing is written, and when one cannot be written, those before it are put back.
 */
export async function perform(corpus: Corpus, intents: readonly Intent[]): Promise<Outcome> {
  try {
    const drafts = await Promise.all(intents.map(intent => draft(corpus, intent)));
    const refused = drafts.find(isRefusal);
    if (refused !== undefined) return { done: false, refusal: refused };
    const changes = drafts.filter(isDraft).filter(({ before, after }) => before !== after);
    await writeAll(corpus, changes);
    return { done: true, steps: changes.map(stepOf), unsaved: changes.flatMap(change => change.buffer?.uri ?? []) };
  } catch (error) {
    if (error instanceof FileFailure) return { done: false, refusal: { reason: error.reason, uri: error.uri } };
    throw error;
  }
}

/** What takes the steps back, file by file; refused for a file that has changed where the step was. */
export function undoing(steps: readonly Step[]): Intent[] {
  return steps.map(({ path, hunks, created }) => ({
    path,
    edits: text => {
      const edits = editsFor(text ?? '', inverse(hunks)) ?? 'changed-since';
      if (!created || edits === 'changed-since') return edits;
      return applyEdits(text ?? '', edits) === '' ? 'remove' : edits;
    },
  }));
}

/** What does the steps once more. */
export function redoing(steps: readonly Step[]): Intent[] {
  return steps.map(({ path, hunks, removed }) => ({
    path,
    edits: text => removed ? 'remove' : editsFor(text ?? '', hunks) ?? 'changed-since',
  }));
}

async function draft(corpus: Corpus, intent: Intent): Promise<Draft | Refusal> {
  const { path } = intent;
  const uri = corpus.files.uri(path);
  const buffer = corpus.unsaved(path);
  const before = buffer?.getText() ?? await corpus.files.readExactly(path);
  const edits = intent.edits(before);
  if (edits === 'broken-file' || edits === 'changed-since') return { reason: edits, uri };
  if (edits !== 'remove') return { path, before, after: applyEdits(before ?? '', edits), edits, buffer };
  return { path, before, after: undefined, edits: [{ span: { start: 0, end: before?.length ?? 0 }, text: '' }], buffer };
}

function isRefusal(draft: Draft | Refusal): draft is Refusal {
  return 'reason' in draft;
}

function isDraft(draft: Draft | Refusal): draft is Draft {
  return !isRefusal(draft);
}

function stepOf({ path, before, after, edits }: Draft): Step {
  return { path, hunks: hunksOf(before ?? '', edits), created: before === undefined, removed: after === undefined };
}

async function writeAll(corpus: Corpus, drafts: readonly Draft[]): Promise<void> {
  const written: Draft[] = [];
  try {
    for (const each of drafts) {
      written.push(each);
      await write(corpus, each);
    }
  } catch (error) {
    await putBack(corpus, written);
    throw error;
  }
}

async function write(corpus: Corpus, { path, after, edits, buffer }: Draft): Promise<void> {
  if (buffer !== undefined) return editBuffer(buffer, edits);
  if (after === undefined) return corpus.files.delete(path);
  return corpus.files.write(path, after);
}

/** Gives each file its text from before. One that cannot be put back does not keep the others from it. */
async function putBack(corpus: Corpus, drafts: readonly Draft[]): Promise<void> {
  for (const { path, before, after, buffer } of drafts.toReversed()) {
    const all = { span: { start: 0, end: after?.length ?? 0 }, text: before ?? '' };
    const restoring = buffer !== undefined ? editBuffer(buffer, [all]) : restore(corpus, path, before);
    await restoring.catch((error: unknown) => { corpus.log(`could not put back ${path}: ${String(error)}`); });
  }
}

async function restore(corpus: Corpus, path: string, before: string | undefined): Promise<void> {
  return before === undefined ? corpus.files.delete(path) : corpus.files.write(path, before);
}

async function editBuffer(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  for (const edit of edits) change.replace(document.uri, toRange(document, edit.span), edit.text);
  if (!await vscode.workspace.applyEdit(change)) throw new FileFailure(document.uri, 'unwritable');
}
