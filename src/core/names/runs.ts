import type { Span } from '../model';
import type { Hyphens } from './edges';
import {
  articles, currencies, fieldEnding, fields, finalSuffixes, functionWords, honorifics, institutionNouns, institutionParticles, nationalities, particles, placeBeginnings, placeEndings, places, timeWords, titleLikeNames,
  membership, titleModifiers, titleNouns, titleSurnames,
} from './vocabulary';
import { wordsOf, type Word } from './words';

/** A sequence of words that reads as one name, by its capitals: "Ministry of Industry and Information Technology". */
export interface NameRun {
  readonly span: Span;
  readonly words: readonly Word[];
  /** The words just before and behind it, on the same line; titles and sentence ends between them do not count. */
  readonly before: Word | undefined;
  readonly after: Word | undefined;
  /** Whether a title or honorific stands before it: "Mayor Gong Zheng". */
  readonly titled: boolean;
}

/** A text as words and runs. */
export interface Reading {
  readonly words: readonly Word[];
  readonly runs: readonly NameRun[];
  /** Lines whose capitals say nothing: headlines with a capital on each word. Its runs are those that the rest of the text knows. */
  readonly headlines: readonly Span[];
}

/** What the prose of an article says of its words. */
interface Evidence {
  /** Words that stand somewhere in lower case. */
  readonly lower: ReadonlySet<string>;
  /** Words that stand somewhere with a capital that no sentence start explains. */
  readonly inner: ReadonlySet<string>;
}

/** "16GB", "2.4GHz". */
const measured = /^\d+(?:\.\d+)?(?:[KMGT]B|[kKMG]?Hz|[kKM]W|mAh|V|KM|MPH)$/u;

type Role = 'name' | 'number' | 'particle' | 'and' | 'title' | 'honorific' | 'other';

/** Reads the names of a text by its capitals. Cost follows the length of `within`, UTF-16 units. */
export function readNames(text: string, within: Span, hyphens: Hyphens): Reading {
  const words = wordsOf(text, within, hyphens);
  const lines = linesOf(text, words);
  const prose = lines.filter((line) => !isHeadline(text, line));
  const evidence = evidenceOf(prose.flat());
  const runs = prose.flatMap((line) => runsOf(line, evidence));
  const headlines = lines.filter((line) => isHeadline(text, line));
  const known = new Set(runs.map(({ words: parts }) => keyOf(parts)));
  const all = [...runs, ...headlines.flatMap((line) => headlineRuns(line, known))];
  return { words, runs: all.sort((one, other) => one.span.start - other.span.start), headlines: headlines.map(spanOf) };
}

function spanOf(words: readonly Word[]): Span {
  return { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
}

function linesOf(text: string, words: readonly Word[]): Word[][] {
  const lines: Word[][] = [];
  let line: Word[] = [];
  for (const word of words) {
    const last = line.at(-1);
    if (last !== undefined && text.slice(last.end, word.start).includes('\n')) {
      lines.push(line);
      line = [];
    }
    line.push(word);
  }
  return line.length > 0 ? [...lines, line] : lines;
}

/**
 * A line that begins with a capital and ends without a full stop, with five longer words or more,
 * where only the small words of a sentence are in lower case.
 */
function isHeadline(text: string, line: readonly Word[]): boolean {
  const long = line.filter(({ text: word, shape }) => word.length > 3 && shape === 'capital');
  if (long.length < 5 || line[0]?.shape === 'lower' || /[.!?]/u.test(text.charAt(line.at(-1)?.reach ?? 0))) return false;
  return line.every(({ shape, lower }) => shape !== 'lower' || functionWords.has(lower) || particles.has(lower));
}

function evidenceOf(words: readonly Word[]): Evidence {
  const lower = new Set(words.filter(({ shape }) => shape === 'lower').map((word) => word.lower));
  const inner = new Set(words.filter(({ shape, opens }) => shape === 'capital' && !opens).map((word) => word.lower));
  return { lower, inner };
}

function keyOf(words: readonly Word[]): string {
  return words.map(({ lower }) => lower).join(' ');
}

/** The runs of one line of prose. */
function runsOf(line: readonly Word[], evidence: Evidence): NameRun[] {
  const roles = line.map((word, at) => roleOf(line, at, word, evidence));
  markTitles(line, roles);
  const runs: NameRun[] = [];
  for (let at = 0; at < line.length;) {
    const end = roles[at] === 'name' ? grow(line, roles, at) : at + 1;
    if (roles[at] === 'name') runs.push(...runOf(line, roles, at, end));
    at = end;
  }
  return runs;
}

function roleOf(line: readonly Word[], at: number, word: Word, evidence: Evidence): Role {
  if (word.shape === 'number') return 'number';
  if (word.shape === 'lower') return word.lower === 'and' ? 'and' : particles.has(word.lower) || institutionParticles.has(word.lower) || articles.has(word.lower) ? 'particle' : 'other';
  if (honorifics.has(word.lower.replace(/\.$/u, '')) && word.text.length > 1) return 'honorific';
  if (word.sum || measured.test(word.text)) return 'other';
  if (timeWords.has(word.lower.replace(/\.$/u, '')) || currencies.has(word.lower)) return isBlackFriday(line, at) || word.text === 'US' ? 'name' : 'other';
  // "The" and "In" are capitals of a sentence, "It" of a pronoun; "WHO" and "US" are names.
  if (functionWords.has(word.lower.replace(/\.$/u, '')) && !(isAcronym(word.text) && !word.opens)) return word.opens || !startsName(line, at) ? 'other' : 'name';
  if (!word.opens) return 'name';
  const ordinary = evidence.lower.has(word.lower) || /(?:ly|ing)$/u.test(word.lower);
  return ordinary && !evidence.inner.has(word.lower) ? 'other' : 'name';
}

/** "First Lady", "Big Tech", "National Bank": common words with a capital, before another, in the middle of a sentence. */
function startsName(line: readonly Word[], at: number): boolean {
  const word = line[at];
  const next = line[at + 1];
  const before = line[at - 1];
  if (word === undefined || /^(?:the|a|an|in|on|at|by|for|from|of|to|with|and|or|but|i|this|that|as|is|was|if|its|his|her|our|their)$/u.test(word.lower)) return false;
  const behindName = before?.shape === 'capital' && word.link !== 'break';
  // "Liu He" is a man, "He" alone another.
  if (/^(?:he|she|it|we|they)$/u.test(word.lower)) return behindName;
  return (next?.shape === 'capital' && next.link !== 'break') || behindName;
}

function isBlackFriday(line: readonly Word[], at: number): boolean {
  return /^(?:black|good|cyber|ash|super)$/u.test(line[at - 1]?.lower ?? '') && line[at - 1]?.shape === 'capital';
}

export function isAcronym(text: string): boolean {
  return /^(?=..)[\p{Lu}\p{N}.&]*\p{Lu}[\p{Lu}\p{N}.&]*$/u.test(text);
}

/** Titles: a noun such as "Secretary", and what belongs to it ("Communist Party"), where it is no part of a name ("Premier League"). */
function markTitles(line: readonly Word[], roles: Role[]): void {
  line.forEach((word, at) => {
    if (roles[at] !== 'name' || !titleNouns.has(word.lower) || titleLikeNames.has(`${word.lower} ${line[at + 1]?.lower ?? ''}`)) return;
    if (isInstitution(line, at) || isSurname(line, roles, at)) return;
    roles[at] = 'title';
    for (let left = at; left > 0 && line[left]?.link !== 'break' && titleModifiers.has(line[left - 1]?.lower ?? '') && roles[left - 1] === 'name'; left--) roles[left - 1] = 'title';
    if (/^secretary|minister$/u.test(word.lower) && line[at + 1]?.lower === 'of' && roles[at + 2] === 'name') markOf(line, roles, at);
  });
}

/** "Secretary of State John Kerry": the field belongs to the title. */
function markOf(line: readonly Word[], roles: Role[], at: number): void {
  roles[at + 1] = 'other';
  if (/^(?:state|defense|defence|commerce|energy|education|labor|war|finance|health)$/u.test(line[at + 2]?.lower ?? '')) roles[at + 2] = 'title';
}

/** "Julie Bishop met": a noun that is a surname too, behind one other name and with no name behind it. */
function isSurname(line: readonly Word[], roles: readonly Role[], at: number): boolean {
  if (!titleSurnames.has(line[at]?.lower ?? '') || line[at]?.link !== 'space' || line[at]?.shape !== 'capital') return false;
  const behindTwo = roles[at - 2] === 'name' && line[at - 1]?.link === 'space';
  const beforeName = roles[at + 1] === 'name' && line[at + 1]?.link === 'space';
  return roles[at - 1] === 'name' && !behindTwo && !beforeName && !places.has(line[at - 1]?.text ?? '');
}

/** "Executive Committee", "Justice Department": a title's noun that an institution's follows. */
function isInstitution(line: readonly Word[], at: number): boolean {
  const next = line[at + 1];
  return next !== undefined && next.link === 'space' && next.shape === 'capital' && institutionNouns.has(next.lower);
}

/** Behind the last word of the run that begins at `first`. */
function grow(line: readonly Word[], roles: readonly Role[], first: number): number {
  let end = first + 1;
  for (;;) {
    const next = nextPart(line, roles, first, end);
    if (next === undefined) return end;
    end = next;
  }
}

/** Behind the next part of the run `first..end`, which may be a name, a number, or a particle and a name; undefined at its end. */
function nextPart(line: readonly Word[], roles: readonly Role[], first: number, end: number): number | undefined {
  const word = line[end];
  if (word === undefined || word.link === 'break') return undefined;
  const role = roles[end];
  if (role === 'name') return finalSuffixes.has(line[end - 1]?.lower ?? '') && !finalSuffixes.has(word.lower) ? undefined : end + 1;
  if (role === 'number') return isModelNumber(line, end) ? end + 1 : undefined;
  if (role === 'and') return roles[end + 1] === 'name' && areLinked(line, end + 1, end + 1) && joinsFields(line, roles, first, end) ? end + 2 : undefined;
  return role === 'particle' ? behindParticle(line, roles, first, end) : undefined;
}

/** Behind "of China", "of the West" or "for Market" at `at`, where that goes on with the run. */
function behindParticle(line: readonly Word[], roles: readonly Role[], first: number, at: number): number | undefined {
  const next = line[at + 1];
  const target = next?.shape === 'lower' && articles.has(next.lower) ? at + 2 : at + 1;
  const joined = roles[target] === 'name' && areLinked(line, at + 1, target);
  return joined && particleFits(line, first, at) ? target + 1 : undefined;
}

function areLinked(line: readonly Word[], from: number, to: number): boolean {
  return line.slice(from, to + 1).every(({ link }) => link !== 'break');
}

/** "Boeing 787", "iPhone 4", but not "Shanghai 2010" nor "RMB 100 billion". */
function isModelNumber(line: readonly Word[], at: number): boolean {
  const { text = '', link = 'break' } = line[at] ?? {};
  if (link === 'hyphen') return true;
  if (!/^\d{1,4}(?:\.\d)?[a-z]?$/u.test(text) || /^(?:19|20)\d\d$/u.test(text)) return false;
  return !/^(?:percent|per|million|billion|trillion|yuan|dollars|euros|years?|months?|days?|hours?|minutes?|points?|people|to|other|new)$/u.test(line[at + 1]?.lower ?? '');
}

/** "for" needs an institution before it, "the" another particle. */
function particleFits(line: readonly Word[], first: number, at: number): boolean {
  const word = line[at]?.lower ?? '';
  if (institutionParticles.has(word)) return line.slice(first, at).some(({ lower }) => institutionNouns.has(lower));
  if (word === 'of' && (membership.has(line[at - 1]?.lower ?? '') || isBrand(line[at - 1]) || isOfOther(line, first, at))) return false;
  return particles.has(word) && !nationalities.has(line[at - 1]?.lower ?? '') && !places.has(line[at - 1]?.text ?? '');
}

/** "iPhones", "eBay": no body of a place. */
function isBrand(word: Word | undefined): boolean {
  return /^\p{Ll}+\p{Lu}/u.test(word?.text ?? '');
}

/** "Claudia Mo of Civic Party" are two names: several words before "of", and none that names a body or a place ("Supreme Court of India"). */
function isOfOther(line: readonly Word[], first: number, at: number): boolean {
  const before = line.slice(first, at);
  return before.length > 1 && before.every(({ lower, shape }) => shape === 'capital' && !institutionNouns.has(lower) && !placeEndings.has(lower) && !placeBeginnings.has(lower) && !isField(lower));
}

/**
 * Whether "and" joins two fields of one institution rather than two names: "Industry and Information Technology",
 * "Banking and Insurance Regulatory Commission", but "Zhejiang and Anhui".
 */
function joinsFields(line: readonly Word[], roles: readonly Role[], first: number, at: number): boolean {
  const left = line[at - 1]?.lower ?? '';
  const right = line[at + 1]?.lower ?? '';
  if (!isField(left) || !isField(right)) return false;
  if (line.slice(first, at).some(({ lower }) => lower === 'of' || lower === 'for')) return true;
  let end = at + 1;
  while (roles[end] === 'name' && (end === at + 1 || line[end]?.link === 'space')) end++;
  const last = line[end - 1]?.lower ?? '';
  return institutionNouns.has(last) || (end === at + 2 && first < at && left === 'belt');
}

function isField(word: string): boolean {
  return fields.has(word) || fieldEnding.test(word);
}

/** The run as a name; none where all of it is a nationality or its people, and without one at its start ("Chinese Alibaba"). */
function runOf(line: readonly Word[], roles: readonly Role[], from: number, end: number): NameRun[] {
  const words = line.slice(from, end);
  if (words.every(({ lower }) => nationalities.has(lower) || nationalities.has(lower.replace(/s$/u, '')))) return [];
  const before = line[from - 1];
  const titled = from > 0 && line[from]?.link !== 'break' && (roles[from - 1] === 'title' || roles[from - 1] === 'honorific');
  return [{ span: spanOf(words), words, before, after: line[end], titled }];
}

/** In a headline only the names that the prose knows, longest first. */
function headlineRuns(line: readonly Word[], known: ReadonlySet<string>): NameRun[] {
  const runs: NameRun[] = [];
  for (let at = 0; at < line.length;) {
    let end = Math.min(line.length, at + 8);
    while (end > at && !known.has(keyOf(line.slice(at, end)))) end--;
    const words = line.slice(at, end);
    if (words.length > 0) runs.push({ span: spanOf(words), words, before: line[at - 1], after: line[end], titled: false });
    at = Math.max(at + 1, end);
  }
  return runs;
}
