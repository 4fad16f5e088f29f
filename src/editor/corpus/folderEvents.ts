import * as vscode from 'vscode';
import { disposeAll } from '../dispose';
import { Soon } from '../time/soon';

/** How long it gathers what comes together, in milliseconds. */
const together = 100;

/** What has come and gone together: files and folders, as nothing tells which of the two they are. */
export interface Movements {
  readonly come: readonly vscode.Uri[];
  readonly gone: readonly vscode.Uri[];
}

/**
 * Tells what comes and goes below the window's folders. Of a folder that goes, or is moved in, VS Code tells that alone,
 * and nothing of the files in it: watchers that look for the names of files never hear of those.
 */
export class FolderEvents implements vscode.Disposable {
  readonly #come = new Map<string, vscode.Uri>();
  readonly #gone = new Map<string, vscode.Uri>();
  readonly #disposables: readonly vscode.Disposable[];

  /** @param heard called with what has come and gone, and not again before it is done with that */
  constructor(heard: (movements: Movements) => Promise<void>, failed: (error: unknown) => void) {
    const telling = new Soon(async () => heard({ come: drained(this.#come), gone: drained(this.#gone) }), together, failed);
    const watcher = vscode.workspace.createFileSystemWatcher('**', false, true, false);
    const gather = (uris: Map<string, vscode.Uri>) => (uri: vscode.Uri): void => {
      if (isHidden(uri)) return;
      uris.set(uri.toString(), uri);
      telling.ask();
    };
    this.#disposables = [telling, watcher, watcher.onDidCreate(gather(this.#come)), watcher.onDidDelete(gather(this.#gone))];
  }

  dispose(): void {
    disposeAll(this.#disposables);
  }
}

function drained(uris: Map<string, vscode.Uri>): vscode.Uri[] {
  const all = [...uris.values()];
  uris.clear();
  return all;
}

/** Git makes and removes files of its own all the time. */
function isHidden(uri: vscode.Uri): boolean {
  return uri.path.includes('/.git/');
}
