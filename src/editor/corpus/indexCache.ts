import * as vscode from 'vscode';
import { readSnapshot, SnapshotWriter, type KeptFile, type SnapshotEntry } from '../../core/corpus/snapshot';
import type { Steps } from '../../core/steps';
import { inSlices } from '../time/rests';

/** Into how many files a corpus is put: a change costs the writing of one of them. */
const drawers = 64;
/** A corpus of fewer files is read as fast as its cache. */
const fewest = 1000;
/** How many paths are sorted into drawers before others get their turn. */
const pathsAtOnce = 5000;

/**
 * What the index of a corpus said when it was last at rest, in a folder of the extension's own. Each of its files stands for
 * itself, and each of its entries is believed only while its file has the size and time that it had; so none has to fit
 * with another one, and what cannot be read is as good as not there.
 */
export class IndexCache {
  /** The drawers that hold what is not so any more. */
  readonly #stale = new Set<number>();

  /** @param corpus its root */
  constructor(private readonly folder: vscode.Uri, private readonly corpus: string) {}

  /** Gives all that is kept, a drawer at a time. */
  async load(take: (files: readonly KeptFile[]) => Promise<void>): Promise<void> {
    for (let drawer = 0; drawer < drawers; drawer++) {
      const bytes = await vscode.workspace.fs.readFile(this.#uri(drawer)).then(found => found, () => undefined);
      if (bytes === undefined) continue;
      await take(readSnapshot(this.corpus, bytes));
    }
  }

  /** Says that what is kept of a file is not so any more. */
  mark(path: string): void {
    this.#stale.add(drawerOf(path));
  }

  /**
   * Writes what has changed, one drawer after another, until `isStopped`. That it fails is no harm.
   * @param entries what can be kept of these files
   */
  async save(paths: Iterable<string>, entries: (paths: readonly string[]) => AsyncIterable<SnapshotEntry>, isStopped: () => boolean): Promise<void> {
    if (this.#stale.size === 0) return;
    const byDrawer = await inSlices(inDrawers(paths));
    if (byDrawer.reduce((sum, { length }) => sum + length, 0) < fewest) return;
    for (const [drawer, own] of byDrawer.entries()) {
      if (!this.#stale.has(drawer)) continue;
      const writer = new SnapshotWriter();
      this.#stale.delete(drawer); // it may become so again meanwhile
      for await (const entry of entries(own)) {
        writer.add(entry);
        if (isStopped()) break;
      }
      if (isStopped()) {
        this.#stale.add(drawer);
        return;
      }
      await this.#write(drawer, writer.bytes(this.corpus));
    }
  }

  /** Whole or not at all: under another name first. */
  async #write(drawer: number, bytes: Uint8Array): Promise<void> {
    const part = vscode.Uri.joinPath(this.folder, `${String(drawer)}.part`);
    await vscode.workspace.fs.writeFile(part, bytes);
    await vscode.workspace.fs.rename(part, this.#uri(drawer), { overwrite: true });
  }

  #uri(drawer: number): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, String(drawer));
  }
}

/** The paths by their drawers. */
function* inDrawers(paths: Iterable<string>): Steps<readonly (readonly string[])[]> {
  const byDrawer: string[][] = Array.from({ length: drawers }, () => []);
  let count = 0;
  for (const path of paths) {
    byDrawer[drawerOf(path)]?.push(path);
    if (++count % pathsAtOnce === 0) yield;
  }
  return byDrawer;
}

function drawerOf(path: string): number {
  let hash = 0;
  for (let at = 0; at < path.length; at++) hash = Math.imul(hash ^ path.charCodeAt(at), 0x01000193);
  return (hash >>> 8) % drawers;
}
