import * as vscode from 'vscode';
import { decoded, encoded } from '../time/utf8';
import { FileFailure, reasonOf } from '../writing/fileStore';

/**
 * The files below a corpus's root, by their paths from it. Reached through `vscode.workspace.fs` alone, so that
 * they may be on a disk, on another machine or in a browser's store.
 */
export class CorpusFiles {
  readonly #prefix: string;
  /** The long text that was read or written last. `entities.yaml` is read three times for each of its changes: no room is taken for it again. */
  #long = '';

  constructor(readonly root: vscode.Uri) {
    this.#prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
  }

  uri(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.root, ...path.split('/'));
  }

  /** The path of a file from the root; `undefined` when it is not below it. */
  path(uri: vscode.Uri): string | undefined {
    const here = uri.scheme === this.root.scheme && uri.authority === this.root.authority && uri.path.startsWith(this.#prefix);
    return here ? uri.path.slice(this.#prefix.length) : undefined;
  }

  /** The bytes on disk; `undefined` when there is no such file. */
  async readBytes(path: string): Promise<Uint8Array | undefined> {
    try {
      return await vscode.workspace.fs.readFile(this.uri(path));
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw new FileFailure(path, reasonOf(error, 'unreadable'), error);
    }
  }

  /** The text on disk, its byte order mark kept; bytes that are no UTF-8 become U+FFFD. */
  async read(path: string): Promise<string | undefined> {
    const bytes = await this.readBytes(path);
    return bytes && this.#decoded(bytes, false);
  }

  /** As `read`, for a text that will be written back: bytes that are no UTF-8 would be lost, so they are refused. */
  async readExactly(path: string): Promise<string | undefined> {
    const bytes = await this.readBytes(path);
    try {
      return bytes && await this.#decoded(bytes, true);
    } catch (error) {
      throw new FileFailure(path, 'not-utf8', error);
    }
  }

  async write(path: string, text: string): Promise<void> {
    try {
      await vscode.workspace.fs.writeFile(this.uri(path), await encoded(text));
      this.#keep(text);
    } catch (error) {
      throw new FileFailure(path, reasonOf(error, 'unwritable'), error);
    }
  }

  async delete(path: string): Promise<void> {
    try {
      await vscode.workspace.fs.delete(this.uri(path));
    } catch (error) {
      if (!isNotFound(error)) throw new FileFailure(path, reasonOf(error, 'unwritable'), error);
    }
  }

  async #decoded(bytes: Uint8Array, fatal: boolean): Promise<string> {
    return this.#keep(await decoded(bytes, { fatal, known: this.#long }));
  }

  #keep(text: string): string {
    if (text.length >= long) this.#long = text;
    return text;
  }
}

/** From so many UTF-16 units on a text is kept. */
const long = 1 << 20;

function isNotFound(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && (error.code === 'FileNotFound' || error.code === 'EntryNotFound');
}
