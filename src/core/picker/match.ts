import type { Span } from '../model';
import { fold } from './fold';
import { initialsOf, wordsIn } from './grams';

/** How a name answers what was typed, without any error. */
export type MatchKind = 'exact' | 'prefix' | 'initials' | 'word-prefix' | 'words' | 'inside';

export interface NameMatch {
  readonly kind: MatchKind;
  /** What of the name was typed, UTF-16 units of the name. */
  readonly ranges: readonly Span[];
}

const startOfWord = /(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]/gu;

/** How a name answers a folded query of at least one letter; undefined where only a fuzzy search could say. */
export function matchName(name: string, query: string): NameMatch | undefined {
  const folded = fold(name);
  if (folded === query) return { kind: 'exact', ranges: [{ start: 0, end: name.length }] };
  if (folded.startsWith(query)) return { kind: 'prefix', ranges: [{ start: 0, end: query.length }] };
  return byInitials(folded, query) ?? byPart(folded, query) ?? byWords(folded, query);
}

/** "scm" for "South China Morning Post"; at least two letters. */
function byInitials(folded: string, query: string): NameMatch | undefined {
  if (query.length < 2 || !initialsOf(wordsIn(folded)).startsWith(query)) return undefined;
  const starts = Array.from(folded.matchAll(startOfWord), ({ index }) => index).slice(0, query.length);
  return { kind: 'initials', ranges: starts.map((start) => ({ start, end: start + 1 })) };
}

function byPart(folded: string, query: string): NameMatch | undefined {
  let inside: NameMatch | undefined;
  for (let at = folded.indexOf(query); at >= 0; at = folded.indexOf(query, at + 1)) {
    const ranges = [{ start: at, end: at + query.length }];
    if (/[^\p{L}\p{N}\p{M}]$/u.test(folded.slice(0, at))) return { kind: 'word-prefix', ranges };
    inside ??= { kind: 'inside', ranges };
  }
  return query.length > 1 ? inside : undefined;
}

/** "ma ja" and "jac m" for "Jack Ma": each typed word begins another word of the name, in any order. */
function byWords(folded: string, query: string): NameMatch | undefined {
  const typed = wordsIn(query);
  if (typed.length < 2) return undefined;
  const words = Array.from(folded.matchAll(/[\p{L}\p{N}\p{M}]+/gu), ({ 0: word, index }) => ({ word, index }));
  const ranges: Span[] = [];
  for (const part of typed) {
    const at = words.findIndex(({ word }) => word.startsWith(part));
    const [found] = at < 0 ? [] : words.splice(at, 1);
    if (found === undefined) return undefined;
    ranges.push({ start: found.index, end: found.index + part.length });
  }
  return { kind: 'words', ranges: ranges.sort((one, other) => one.start - other.start) };
}
