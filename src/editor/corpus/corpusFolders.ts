import * as vscode from 'vscode';
import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import { configPath } from '../../core/corpus/fileKind';
import { foldersAbove, foldersOf } from '../../core/corpus/folders';
import { hiddenMatcher } from '../../core/corpus/hidden';
import type { CorpusFiles } from './corpusFiles';
import { walk } from './walk';

/** Which of the files below a corpus's root are its own. */
export class CorpusFolders {
  #isHidden: ((path: string) => boolean) | undefined;

  /**
   * @param isOurs whether a file below the root is of this corpus, and not of another one further down
   * @param rest lets others have their turn, where this one has worked for long
   */
  constructor(
    private readonly files: CorpusFiles,
    private readonly index: CorpusIndex,
    private readonly isOurs: (uri: vscode.Uri) => boolean,
    private readonly rest: () => Promise<void> | undefined,
  ) {}

  /** Whether a file may be read: nothing hides it, and it is of no corpus further down. */
  isSeen(path: string): boolean {
    return !this.#hides(path) && this.isOurs(this.files.uri(path));
  }

  /** Of many files those for which `isSeen` holds; each folder is looked at once. */
  seenAmong(paths: readonly string[]): ReadonlySet<string> {
    const ours = new Map<string, boolean>();
    const isOurs = (path: string): boolean => {
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const known = ours.get(folder) ?? this.isOurs(this.files.uri(path));
      ours.set(folder, known);
      return known;
    };
    return new Set(paths.filter(path => isOurs(path) && !this.#hides(path)));
  }

  /** The settings are to be looked at anew: they say what is hidden. */
  settingsChanged(): void {
    this.#isHidden = undefined;
  }

  /** Gives the paths of all files of the corpus that there are. */
  async each(take: (path: string) => void): Promise<void> {
    await this.#below(foldersOf(this.index.config).tops, path => { if (this.index.kindOf(path) !== undefined) take(path); });
  }

  /**
   * Gives those in folders that have come. What is no folder has nothing below it.
   * @returns whether another corpus is in them
   */
  async eachBelow(come: readonly vscode.Uri[], take: (path: string) => void): Promise<boolean> {
    let hasConfig = false;
    const isLeftOut = this.#leftOut();
    const tops = this.#othersAmong(come).filter(path => ![path, ...foldersAbove(path)].some(isLeftOut));
    await this.#below(tops, path => {
      hasConfig ||= path.endsWith(`/${configPath}`);
      if (this.index.kindOf(path) !== undefined) take(path);
    });
    return hasConfig;
  }

  /** Gives the files that the index has of folders that have gone. */
  async eachKnownBelow(gone: readonly vscode.Uri[], take: (path: string) => void): Promise<void> {
    const folders = new Set(this.#othersAmong(gone));
    if (folders.size === 0) return;
    for (const path of this.index.filePaths()) {
      if ([...foldersAbove(path)].some(folder => folders.has(folder))) take(path);
      await this.rest();
    }
  }

  async #below(tops: readonly string[], take: (path: string) => void): Promise<void> {
    await walk(this.files, tops, this.#leftOut(), path => {
      take(path);
      return this.rest();
    });
  }

  /** Tells the folders that hold no files of this corpus, on whatever level. */
  #leftOut(): (folder: string) => boolean {
    const { isBarren } = foldersOf(this.index.config);
    return folder => isBarren(folder) || this.#hides(folder) || !this.isOurs(this.files.uri(`${folder}/x`));
  }

  #hides(path: string): boolean {
    this.#isHidden ??= this.#hidden();
    return this.#isHidden(path);
  }

  #hidden(): (path: string) => boolean {
    const { root } = this.files;
    const isHidden = hiddenMatcher(vscode.workspace.getConfiguration('files', root).get('exclude', {}));
    // The globs begin at the window's folder, which may be above the corpus.
    const folder = vscode.workspace.getWorkspaceFolder(root)?.uri.path ?? root.path;
    return path => isHidden(`${root.path}/${path}`.slice(folder.length + 1));
  }

  /** The paths of those that are below the root, and no files of the corpus by their names: of these it is told anyway. */
  #othersAmong(uris: readonly vscode.Uri[]): string[] {
    return uris.map(uri => this.files.path(uri)).filter(path => path !== undefined).filter(path => this.index.kindOf(path) === undefined);
  }
}
