import type { Span } from '../model';
import { isBoilerplate } from './boilerplate';
import { bylineLabel, isPersonName } from './byline';
import { findWrittenDate } from './dates';
import { textOf } from './lines';
import { type Paragraph, startsSmall } from './paragraphs';
import { sentencesIn } from './sentences';

/** What stands above the running text. */
export interface Top {
  readonly title: Span | undefined;
  readonly section: Span | undefined;
  readonly byline: Span | undefined;
  /** How many paragraphs the title, its copies, section, byline and lines with only a date take. */
  readonly count: number;
}

/**
 * Reads the top of a text: an optional section line ("Policy, Tech"), the title and its copies, and lines with a byline or a date
 * between them. A text may have none of these.
 * @param headerTitle what a header gives as the title; then only copies of it are looked for
 */
export function readTop(text: string, paragraphs: readonly Paragraph[], headerTitle: string | undefined): Top {
  const first = skipDetails(text, paragraphs, 0);
  const section = sectionAt(text, paragraphs, first, headerTitle);
  const at = section?.titleAt ?? first;
  const title = headerTitle === undefined ? titleAt(text, paragraphs, at) : undefined;
  const wanted = headerTitle ?? (title === undefined ? undefined : textOf(text, title));
  const end = wanted === undefined ? at : skipCopies(text, paragraphs, at, wanted);
  const count = skipDetails(text, paragraphs, end);
  return { title, section: section?.span, byline: bylineIn(text, paragraphs.slice(0, count)), count };
}

/** More bylines and dates than these are no details of an article but its text: a list. */
const mostDetails = 6;

/** The first index from `from` on whose paragraph is neither a byline nor a date. */
function skipDetails(text: string, paragraphs: readonly Paragraph[], from: number): number {
  let at = from;
  while (at - from < mostDetails) {
    const paragraph = paragraphs[at];
    if (paragraph === undefined) return at;
    const byline = bylineLabel(text, paragraph);
    const following = paragraphs[at + 1];
    if (byline?.name !== undefined || isDateLine(text, paragraph)) at++;
    else if (byline !== undefined && following !== undefined && isPersonName(text, following)) at += 2;
    else return at;
  }
  return at;
}

function bylineIn(text: string, paragraphs: readonly Paragraph[]): Span | undefined {
  for (const [index, paragraph] of paragraphs.entries()) {
    const byline = bylineLabel(text, paragraph);
    const following = paragraphs[index + 1];
    if (byline?.name !== undefined) return byline.name;
    if (byline !== undefined && following !== undefined && isPersonName(text, following)) return spanOf(following);
  }
  return undefined;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

const dateWords = new Set([
  'published', 'publication', 'updated', 'posted', 'first', 'last', 'date', 'on', 'at', 'am', 'pm', 'gmt', 'utc', 'cst', 'hkt', 'est', 'edt', 't', 'z', 'of', 'th', 'st', 'nd', 'rd',
  'mon', 'tue', 'tues', 'wed', 'thu', 'thurs', 'fri', 'sat', 'sun', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday',
]);

/** Whether a paragraph holds a date and nothing else: "Published on Thursday, August 23, 2018 - 01:00". */
function isDateLine(text: string, paragraph: Paragraph): boolean {
  if (paragraph.end - paragraph.start > 80) return false;
  const date = findWrittenDate(text, paragraph)?.span;
  if (date === undefined) return false;
  const rest = `${text.slice(paragraph.start, date.start)} ${text.slice(date.end, paragraph.end)}`;
  return rest.split(/[^\p{L}]+/u).every((word) => word === '' || dateWords.has(word.toLowerCase()));
}

interface Section {
  readonly span: Span;
  /** The index of the title under it. */
  readonly titleAt: number;
}

/** Pages print a section and what it is part of in lines of their own. */
const mostSections = 3;

/** A section line, and up to two more under it: followed by the title that a header gives, or by something that reads as a title and not as a section. */
function sectionAt(text: string, paragraphs: readonly Paragraph[], from: number, headerTitle: string | undefined): Section | undefined {
  const isSection = (line: Paragraph | undefined) => line !== undefined && readsAsSection(text, line) && !(headerTitle !== undefined && isCopy(text, line, headerTitle));
  let at = from;
  while (at - from < mostSections && isSection(paragraphs[at])) at++;
  const line = paragraphs[from];
  const under = skipDetails(text, paragraphs, at);
  const next = paragraphs[under];
  if (line === undefined || next === undefined || at === from || isSection(next)) return undefined;
  const titled = headerTitle === undefined ? titleAt(text, paragraphs, under) !== undefined : isCopy(text, next, headerTitle);
  return titled ? { span: spanOf(line), titleAt: under } : undefined;
}

const sectionParts = /[,，、/|>›»·•&]|\band\b/u;

/** `Policy, Tech`, `Home > Business`, `财经`: up to 50 characters in parts of one or two words, each with a capital or of a script without them. */
function readsAsSection(text: string, line: Paragraph): boolean {
  if (line.wrapped || line.end - line.start > 50 || isBoilerplate(text, line) || bylineLabel(text, line) !== undefined) return false;
  return textOf(text, line).split(sectionParts).every((part) => /^\s*[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}'’-]*(?:\s[\p{Lu}\p{Lo}\p{N}][\p{L}\p{M}\p{N}'’-]*)?\s*$/u.test(part) && !/\p{Lo}{7}/u.test(part));
}

/** The paragraph at `at` where it is the title: it reads as a headline, and text stands under it. */
function titleAt(text: string, paragraphs: readonly Paragraph[], at: number): Span | undefined {
  const line = paragraphs[at];
  const next = paragraphs[at + 1];
  if (line === undefined || next === undefined || !readsAsHeadline(text, line)) return undefined;
  if (next.gap || isCopy(text, next, textOf(text, line))) return spanOf(line);
  // With no blank line between, text must follow soon, and not the rest of a broken line.
  return !startsSmall(text, next) && paragraphs.slice(at + 1, at + 4).some((following) => readsAsText(text, following, line)) ? spanOf(line) : undefined;
}

/** Whether a paragraph under a title is text: longer than it, or with a stop at its end; or a byline or date, which stand under titles. */
function readsAsText(text: string, paragraph: Paragraph, title: Span): boolean {
  const longer = paragraph.end - paragraph.start > title.end - title.start;
  return longer || endsInStop(textOf(text, paragraph)) || bylineLabel(text, paragraph) !== undefined || isDateLine(text, paragraph);
}

const longestHeadline = 200;
const stop = /[.。,，;；:：…]["'”’)\]」』）]*$/u;
const abbreviationAtEnd = /(?:\b(?:\p{L}\.)+|\b(?:Ltd|Inc|Co|Corp|Jr|Sr)\.)$/u;

/** One sentence of 3 to 200 characters, with a letter in it and no full stop, comma or colon at its end; a question or a call may be a headline. */
function readsAsHeadline(text: string, line: Paragraph): boolean {
  const length = line.end - line.start;
  if (line.wrapped || length < 3 || length > longestHeadline || isBoilerplate(text, line) || bylineLabel(text, line) !== undefined) return false;
  const content = textOf(text, line);
  return /\p{L}/u.test(content) && (!stop.test(content) || abbreviationAtEnd.test(content)) && sentencesIn(text, line).length === 1;
}

function endsInStop(content: string): boolean {
  return /[.!?。！？…]["'”’)\]」』）]*$/u.test(content.slice(-8));
}

function skipCopies(text: string, paragraphs: readonly Paragraph[], from: number, title: string): number {
  let at = from;
  for (let next = paragraphs[at]; next !== undefined && isCopy(text, next, title); next = paragraphs[at]) at++;
  return at;
}

/** Whether the paragraph says what the title says, whatever its quotes, spaces and capitals. */
function isCopy(text: string, paragraph: Span, title: string): boolean {
  if (Math.abs(paragraph.end - paragraph.start - title.length) > 10) return false;
  const content = textOf(text, paragraph);
  return content === title || plain(content) === plain(title);
}

function plain(title: string): string {
  return title.toLowerCase().replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim();
}
