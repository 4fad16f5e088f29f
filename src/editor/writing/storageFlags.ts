import * as vscode from 'vscode';
import { FileFailure, reasonOf } from './fileStore';
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
      throw new FileFailure(name, reasonOf(error, 'unwritable'), error);
    }
  }

  async lower(name: string): Promise<boolean> {
    return vscode.workspace.fs.delete(this.#uri(name)).then(() => true, (error: unknown) => {
      const reason = reasonOf(error, 'unwritable');
      if (reason === 'gone') return false;
      throw new FileFailure(name, reason, error);
    });
  }

  async raised(): Promise<readonly string[]> {
    const entries = await vscode.workspace.fs.readDirectory(this.folder);
    return entries.map(([name]) => name);
  }

  #uri(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, name);
  }
}
