import { problemsOf } from '../core/corpus/check';
import { CorpusIndex } from '../core/corpus/corpusIndex';
import { articleOfSidecar, configPath, entitiesPath } from '../core/corpus/fileKind';
import { readArticles, type ArticleInfo } from '../core/corpus/article';
import { alikeProblems, duplicatesAmong, mostUnasked } from '../core/entities/alike';
import { anchorProblems } from '../core/marks/anchorProblems';
import { linkMark, marksOn, type LinkMark, type Mark } from '../core/marks/marks';
import { placeMarks } from '../core/marks/placing';
import { readSidecar } from '../core/store/sidecarFile';
import type { Problem } from '../core/problem';
import { copyOf } from '../core/text/copyOf';
import { oldText } from './baseText';
import { Failure } from './command';
import type { CorpusFolder } from './corpusFolder';
import { findingsIn, unreadable, type Finding } from './finding';
import type { Terminal } from './terminal';

/**
 * Everything that can be said against a corpus, file by file. Of the articles only their ids are kept, of the
 * sidecars only where their links end, so that the size of a corpus hardly matters.
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

/** After how many sidecars an index is made anew: it keeps each word and name that it ever saw. */
const sidecarsAnIndex = 2000;

class Checker {
  /** The settings, and of articles and sidecars those that are looked at just now. */
  #index = new CorpusIndex();
  #seen = 0;
  /** The file of each article; of one that several files have, the first. */
  readonly #places = new Map<string, string>();
  /** The other files of those that several have. */
  readonly #copies = new Map<string, string[]>();
  /** The sidecars of each article. */
  readonly #sidecars = new Map<string, readonly string[]>();
  /** The sidecars with links from elsewhere, by the article that these end in. */
  readonly #comingFrom = new Map<string, Set<string>>();

  constructor(private readonly folder: CorpusFolder) {}

  async* settings(): AsyncGenerator<Finding> {
    for (const path of [configPath, entitiesPath]) yield* this.#found(path);
    const { entitiesFile: file } = this.#index;
    if (file.entities.length <= mostUnasked) yield* findingsIn(entitiesPath, file.text, alikeProblems(file, duplicatesAmong(file.entities)));
  }

  /** The index, with nothing in it but the settings. */
  async #renew(): Promise<void> {
    if (++this.#seen % sidecarsAnIndex > 0) return;
    const { entitiesFile } = this.#index;
    this.#index = new CorpusIndex();
    const config = await this.#read(configPath);
    if (config !== undefined) this.#index.set(configPath, config);
    this.#index.setEntitiesFile(entitiesFile);
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
    await this.#renew();
    yield* this.#found(path);
    const sidecar = this.#index.sidecarFile(path)?.sidecar;
    this.#index.delete(path);
    if (sidecar === undefined) return;
    const article = copyOf(sidecar.article || articleOfSidecar(path));
    this.#sidecars.set(article, [...this.#sidecars.get(article) ?? [], path]);
    for (const { to } of sidecar.links) {
      if (to.article === article) continue;
      const known = this.#comingFrom.get(to.article);
      if (known === undefined) this.#comingFrom.set(copyOf(to.article), new Set([path]));
      else known.add(path);
    }
  }

  async* articles(path: string): AsyncGenerator<Finding> {
    await this.#renew();
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
    const marks = [...marksOn(this.#index, info.id), ...await this.#coming(info.id)];
    const [own] = this.#index.sidecars(info.id);
    for (const path of paths) this.#index.delete(path);
    const problems = this.#placed(info, text, marks, undefined);
    if (problems.length === 0) return problems;
    // Only now, for it costs a process: with the old text less has to be guessed.
    const base = await oldText(this.folder, info, text, own?.file.sidecar.text ?? '');
    return base === undefined ? problems : this.#placed(info, text, marks, base);
  }

  /** The ends of links from elsewhere, read again: those of a whole corpus would be much to keep. */
  async #coming(article: string): Promise<LinkMark[]> {
    const marks: LinkMark[] = [];
    for (const path of this.#comingFrom.get(article) ?? []) {
      const { sidecar } = readSidecar(await this.folder.text(path));
      const from = sidecar.article || articleOfSidecar(path);
      for (const link of sidecar.links) if (link.to.article === article && from !== article) marks.push(linkMark(path, link, 'to', from));
    }
    return marks;
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
