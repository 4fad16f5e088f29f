import type { Span } from '../model';
import { textOf } from './lines';

/** `By `, `Written by: `, `作者：` and what follows it; nothing follows where the name stands on the next line. */
const label = /^(?:(?:written|reported|posted|story|words) by(?:\s*[:：]\s*|\s+|$)|by[ \t]+|by\s*[:：]\s*|about the authors?\s*:?$|authors?(?:\s*[:：]\s*|$)|(?:作者|记者|記者|文)(?:\s*[:：/／]\s*|\s+|$))/iu;
const longestByline = 80;

/** A line that says who wrote the article. */
export interface BylineLabel {
  /** The name after the label; undefined where the label stands alone. */
  readonly name: Span | undefined;
}

/** Reads `By Jane Doe` and `Written By`; undefined for any other paragraph, `By 2025, …` among them. */
export function bylineLabel(text: string, paragraph: Span): BylineLabel | undefined {
  if (paragraph.end - paragraph.start > longestByline) return undefined;
  const length = label.exec(textOf(text, paragraph))?.[0].length;
  if (length === undefined) return undefined;
  const name = { start: paragraph.start + length, end: paragraph.end };
  if (name.end <= name.start) return { name: undefined };
  return isPersonName(text, name) ? { name } : undefined;
}

/** Whether the span reads as the name of one or more people: one to ten words, no digits, the first letter not a small one, no stop at the end. */
export function isPersonName(text: string, span: Span): boolean {
  if (span.end - span.start > longestByline) return false;
  const content = textOf(text, span);
  return /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(content) && !/\p{N}|[!?:;。！？：；]|[^.\s]{3}\.$/u.test(content) && content.split(/\s+/).length <= 10;
}
