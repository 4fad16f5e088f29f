import type { Span } from '../model';
import { findAuthorBox } from './authorBox';
import { isBoilerplate } from './boilerplate';
import type { Line } from './lines';
import { paragraphsOf } from './paragraphs';
import { readTop } from './top';

/** What the text of an article shows without its headers. */
export interface Content {
  readonly title: Span | undefined;
  readonly section: Span | undefined;
  readonly byline: Span | undefined;
  readonly paragraphs: readonly Span[];
  readonly boilerplate: readonly Span[];
}

/** Sorts an article's lines into title, section, byline, paragraphs and boilerplate. Every paragraph is one of these at most. */
export function readContent(text: string, lines: readonly Line[], headerTitle: string | undefined): Content {
  const all = paragraphsOf(text, lines);
  const top = readTop(text, all, headerTitle);
  const box = findAuthorBox(text, all, top.count);
  const paragraphs: Span[] = [];
  const boilerplate: Span[] = [];
  for (const [index, { start, end }] of all.entries()) {
    if (index < top.count || index === box?.nameAt) continue;
    const outside = (box !== undefined && index >= box.from) || isBoilerplate(text, { start, end });
    (outside ? boilerplate : paragraphs).push({ start, end });
  }
  return { title: top.title, section: top.section, byline: top.byline ?? box?.name, paragraphs, boilerplate };
}
