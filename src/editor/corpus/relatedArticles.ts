import { articlesOf } from '../../core/corpus/article';
import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import type { CorpusConfig, Span } from '../../core/model';
import { knowledgeOf } from '../../core/related/knowledge';
import type { ArticleText, Passage, Sought } from '../../core/related/passages';
import { RelatedIndex, type Knowledge, type Related } from '../../core/related/relatedIndex';
import { parseSeed } from '../../core/seed/parse';
import { sentencesIn } from '../../core/seed/sentences';
import { Rests } from '../time/rests';

/** How many files are read at once. */
const readsAtOnce = 16;
/** In how many of the most related articles similar passages are looked for; a corpus up to this size is searched whole. */
const articlesSearched = 400;

/** A passage that says much of what another one says, with the text of its file, which its spans count in. */
export interface SimilarPassage extends Passage {
  readonly text: string;
}

/**
 * Which articles of a corpus are related. Made on first need, in the background, a few files at a time; from then on
 * a file that has changed is read anew before the next answer, and nothing else is.
 */
export class RelatedArticles {
  readonly #dirty = new Set<string>();
  /** The articles that were taken from each file. */
  readonly #taken = new Map<string, readonly string[]>();
  readonly #knowledge: Knowledge;
  #texts: RelatedIndex | undefined;
  #config: CorpusConfig | undefined;
  #draining: Promise<void> | undefined;

  /** @param textOf a file's text as it is now */
  constructor(private readonly index: CorpusIndex, private readonly textOf: (path: string) => Promise<string | undefined>) {
    this.#knowledge = knowledgeOf(index);
  }

  /** Says that a file may have changed. */
  mark(path: string): void {
    if (this.#texts !== undefined && (this.#taken.has(path) || this.index.kindOf(path) === 'articles')) this.#dirty.add(path);
  }

  /** The articles that are most related to one, the best first. */
  async related(article: string, limit?: number): Promise<Related[]> {
    const texts = await this.#ready();
    return texts.related(article, this.#knowledge, limit).filter(({ id }) => this.index.article(id) !== undefined);
  }

  /** The files that may have one of the names in them, as far as the texts have been read; `undefined` where all may. */
  pathsNaming(names: readonly string[]): ReadonlySet<string> | undefined {
    if (this.#texts === undefined || this.#draining !== undefined || this.#config !== this.index.config) return undefined;
    const articles = this.#texts.articlesNaming(names);
    return articles && new Set([...this.#byPath([...articles]).keys(), ...this.#dirty]);
  }

  /** The passages of other articles that say what a passage of this one says, the best first. */
  async similarTo(article: string, sought: Sought, limit: number): Promise<SimilarPassage[]> {
    const texts = await this.#ready();
    const ids = texts.size <= articlesSearched ? [...this.index.articleIds()] : (await this.related(article, articlesSearched)).map(({ id }) => id);
    const found: SimilarPassage[] = [];
    const rests = new Rests();
    for (const [path, wanted] of this.#byPath(ids.filter(id => id !== article))) {
      const text = await this.textOf(path) ?? '';
      const passages = texts.similarPassages(sought, articleTexts(path, text, wanted), limit);
      found.push(...passages.map(passage => ({ ...passage, text })));
      await rests.next();
    }
    return found.sort((a, b) => b.score - a.score).slice(0, limit);
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
    const texts = this.#texts ??= new RelatedIndex();
    if (this.#config !== this.index.config) this.#markAll();
    while (this.#dirty.size > 0 || this.#draining !== undefined) {
      this.#draining ??= this.#drain(texts).finally(() => { this.#draining = undefined; });
      await this.#draining;
    }
    return texts;
  }

  /** At first, and when other files may have become articles. */
  #markAll(): void {
    this.#config = this.index.config;
    for (const path of [...this.index.articlePaths(), ...this.#taken.keys()]) this.#dirty.add(path);
  }

  async #drain(texts: RelatedIndex): Promise<void> {
    const rests = new Rests();
    while (this.#dirty.size > 0) {
      const read = await Promise.all(takeFrom(this.#dirty, readsAtOnce).map(async path => ({ path, text: await this.textOf(path) })));
      for (const { path, text } of read) {
        this.#take(texts, path, text ?? '');
        await rests.next();
      }
    }
  }

  /** Takes the articles of a file. One that another file claims too is taken from the file that the index takes it from. */
  #take(texts: RelatedIndex, path: string, text: string): void {
    const articles = this.index.articleFile(path)?.articles.filter(({ id }) => this.index.article(id)?.path === path) ?? [];
    const ids = articles.map(({ id }) => id);
    for (const id of this.#taken.get(path) ?? []) if (!ids.includes(id)) this.#leave(texts, id, path);
    for (const { id, span } of articles) texts.set(id, text.slice(span.start, span.end));
    if (ids.length > 0) this.#taken.set(path, ids);
    else this.#taken.delete(path);
  }

  #leave(texts: RelatedIndex, id: string, path: string): void {
    const other = this.index.article(id)?.path;
    if (other === undefined) texts.delete(id);
    else if (other !== path) this.#dirty.add(other);
  }
}

/** Takes up to `count` of a set's members out of it, the oldest first. */
function takeFrom<T>(set: Set<T>, count: number): T[] {
  const taken: T[] = [];
  for (const each of set) {
    if (taken.length === count) break;
    taken.push(each);
    set.delete(each);
  }
  return taken;
}

function articleTexts(path: string, text: string, wanted: ReadonlySet<string>): ArticleText[] {
  const file = parseSeed(text);
  return articlesOf(path, file).flatMap(({ id }, at) => {
    const sentences: Span[] = file.articles[at]?.paragraphs.flatMap(paragraph => sentencesIn(text, paragraph)) ?? [];
    return wanted.has(id) ? [{ id, text, sentences }] : [];
  });
}
