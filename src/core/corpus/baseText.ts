import { readArticles } from './article';

/**
 * An article's own text in an older text of its file, without the delimiter line. The file may have been a single
 * article then and be a bundle now, or the other way round. `undefined` when the article is not in it.
 */
export function articleIn(path: string, text: string, article: string): string | undefined {
  const { articles } = readArticles(path, text);
  const found = articles.find(each => each.id === article) ?? (articles.length === 1 ? articles[0] : undefined);
  return found && text.slice(found.span.start, found.span.end);
}
