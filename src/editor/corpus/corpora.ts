import * as vscode from 'vscode';
import { checksum } from '../../core/corpus/checksum';
import { configPath } from '../../core/corpus/fileKind';
import { isAtOrBelow } from '../../core/corpus/folders';
import { disposeAll } from '../dispose';
import { Corpus } from './corpus';
import { FolderEvents, type Movements } from './folderEvents';

/**
 * The corpora of the window: each workspace folder, each folder with a `corpus.yaml`, and those above files that are
 * opened from elsewhere. A file belongs to the one with the nearest root.
 */
export class Corpora implements vscode.Disposable {
  readonly #corpora = new Map<string, Corpus>();
  /** Documents beside which a `corpus.yaml` was looked for. */
  readonly #probed = new WeakSet<vscode.TextDocument>();
  readonly #disposables: readonly vscode.Disposable[];
  #stale = true;
  #looking: Promise<void> | undefined;

  /**
   * @param caches a folder of the extension's own for what is known of corpora
   * @param changed called when something in a corpus, or which corpora there are, may have changed
   * @param forgotten called with a corpus that is one no longer
   */
  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly caches: vscode.Uri,
    private readonly changed: () => void,
    private readonly forgotten: (corpus: Corpus) => void,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${configPath}`, false, true, false);
    this.#disposables = [
      watcher,
      watcher.onDidCreate(() => this.#restart()),
      watcher.onDidDelete(() => this.#restart()),
      new FolderEvents(async movements => this.#moved(movements), error => { log.warn(String(error)); }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#restart()),
      vscode.workspace.onDidChangeConfiguration(event => { if (event.affectsConfiguration('files.exclude')) this.#restart(); }),
    ];
  }

  /** All of them, looked for on first need. */
  async all(): Promise<readonly Corpus[]> {
    // One look at a time, and another one if something changed meanwhile: a look that ends late must not undo a later one.
    while (this.#stale || this.#looking !== undefined) {
      this.#looking ??= this.#look().finally(() => { this.#looking = undefined; });
      await this.#looking;
    }
    return [...this.#corpora.values()];
  }

  /** The one that a file belongs to; `undefined` for a file that is in no folder of the window, and below no `corpus.yaml`. */
  async of(uri: vscode.Uri): Promise<Corpus | undefined> {
    await this.all();
    return this.nearest(uri) ?? this.#adopt(uri);
  }

  /** The one with this root, begun where there is none. */
  async at(root: vscode.Uri): Promise<Corpus> {
    await this.all();
    return this.#add(root.path === '/' ? root : root.with({ path: root.path.replace(/\/$/, '') }));
  }

  /** As `of`, for what an editor shows: looks once beside the file for a `corpus.yaml` that no event told of. */
  async ofDocument(document: vscode.TextDocument): Promise<Corpus | undefined> {
    if (!this.#probed.has(document)) {
      this.#probed.add(document);
      await this.#probe(document.uri);
    }
    return this.of(document.uri);
  }

  /** The one with the longest root above the file, of those that are known now. */
  nearest(uri: vscode.Uri): Corpus | undefined {
    return [...this.#corpora.values()]
      .filter(corpus => corpus.files.path(uri) !== undefined)
      .sort((a, b) => b.files.root.path.length - a.files.root.path.length)[0];
  }

  dispose(): void {
    disposeAll([...this.#disposables, ...this.#corpora.values()]);
    this.#corpora.clear();
  }

  async #look(): Promise<void> {
    this.#stale = false;
    const folders = (vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri);
    const configs = await vscode.workspace.findFiles(`**/${configPath}`, '**/node_modules/**');
    const roots = new Map([...folders, ...configs.map(uri => vscode.Uri.joinPath(uri, '..'))].map(uri => [uri.toString(), uri]));
    for (const [key, corpus] of this.#corpora) {
      if (!roots.has(key)) this.#forget(key, corpus);
    }
    for (const uri of roots.values()) this.#add(uri);
  }

  /** Looks anew on next need: which files belong to which may have changed. */
  #restart(): void {
    this.#stale = true;
    for (const corpus of this.#corpora.values()) corpus.relist();
    this.changed();
  }

  /** Folders have come or gone, with corpora in them or with files of corpora. */
  async #moved({ come, gone }: Movements): Promise<void> {
    const corpora = [...this.#corpora.values()];
    const isCorpus = ({ path }: vscode.Uri): boolean => corpora.some(({ files: { root } }) => isAtOrBelow(root.path, path));
    if (gone.some(isCorpus)) this.#restart();
    for (const corpus of corpora) {
      if (await corpus.moved(come, gone)) this.#restart();
    }
  }

  #add(root: vscode.Uri): Corpus {
    const key = root.toString();
    const known = this.#corpora.get(key);
    if (known !== undefined) return known;
    const isOurs = (uri: vscode.Uri): boolean => this.nearest(uri) === corpus;
    const corpus: Corpus = new Corpus(root, isOurs, this.log, this.changed, vscode.Uri.joinPath(this.caches, nameOf(root)));
    this.#corpora.set(key, corpus);
    return corpus;
  }

  #forget(key: string, corpus: Corpus): void {
    this.#corpora.delete(key);
    corpus.dispose();
    this.forgotten(corpus);
  }

  /** Looks for a `corpus.yaml` beside and above a file: a watcher's event may be late, or never come. */
  async #probe(uri: vscode.Uri): Promise<void> {
    await this.all();
    const top = this.nearest(uri)?.files.root;
    if (top === undefined) return;
    for (const folder of foldersAbove(uri)) {
      if (folder.path.length <= top.path.length) return;
      if (await exists(vscode.Uri.joinPath(folder, configPath))) return this.#restart();
    }
  }

  /** For a file outside the window's folders: the nearest folder upward that holds a `corpus.yaml`. */
  async #adopt(uri: vscode.Uri): Promise<Corpus | undefined> {
    for (const folder of foldersAbove(uri)) {
      if (await exists(vscode.Uri.joinPath(folder, configPath))) return this.#add(folder);
    }
    return undefined;
  }
}

/** A name for a folder's own cache: what it is called, and a number that tells it from others. */
function nameOf(root: vscode.Uri): string {
  const { text, sum } = { text: root.toString(), sum: checksum(new TextEncoder().encode(root.toString())) };
  return `${text.split('/').at(-1)?.replace(/[^\w-]/g, '_') ?? ''}-${sum.map(each => each.toString(16)).join('')}`;
}

/** The folder of a file, the one above it, and so on, the topmost left out. */
function* foldersAbove(uri: vscode.Uri): Generator<vscode.Uri> {
  for (let folder = vscode.Uri.joinPath(uri, '..'); folder.path !== '/'; folder = vscode.Uri.joinPath(folder, '..')) yield folder;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(() => true, () => false);
}
