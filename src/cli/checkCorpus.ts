import { problemsOf } from '../core/corpus/check';
import { CorpusIndex } from '../core/corpus/corpusIndex';
import { articleOfSidecar, configPath, entitiesPath } from '../core/corpus/fileKind';
import type { ArticleInfo } from '../core/corpus/article';
import { anchorProblem } from '../core/marks/anchorProblem';
import { linkMark, marksOn, type LinkMark } from '../core/marks/marks';
import { placeMarks } from '../core/marks/placing';
import type { Problem } from '../core/problem';
import { oldText } from './baseText';
import { Failure } from './command';
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
    else this.#index.set(path, text);
  }

  async* sidecar(path: string): AsyncGenerator<Finding> {
    yield* this.#found(path);
    const sidecar = this.#index.sidecarFile(path)?.sidecar;
    this.#index.delete(path);
    if (sidecar === undefined) return;
    const article = sidecar.article || articleOfSidecar(path);
    this.#sidecars.set(article, [...this.#sidecars.get(article) ?? [], path]);
    for (const link of sidecar.links) {
      const far = link.to.article;
      if (far !== article) this.#farEnds.set(far, [...this.#farEnds.get(far) ?? [], linkMark(path, link, 'to', article)]);
    }
  }

  async* articles(path: string): AsyncGenerator<Finding> {
    const infos = this.#index.articleFile(path)?.articles ?? [];
    const problems = problemsOf(this.#index, path);
    const marked = infos.filter(({ id }) => this.#index.article(id)?.path === path && (this.#sidecars.has(id) || this.#farEnds.has(id)));
    if (problems.length === 0 && marked.length === 0) return;
    const text = await this.folder.text(path);
    for (const info of marked) problems.push(...await this.#anchorProblems(info, text));
    yield* findingsIn(path, text, problems);
  }

  async #anchorProblems(info: ArticleInfo, text: string): Promise<Problem[]> {
    const paths = this.#sidecars.get(info.id) ?? [];
    for (const path of paths) this.#index.set(path, await this.folder.text(path));
    const [own] = this.#index.sidecars(info.id);
    const marks = [...marksOn(this.#index, info.id), ...this.#farEnds.get(info.id) ?? []];
    const base = await oldText(this.folder, info, text, own?.file.sidecar.text ?? '');
    for (const path of paths) this.#index.delete(path);
    return placeMarks(text, info.span, marks, base).flatMap(mark => anchorProblem(this.#index, mark, info.heading) ?? []);
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
