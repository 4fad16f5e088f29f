import type { Span } from '../model';
import type { Problem } from '../problem';
import { type Edges, firstParagraph, readContent, readEdges } from './content';
import { type DateFound, findDate, readDate } from './dates';
import { type ArticleFacts, type Header, type Found, type SeedArticle, type DelimiterPlace } from './seedFile';
import { headerFor, readHeaders } from './headers';
import { type Line, isBlank, textOf } from './lines';

/** Where an article stands in its file, before it is read. */
export interface ArticlePlace {
  readonly name: string | undefined;
  readonly delimiter: DelimiterPlace | undefined;
  readonly span: Span;
  /** The lines of `span`. */
  readonly lines: readonly Line[];
}

/** What is read of an article, and what is wrong with it. */
export interface ArticleRead<Article> {
  readonly article: Article;
  readonly problems: readonly Problem[];
}

/** Reads one article. What stands outside its span has no influence on what is found. */
export function readArticle(text: string, place: ArticlePlace): ArticleRead<SeedArticle> {
  const { article, edges, problems } = readTopOfArticle(text, place);
  const { paragraphs, boilerplate } = readContent(text, edges);
  return { article: { ...article, paragraphs, boilerplate }, problems };
}

/** Reads of an article what lists and cards show, and leaves its running text alone. Says of that what `readArticle` says. */
export function readArticleFacts(text: string, place: ArticlePlace): ArticleRead<ArticleFacts> {
  const { article, edges, problems } = readTopOfArticle(text, place);
  const { name, span, title, date, section, byline } = article;
  const heading = title?.span ?? firstParagraph(text, edges) ?? { start: span.start, end: span.start };
  return { article: { name, span, title, date, section, byline, heading }, problems };
}

type TopOfArticle = Omit<SeedArticle, 'paragraphs' | 'boilerplate'>;

function readTopOfArticle(text: string, { name, delimiter, span, lines }: ArticlePlace): ArticleRead<TopOfArticle> & { readonly edges: Edges } {
  const block = readHeaders(text, lines);
  const bodyLines = lines.slice(block.lineCount);
  const headers = block.headers;
  const titleHeader = headerFor(headers, 'title');
  const edges = readEdges(text, bodyLines, titleHeader?.value);
  const body = { start: bodyLines[0]?.start ?? span.end, end: span.end };
  const date = dateOf(text, headers, body);
  const article: TopOfArticle = {
    name, delimiter, span, headers, headerBlock: block.span, body,
    title: fromHeader(titleHeader) ?? inferred(text, edges.title),
    date: date.found,
    section: fromHeader(headerFor(headers, 'section')) ?? inferred(text, edges.section),
    byline: fromHeader(headerFor(headers, 'byline')) ?? inferred(text, edges.byline),
  };
  return { article, edges, problems: [...emptiness(text, span, delimiter), ...block.problems, ...date.problems] };
}

function fromHeader(header: Header | undefined): Found | undefined {
  return header && { value: header.value, span: header.valueSpan, inferred: false };
}

function inferred(text: string, span: Span | undefined): Found | undefined {
  return span && { value: textOf(text, span), span, inferred: true };
}

interface DateRead {
  readonly found: Found | undefined;
  readonly problems: readonly Problem[];
}

/** The header's date; where there is none, or none that can be read, the first date of the text. */
function dateOf(text: string, headers: readonly Header[], body: Span): DateRead {
  const header = headerFor(headers, 'date');
  const given = header && readDate(text, header.valueSpan);
  if (given !== undefined) return { found: foundDate(given, false), problems: [] };
  const seen = findDate(text, body);
  const problems: readonly Problem[] = header ? [{ code: 'date-unreadable', span: header.valueSpan, data: { value: header.value } }] : [];
  return { found: seen && foundDate(seen, true), problems };
}

function foundDate({ value, span }: DateFound, isInferred: boolean): Found {
  return { value, span, inferred: isInferred };
}

function emptiness(text: string, span: Span, delimiter: DelimiterPlace | undefined): readonly Problem[] {
  return isBlank(text, span) ? [{ code: 'article-empty', span: delimiter?.span ?? span, data: {} }] : [];
}
