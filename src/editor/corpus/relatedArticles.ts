import { articlesOf } from '../../core/corpus/article';
import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import type { CorpusConfig, Span } from '../../core/model';
import { knowledgeOf } from '../../core/related/knowledge';
import type { ArticleText, Passage, Sought } from '../../core/related/passages';
import { RelatedIndex, type Knowledge, type Related } from '../../core/related/relatedIndex';
import { articleId } from '../../core/seed/articleId';
import { parseSeed } from '../../core/seed/parse';
import { sentencesIn } from '../../core/seed/sentences';
import { calmTurn, Rests, turn } from '../time/rests';
import type { ManyTexts } from './corpusTexts';

/** How many files are read at once. */
const readsAtOnce = 16;
/** After so many files, more are asked for at a time of whoever reads many. */
const few = 400;
/** How many: some hundred kilobytes, and the work of two or three turns. */
const manyAtOnce = 64;
/** In how many of the most related articles similar passages are looked for; a corpus up to this size is searched whole. */
const articlesSearched = 400;
/** How much of a passage's score hangs on how related its article is. */
const articleShare = 0.4;

/** A passage that says much of what another one says, with the text of its file, which its spans count in. */
export interface SimilarPassage extends Passage {
  readonly text: string;
}

/**
 * Which articles of a corpus are related. Made on first need, in the background, a few files at a time; from then on
 * a file that has changed is read anew before the next answer, and nothing else is.
 */
export class RelatedArticles {
  /** The files to be read before the next answer. */
  readonly #dirty = new Set<string>();
  /** Those of all files that have not been looked at since they were all to be read. */
  #unread: Iterator<string> | undefined;
  /** The articles that were taken from each file, but for those with one article that has the file's own id, as most are. */
  readonly #bundles = new Map<string, readonly string[]>();
  readonly #knowledge: Knowledge;
  #texts: RelatedIndex | undefined;
  #config: CorpusConfig | undefined;
  #draining: Promise<void> | undefined;

  /**
   * @param textOf a file's text as it is now
   * @param many where many can be read elsewhere than here
   */
  constructor(private readonly index: CorpusIndex, private readonly textOf: (path: string) => Promise<string | undefined>, private readonly many?: ManyTexts) {
    this.#knowledge = knowledgeOf(index);
  }

  /** Says that a file may have changed. */
  mark(path: string): void {
    if (this.#texts !== undefined && this.index.kindOf(path) === 'articles') this.#dirty.add(path);
  }

  /** The articles that are most related to one, the best first, with near-duplicates marked as such. */
  async related(article: string, limit?: number): Promise<Related[]> {
    const texts = await this.#ready();
    return this.#marked(texts, article, this.#found(texts, article, limit));
  }

  /** The files that may have one of the names in them, as far as the texts have been read; `undefined` where all may. */
  pathsNaming(names: readonly string[]): ReadonlySet<string> | undefined {
    if (this.#texts === undefined || this.#unread !== undefined || this.#draining !== undefined || this.#config !== this.index.config) return undefined;
    const articles = this.#texts.articlesNaming(names);
    return articles && new Set([...this.#byPath([...articles]).keys(), ...this.#dirty]);
  }

  /** The passages of other articles that say what a passage of this one says, the best first. */
  async similarTo(article: string, sought: Sought, limit: number): Promise<SimilarPassage[]> {
    const texts = await this.#ready();
    const near = this.#found(texts, article, articlesSearched);
    const ids = texts.size <= articlesSearched ? [...this.index.articleIds()] : near.map(({ id }) => id);
    const nearnessOf = nearnessesOf(near);
    const found: SimilarPassage[] = [];
    const rests = new Rests();
    for (const [path, wanted] of this.#byPath(ids.filter(id => id !== article))) {
      const text = await this.textOf(path) ?? '';
      const passages = texts.similarPassages(sought, articleTexts(path, text, wanted), limit);
      found.push(...passages.map(passage => ({ ...passage, text, score: passage.score * (1 - articleShare + articleShare * nearnessOf(passage.article)) })));
      await rests.next();
    }
    return found.sort((a, b) => b.score - a.score).slice(0, limit);
  }

  #found(texts: RelatedIndex, article: string, limit?: number): Related[] {
    return texts.related(article, this.#knowledge, limit).filter(({ id }) => this.index.article(id) !== undefined);
  }

  /** Marks near-duplicates. Only the few are read that have enough words in common to be some. */
  async #marked(texts: RelatedIndex, article: string, found: readonly Related[]): Promise<Related[]> {
    const likely = texts.likelyDuplicates(article, found.map(({ id }) => id));
    const own = likely.length === 0 ? '' : await this.#articleText(article);
    const shares = new Map(await Promise.all(likely.map(async id => [id, texts.duplicateShare(own, await this.#articleText(id))] as const)));
    return found.map(related => {
      const duplicate = shares.get(related.id);
      return duplicate === undefined ? related : { ...related, reasons: { ...related.reasons, duplicate } };
    });
  }

  async #articleText(article: string): Promise<string> {
    const info = this.index.article(article);
    return info === undefined ? '' : (await this.textOf(info.path) ?? '').slice(info.span.start, info.span.end);
  }

  #byPath(ids: readonly string[]): Map<string, Set<string>> {
    const byPath = new Map<string, Set<string>>();
    for (const id of ids) {
      const path = this.index.article(id)?.path;
      if (path !== undefined) byPath.set(path, (byPath.get(path) ?? new Set()).add(id));
    }
    return byPath;
  }

  async #ready(): Promise<RelatedIndex> {
    if (this.#texts === undefined) await turn(); // its tables of letters take a while to make: by itself
    const texts = this.#texts ??= new RelatedIndex();
    while (this.#config !== this.index.config || this.#dirty.size > 0 || this.#unread !== undefined || this.#draining !== undefined) {
      this.#draining ??= this.#drain(texts).finally(() => { this.#draining = undefined; });
      await this.#draining;
    }
    return texts;
  }

  async #drain(texts: RelatedIndex): Promise<void> {
    const rests = new Rests(calmTurn);
    // At first, and when other files may have become articles.
    if (this.#config !== this.index.config) await this.#beginAnew(texts, rests);
    for (let [paths, taken] = [this.#next(readsAtOnce), 0]; paths.length > 0;) {
      const many = taken < few ? undefined : this.many;
      for (const { path, text } of await this.#read(paths, many)) {
        this.#take(texts, path, text);
        await rests.next();
      }
      taken += paths.length;
      paths = this.#next(many === undefined ? readsAtOnce : manyAtOnce);
    }
    this.many?.rest();
    await turn(); // who asks has much to do
  }

  /** Files with what they say. @param many asked first */
  async #read(paths: readonly string[], many: ManyTexts | undefined): Promise<readonly { readonly path: string; readonly text: string }[]> {
    const known = await many?.of(paths);
    return Promise.all(paths.map(async path => ({ path, text: known?.get(path) ?? await this.textOf(path) ?? '' })));
  }

  async #beginAnew(texts: RelatedIndex, rests: Rests): Promise<void> {
    this.#config = this.index.config;
    this.#unread = this.index.articlePaths();
    for (const id of texts.ids()) {
      if (this.index.article(id) === undefined) texts.delete(id);
      await rests.next();
    }
  }

  /** The files to be read next, those first that have changed. */
  #next(most: number): string[] {
    const paths: string[] = [];
    for (const path of this.#dirty) {
      if (paths.length === most) break;
      paths.push(path);
      this.#dirty.delete(path);
    }
    while (paths.length < most && this.#unread !== undefined) {
      const next = this.#unread.next();
      if (next.done === true) this.#unread = undefined;
      else paths.push(next.value);
    }
    return paths;
  }

  /** Takes the articles of a file. One that another file claims too is taken from the file that the index takes it from. */
  #take(texts: RelatedIndex, path: string, text: string): void {
    const articles = this.index.articleFile(path)?.articles.filter(({ id }) => this.index.article(id)?.path === path) ?? [];
    const [ids, own] = [articles.map(({ id }) => id), articleId(path, undefined)];
    for (const id of this.#bundles.get(path) ?? [own]) if (!ids.includes(id)) this.#leave(texts, id, path);
    for (const { id, span } of articles) texts.set(id, text.slice(span.start, span.end));
    if (ids.some(id => id !== own)) this.#bundles.set(path, ids);
    else this.#bundles.delete(path);
  }

  #leave(texts: RelatedIndex, id: string, path: string): void {
    const other = this.index.article(id)?.path;
    if (other === undefined) texts.delete(id);
    else if (other !== path) this.#dirty.add(other);
  }
}

/** How related articles are: 1 for the one that is most, 0 for one that is not. */
function nearnessesOf(near: readonly Related[]): (article: string) => number {
  const most = near[0]?.score ?? 0;
  const scores = new Map(near.map(({ id, score }) => [id, score]));
  return article => most <= 0 ? 0 : Math.max(scores.get(article) ?? 0, 0) / most;
}

function articleTexts(path: string, text: string, wanted: ReadonlySet<string>): ArticleText[] {
  const file = parseSeed(text);
  return articlesOf(path, file).flatMap(({ id }, at) => {
    const sentences: Span[] = file.articles[at]?.paragraphs.flatMap(paragraph => sentencesIn(text, paragraph)) ?? [];
    return wanted.has(id) ? [{ id, text, sentences }] : [];
  });
}
