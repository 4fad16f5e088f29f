import { isAcronym, type NameRun } from './runs';
import {
  companySuffixes, directions, eventNouns, institutionNouns, personNouns, personVerbs, placeBeginnings, placeEndings, placeNouns, places, shipPrefixes, trades,
} from './vocabulary';

/** The types that a name's form and company can suggest, by their ids in a corpus without its own types. */
export type GuessedType = 'person' | 'organization' | 'place' | 'product' | 'event';

/** Places, in lower case. */
const placeWords: ReadonlySet<string> = new Set(Array.from(places, (place) => place.toLowerCase()));

/** Each sign's weight; the sum over all places of a name decides. */
type Votes = Record<GuessedType, number>;

/**
 * The type that a name most likely has, judged by all places where it stands:
 * a title before it, "Ltd" or "Ministry" in it, "said" behind it, "in" before it, digits.
 * Always an answer: without any sign two or three words are a person, anything else an organization.
 */
export function guessType(runs: readonly NameRun[]): GuessedType {
  const votes: Votes = { person: 0, organization: 0.1, place: 0, product: 0, event: 0 };
  const [first] = runs;
  if (first !== undefined) byForm(first, votes);
  // As shares of the places: a name that stands a hundred times has a "said" behind it now and then, whatever it is.
  const company: Votes = { person: 0, organization: 0, place: 0, product: 0, event: 0 };
  for (const run of runs) byCompany(run, company);
  const order: readonly GuessedType[] = ['organization', 'person', 'place', 'product', 'event'];
  const total = (type: GuessedType) => votes[type] + (company[type] * Math.min(runs.length, 2)) / runs.length;
  return order.reduce((best, type) => (total(type) > total(best) ? type : best));
}

function byForm({ words }: NameRun, votes: Votes): void {
  const lower = words.map((word) => word.lower.replace(/\.$/u, ''));
  const text = words.map((word) => word.text).join(' ');
  const last = lower.at(-1) ?? '';
  if (places.has(text)) votes.place += 12;
  if (words.length > 1) byEnds(lower, votes);
  if (lower.some((word) => institutionNouns.has(word))) votes.organization += 8;
  if (eventNouns.has(last)) votes.event += 9;
  if (isAcronym(text) && /^[\p{L}.&]{2,7}$/u.test(text)) votes.organization += 3;
  if (/\p{N}/u.test(text) || /^\p{Ll}{1,2}\p{Lu}/u.test(text)) votes.product += 5;
  if (words.length > 1 && words.length < 5 && /^\p{Lu}(?:.*\s\p{Lu})[^\s]*$/u.test(text) && words.every((word) => looksPersonal(word.text))) votes.person += 1.5;
  if (/\p{Ll}\p{Lu}/u.test(text) && !/^Ma?c\p{Lu}|\s|['’]/u.test(text)) votes.organization += 1;
  if (words.some((word) => /^\p{Lu}\.$/u.test(word.text)) || lower.some((word) => word.startsWith('al-'))) votes.person += 3;
}

/** By the first and the last of several words, in lower case. */
function byEnds(words: readonly string[], votes: Votes): void {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (companySuffixes.has(last) || trades.has(last) || first === 'air') votes.organization += 10;
  if (placeEndings.has(last)) votes.place += 8;
  if (placeBeginnings.has(first)) votes.place += 4;
  if (directions.has(first)) votes.place += 2;
  if (shipPrefixes.has(first)) votes.product += 12;
  // "Ford Australia": a company's branch.
  if (!placeWords.has(first) && !directions.has(first) && placeWords.has(last)) votes.organization += 2;
}

function byCompany({ words, before, after, titled }: NameRun, votes: Votes): void {
  if (titled) votes.person += 6;
  const left = before?.lower ?? '';
  const right = after?.lower ?? '';
  const firstLink = words[0]?.link;
  if (firstLink === 'space' && personNouns.has(left) && before?.shape === 'lower') votes.person += 4;
  if (personVerbs.has(right)) votes.person += 0.6;
  if (right === 'who' || (after?.link === 'break' && personNouns.has(right))) votes.person += 3;
  if (firstLink === 'space' && /^(?:in|at|near|outside|across|throughout)$/u.test(left)) votes.place += 2;
  if (after?.link === 'space' && placeNouns.has(right)) votes.place += 4;
  // "Fallujah, Iraq"
  if (after?.link === 'break' && !after.opens && words.length < 3 && places.has(after.text)) votes.place += 2;
  if (after?.link === 'hyphen' && right === 'based') votes.place += 6;
  if (after?.link === 'hyphen' && /^(?:owned|backed|led|affiliated)$/u.test(right)) votes.organization += 2;
}

/** "Huihao" and "J.", but neither "EADS" nor "A380" nor "Airlines". */
function looksPersonal(word: string): boolean {
  return /^\p{L}[\p{L}'’.-]*$/u.test(word) && (word.length < 3 || !isAcronym(word)) && !/(?:nes|ers|ics|ing|tion|ts)$/u.test(word);
}
