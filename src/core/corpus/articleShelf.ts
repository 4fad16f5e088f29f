import type { ArticleFile, ArticleInfo } from './article';

/** What is known of the articles of a corpus, by file and by article. */
export class ArticleShelf {
  readonly #files = new Map<string, ArticleFile>();
  /** One article, or several that claim the same id, in no order. */
  readonly #byId = new Map<string, ArticleInfo | readonly ArticleInfo[]>();

  /** Takes what a file says now; undefined for one that is gone. */
  set(path: string, file: ArticleFile | undefined): void {
    for (const { id } of this.#files.get(path)?.articles ?? []) this.#leave(id, path);
    if (file === undefined) this.#files.delete(path);
    else this.#files.set(path, file);
    for (const article of file?.articles ?? []) this.#enter(article);
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  file(path: string): ArticleFile | undefined {
    return this.#files.get(path);
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
    return isList(known) ? this.all(id)[0] : known;
  }

  /** Those that claim this id, in the order of their paths, and in a file in that of its text. */
  all(id: string): readonly ArticleInfo[] {
    const known = this.#byId.get(id);
    if (known === undefined) return [];
    return isList(known) ? [...known].sort((a, b) => a.path === b.path ? a.span.start - b.span.start : a.path < b.path ? -1 : 1) : [known];
  }

  #enter(article: ArticleInfo): void {
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
}

function isList(known: ArticleInfo | readonly ArticleInfo[] | undefined): known is readonly ArticleInfo[] {
  return Array.isArray(known);
}
