import { problemsOf } from '../core/corpus/check';
import { CorpusIndex } from '../core/corpus/corpusIndex';
import { articleOfSidecar, configPath, entitiesPath } from '../core/corpus/fileKind';
import { readArticles, type ArticleInfo } from '../core/corpus/article';
import { anchorProblems } from '../core/marks/anchorProblems';
import { linkMark, marksOn, type LinkMark, type Mark } from '../core/marks/marks';
import { placeMarks } from '../core/marks/placing';
import type { Problem } from '../core/problem';
import { oldText } from './baseText';
import { Failure } from './command';
import { copyOf } from './files';
import type { CorpusFolder } from './corpusFolder';
import { findingsIn, unreadable, type Finding } from './finding';
import type { Terminal } from './terminal';

/**
 * Everything that can be said against a corpus, file by file. Of the articles only their ids are kept, of the
 * sidecars only links to elsewhere, so that the size of a corpus hardly matters.
 */
export async function* checkCorpus(folder: CorpusFolder, terminal: Terminal): AsyncGenerator<Finding> {
  const checker = new Checker(folder);
  yield* checker.settings();
  for (const [done, path] of folder.articlePaths.entries()) {
    terminal.progress('reading articles:', done, folder.articlePaths.length);
    yield* checker.enter(path);
  }
  for (const [done, path] of folder.sidecarPaths.entries()) {
    terminal.progress('checking annotations:', done, folder.sidecarPaths.length);
    yield* checker.sidecar(path);
  }
  for (const [done, path] of folder.articlePaths.entries()) {
    terminal.progress('checking articles:', done, folder.articlePaths.length);
    yield* checker.articles(path);
  }
}

class Checker {
  /** The settings, and of articles and sidecars those that are looked at just now. */
  readonly #index = new CorpusIndex();
  /** The file of each article; of one that several files have, the first. */
  readonly #places = new Map<string, string>();
  /** The other files of those that several have. */
  readonly #copies = new Map<string, string[]>();
  /** The sidecars of each article. */
  readonly #sidecars = new Map<string, readonly string[]>();
  /** The far ends of links, by the article that they stand in. */
  readonly #farEnds = new Map<string, LinkMark[]>();

  constructor(private readonly folder: CorpusFolder) {}

  async* settings(): AsyncGenerator<Finding> {
    for (const path of [configPath, entitiesPath]) yield* this.#found(path);
  }

  /** Notes which articles a file has: what is wrong with it can be told only when all are known. */
  async* enter(path: string): AsyncGenerator<Finding> {
    const text = await this.#read(path);
    if (text === undefined) yield unreadable(path);
    for (const { id } of text === undefined ? [] : readArticles(path, text).articles) {
      if (this.#places.has(id)) this.#copies.set(id, [...this.#copies.get(id) ?? [], path]);
      else this.#places.set(copyOf(id), path);
    }
  }

  async* sidecar(path: string): AsyncGenerator<Finding> {
    yield* this.#found(path);
    const sidecar = this.#index.sidecarFile(path)?.sidecar;
    this.#index.delete(path);
    if (sidecar === undefined) return;
    const article = copyOf(sidecar.article || articleOfSidecar(path));
    this.#sidecars.set(article, [...this.#sidecars.get(article) ?? [], path]);
    for (const link of sidecar.links) {
      if (link.to.article === article) continue;
      const kept = structuredClone(link); // by itself, without the sidecar's text
      this.#farEnds.set(kept.to.article, [...this.#farEnds.get(kept.to.article) ?? [], linkMark(path, kept, 'to', article)]);
    }
  }

  async* articles(path: string): AsyncGenerator<Finding> {
    const text = await this.#read(path);
    if (text === undefined) return;
    this.#index.set(path, text);
    const infos = this.#index.articleFile(path)?.articles ?? [];
    const others = this.#enter(infos.map(({ id }) => id), path);
    const problems = problemsOf(this.#index, path);
    for (const info of infos) if (this.#places.get(info.id) === path) problems.push(...await this.#anchorProblems(info, text));
    for (const each of [path, ...others]) this.#index.delete(each);
    yield* findingsIn(path, text, problems);
  }

  /** Tells the index that articles are there, in other files than one. Gives the files, to be deleted again. */
  #enter(ids: readonly string[], except: string): readonly string[] {
    const byPath = new Map<string, ArticleInfo[]>();
    const [none, nowhere] = [{ title: undefined, date: undefined, section: undefined, byline: undefined }, { start: 0, end: 0 }];
    for (const id of new Set(ids)) {
      for (const path of [this.#places.get(id), ...this.#copies.get(id) ?? []]) {
        if (path !== undefined && path !== except) byPath.set(path, [...byPath.get(path) ?? [], { id, path, span: nowhere, heading: nowhere, ...none }]);
      }
    }
    for (const [path, articles] of byPath) this.#index.setArticleFile(path, { articles, problems: [] });
    return [...byPath.keys()];
  }

  async #anchorProblems(info: ArticleInfo, text: string): Promise<Problem[]> {
    const paths = this.#sidecars.get(info.id) ?? [];
    for (const path of paths) this.#index.set(path, await this.folder.text(path));
    const marks = [...marksOn(this.#index, info.id), ...this.#farEnds.get(info.id) ?? []];
    const [own] = this.#index.sidecars(info.id);
    for (const path of paths) this.#index.delete(path);
    const problems = this.#placed(info, text, marks, undefined);
    if (problems.length === 0) return problems;
    // Only now, for it costs a process: with the old text less has to be guessed.
    const base = await oldText(this.folder, info, text, own?.file.sidecar.text ?? '');
    return base === undefined ? problems : this.#placed(info, text, marks, base);
  }

  #placed(info: ArticleInfo, text: string, marks: readonly Mark[], base: string | undefined): Problem[] {
    return anchorProblems(this.#index, info.heading, placeMarks(text, info.span, marks, base));
  }

  async* #found(path: string): AsyncGenerator<Finding> {
    const text = await this.#read(path);
    if (text === undefined) {
      if (await this.folder.has(path)) yield unreadable(path);
      return;
    }
    this.#index.set(path, text);
    const sidecar = this.#index.sidecarFile(path)?.sidecar;
    const others = this.#enter(sidecar === undefined ? [] : [sidecar.article || articleOfSidecar(path), ...sidecar.links.map(({ to }) => to.article)], path);
    const problems = problemsOf(this.#index, path);
    for (const other of others) this.#index.delete(other);
    yield* findingsIn(path, text, problems);
  }

  async #read(path: string): Promise<string | undefined> {
    try {
      return await this.folder.read(path);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }
}
