import type { Problem } from '../problem';
import { Arena } from './arena';
import type { ArticleFile, ArticleInfo } from './article';
import { ByteReader, ByteWriter } from './bytes';
import { readDate, readFacts, readId, readProblems, writeArticles } from './keptArticles';

/** Where what is known of an article is in the arena. */
interface ShelvedArticle {
  readonly id: string;
  readonly path: string;
  at: number;
  readonly length: number;
}

/** A file with another number of articles than one, or with problems. */
interface ShelvedFile {
  readonly articles: readonly ShelvedArticle[];
  readonly problems: readonly Problem[];
}

/**
 * What is known of the articles of a corpus, by file and by article. It is kept in bytes, and made into objects for
 * whoever asks: a dozen objects for each of a hundred thousand articles would keep the garbage collector busy.
 */
export class ArticleShelf {
  /** A file that is one article and nothing else is its article. */
  readonly #files = new Map<string, ShelvedArticle | ShelvedFile>();
  /** One article, or several that claim the same id, in no order. */
  readonly #byId = new Map<string, ShelvedArticle | readonly ShelvedArticle[]>();
  #bytes = new Arena();
  readonly #writer = new ByteWriter(1 << 12);
  readonly #scratch = new ByteWriter(1 << 10);

  /** Takes what a file says now; undefined for one that is gone. */
  set(path: string, file: ArticleFile | undefined): void {
    this.#writer.clear();
    if (file === undefined) return this.#forget(path);
    writeArticles(this.#writer, path, file, this.#scratch);
    this.keep(path, new ByteReader(this.#writer.written()));
  }

  /** As `set`, of a file as `writeArticles` wrote it. */
  keep(path: string, reader: ByteReader): void {
    this.#forget(path);
    const count = reader.count();
    const problems = reader.flag() ? readProblems(new ByteReader(reader.bytes())) : [];
    const articles: ShelvedArticle[] = [];
    for (let left = count; left > 0; left--) {
      const id = readId(reader, path);
      const bytes = reader.bytes();
      articles.push({ id, path, at: this.#bytes.add(bytes), length: bytes.length });
    }
    const [only] = articles;
    this.#files.set(path, only !== undefined && count === 1 && problems.length === 0 ? only : { articles, problems });
    for (const article of articles) this.#enter(article);
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  hasArticle(id: string): boolean {
    return this.#byId.has(id);
  }

  file(path: string): ArticleFile | undefined {
    const file = this.#files.get(path);
    return file && { articles: articlesIn(file).map(article => this.#info(article)), problems: 'problems' in file ? file.problems : [] };
  }

  /** Whether a file has problems, or an article whose id is claimed more than once. */
  isSuspect(path: string): boolean {
    const file = this.#files.get(path);
    return file !== undefined && (('problems' in file && file.problems.length > 0) || articlesIn(file).some(({ id }) => isList(this.#byId.get(id))));
  }

  /** The ids of the articles of a file. */
  idsIn(path: string): readonly string[] {
    const file = this.#files.get(path);
    return file === undefined ? [] : articlesIn(file).map(({ id }) => id);
  }

  paths(): IterableIterator<string> {
    return this.#files.keys();
  }

  ids(): IterableIterator<string> {
    return this.#byId.keys();
  }

  /** The article with this id; where several claim it, the one whose path comes first. */
  first(id: string): ArticleInfo | undefined {
    const known = this.#byId.get(id);
    if (isList(known)) return this.all(id)[0];
    return known && this.#info(known);
  }

  /** The date of the article that `first` gives, without the rest of it; `''` for none. */
  dateOf(id: string): string {
    const known = this.#byId.get(id);
    if (isList(known)) return this.all(id)[0]?.date?.value ?? '';
    return known === undefined ? '' : readDate(this.#reader(known));
  }

  /** Those that claim this id, in the order of their paths, and in a file in that of its text. */
  all(id: string): readonly ArticleInfo[] {
    const known = this.#byId.get(id);
    if (known === undefined) return [];
    if (!isList(known)) return [this.#info(known)];
    return known.map(article => this.#info(article)).sort((a, b) => a.path === b.path ? a.span.start - b.span.start : a.path < b.path ? -1 : 1);
  }

  #info(article: ShelvedArticle): ArticleInfo {
    return readFacts(this.#reader(article), article.path, article.id);
  }

  #reader({ at, length }: ShelvedArticle): ByteReader {
    return new ByteReader(this.#bytes.get(at, length));
  }

  #forget(path: string): void {
    const file = this.#files.get(path);
    if (file === undefined) return;
    this.#files.delete(path);
    for (const { id, length } of articlesIn(file)) {
      this.#leave(id, path);
      this.#bytes.waste(length);
    }
    if (this.#bytes.isWasteful) this.#tidy();
  }

  #enter(article: ShelvedArticle): void {
    const known = this.#byId.get(article.id);
    if (known === undefined) this.#byId.set(article.id, article);
    else this.#byId.set(article.id, [...isList(known) ? known : [known], article]);
  }

  #leave(id: string, path: string): void {
    const known = this.#byId.get(id);
    const [first, ...more] = (isList(known) ? known : known === undefined ? [] : [known]).filter(article => article.path !== path);
    if (first === undefined) this.#byId.delete(id);
    else this.#byId.set(id, more.length === 0 ? first : [first, ...more]);
  }

  /** Moves all closer together. */
  #tidy(): void {
    const before = this.#bytes;
    this.#bytes = new Arena();
    for (const file of this.#files.values()) {
      for (const article of articlesIn(file)) article.at = this.#bytes.add(before.get(article.at, article.length));
    }
  }
}

function articlesIn(file: ShelvedArticle | ShelvedFile): readonly ShelvedArticle[] {
  return 'articles' in file ? file.articles : [file];
}

function isList(known: ShelvedArticle | readonly ShelvedArticle[] | undefined): known is readonly ShelvedArticle[] {
  return Array.isArray(known);
}
