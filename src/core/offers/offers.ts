import type { Span } from '../model';
import type { Hyphens } from '../names/edges';
import type { KnownNames } from '../names/nameAt';
import type { AliasGuess, NameParts } from '../names/nameParts';
import { newNames, type Candidate } from '../names/newNames';
import { isAcronym, readNames, type Reading } from '../names/runs';
import { suggest, type Rejection, type Suggestion } from '../names/suggest';
import { notProse } from '../seed/prose';
import { likelihoodsIn, seldom, type Habits, type Read, type Tagged } from './habits';
import { namesKnown } from './knownNames';

/** What is known of names in the whole corpus. */
export interface Knowledge {
  readonly names: KnownNames;
  /** Whether a hyphen parts new names; it does when left out. */
  readonly hyphens?: Hyphens;
  readonly parts: NameParts;
  /** How often a name stood for an entity in the corpus. */
  readonly usual: (name: string, entity: string) => number;
  readonly isPerson: (entity: string) => boolean;
  /** What annotators of the corpus take and what they leave. */
  readonly habits: Habits;
  /** Whether a name is never to be offered for an entity. */
  readonly isNever: (name: string, entity: string) => boolean;
}

/** What is settled in an article; all spans count from the start of its file. */
export interface Settled {
  /** Names that are tagged; passages are not among them, since names in them are to be tagged still. */
  readonly tagged: readonly Tagged[];
  readonly rejected: readonly Rejection[];
}

/** The known names that stand untagged in an article's own words. */
export function suggestionsIn(text: string, article: Read, settled: Settled, knowledge: Knowledge, { names } = namesKnown(text, article.span, knowledge.names, knowledge.habits)): Suggestion[] {
  return suggest(text, names.filter(({ isLikely }) => isLikely), {
    among: names,
    taken: settled.tagged.map(({ span }) => span),
    skip: notProse(article),
    rejected: settled.rejected,
    mentioned: mentionedIn(settled),
    usual: knowledge.usual,
    inflects: entity => !knowledge.isPerson(entity),
  });
}

/** What capitals say of an article's text, whatever is tagged in it: a slow look, to be kept while the text is the same. */
export function readingOf(text: string, article: Span, hyphens: Hyphens = 'part'): Reading {
  return readNames(text, article, hyphens);
}

/** Those stretches that are no part of what looks like a longer name: not "Singapore" in "Singapore Airlines". */
export function wholeNames<Stretch extends { readonly span: Span }>(text: string, article: Span, stretches: readonly Stretch[], { runs } = readingOf(text, article)): Stretch[] {
  return stretches.filter(one => !runs.some(run => isWithin(one.span, run.span)));
}

function isWithin(one: Span, other: Span): boolean {
  return other.start <= one.start && one.end <= other.end && one.end - one.start < other.end - other.start;
}

/** The names that nobody has catalogued; what is tagged, suggested or rejected is none. */
export function newNamesIn(text: string, article: Read, settled: Settled, suggestions: readonly Suggestion[], knowledge: Knowledge, reading = readingOf(text, article.span, knowledge.hyphens)): Candidate[] {
  const candidates = newNames(text, article.span, {
    reading,
    taken: [...settled.tagged, ...suggestions, ...settled.rejected].map(({ span }) => span),
    skip: notProse(article),
    hyphens: knowledge.hyphens ?? 'part',
    parts: knowledge.parts,
    mentioned: mentionedIn(settled),
  });
  const likelihood = likelihoodsIn(text, article.span, knowledge.habits);
  return candidates.filter(({ spans }) => spans.some(span => likelihood({ kind: 'new', span }) >= seldom)).map(one => {
    const first = introduced(text, one, settled.tagged);
    const aliasOf = [...first, ...one.aliasOf.filter(({ entity }) => entity !== first[0]?.entity)];
    return { ...one, aliasOf: aliasOf.filter(({ entity }) => !knowledge.isNever(one.name, entity)) };
  });
}

/** The entity before it that a short form in brackets stands for: "SIA" in "Singapore Airlines (SIA)". */
function introduced(text: string, { name, spans }: Candidate, tagged: readonly Tagged[]): AliasGuess[] {
  const inBrackets = spans.find(({ start, end }) => text.charAt(start - 1) === '(' && text.charAt(end) === ')');
  if (inBrackets === undefined || !isAcronym(name)) return [];
  const end = text.slice(0, inBrackets.start - 1).trimEnd().length;
  const long = tagged.find(({ span }) => span.end === end);
  return long !== undefined && isInOrder(name, text.slice(long.span.start, end)) ? [{ entity: long.entity, reason: 'initials' }] : [];
}

/** Whether all letters of a short form stand in the long one, in their order and from its first letter. */
function isInOrder(short: string, long: string): boolean {
  const letters = short.toLowerCase().replaceAll(/[^\p{L}]/gu, '');
  const among = long.toLowerCase();
  if (letters.charAt(0) !== among.charAt(0)) return false;
  let at = 0;
  for (const letter of letters) {
    const found = among.indexOf(letter, at);
    if (found < 0) return false;
    at = found + 1;
  }
  return letters !== '';
}

function mentionedIn({ tagged }: Settled): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { entity } of tagged) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  return counts;
}
