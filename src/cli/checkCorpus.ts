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
 * Everything that can be said against a corpus, file by file. Of the articles only what lists show is kept, of the
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
  readonly #index = new CorpusIndex();
  /** The sidecars of each article. */
  readonly #sidecars = new Map<string, string[]>();
  /** The far ends of links, by the article that they stand in. */
  readonly #farEnds = new Map<string, LinkMark[]>();

  constructor(private readonly folder: CorpusFolder) {}

  async* settings(): AsyncGenerator<Finding> {
    for (const path of [configPath, entitiesPath]) yield* this.#found(path);
  }

  /** Takes an article into the index: what is wrong with it can be told only when all are known. */
  async* enter(path: string): AsyncGenerator<Finding> {
    const text = await this.#read(path);
    if (text === undefined) yield unreadable(path);
    else this.#keep(path, readArticles(path, text).articles);
  }

  /** Keeps of articles that they are there. */
  #keep(path: string, articles: readonly ArticleInfo[]): void {
    const bare = { title: undefined, date: undefined, section: undefined, byline: undefined };
    this.#index.setArticleFile(path, { articles: articles.map(({ id, span, heading }) => ({ id: copyOf(id), path, span, heading, ...bare })), problems: [] });
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
    const problems = problemsOf(this.#index, path);
    for (const info of infos) if (this.#index.article(info.id)?.path === path) problems.push(...await this.#anchorProblems(info, text));
    this.#keep(path, infos);
    yield* findingsIn(path, text, problems);
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
    yield* findingsIn(path, text, problemsOf(this.#index, path));
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
