import type { Problem } from '../core/problem';
import { inEnglish, levelOf, problemInWords, type Level } from '../core/problemWords';
import { placesIn, type Place } from './places';

/** Something that is wrong with a file of a corpus. */
export interface Finding {
  /** From the corpus root. */
  readonly file: string;
  readonly code: string;
  readonly level: Level;
  readonly message: string;
  readonly start: Place;
  readonly end: Place;
}

export function findingsIn(file: string, text: string, problems: readonly Problem[]): Finding[] {
  if (problems.length === 0) return [];
  const placeOf = placesIn(text);
  return [...problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end).map(problem => ({
    file, code: problem.code, level: levelOf(problem), message: problemInWords(problem, inEnglish),
    start: placeOf(problem.span.start), end: placeOf(problem.span.end),
  }));
}

/** A file that is there but cannot be read. */
export function unreadable(file: string): Finding {
  const start: Place = { line: 1, column: 1 };
  return { file, code: 'unreadable', level: 'error', message: 'This file of the corpus cannot be read.', start, end: start };
}
