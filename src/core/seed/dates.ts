import type { Span } from '../model';
import { parse } from 'chrono-node/en';
import { textOf } from './lines';

/** A date as the text writes it. No time zone is applied, and no part is made up. */
export interface DateFound {
  /** `YYYY-MM-DD`, or `YYYY-MM`, or `YYYY`. */
  readonly value: string;
  readonly span: Span;
}

/** How much of a header's value is looked at. */
const longestValue = 200;
/** How many years of a text are looked at: a table of ten thousand years has no date worth the search. */
const mostYears = 200;
/** Characters before and after a year in which the rest of its date stands: `Wednesday, September 23rd, ` and `年12月31日`. */
const windowBefore = 32;
const windowAfter = 12;

/**
 * The date that a `## Date:` header gives: a whole date where there is one, else a month with its year, else a lone year.
 * Undefined when the value does not say its year, or can be read in two ways, as `01/02/2018`.
 */
export function readDate(text: string, value: Span): DateFound | undefined {
  const span = { start: value.start, end: Math.min(value.end, value.start + longestValue) };
  if (ambiguous.test(textOf(text, span))) return undefined;
  return findDate(text, span) ?? compactDate(text, span) ?? fallback(text, span) ?? monthOfYear(text, span) ?? loneYear(text, span);
}

/**
 * The date of a text: its first whole date; where there is none, its first month with a year.
 * Years alone are no dates of an article, and are passed over.
 */
export function findDate(text: string, within: Span): DateFound | undefined {
  const found = findWrittenDate(text, within);
  if (found === undefined || found.value.length === 10) return found;
  return spelledDay(text, within, found) ?? found;
}

/** What `findDate` finds without a look at days in words. */
export function findWrittenDate(text: string, within: Span): DateFound | undefined {
  let month: DateFound | undefined;
  for (const year of yearsIn(text, within)) {
    const found = dateAround(text, year, within);
    if (found?.value.length === 10) return found;
    month ??= found;
  }
  return month;
}

const ordinal = /\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twentieth|thirtieth)\b/i;

/** "the third of May 2018": a month with its year may have its day in words. */
function spelledDay(text: string, within: Span, month: DateFound): DateFound | undefined {
  const around = { start: Math.max(within.start, month.span.start - windowBefore), end: month.span.end };
  if (!ordinal.test(textOf(text, around))) return undefined;
  const found = fallback(text, around);
  return found?.value.startsWith(month.value) === true ? found : undefined;
}

const yearOf = /(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)/g;

function* yearsIn(text: string, { start, end }: Span): Generator<Span> {
  let count = 0;
  // The slice keeps the search from running on through the rest of a bundle.
  for (const { index } of text.slice(start, end).matchAll(yearOf)) {
    if (count++ === mostYears) return;
    yield { start: start + index, end: start + index + 4 };
  }
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = '(?<![\\p{L}\\d])(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const dayNumber = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';

/** What stands before a year, up to it. Tried in this order: a day in front of its month is the day even in `3 May 4, 2018`'s like. */
const before: readonly RegExp[] = [
  // August 19, 2017 · Aug. 19 2017 · August 19-21, 2017
  new RegExp(`${monthName}\\.?[ \\u00a0]{1,2}${dayNumber}(?:[ ]?[-–][ ]?\\d{1,2})?[ ]?,?[ \\u00a0]{0,2}$`, 'iu'),
  // 19 August 2017 · 19th of August, 2017 · 19-Aug-2017
  new RegExp(`(?<!\\d)${dayNumber}(?:[ \\u00a0]of)?[ \\u00a0-]${monthName}\\.?,?[ \\u00a0-]{1,2}$`, 'iu'),
  // 23.08.2018
  /(?<!\d|\d\.)(?<day>\d{1,2})\. ?(?<number>\d{1,2})\. ?$/u,
  // 23/08/2018 · 08/23/2018 · 23-08-2018: where one number cannot be a month, the other one is
  /(?<!\d|\d[/-])(?<day>1[3-9]|2\d|3[01])(?<sign>[/-])(?<number>\d{1,2})\k<sign>$/u,
  /(?<!\d|\d[/-])(?<number>\d{1,2})(?<sign>[/-])(?<day>1[3-9]|2\d|3[01])\k<sign>$/u,
  // August 2017
  new RegExp(`${monthName}\\.?,?[ \\u00a0]{1,2}$`, 'iu'),
];

/** What stands after a year, from it on. */
const after: readonly RegExp[] = [
  // 2018-08-23 · 2018/8/23 · 2018.08.23
  /^(?<sign>[-/.])(?<number>\d{1,2})\k<sign>(?<day>\d{1,2})(?!\d)/u,
  // 2018年8月23日 · 2018年8月
  /^ ?年 ?(?<number>\d{1,2}) ?月(?: ?(?<day>\d{1,2}) ?[日号號])?/u,
];

function dateAround(text: string, year: Span, within: Span): DateFound | undefined {
  const head = text.slice(Math.max(within.start, year.start - windowBefore), year.start);
  const tail = text.slice(year.end, Math.min(within.end, year.end + windowAfter));
  for (const shape of after) {
    const found = shape.exec(tail);
    if (found !== null) return dated(text, { start: year.start, end: year.end + found[0].length }, year, found.groups);
  }
  for (const shape of before) {
    const found = shape.exec(head);
    if (found !== null) return dated(text, { start: year.start - found[0].length, end: year.end }, year, found.groups);
  }
  return undefined;
}

function dated(text: string, span: Span, year: Span, groups: Readonly<Record<string, string | undefined>> | undefined): DateFound | undefined {
  const name = groups?.['month'];
  const number = name === undefined ? Number(groups?.['number']) : monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const given = groups?.['day'];
  const value = isoDate(Number(textOf(text, year)), number, given === undefined ? undefined : Number(given));
  return value === undefined ? undefined : { value, span };
}

/** `2018-08-23` or `2018-08`; undefined for what no calendar has, such as 31 February. */
function isoDate(year: number, month: number, day: number | undefined): string | undefined {
  if (month < 1 || month > 12) return undefined;
  const start = `${year}-${String(month).padStart(2, '0')}`;
  if (day === undefined) return start;
  return day < 1 || day > daysIn(year, month) ? undefined : `${start}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `01/02/2018`: two numbers that both can be the month. The same number twice is no riddle. */
const ambiguous = /(?<!\d)(?<first>0?[1-9]|1[0-2])(?<sign>[/-])(?!0?\k<first>\k<sign>)(?:0?[1-9]|1[0-2])\k<sign>\d{4}(?!\d)/u;

/** `20180823`, as a header writes it. */
function compactDate(text: string, span: Span): DateFound | undefined {
  const found = /(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)/.exec(textOf(text, span));
  if (found === null) return undefined;
  const value = isoDate(Number(found[1]), Number(found[2]), Number(found[3]));
  return value === undefined ? undefined : { value, span: partOf(span, found.index, found[0]) };
}

/** `2018-08`, as a header writes it. In running text it may as well be a span of years. */
function monthOfYear(text: string, span: Span): DateFound | undefined {
  const found = /(?<!\d)(\d{4})[-/.](\d{1,2})(?![\d./-])/.exec(textOf(text, span));
  if (found === null) return undefined;
  const value = isoDate(Number(found[1]), Number(found[2]), undefined);
  return value === undefined ? undefined : { value, span: partOf(span, found.index, found[0]) };
}

/** `2018`, or a year with words and no other number around it: `Summer 2018`. */
function loneYear(text: string, span: Span): DateFound | undefined {
  const found = /^\D*?((?:1[5-9]|20|21)\d\d)\D*$/.exec(textOf(text, span));
  const value = found?.[1];
  return value === undefined ? undefined : { value, span: partOf(span, textOf(text, span).indexOf(value), value) };
}

function partOf(span: Span, index: number, part: string): Span {
  return { start: span.start + index, end: span.start + index + part.length };
}

/** What chrono reads in a short text, as far as it is written there: nothing without a year, no day that it made up. */
function fallback(text: string, span: Span): DateFound | undefined {
  // The reference date completes only what is not certain, and that is not used.
  for (const { index, text: part, start } of parse(textOf(text, span), new Date(0))) {
    if (!start.isCertain('year') || !start.isCertain('month') || !/\d{4}/.test(part)) continue;
    const day = start.isCertain('day') ? (start.get('day') ?? undefined) : undefined;
    const value = isoDate(start.get('year') ?? 0, start.get('month') ?? 0, day);
    if (value !== undefined) return { value, span: partOf(span, index, part) };
  }
  return undefined;
}
