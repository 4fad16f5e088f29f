import type { ArticleOverrides, Span } from '../model';
import type { Problem } from '../problem';
import { articleId } from '../seed/articleId';
import { readFacts } from '../seed/parse';
import type { ArticleFacts, Found, SeedArticle, SeedFile } from '../seed/seedFile';
import { copyOf } from '../text/copyOf';

/** What the index keeps of an article: all that lists and cards show, and where its text is, but not the text. */
export interface ArticleInfo {
  readonly id: string;
  /** The file that holds it, from the corpus root. */
  readonly path: string;
  /** The article's text in its file, in UTF-16 units, after the delimiter line. */
  readonly span: Span;
  readonly title: Found | undefined;
  readonly date: Found | undefined;
  readonly section: Found | undefined;
  readonly byline: Found | undefined;
  /** Where a reader is taken: the title, or the first words of an article without one. */
  readonly heading: Span;
}

/** What a list shows for an article, after the corpus's overrides. */
export interface ArticleCard {
  readonly id: string;
  /** Never empty: an article without a title goes by its id. */
  readonly title: string;
  readonly date: string;
  readonly section: string;
}

/** The articles of one file, with the problems of the file itself. */
export interface ArticleFile {
  readonly articles: readonly ArticleInfo[];
  readonly problems: readonly Problem[];
}

/** Reads what is kept of a file's articles. The texts in it are copies: nothing of it keeps the file's text alive. */
export function readArticles(path: string, text: string): ArticleFile {
  const file = readFacts(text);
  return { articles: file.articles.map(article => kept(infoOf(path, article))), problems: file.problems };
}

/** The articles of a parsed seed file, with their ids. */
export function articlesOf(path: string, file: SeedFile): ArticleInfo[] {
  return file.articles.map(article => infoOf(path, { ...article, heading: headingOf(article) }));
}

function infoOf(path: string, { name, span, title, date, section, byline, heading }: ArticleFacts): ArticleInfo {
  return { id: articleId(path, name), path, span, title, date, section, byline, heading };
}

function headingOf(article: SeedArticle): Span {
  const first = article.title?.span ?? article.paragraphs[0];
  return first ?? { start: article.span.start, end: article.span.start };
}

function kept(info: ArticleInfo): ArticleInfo {
  const { title, date, section, byline } = info;
  return { ...info, title: title && keptFact(title), date: date && keptFact(date), section: section && keptFact(section), byline: byline && keptFact(byline) };
}

function keptFact({ value, span, inferred }: Found): Found {
  return { value: copyOf(value), span, inferred };
}

/** What to call an article. `overrides` are the corpus's own words on it and win over what the text says. */
export function articleCard(article: ArticleInfo, overrides: ArticleOverrides | undefined): ArticleCard {
  return {
    id: article.id,
    title: overrides?.title || article.title?.value || article.id,
    date: overrides?.date ?? article.date?.value ?? '',
    section: overrides?.section ?? article.section?.value ?? '',
  };
}
