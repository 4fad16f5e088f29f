import * as vscode from 'vscode';
import { editsFor, hunksOf, inverse, type Hunk } from '../core/store/hunks';
import { difference } from '../core/text/difference';
import { applyEdits, inOrder, type TextEdit } from '../core/yaml/splice';
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
  /** One for each intent, in order: each is placed in the text that the ones before it lead to. */
  readonly stages: readonly (readonly Hunk[])[];
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
  readonly stages: readonly (readonly Hunk[])[];
  /** The editor with unsaved changes of the file: they are kept, and ours go beside them. */
  readonly buffer: vscode.TextDocument | undefined;
}

/**
 * Does all that is meant, or nothing. Each file is read as it is now, so what someone else wrote meanwhile is kept;
 * when one must not be edited, nothing is written, and when one cannot be written, those before it are put back.
 */
export async function perform(corpus: Corpus, intents: readonly Intent[]): Promise<Outcome> {
  try {
    const byPath = new Map<string, Intent[]>();
    for (const intent of intents) byPath.set(intent.path, [...byPath.get(intent.path) ?? [], intent]);
    const drafts = await Promise.all([...byPath].map(([path, own]) => drafted(corpus, path, own)));
    const refused = drafts.find(isRefusal);
    if (refused !== undefined) return { done: false, refusal: refused };
    const changes = drafts.filter(isDraft).filter(({ before, after }) => before !== after);
    await writeAll(corpus, changes);
    return { done: true, steps: changes.map(stepOf), unsaved: changes.flatMap(({ buffer }) => buffer === undefined ? [] : [buffer.uri]) };
  } catch (error) {
    if (error instanceof FileFailure) return { done: false, refusal: { reason: error.reason, uri: error.uri } };
    throw error;
  }
}

/** What takes the steps back, file by file; refused for a file that has changed where the step was. */
export function undoing(steps: readonly Step[]): Intent[] {
  return steps.flatMap(({ path, stages, created }) => [
    ...stages.toReversed().map(hunks => replay(path, inverse(hunks))),
    ...created ? [{ path, edits: (text: string | undefined) => text === '' ? 'remove' as const : [] }] : [],
  ]);
}

/** What does the steps once more. */
export function redoing(steps: readonly Step[]): Intent[] {
  return steps.flatMap(({ path, stages, removed }) => removed ? [{ path, edits: () => 'remove' as const }] : stages.map(hunks => replay(path, hunks)));
}

function replay(path: string, hunks: readonly Hunk[]): Intent {
  return { path, edits: text => editsFor(text ?? '', hunks) ?? 'changed-since' };
}

/** Applies what is meant for one file, one intent after another, to its text as it is now. */
async function drafted(corpus: Corpus, path: string, intents: readonly Intent[]): Promise<Draft | Refusal> {
  const uri = corpus.files.uri(path);
  const buffer = corpus.unsaved(path);
  const before = buffer?.getText() ?? await corpus.files.readExactly(path);
  let after = before;
  const stages: Hunk[][] = [];
  for (const intent of intents) {
    const meant = intent.edits(after);
    if (meant === 'broken-file' || meant === 'changed-since') return { reason: meant, uri };
    const edits = meant === 'remove' ? difference(after ?? '', '') : inOrder(meant);
    stages.push(hunksOf(after ?? '', edits));
    if (meant === 'remove') after = undefined;
    else if (edits.length > 0) after = applyEdits(after ?? '', edits);
  }
  return { path, before, after, stages: stages.filter(hunks => hunks.length > 0), buffer };
}

function isRefusal(draft: Draft | Refusal): draft is Refusal {
  return 'reason' in draft;
}

function isDraft(draft: Draft | Refusal): draft is Draft {
  return !isRefusal(draft);
}

function stepOf({ path, before, after, stages }: Draft): Step {
  return { path, stages, created: before === undefined, removed: after === undefined };
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

async function write(corpus: Corpus, { path, before, after, buffer }: Draft): Promise<void> {
  if (buffer !== undefined) return editBuffer(buffer, difference(before ?? '', after ?? ''));
  if (after === undefined) return corpus.files.delete(path);
  return corpus.files.write(path, after);
}

/** Gives each file its text from before. One that cannot be put back does not keep the others from it. */
async function putBack(corpus: Corpus, drafts: readonly Draft[]): Promise<void> {
  for (const { path, before, after, buffer } of drafts.toReversed()) {
    const restoring = buffer !== undefined ? editBuffer(buffer, difference(after ?? '', before ?? '')) : restore(corpus, path, before);
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
