import type { Span } from '../model';
import { bylineLabel, isPersonName } from './byline';
import type { Paragraph } from './paragraphs';

/** "Written By", a name, and what is told of the person, at the end of an article. */
export interface AuthorBox {
  readonly name: Span;
  /** The index of the paragraph with the label. All from there on is no text of the article. */
  readonly from: number;
  /** The index of the paragraph that holds the name. */
  readonly nameAt: number;
}

/** How many paragraphs from the end a box may start: its label, name and story, and what a page has under it. */
const reach = 10;

/** Finds the box among the last ten paragraphs; `from` is the first paragraph of the running text. */
export function findAuthorBox(text: string, paragraphs: readonly Paragraph[], from: number): AuthorBox | undefined {
  for (let at = Math.max(from + 1, paragraphs.length - reach); at < paragraphs.length; at++) {
    const box = authorBoxAt(text, paragraphs, at);
    if (box !== undefined) return box;
  }
  return undefined;
}

function authorBoxAt(text: string, paragraphs: readonly Paragraph[], at: number): AuthorBox | undefined {
  const paragraph = paragraphs[at];
  const label = paragraph === undefined ? undefined : bylineLabel(text, paragraph);
  if (label === undefined) return undefined;
  if (label.name !== undefined) return { name: label.name, from: at, nameAt: at };
  const name = paragraphs[at + 1];
  return name !== undefined && isPersonName(text, name) ? { name: { start: name.start, end: name.end }, from: at, nameAt: at + 1 } : undefined;
}
