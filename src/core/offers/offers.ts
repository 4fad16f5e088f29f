import type { Span } from '../model';
import type { KnownNames } from '../names/nameAt';
import type { NameParts } from '../names/nameParts';
import { newNames, type Candidate } from '../names/newNames';
import { readNames } from '../names/runs';
import { suggest, type Rejection, type Suggestion } from '../names/suggest';
import { notProse } from '../seed/prose';
import type { SeedArticle } from '../seed/seedFile';

/** What is known of names in the whole corpus. */
export interface Knowledge {
  readonly names: KnownNames;
  readonly parts: NameParts;
  /** How often a name stood for an entity in the corpus. */
  readonly usual: (name: string, entity: string) => number;
  readonly isPerson: (entity: string) => boolean;
  /** Whether a name is never to be offered for an entity. */
  readonly isNever: (name: string, entity: string) => boolean;
}

/** What is settled in an article; all spans count from the start of its file. */
export interface Settled {
  /** Names that are tagged; passages are not among them, since names in them are to be tagged still. */
  readonly tagged: readonly Tagged[];
  readonly rejected: readonly Rejection[];
}

export interface Tagged {
  readonly span: Span;
  readonly entity: string;
}

type Read = Pick<SeedArticle, 'span' | 'headerBlock' | 'section' | 'byline' | 'date' | 'boilerplate'>;

/** The known names that stand untagged in an article's own words. */
export function suggestionsIn(text: string, article: Read, settled: Settled, knowledge: Knowledge): Suggestion[] {
  return suggest(text, article.span, {
    gazetteer: knowledge.names,
    taken: settled.tagged.map(({ span }) => span),
    skip: notProse(article),
    rejected: settled.rejected,
    mentioned: mentionedIn(settled),
    usual: knowledge.usual,
    inflects: entity => !knowledge.isPerson(entity),
  });
}

/** Those stretches that are no part of what looks like a longer name: not "Singapore" in "Singapore Airlines". */
export function wholeNames<Stretch extends { readonly span: Span }>(text: string, article: Span, stretches: readonly Stretch[]): Stretch[] {
  const { runs } = readNames(text, article, 'part');
  return stretches.filter(one => !runs.some(run => isWithin(one.span, run.span)));
}

function isWithin(one: Span, other: Span): boolean {
  return other.start <= one.start && one.end <= other.end && one.end - one.start < other.end - other.start;
}

/** The names that nobody has catalogued; what is tagged, suggested or rejected is none. */
export function newNamesIn(text: string, article: Read, settled: Settled, suggestions: readonly Suggestion[], knowledge: Knowledge): Candidate[] {
  const candidates = newNames(text, article.span, {
    taken: [...settled.tagged, ...suggestions, ...settled.rejected].map(({ span }) => span),
    skip: notProse(article),
    parts: knowledge.parts,
    mentioned: mentionedIn(settled),
  });
  return candidates.map(one => ({ ...one, aliasOf: one.aliasOf.filter(({ entity }) => !knowledge.isNever(one.name, entity)) }));
}

function mentionedIn({ tagged }: Settled): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { entity } of tagged) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  return counts;
}
