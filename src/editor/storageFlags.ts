import * as vscode from 'vscode';
import { FileFailure, reasonOf } from './fileStore';
import type { Flags } from './turns';

/** Flags as empty folders: the file systems make and remove those in one go, and need not wait for the disk to do it. */
export class StorageFlags implements Flags {
  constructor(readonly folder: vscode.Uri) {}

  async raise(name: string): Promise<void> {
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
