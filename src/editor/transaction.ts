import * as vscode from 'vscode';
import type { Intent, Refused, RefusedFile, Step } from '../core/store/intents';
import type { Direction } from '../core/store/journal';
import { difference } from '../core/text/difference';
import { commit, recover, type Ground, type Recovery } from './commit';
import { toRange } from './convert';
import type { Corpus } from './corpus';
import { FileFailure, type FailureReason, type FileStore } from './fileStore';
import { StorageFiles } from './storageFiles';

/** Why nothing was done. */
export interface Refusal {
  readonly reason: Refused | FailureReason;
  readonly uri: vscode.Uri;
  /** Tries the same once more. */
  readonly again?: () => Promise<Outcome>;
}

export type Outcome =
  | { readonly done: true; readonly steps: readonly Step[]; /** Files whose change is in an unsaved editor only. */ readonly unsaved: readonly vscode.Uri[] }
  | { readonly done: false; readonly refusal: Refusal };

/** Does what is meant for the files of a corpus, all of it or nothing, also when the process is ended in the middle. */
export class Transactions {
  readonly #journals: StorageFiles;
  readonly #unsettled = new Map<string, Direction>();

  /** @param storage a folder of the extension's own, outside every corpus */
  constructor(storage: vscode.Uri) {
    this.#journals = new StorageFiles(vscode.Uri.joinPath(storage, 'journal'));
  }

  /** @param label what is done, in words, should it be cut short */
  async perform(corpus: Corpus, label: string, intents: readonly Intent[]): Promise<Outcome> {
    const files = new WorkingFiles(corpus, path => corpus.files.readExactly(path));
    try {
      const done = await commit(this.#ground(corpus, files), label, intents);
      return isSteps(done) ? { done: true, steps: done, unsaved: files.unsaved() } : refused(corpus, done);
    } catch (error) {
      if (error instanceof FileFailure) return { done: false, refusal: { reason: error.reason, uri: this.#uriOf(corpus, error) } };
      throw error;
    }
  }

  /** Ends what was cut short in a corpus. */
  async recover(corpus: Corpus): Promise<readonly Recovery[]> {
    // A file that was being written may end within a character, so it is read as it is.
    return recover(this.#ground(corpus, new WorkingFiles(corpus, path => corpus.files.read(path))));
  }

  #ground(corpus: Corpus, files: FileStore): Ground {
    return { corpus: corpus.files.root.toString(), files, journals: this.#journals, newName: () => crypto.randomUUID(), unsettled: this.#unsettled };
  }

  #uriOf(corpus: Corpus, { path }: FileFailure): vscode.Uri {
    return this.#journals.has(path) ? this.#journals.uri(path) : corpus.files.uri(path);
  }
}

/** The files of a corpus as a person sees them: what an editor with unsaved changes holds wins over what is on disk. */
class WorkingFiles implements FileStore {
  readonly #edited = new Map<string, vscode.Uri>();

  constructor(private readonly corpus: Corpus, private readonly readDisk: (path: string) => Promise<string | undefined>) {}

  /** The editors that were edited instead of their files. */
  unsaved(): readonly vscode.Uri[] {
    return [...this.#edited.values()];
  }

  async read(path: string): Promise<string | undefined> {
    return this.corpus.unsaved(path)?.getText() ?? this.readDisk(path);
  }

  async write(path: string, text: string): Promise<void> {
    const buffer = this.corpus.unsaved(path);
    if (buffer === undefined) return this.corpus.files.write(path, text);
    await this.#edit(path, buffer, text);
  }

  async delete(path: string): Promise<void> {
    const buffer = this.corpus.unsaved(path);
    if (buffer === undefined) return this.corpus.files.delete(path);
    await this.#edit(path, buffer, '');
  }

  async #edit(path: string, buffer: vscode.TextDocument, text: string): Promise<void> {
    const change = new vscode.WorkspaceEdit();
    for (const edit of difference(buffer.getText(), text)) change.replace(buffer.uri, toRange(buffer, edit.span), edit.text);
    if (!await vscode.workspace.applyEdit(change)) throw new FileFailure(path, 'unwritable');
    this.#edited.set(path, buffer.uri);
  }
}

function isSteps(done: readonly Step[] | RefusedFile): done is readonly Step[] {
  return Array.isArray(done);
}

function refused(corpus: Corpus, { path, reason }: RefusedFile): Outcome {
  return { done: false, refusal: { reason, uri: corpus.files.uri(path) } };
}
