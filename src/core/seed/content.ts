import type { Span } from '../model';
import { type AuthorBox, findAuthorBox } from './authorBox';
import { isBoilerplate } from './boilerplate';
import type { Line } from './lines';
import { type Paragraph, paragraphsOf } from './paragraphs';
import { readTop } from './top';

/** What the text of an article shows without its headers. */
export interface Content {
  readonly title: Span | undefined;
  readonly section: Span | undefined;
  readonly byline: Span | undefined;
  readonly paragraphs: readonly Span[];
  readonly boilerplate: readonly Span[];
}

/** What stands above and below the running text of an article, and where that begins. */
export interface Edges {
  readonly title: Span | undefined;
  readonly section: Span | undefined;
  readonly byline: Span | undefined;
  /** The paragraphs of the article, those of its edges included. */
  readonly all: readonly Paragraph[];
  /** How many of them are above the running text. */
  readonly above: number;
  readonly box: AuthorBox | undefined;
}

/** Reads the edges alone, which costs a fraction of sorting all paragraphs. */
export function readEdges(text: string, lines: readonly Line[], headerTitle: string | undefined): Edges {
  const all = paragraphsOf(text, lines);
  const top = readTop(text, all, headerTitle);
  const box = findAuthorBox(text, all, top.count);
  return { title: top.title, section: top.section, byline: top.byline ?? box?.name, all, above: top.count, box };
}

/** Sorts an article's lines into title, section, byline, paragraphs and boilerplate. Every paragraph is one of these at most. */
export function readContent(text: string, edges: Edges): Content {
  const paragraphs: Span[] = [];
  const boilerplate: Span[] = [];
  for (let index = edges.above; index < edges.all.length; index++) {
    const sorted = sortParagraph(text, edges, index);
    if (sorted !== undefined) (sorted.isText ? paragraphs : boilerplate).push(sorted.span);
  }
  return { title: edges.title, section: edges.section, byline: edges.byline, paragraphs, boilerplate };
}

/** The first paragraph of the running text. */
export function firstParagraph(text: string, edges: Edges): Span | undefined {
  for (let index = edges.above; index < edges.all.length; index++) {
    const sorted = sortParagraph(text, edges, index);
    if (sorted?.isText === true) return sorted.span;
  }
  return undefined;
}

/** What a paragraph below the top is; undefined for the name in an author's box. */
function sortParagraph(text: string, { all, box }: Edges, index: number): { readonly span: Span; readonly isText: boolean } | undefined {
  const paragraph = all[index];
  if (paragraph === undefined || index === box?.nameAt) return undefined;
  const span = { start: paragraph.start, end: paragraph.end };
  return { span, isText: !(box !== undefined && index >= box.from) && !isBoilerplate(text, span) };
}
