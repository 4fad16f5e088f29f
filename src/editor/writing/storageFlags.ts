import * as vscode from 'vscode';
import { reasonOf } from './fileStore';
import { StorageFailure } from './storageFiles';
import type { Flags } from './turns';

/** Flags as empty folders: the file systems make and remove those in one go, and need not wait for the disk to do it. */
export class StorageFlags implements Flags {
  readonly #own = new Set<string>();

  constructor(private readonly folder: vscode.Uri) {}

  /** Tells of each flag of another window that goes down: there, something has been written. */
  onOthersLowered(heard: () => void): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.folder, '*'), true, true, false);
    watcher.onDidDelete(uri => {
      if (!this.#own.delete(uri.toString())) heard();
    });
    return watcher;
  }

  async raise(name: string): Promise<void> {
    this.#own.add(this.#uri(name).toString());
    try {
      await vscode.workspace.fs.createDirectory(this.#uri(name));
    } catch (error) {
      throw new StorageFailure(this.#uri(name), reasonOf(error, 'unwritable'), error);
    }
  }

  async lower(name: string): Promise<boolean> {
    return vscode.workspace.fs.delete(this.#uri(name)).then(() => true, (error: unknown) => {
      const reason = reasonOf(error, 'unwritable');
      if (reason === 'gone') return false;
      throw new StorageFailure(this.#uri(name), reason, error);
    });
  }

  async raised(): Promise<readonly string[]> {
    try {
      return (await vscode.workspace.fs.readDirectory(this.folder)).map(([name]) => name);
    } catch (error) {
      const reason = reasonOf(error, 'unreadable');
      if (reason === 'gone') return []; // with our own flag: whoever looks for that finds out
      throw new StorageFailure(this.folder, reason, error);
    }
  }

  #uri(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, name);
  }
}
