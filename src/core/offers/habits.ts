import type { Span } from '../model';
import { readNames } from '../names/runs';
import { outside } from '../names/suggest';
import { notProse } from '../seed/prose';
import type { SeedArticle } from '../seed/seedFile';

/** What of an article says where its own words are. */
export type Read = Pick<SeedArticle, 'span' | 'headerBlock' | 'section' | 'byline' | 'date' | 'boilerplate'>;

/** A name that is tagged as an entity. */
export interface Tagged {
  readonly span: Span;
  readonly entity: string;
}

/** Whether a name is known or one that nobody has catalogued. */
type Kind = 'known' | 'new';

/** A name in an article that somebody has been through, and whether it was tagged. */
export interface Decision {
  readonly name: string;
  readonly setting: Setting;
  readonly wanted: boolean;
}

/** Where a name stands: how far down, and behind what. */
export interface Setting {
  /** 0 for the first line with words, then by twos and threes: 1, 3, 5, 8 and all that follow. */
  readonly line: number;
  /** The word before on its line, if it is one of those that say something; else ''. */
  readonly before: string;
}

/** How often a name in one setting was tagged, and how often not. */
type Tally = readonly [wanted: number, left: number];

/** Before anything is learned: most known names are wanted, and fewer of the new ones. */
const first = { known: [4, 1], new: [1, 2] } as const satisfies Readonly<Record<Kind, Tally>>;
/** How many decisions a single sign must rest on before it counts as much as what is usual. */
const trust = 4;
/** A name less likely than this to be wanted is not offered: it would be passed over nine times of ten. */
export const seldom = 0.1;
const telling = /(?:^|[^\p{L}])(the|a|an|in|of|and|said|to|from|by|near|at)\s$/iu;
const steps: readonly number[] = [8, 5, 3, 1, 0];

/**
 * What annotators of a corpus take for a name and what they leave, learned from the articles that they have been through: by
 * the name, and by where it stands. Some tag names in the first lines only, some no "the Boeing aircraft"; nobody has to say so.
 * The same articles in the same order give the same habits.
 */
export class Habits {
  readonly #counts = new Map<string, Tally>();

  /** @param articles the decisions in each, in the order in which they are read */
  constructor(articles: Iterable<readonly Decision[]>) {
    for (const decisions of articles) this.add(decisions);
  }

  /** Learns from one more article. */
  add(decisions: readonly Decision[]): void {
    const kinds = decisions.map(({ name }) => this.#tally(`name ${name}`)[0] > 0 ? 'known' : 'new');
    for (const [at, { name, setting, wanted }] of decisions.entries()) {
      for (const sign of [`name ${name}`, kinds[at] ?? 'new', ...signsOf(kinds[at] ?? 'new', setting)]) this.#count(sign, wanted);
    }
  }

  /** How likely it is, from 0 to 1, that a name of a kind is wanted where it stands. */
  likelihood(kind: Kind, name: string, setting: Setting): number {
    const [wanted, left] = this.#tally(kind);
    const usual = odds([wanted + first[kind][0], left + first[kind][1]]);
    const share = usual / (1 + usual);
    // Bayes' rule with signs taken for independent: each multiplies the odds by how much it moves them on its own.
    const moved = [`name ${name}`, ...signsOf(kind, setting)].map(sign => {
      const [yes, no] = this.#tally(sign);
      return odds([yes + trust * share, no + trust * (1 - share)]) / usual;
    });
    const all = moved.reduce((product, each) => product * each, usual);
    return all / (1 + all);
  }

  #tally(sign: string): Tally {
    return this.#counts.get(sign) ?? [0, 0];
  }

  #count(sign: string, wanted: boolean): void {
    const [yes, no] = this.#tally(sign);
    this.#counts.set(sign, wanted ? [yes + 1, no] : [yes, no + 1]);
  }
}

function odds([yes, no]: Tally): number {
  return yes / no;
}

function signsOf(kind: Kind, { line, before }: Setting): string[] {
  return [`${kind} line ${line}`, `${kind} behind ${before}`];
}

/**
 * What was decided in an article: each name that its capitals show, and each that is tagged. Of one that is in work only what
 * comes before its last mark, since nobody may have read on.
 */
export function decisionsIn(text: string, article: Read, tagged: readonly Tagged[], isDone: boolean): Decision[] {
  const end = isDone ? article.span.end : Math.max(article.span.start, ...tagged.map(({ span }) => span.end));
  const runs = readNames(text, article.span, 'part').runs.filter(outside([...tagged.map(({ span }) => span), ...notProse(article)])).filter(({ span }) => span.end <= end);
  const settings = settingsIn(text, article.span);
  const decided = (wanted: boolean) => ({ span }: { readonly span: Span }): Decision => ({ name: text.slice(span.start, span.end), setting: settings(span), wanted });
  return [...tagged.map(decided(true)), ...runs.map(decided(false))];
}

/** How likely it is that names in an article are wanted: see `Habits#likelihood`. */
export function likelihoodsIn(text: string, article: Span, habits: Habits): (name: { readonly kind: Kind; readonly span: Span }) => number {
  const settings = settingsIn(text, article);
  const known = new Map<string, number>(); // a long text has the same names in like places over and over
  return ({ kind, span }) => {
    const [name, setting] = [text.slice(span.start, span.end), settings(span)];
    const key = `${kind} ${String(setting.line)} ${setting.before}\n${name}`;
    const likelihood = known.get(key) ?? habits.likelihood(kind, name, setting);
    known.set(key, likelihood);
    return likelihood;
  };
}

/** Where spans of an article stand. */
function settingsIn(text: string, article: Span): (span: Span) => Setting {
  const starts = firstLines(text, article);
  return ({ start }) => {
    const line = starts.findLastIndex(each => each <= start);
    const before = telling.exec(text.slice(Math.max(0, start - 6), start))?.[1] ?? '';
    return { line: steps.find(step => step <= line) ?? 0, before: before.toLowerCase() };
  };
}

/** How long the part of an article is in which it says something of a name in which line it stands: to the last of the first lines. */
export function topOf(text: string, article: Span): number {
  return (firstLines(text, article)[steps[0] ?? 0] ?? article.end) - article.start;
}

/** Where the first lines with words begin; how many there are beyond the last step says nothing. */
function firstLines(text: string, article: Span): number[] {
  const starts: number[] = [];
  for (const { index } of text.slice(article.start, article.end).matchAll(/^.*\S/gmu)) {
    starts.push(article.start + index);
    if (starts.length > (steps[0] ?? 0)) break;
  }
  return starts;
}
