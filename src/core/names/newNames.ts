import type { Span } from '../model';
import { mayBegin, mayEnd, type Hyphens } from './edges';
import { guessType, type GuessedType } from './guessType';
import type { AliasGuess, NameParts } from './nameParts';
import { readNames, type NameRun, type Reading } from './runs';
import { outside } from './suggest';
import { places } from './vocabulary';
import type { Word } from './words';

/** A name that nobody has catalogued, with all its places in the text. */
export interface Candidate {
  /** As it is written at its first place, white space runs as one space. */
  readonly name: string;
  /** In order; never empty. */
  readonly spans: readonly Span[];
  readonly type: GuessedType;
  /** The known entities that the name may be another way to call, the likeliest first. */
  readonly aliasOf: readonly AliasGuess[];
  /** The name of a longer candidate that this one may shorten: "Tang" for "Tang Huihao". */
  readonly shortFor?: string;
}

export interface NewNamesOptions {
  /** Spans that are tagged or suggested already, in any order. */
  readonly taken: readonly Span[];
  /** Boilerplate and headers, in any order. */
  readonly skip?: readonly Span[];
  readonly hyphens?: Hyphens;
  /** What `readNames` made of the text, where that is at hand. */
  readonly reading?: Reading;
  readonly parts?: NameParts;
  /** How often each entity is mentioned in the article. */
  readonly mentioned?: ReadonlyMap<string, number>;
}

/**
 * The names in `within` (UTF-16 units) that capitals and frequency show and that are not taken, the most frequent first,
 * equals by their first place. A single word that stands only where each sentence's first word has a capital is left out.
 */
export function newNames(text: string, within: Span, options: NewNamesOptions): Candidate[] {
  const hyphens = options.hyphens ?? 'part';
  const { runs } = options.reading ?? readNames(text, within, hyphens);
  const inner = new Set(runs.flatMap(({ words }) => words.filter((word, at) => at > 0 || !word.opens).map(({ lower }) => lower)));
  const whole = hyphens === 'part' ? runs : runs.filter(({ span }) => mayBegin(text, span.start, hyphens) && mayEnd(text, span.end, hyphens));
  const open = whole.filter(outside([...options.taken, ...(options.skip ?? [])])).filter((run) => isFirm(run, inner));
  const groups = groupsOf(open);
  const named = groups.map((group) => ({ group, type: guessType(group), name: nameOf(text, group) }));
  const longer = longerNames(named.map(({ name }) => name));
  const people = new Map(named.filter(({ type }) => type === 'person').map(({ name, group }) => [name, group.length]));
  const weight = (id: string) => options.mentioned?.get(id) ?? 0;
  return named
    .map(({ group, type, name }) => candidate(name, group, isShortOfPerson(name, group.length, longer.get(name), people) ? 'person' : type, options.parts?.guess(name, weight) ?? [], longer.get(name)))
    .sort((one, other) => other.spans.length - one.spans.length || (one.spans[0]?.start ?? 0) - (other.spans[0]?.start ?? 0));
}

/** A stretch that someone says is a name, with the type that its form and company suggest. */
export function nameOn(text: string, within: Span, span: Span, parts: NameParts): Candidate {
  const { words } = readNames(text, within, 'part');
  const own = words.filter(({ start, end }) => span.start <= start && end <= span.end);
  const run = { span, words: own, before: lastBefore(words, span.start), after: words.find(({ start }) => start >= span.end), titled: false };
  const name = text.slice(span.start, span.end).replace(/\s+/gu, ' ');
  return { name, spans: [span], type: guessType([run]), aliasOf: parts.guess(name) };
}

function lastBefore(words: readonly Word[], at: number): Word | undefined {
  const behind = words.findIndex(({ end }) => end > at);
  return words[(behind < 0 ? words.length : behind) - 1];
}

/** A surname behind is one; a family name before ("Tang Huihao") unless it is far more frequent, as "Apple" is beside "Apple Computer". */
function isShortOfPerson(name: string, count: number, longer: string | undefined, people: ReadonlyMap<string, number>): boolean {
  const persons = people.get(longer ?? '');
  if (longer === undefined || persons === undefined) return false;
  return longer.endsWith(` ${name}`) || count <= 3 * persons;
}

/** The runs of the same words together, white space and what follows them aside. */
function groupsOf(runs: readonly NameRun[]): NameRun[][] {
  const groups = new Map<string, NameRun[]>();
  for (const run of runs) {
    const key = run.words.map((word) => word.text).join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [run]);
    else group.push(run);
  }
  return [...groups.values()];
}

function candidate(name: string, group: readonly NameRun[], type: GuessedType, aliasOf: readonly AliasGuess[], shortFor: string | undefined): Candidate {
  const spans = group.map(({ span }) => span);
  return shortFor === undefined ? { name, spans, type, aliasOf } : { name, spans, type, aliasOf, shortFor };
}

function nameOf(text: string, [first]: readonly NameRun[]): string {
  return first === undefined ? '' : text.slice(first.span.start, first.span.end).replace(/\s+/gu, ' ');
}

/** A sentence's first word alone is a name only if something else says so: a possessive, a title, another place in the text, a country. */
function isFirm({ words, titled }: NameRun, inner: ReadonlySet<string>): boolean {
  const [only, more] = words;
  if (only === undefined || more !== undefined || titled) return true;
  if (only.text.length === 1) return false;
  if (!only.opens) return true;
  return only.reach > only.end || inner.has(only.lower) || places.has(only.text) || /\p{Lu}.*\p{Lu}|\p{N}|\./u.test(only.text);
}

/** For each name of one word the only longer name that begins or ends with it. */
function longerNames(names: readonly string[]): ReadonlyMap<string, string> {
  const byEdge = new Map<string, string | undefined>();
  for (const name of names) {
    const parts = name.split(' ');
    if (parts.length < 2) continue;
    for (const edge of new Set([parts[0] ?? '', parts.at(-1) ?? ''])) byEdge.set(edge, byEdge.has(edge) ? undefined : name);
  }
  return new Map(names.flatMap((name) => {
    const longer = byEdge.get(name);
    return longer === undefined ? [] : [[name, longer] as const];
  }));
}
