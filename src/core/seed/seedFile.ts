import type { Span } from '../model';
import type { Problem } from '../problem';

/**
 * What a seed file says. Every span counts UTF-16 units from the start of the file's text as it was given,
 * a byte order mark and carriage returns included.
 */
export interface SeedFile {
  /** Whether the file has delimiter lines. Without one, the whole file is one article. */
  readonly bundle: boolean;
  readonly articles: readonly SeedArticle[];
  readonly problems: readonly Problem[];
}

export interface SeedArticle {
  /** The delimiter's name; undefined for a file that is one article, and for text before the first delimiter. */
  readonly name: string | undefined;
  readonly delimiter: DelimiterPlace | undefined;
  /** The article's text: after its delimiter line (and byte order mark), before the line break that belongs to the next delimiter. */
  readonly span: Span;
  readonly headers: readonly Header[];
  /** From the first header line to the end of the last one, without its line ending. */
  readonly headerBlock: Span | undefined;
  /** From the line after the headers to the article's end. */
  readonly body: Span;
  readonly title: Found | undefined;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  readonly date: Found | undefined;
  readonly section: Found | undefined;
  readonly byline: Found | undefined;
  /** The running text, without the title and its copies, section, byline, lines that hold only a date, and boilerplate. */
  readonly paragraphs: readonly Span[];
  /** Copyright lines, "Leave a Reply", captions with `alt=` and the like. */
  readonly boilerplate: readonly Span[];
}

/** What of an article can be told without its running text. */
export interface ArticleFacts extends Pick<SeedArticle, 'name' | 'span' | 'title' | 'date' | 'section' | 'byline'> {
  /** Where a reader is taken: the title, or the first paragraph of an article without one. */
  readonly heading: Span;
}

/** The line without its ending, and the name in it. */
export interface DelimiterPlace {
  readonly span: Span;
  readonly name: Span;
}

/** A fact about an article, and the text that it came from. */
export interface Found {
  readonly value: string;
  readonly span: Span;
  /** False where a header says so, true where it was read out of the text. */
  readonly inferred: boolean;
}

/** A `## Key: value` line. */
export interface Header {
  readonly key: string;
  /** Without white space around it; may be empty. */
  readonly value: string;
  /** The line without its ending. */
  readonly span: Span;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}
