import * as vscode from 'vscode';
import { gitBlobId } from '../../core/store/gitBlobId';
import { byFile, type Intent, type Refused, type RefusedFile, type Step } from '../../core/store/intents';
import type { Direction } from '../../core/store/journal';
import { difference } from '../../core/text/difference';
import type { Corpus } from '../corpus/corpus';
import { disposeAll } from '../dispose';
import { toRange } from '../window/convert';
import type { Work } from '../window/working';
import { commit, recover, type Ground, type Recovery } from './commit';
import { FileFailure, type FailureReason, type FileStore } from './fileStore';
import { stoppable } from './stoppable';
import { StorageFailure, StorageFiles } from './storageFiles';
import { StorageFlags } from './storageFlags';
import { Turns, type Clock } from './turns';
import { watchOf } from './writing';

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

/** What all windows have in common of one corpus, and what of it is pending in this one. */
interface Common {
  readonly journals: StorageFiles;
  readonly turns: Turns;
  readonly unsettled: Map<string, Direction>;
}

/** How often a window that waits looks whether it is its turn, in milliseconds. */
const lookEvery = 10;
/** How often a window that has its turn, or waits for it, shows that it lives. */
const beatEvery = 500;
/** How many looks without such a sign mean that a window is dead: ten times as long. */
const patience = 10 * beatEvery / lookEvery;

const clock: Clock = {
  pause: () => new Promise(done => { setTimeout(done, lookEvery); }),
  every(work) {
    const timer = setInterval(work, beatEvery);
    return () => clearInterval(timer);
  },
};

/** Does what is meant for the files of a corpus, all of it or nothing, also when the process is ended in the middle. */
export class Transactions implements vscode.Disposable {
  readonly #common = new Map<string, Common>();
  readonly #watchers: vscode.Disposable[] = [];

  /**
   * @param storage a folder of the extension's own, outside every corpus, which the windows on this machine share
   * @param recovered told of what another process had left half done, once it has been ended
   * @param written told when another window has written to a corpus
   * @param noted told of failures that change nothing of how things end
   */
  constructor(
    private readonly storage: vscode.Uri,
    private readonly recovered: (corpus: Corpus, recovery: Recovery) => void,
    private readonly written: (root: vscode.Uri) => void,
    private readonly noted: (what: string, error: unknown) => void,
  ) {}

  dispose(): void {
    disposeAll(this.#watchers);
  }

  /**
   * @param label what is done, in words, should it be cut short
   * @param work shown how far it is, and asked all along whether it is still wanted; what was begun is taken back when it is not
   */
  async perform(corpus: Corpus, label: string, intents: readonly Intent[], work?: Work): Promise<Outcome> {
    const files = new WorkingFiles(corpus);
    try {
      const ground = this.#ground(corpus, files);
      const done = await commit({ ...ground, files: work === undefined ? files : stoppable(files, watchOf(work, byFile(intents).size)) }, label, intents);
      return isSteps(done) ? { done: true, steps: done, unsaved: files.unsaved() } : refused(corpus, done);
    } catch (error) {
      if (error instanceof FileFailure) return { done: false, refusal: { reason: error.reason, uri: uriOf(corpus, error) } };
      throw error;
    }
  }

  /** Ends what was cut short in a corpus. */
  async recover(corpus: Corpus): Promise<void> {
    await recover(this.#ground(corpus, new WorkingFiles(corpus)));
  }

  #ground(corpus: Corpus, files: WorkingFiles): Ground {
    return {
      ...this.#commonOf(corpus),
      corpus: corpus.id,
      files,
      readTorn: path => files.readTorn(path),
      newName: () => crypto.randomUUID(),
      recovered: recovery => this.recovered(corpus, recovery),
      noted: this.noted,
    };
  }

  #commonOf(corpus: Corpus): Common {
    const root = corpus.id;
    const known = this.#common.get(root);
    if (known !== undefined) return known;
    const folder = vscode.Uri.joinPath(this.storage, 'corpora', gitBlobId(new TextEncoder().encode(root)));
    const flags = new StorageFlags(vscode.Uri.joinPath(folder, 'turns'));
    this.#watchers.push(flags.onOthersLowered(() => this.written(corpus.files.root)));
    const common: Common = {
      journals: new StorageFiles(vscode.Uri.joinPath(folder, 'journal')),
      turns: new Turns(flags, () => crypto.randomUUID(), clock, patience, error => this.noted('a flag stands still', error)),
      unsettled: new Map(),
    };
    this.#common.set(root, common);
    return common;
  }
}

function uriOf(corpus: Corpus, failure: FileFailure): vscode.Uri {
  return failure instanceof StorageFailure ? failure.uri : corpus.files.uri(failure.path);
}

/** The files of a corpus as a person sees them: what an editor with unsaved changes holds wins over what is on disk. */
class WorkingFiles implements FileStore {
  readonly #edited = new Map<string, vscode.Uri>();

  constructor(private readonly corpus: Corpus) {}

  /** The editors that were edited instead of their files. */
  unsaved(): readonly vscode.Uri[] {
    return [...this.#edited.values()];
  }

  async read(path: string): Promise<string | undefined> {
    return this.corpus.unsaved(path)?.getText() ?? this.corpus.files.readExactly(path);
  }

  async readTorn(path: string): Promise<string | undefined> {
    return this.corpus.unsaved(path)?.getText() ?? this.corpus.files.read(path);
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
