import { Bearers } from '../bearers';
import type { Entity } from '../model';
import { companySuffixes, countryNames, demonyms, institutionNouns, placeEndings, trades } from './vocabulary';

/** What of an entity the guesses need. */
export type NamedEntity = Pick<Entity, 'id' | 'name' | 'type' | 'aliases'>;

/** Why a new name looks like another way to call a known entity. */
export type AliasReason = 'same-but-suffix' | 'initials' | 'surname' | 'shorter' | 'longer';

export interface AliasGuess {
  readonly entity: string;
  readonly reason: AliasReason;
}

/** The reasons from the surest to the weakest. */
const reasons: readonly AliasReason[] = ['same-but-suffix', 'initials', 'surname', 'shorter', 'longer'];
const countries: ReadonlySet<string> = new Set(demonyms.values());
const smallWords = /^(?:and|of|the|for|de|&)$/u;

/**
 * The entities by parts of their names, so that a new name can be recognised as another way to call one:
 * "Northrop" (Northrop Grumman), "EADS" (European Aeronautic Defence and Space), "Yuan" (Yuan Jiajun),
 * "Ant Financial Services Group" (Ant Financial). Adding and removing an entity touch only its own parts.
 */
export class NameParts {
  /** Part (with its reason before it) -> the ids of the entities that have it. */
  private readonly parts = new Bearers();

  add(entity: NamedEntity): void {
    for (const part of partsOf(entity)) this.parts.add(part, entity.id);
  }

  /** Takes out an entity, given as it was added. */
  remove(entity: NamedEntity): void {
    for (const part of partsOf(entity)) this.parts.remove(part, entity.id);
  }

  /**
   * The entities that a name may stand for, the surest reason first, then by `weight` (say, mentions in the article), then by id.
   * A reason that fits more than four entities says nothing unless one of them has weight.
   */
  guess(name: string, weight: (entity: string) => number = () => 0): AliasGuess[] {
    const guesses = new Map<string, AliasGuess>();
    for (const { reason, key } of questions(name)) {
      const ids = this.parts.of(key);
      const fitting = ids.length > 4 ? ids.filter((id) => weight(id) > 0) : ids;
      for (const entity of fitting) if (!guesses.has(entity)) guesses.set(entity, { entity, reason });
    }
    return [...guesses.values()].sort((one, other) => rankOf(one) - rankOf(other)
      || weight(other.entity) - weight(one.entity) || (one.entity < other.entity ? -1 : 1));
  }
}

function rankOf({ reason }: AliasGuess): number {
  return reasons.indexOf(reason);
}

/** In lower case; "U.S." and "US" are one word. */
function split(name: string): string[] {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}.'’&]+/u).filter((word) => word !== '');
  return words.map((word) => (/^(?:\p{L}\.)+\p{L}?$/u.test(word) ? word.replaceAll('.', '') : word.replace(/\.$/u, '')));
}

/** "Alibaba Group Holding Ltd" -> alibaba. */
function withoutSuffix(words: readonly string[]): readonly string[] {
  let end = words.length;
  while (end > 1 && companySuffixes.has(words[end - 1] ?? '')) end--;
  return words.slice(0, end);
}

function partsOf(entity: NamedEntity): Set<string> {
  return new Set([entity.name, ...entity.aliases].flatMap((name) => nameParts(name, entity.type)));
}

function nameParts(name: string, type: string): string[] {
  const words = split(name);
  const bare = withoutSuffix(words);
  // A place is in the name of many things that are not the place.
  const whole = type === 'place' ? [] : [`whole ${words.join(' ')}`];
  const short = isShortened(name) ? [`short ${words.join('')}`] : [];
  const parts = [...whole, ...short, ...(type === 'place' ? country(words) : []), `bare ${bare.join(' ')}`, ...initials(words).map((letters) => `initials ${letters}`)];
  if (type === 'person') return [...parts, ...words.map((word) => `surname ${word}`)];
  return [...parts, ...beginnings(bare).map((start) => `start ${start}`), ...model(words).map((end) => `start ${end}`)];
}

/** "country united states" of "US" and of "American": the same for all that calls a country. */
function country(words: readonly string[]): string[] {
  const name = words.join(' ');
  const meant = demonyms.get(name) ?? name;
  const known = countryNames.find((names) => names.includes(meant))?.[0] ?? (countries.has(meant) ? meant : undefined);
  return known === undefined ? [] : [`country ${known}`];
}

/** By its capitals: "EADS", "U.S.", "BoA". */
function isShortened(name: string): boolean {
  return /^[\p{Lu}.&]{2,}$/u.test(name) || /^\p{Lu}\p{Ll}{0,2}\p{Lu}{1,3}$/u.test(name);
}

/** "a380" of "airbus a380": what a maker's product is called without the maker; its plural is the same. */
function model(words: readonly string[]): string[] {
  const last = words.at(-1) ?? '';
  return words.length < 4 && /^\p{L}+\d+\p{L}?$/u.test(last) ? [last.replace(/(?<=\d)s$/u, '')] : [];
}

/** "northrop" of "northrop grumman", but not "shanghai" of "shanghai statistics bureau", where it is the place. */
function beginnings(words: readonly string[]): string[] {
  const generic = words.slice(1).some((word) => institutionNouns.has(word) || placeEndings.has(word));
  return words.slice(1).map((_, at) => words.slice(0, at + 1)).filter((start) => !generic || start.length > 1).map((start) => start.join(' '));
}

/** Of two words or more: all first letters, and those without small words and without a company's suffix. */
function initials(words: readonly string[]): string[] {
  const large = words.filter((word) => !smallWords.test(word));
  return [words, large, withoutSuffix(large)].filter((some) => some.length > 1).map((some) => some.map((word) => word.charAt(0)).join(''));
}

function* questions(name: string): Generator<{ reason: AliasReason; key: string }> {
  const words = split(name);
  const bare = withoutSuffix(words);
  const joined = words.join(' ');
  yield { reason: 'same-but-suffix', key: `bare ${bare.join(' ')}` };
  for (const key of country(words)) yield { reason: 'same-but-suffix', key };
  if (isShortened(name)) yield { reason: 'initials', key: `initials ${joined.replaceAll(/[.&]/gu, '')}` };
  for (const letters of initials(words)) yield { reason: 'initials', key: `short ${letters}` };
  if (words.length === 1) yield { reason: 'surname', key: `surname ${joined}` };
  yield { reason: 'shorter', key: `start ${bare.join(' ')}` };
  for (const end of model(words)) yield { reason: words.length > 1 ? 'longer' : 'shorter', key: `start ${end}` };
  if (words.length > 1 && words.slice(1).every((word) => trades.has(word) || companySuffixes.has(word))) yield { reason: 'longer', key: `whole ${words[0]}` };
  for (let end = words.length - 1; end > 1; end--) yield { reason: 'longer', key: `whole ${words.slice(0, end).join(' ')}` };
}
