import * as vscode from 'vscode';
import { decoded, encoded } from '../time/utf8';
import type { Journals } from './commit';
import { FileFailure, reasonOf, type FailureReason } from './fileStore';

/** A file or folder of the extension's own that cannot be read or written. */
export class StorageFailure extends FileFailure {
  constructor(readonly uri: vscode.Uri, reason: FailureReason, cause: unknown) {
    super(uri.path, reason, cause);
  }
}

/** Files in a folder of the extension's own. Reached through `vscode.workspace.fs`, as all files are. */
export class StorageFiles implements Journals {
  constructor(private readonly folder: vscode.Uri) {}

  async list(): Promise<readonly string[]> {
    try {
      return (await vscode.workspace.fs.readDirectory(this.folder)).map(([name]) => name);
    } catch (error) {
      if (reasonOf(error, 'unreadable') === 'gone') return [];
      throw new StorageFailure(this.folder, reasonOf(error, 'unreadable'), error);
    }
  }

  async read(name: string): Promise<string | undefined> {
    try {
      return await decoded(await vscode.workspace.fs.readFile(this.#uri(name)));
    } catch (error) {
      if (reasonOf(error, 'unreadable') === 'gone') return undefined;
      throw new StorageFailure(this.#uri(name), reasonOf(error, 'unreadable'), error); // one that is there is not taken for one that is cut short
    }
  }

  async write(name: string, text: string): Promise<void> {
    return this.writeBytes(name, await encoded(text));
  }

  /** Makes the folder too, and those above it. */
  async writeBytes(name: string, bytes: Uint8Array): Promise<void> {
    try {
      await vscode.workspace.fs.writeFile(this.#uri(name), bytes);
    } catch (error) {
      throw new StorageFailure(this.#uri(name), reasonOf(error, 'unwritable'), error);
    }
  }

  /** Needs no room on the disk. */
  async rename(name: string, to: string): Promise<void> {
    await vscode.workspace.fs.rename(this.#uri(name), this.#uri(to), { overwrite: true });
  }

  async delete(name: string): Promise<void> {
    await vscode.workspace.fs.delete(this.#uri(name)).then(undefined, (error: unknown) => {
      const reason = reasonOf(error, 'unwritable');
      if (reason !== 'gone') throw new StorageFailure(this.#uri(name), reason, error);
    });
  }

  #uri(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, name);
  }
}
