import type { Span } from '../model';
import type { SeedArticle } from './seedFile';

/** The parts of an article that nobody tags: its headers, boilerplate, and the lines that say where, when and by whom. */
export function notProse({ headerBlock, section, byline, date, boilerplate }: Pick<SeedArticle, 'headerBlock' | 'section' | 'byline' | 'date' | 'boilerplate'>): Span[] {
  const lines = [section, byline, date].flatMap(found => found?.inferred === true ? [found.span] : []);
  return [...headerBlock === undefined ? [] : [headerBlock], ...lines, ...boilerplate];
}
