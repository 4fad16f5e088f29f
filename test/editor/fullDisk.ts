// A disk in memory that VS Code reaches like any other, with as much room left as a test says.
import * as vscode from 'vscode';

let disks = 0;

export class FullDisk implements vscode.FileSystemProvider {
  readonly #scheme = `seedmark-full-${disks++}`;
  /** How many bytes may still be written; one more than that, and a write is cut off there, as on a disk. */
  room = Infinity;
  readonly #files = new Map<string, Uint8Array>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registered: vscode.Disposable;
  readonly onDidChangeFile = this.#changed.event;

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(texts)) this.#files.set(this.uri(path).path, new TextEncoder().encode(text));
    this.#registered = vscode.workspace.registerFileSystemProvider(this.#scheme, this, { isCaseSensitive: true });
  }

  uri(path: string): vscode.Uri {
    return vscode.Uri.from({ scheme: this.#scheme, path: `/corpus/${path}` });
  }

  /** The files' texts by their paths. */
  texts(): Record<string, string> {
    return Object.fromEntries([...this.#files].map(([path, bytes]) => [path.slice('/corpus/'.length), new TextDecoder().decode(bytes)]));
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.#files.get(path);
    if (bytes !== undefined) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (path === '/' || this.#below(path).length > 0) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(path);
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const names = this.#below(path).map(each => each.split('/'));
    return [...new Map(names.map(([name = '', ...rest]) => [name, rest.length === 0 ? vscode.FileType.File : vscode.FileType.Directory]))];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const bytes = this.#files.get(path);
    if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  }

  /** A promise, though nothing is waited for: VS Code would never write again after a failure that is thrown at once. */
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { path } = uri;
    const freed = this.#files.get(path)?.length ?? 0;
    const written = content.slice(0, freed + this.room);
    this.#files.set(path, written);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    if (written.length < content.length) throw new Error('ENOSPC: no space left on device, write');
    this.room -= content.length - freed;
  }

  delete(uri: vscode.Uri): void {
    if (!this.#files.delete(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  createDirectory(): void {
    // A folder is there when a file is in it.
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  /** The paths of the files below a folder, from there. */
  #below(path: string): string[] {
    const prefix = path.endsWith('/') ? path : `${path}/`;
    return [...this.#files.keys()].filter(each => each.startsWith(prefix)).map(each => each.slice(prefix.length));
  }
}
