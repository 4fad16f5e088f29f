import { availableParallelism, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Gazetteer } from '../../src/core/names/gazetteer';
import { MadeCorpus } from './madeCorpus';
import { median, medianCost, once, type Cost } from './measure';
import { gazetteerOf, gazetteerSearch, nameMatchers, type Found, type NameMatcher } from './nameMatchers';
import { numberAfter, numbersIn, type Row } from './part';
import { Ripgrep } from './ripgrep';

const rounds = 5;

interface Spent {
  readonly search: Cost;
  readonly filter?: Cost;
}

/** One of those that are compared, with its text. */
interface Contestant {
  readonly name: string;
  readonly text: string;
  readonly buildMs: () => number;
  /** What it takes to find its hits, and to bring them under the rules where they are others. */
  readonly run: () => Spent | Promise<Spent>;
  readonly search: () => Found;
  /** Whether it finds what the gazetteer does: `some` is what is left of raw hits that hide others. */
  readonly finds: 'all' | 'some' | 'by other rules';
}

/**
 * `gazetteer [ALIASES…] [--mb N]`: finding 100, 10,000 and 100,000 aliases in 10 MB of made articles, beside others that find the same.
 * Then the gazetteer with its own rules for letter case and plurals, and what it takes to add and remove an alias.
 */
export async function gazetteer(args: readonly string[]): Promise<readonly Row[]> {
  // Where turns are seconds apart, V8 would throw away what it has compiled of the quickest, and they would begin anew each time.
  setFlagsFromString('--no-flush-bytecode');
  setFlagsFromString('--expose-gc');
  const megabytes = numberAfter(args, '--mb', 10);
  const rows: Row[] = [];
  const changes: Row[] = [];
  for (const count of numbersIn(args, [100, 10_000, 100_000])) {
    const { aliases, text } = madeNames(count, megabytes * 1e6);
    rows.push(...await compared(aliases, text));
    changes.push(changeRow(gazetteerOf(aliases), aliases));
  }
  return [...rows, ...changes, { 'load of the machine': loadavg()[0], cores: availableParallelism() }];
}

/** So many aliases, and made articles of about so many bytes in which they stand, with others. */
export function madeNames(count: number, bytes: number): { readonly aliases: readonly string[]; readonly text: string } {
  const corpus = new MadeCorpus(Math.ceil(count * 1.2) + 20);
  // Names that are written in one way only: with apostrophes and full stops the gazetteer takes more than one.
  const aliases = corpus.aliases().filter(alias => /^[\p{L}\p{N} -]+$/u.test(alias)).slice(0, count);
  const parts: string[] = [];
  for (let length = 0, number = 0; length < bytes; number++) {
    const part = corpus.article(number).text.replace(/(?<=\p{L})(?:['’](?!s\b)|\.(?=\p{Ll}))/gu, '');
    length += Buffer.byteLength(part) + 1;
    parts.push(part);
  }
  return { aliases, text: parts.join('\n') };
}

async function compared(aliases: readonly string[], text: string): Promise<Row[]> {
  const ripgrep = Ripgrep.for(aliases, text);
  try {
    const contestants = [
      ...nameMatchers.map(each => contestant(each, aliases, text)), ownRules(aliases, text),
      ...(ripgrep === undefined ? [] : [ripgrepContestant(ripgrep)]),
    ];
    const costs = await inTurn(contestants);
    const searchOnly = contestants.map((each, at) => speed(each, costs[at]?.search.cpu ?? NaN));
    const sameHits = contestants.map((each, at) => speed(each, (costs[at]?.search.cpu ?? NaN) + (costs[at]?.filter?.cpu ?? 0)));
    const reference = gazetteerSearch(aliases);
    return contestants.map((each, at) => ({
      aliases: aliases.length, matcher: each.name, MB: megabytesOf(each.text), 'build ms': each.buildMs(),
      'search cpu': costs[at]?.search.cpu, 'search wall': costs[at]?.search.wall, 'filter cpu': costs[at]?.filter?.cpu,
      'MB/s': sameHits[at], 'gazetteer/it, same names': (sameHits[0] ?? NaN) / (sameHits[at] ?? NaN), 'gazetteer/it, raw hits': (sameHits[0] ?? NaN) / (searchOnly[at] ?? NaN),
      ...agreement(each, reference(each.text)()),
    }));
  } finally {
    ripgrep?.dispose();
  }
}

function speed({ text }: Contestant, ms: number): number {
  return megabytesOf(text) * 1000 / ms;
}

/** They take turns, so that a slow minute falls on all; a first round is not counted. */
async function inTurn(contestants: readonly Contestant[]): Promise<Spent[]> {
  const spent = contestants.map((): Spent[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [at, { run }] of contestants.entries()) {
      const one = await run();
      if (round >= 0) spent[at]?.push(one);
    }
  }
  return spent.map(all => {
    const filters = all.flatMap(({ filter }) => filter ?? []);
    return { search: medianCost(all.map(({ search }) => search)), ...(filters.length > 0 && { filter: medianCost(filters) }) };
  });
}

function contestant({ name, prepare, megabytes, filtered = false }: NameMatcher, aliases: readonly string[], whole: string): Contestant {
  const text = flat(whole.slice(0, Math.min(whole.length, megabytes(aliases.length) * 1e6)));
  const from = performance.now();
  const search = prepare(aliases);
  search(''); // a RegExp is made ready when it is first asked
  const buildMs = performance.now() - from;
  return { name, text, buildMs: () => buildMs, run: async () => spentBy(() => search(text), filtered), search: () => search(text), finds: 'all' };
}

/** As Seedmark asks it: letter case as each name needs it, and plurals. */
function ownRules(aliases: readonly string[], text: string): Contestant {
  return { ...contestant({ name: 'gazetteer, own rules', prepare: names => gazetteerSearch(names, {}), megabytes: () => Infinity }, aliases, text), finds: 'by other rules' };
}

function ripgrepContestant(ripgrep: Ripgrep): Contestant {
  const builds: number[] = [];
  const run = (): Spent => {
    const { search, build } = ripgrep.cost();
    builds.push(build.wall);
    return { search };
  };
  return { name: 'ripgrep -F -f', text: ripgrep.text, buildMs: () => median(builds), run, search: () => ripgrep.search(), finds: 'some' };
}

/** How many names it found, and whether they are those of the gazetteer. */
function agreement({ name, search, finds }: Contestant, reference: readonly string[]): Row {
  const found = search()();
  if (finds === 'by other rules') return { names: found.length, 'as the gazetteer': finds };
  const isSame = found.length === reference.length && found.every((each, at) => each === reference[at]);
  if (!isSame && finds === 'all') throw new Error(`${name} finds something else: ${difference(found, reference)}`);
  return { names: found.length, 'as the gazetteer': isSame ? 'all' : `all but ${String(reference.length - found.length)}` };
}

function difference(found: readonly string[], reference: readonly string[]): string {
  const at = found.findIndex((each, index) => each !== reference[index]);
  return `${String(found.length)} and ${String(reference.length)} names; ${JSON.stringify(found.slice(at, at + 3))} and ${JSON.stringify(reference.slice(at, at + 3))}`;
}

/** What it takes to take an alias out and to put it back, where all are in: the median of the rounds. */
function changeRow(full: Gazetteer, aliases: readonly string[]): Row {
  const some = aliases.slice(-1000);
  const perAlias = (change: (alias: string) => void): number => {
    const from = performance.now();
    for (const alias of some) change(alias);
    return (performance.now() - from) * 1000 / some.length;
  };
  const costs = Array.from({ length: rounds }, () => ({ remove: perAlias(alias => { full.remove(alias, alias); }), add: perAlias(alias => { full.add(alias, alias); }) }));
  return { aliases: aliases.length, 'adding one, µs': median(costs.map(({ add }) => add)), 'removing one, µs': median(costs.map(({ remove }) => remove)) };
}

function megabytesOf(text: string): number {
  return Buffer.byteLength(text) / 1e6;
}

/** What was found is not kept: the next would pay for it. */
async function spentBy(search: () => Found, filtered: boolean): Promise<Spent> {
  await clearAway();
  const { value: hits, wall, cpu } = await once(search);
  if (!filtered) return { search: { wall, cpu } };
  await clearAway();
  const filter = await once(hits);
  return { search: { wall, cpu }, filter: { wall: filter.wall, cpu: filter.cpu } };
}

/** Clears away what was left behind, so that nobody pays for another's garbage. V8's threads are not done at once. */
async function clearAway(): Promise<void> {
  const collectGarbage: unknown = runInNewContext('gc');
  if (typeof collectGarbage === 'function') collectGarbage();
  await setTimeout(300);
}

/** In one piece, as the product reads a file: what a Buffer makes of a long text lies elsewhere, and each look at a unit takes longer. */
function flat(text: string): string {
  return new TextDecoder().decode(Buffer.from(text));
}
