import * as vscode from 'vscode';
import { CorpusIndex } from '../core/corpus/corpusIndex';
import type { CorpusConfig } from '../core/model';
import type { Hyphens } from '../core/names/edges';
import { Gazetteer } from '../core/names/gazetteer';
import { NameParts } from '../core/names/nameParts';
import { namesOffered } from '../core/offers/names';
import type { Knowledge } from '../core/offers/offers';
import { PickerIndex } from '../core/picker/rank';
import type { EntitiesFile } from '../core/store/entitiesFile';
import { annotationsFolder, articleOfSidecar, configPath, entitiesPath } from '../core/corpus/fileKind';
import { CorpusFiles } from './corpusFiles';
import { CorpusHabits } from './corpusHabits';
import { disposeAll } from './dispose';
import { RelatedArticles } from './relatedArticles';
import { FileFailure } from './fileStore';

/** How many files are read at once: enough to keep a disk busy, few enough not to starve other extensions. */
const readsAtOnce = 32;

const sidecarGlob = `${annotationsFolder}**/*.yaml`;

/** What follows from the entities alone. */
interface Names {
  readonly hyphens: Hyphens;
  readonly gazetteer: Gazetteer;
  readonly parts: NameParts;
  readonly picker: PickerIndex;
}

/**
 * One corpus: its index, kept in step with its files. Events only mark a file as dirty; `ready` reads what is dirty
 * before it answers, so that late, doubled or reordered events do no harm.
 */
export class Corpus implements vscode.Disposable {
  readonly files: CorpusFiles;
  readonly index = new CorpusIndex();
  /** Files that are there but could not be read, with the reason; they take no part in the index. */
  readonly failures = new Map<string, FileFailure>();
  /** Which articles are related; reads nothing before it is asked. */
  readonly related = new RelatedArticles(this.index, path => this.text(path));
  /** The entities that tags have made since the corpus was opened. */
  readonly madeByTags = new Set<string>();
  /** What its annotators take and leave. */
  readonly habits = new CorpusHabits(
    this.index,
    path => this.text(path),
    path => vscode.window.visibleTextEditors.some(({ document }) => this.files.path(document.uri) === path),
    () => this.changed(),
    error => this.log(`habits: ${String(error)}`),
  );
  readonly #dirty = new Set<string>();
  readonly #watchers: vscode.Disposable[] = [];
  #known: Names & { readonly entitiesFile: EntitiesFile; readonly config: CorpusConfig } | undefined;
  #draining: Promise<void> | undefined;
  #listed = false;
  #globs = '';
  #disposed = false;

  /**
   * @param isOurs whether a file below the root is of this corpus, and not of another one further down
   * @param changed called when something is dirty
   */
  constructor(
    root: vscode.Uri,
    private readonly isOurs: (uri: vscode.Uri) => boolean,
    private readonly channel: vscode.LogOutputChannel,
    private readonly changed: () => void,
  ) {
    this.files = new CorpusFiles(root);
  }

  /** Says that a file may have changed. One that is not of the corpus is passed over. */
  mark(uri: vscode.Uri): void {
    const path = this.files.path(uri);
    if (path === undefined || this.index.kindOf(path) === undefined || !this.isOurs(uri)) return;
    this.#dirty.add(path);
    this.changed();
  }

  /** The editor with unsaved changes of a file, if there is one: what it holds wins over what is on disk. */
  unsaved(path: string): vscode.TextDocument | undefined {
    const uri = this.files.uri(path).toString();
    return vscode.workspace.textDocuments.find(document => document.isDirty && document.uri.toString() === uri);
  }

  /** What a file says now, in an editor or on disk; `undefined` when it is not there or cannot be read. */
  async text(path: string): Promise<string | undefined> {
    return this.unsaved(path)?.getText() ?? this.#readFromDisk(path);
  }

  log(message: string): void {
    this.channel.warn(message);
  }

  /** Whether a hyphen parts names, as the settings for this folder say. */
  get hyphens(): Hyphens {
    const inside = vscode.workspace.getConfiguration('seedmark.suggestions', this.files.root).get<boolean>('insideHyphens', true);
    return inside ? 'part' : 'join';
  }

  /** The names and aliases of all entities, but for those never to be offered, as a text is searched for them. */
  gazetteer(): Gazetteer {
    return this.#names().gazetteer;
  }

  /** All that is known of names, as of now, for what an article offers to be tagged. */
  knowledge(): Knowledge {
    const { gazetteer, hyphens, parts } = this.#names();
    const { index } = this;
    return {
      names: gazetteer,
      hyphens,
      parts,
      usual: usualIn(index),
      isPerson: entity => index.entity(entity)?.type === 'person',
      habits: this.habits.now(),
      isNever: (name, entity) => index.entity(entity)?.never?.includes(name) === true,
    };
  }

  /** The entities, as a person looks for them. */
  picker(): PickerIndex {
    return this.#names().picker;
  }

  /** Forgets which files there are; the next `ready` lists them anew. */
  relist(): void {
    this.#listed = false;
    this.changed();
  }

  /** The index, with everything read that was dirty when this was called. */
  async ready(): Promise<CorpusIndex> {
    while (!this.#disposed && (!this.#listed || this.#dirty.size > 0 || this.#draining !== undefined)) {
      this.#draining ??= this.#drain().finally(() => { this.#draining = undefined; });
      await this.#draining;
    }
    return this.index;
  }

  dispose(): void {
    this.#disposed = true;
    this.habits.dispose();
    disposeAll(this.#watchers.splice(0));
  }

  #names(): Names {
    const { entitiesFile, config } = this.index;
    const { hyphens } = this;
    if (this.#known?.entitiesFile !== entitiesFile || this.#known.config !== config || this.#known.hyphens !== hyphens) {
      this.#known = { entitiesFile, config, ...namesOf(this.index, hyphens) };
    }
    return this.#known;
  }

  async #drain(): Promise<void> {
    if (!this.#listed) await this.#list();
    const paths = [...this.#dirty];
    this.#dirty.clear();
    // The settings first: they say which of the others are articles.
    const configAt = paths.indexOf(configPath);
    if (configAt >= 0) await this.#readConfig(paths.splice(configAt, 1));
    for (let from = 0; from < paths.length; from += readsAtOnce) {
      await Promise.all(paths.slice(from, from + readsAtOnce).map(path => this.#read(path)));
    }
  }

  async #readConfig(paths: readonly string[]): Promise<void> {
    await Promise.all(paths.map(path => this.#read(path)));
    if (this.#globsNow() !== this.#globs) this.#listed = false;
  }

  async #read(path: string): Promise<void> {
    const text = await this.text(path);
    if (this.#disposed) return;
    if (text === undefined) this.index.delete(path);
    else this.index.set(path, text);
    this.related.mark(path);
    if (this.index.kindOf(path) === 'sidecar') this.habits.mark(this.index.sidecarFile(path)?.sidecar.article || articleOfSidecar(path));
  }

  async #readFromDisk(path: string): Promise<string | undefined> {
    this.failures.delete(path);
    try {
      return await this.files.read(path);
    } catch (error) {
      if (!(error instanceof FileFailure)) throw error;
      this.failures.set(path, error);
      return undefined;
    }
  }

  /** Finds the corpus's files, marks them all, and the ones that have gone. */
  async #list(): Promise<void> {
    this.#listed = true;
    await this.#read(configPath);
    this.#globs = this.#globsNow();
    this.#watch();
    const { articles, exclude } = this.index.config;
    const globs = [...articles, sidecarGlob];
    const found = await Promise.all(globs.map(glob => this.#find(glob, glob === sidecarGlob ? [] : exclude)));
    for (const path of [entitiesPath, ...this.index.paths()]) this.#dirty.add(path);
    for (const uri of found.flat()) {
      const path = this.files.path(uri);
      if (path !== undefined && this.index.kindOf(path) !== undefined && this.isOurs(uri)) this.#dirty.add(path);
    }
  }

  /** VS Code's own search, which obeys `files.exclude`. It is spared the folders that the corpus leaves out, where it can say so. */
  async #find(glob: string, exclude: readonly string[]): Promise<vscode.Uri[]> {
    const plain = exclude.filter(each => !each.includes('{'));
    const left = plain.length > 0 ? new vscode.RelativePattern(this.files.root, alternatives(plain)) : undefined;
    return vscode.workspace.findFiles(new vscode.RelativePattern(this.files.root, glob), left);
  }

  #globsNow(): string {
    return JSON.stringify([this.index.config.articles, this.index.config.exclude]);
  }

  /** Watches what is the corpus's own, and nothing else. */
  #watch(): void {
    disposeAll(this.#watchers.splice(0));
    for (const glob of [configPath, entitiesPath, sidecarGlob, ...this.index.config.articles]) {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.files.root, glob));
      watcher.onDidCreate(uri => this.mark(uri));
      watcher.onDidChange(uri => this.mark(uri));
      watcher.onDidDelete(uri => this.mark(uri));
      this.#watchers.push(watcher);
    }
  }
}

function namesOf(index: CorpusIndex, hyphens: Hyphens): Names {
  const passages = new Set(index.config.types.filter(type => type.marks === 'passages').map(type => type.id));
  const gazetteer = new Gazetteer({ hyphens });
  const parts = new NameParts();
  const picker = new PickerIndex(index.entities());
  for (const entity of index.entities()) {
    if (passages.has(entity.type)) continue;
    parts.add(entity);
    for (const name of namesOffered(entity)) gazetteer.add(name, entity.id);
  }
  return { hyphens, gazetteer, parts, picker };
}

/** How often a name stands for an entity, counted when first asked for. */
function usualIn(index: CorpusIndex): (name: string, entity: string) => number {
  const counts = new Map<string, number>();
  return (name, entity) => {
    const key = JSON.stringify([name, entity]);
    const count = counts.get(key) ?? index.mentionsOf(entity).filter(({ mention }) => mention.anchor.quote === name).length;
    counts.set(key, count);
    return count;
  };
}

/** Several globs as one: `["a", "b"]` is `{a,b}`; a single one stays itself, since braces around one match nothing. */
function alternatives(globs: readonly string[]): string {
  return globs.length === 1 ? globs.join('') : `{${globs.join(',')}}`;
}
