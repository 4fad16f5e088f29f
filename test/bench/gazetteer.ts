import { Gazetteer, type Hit } from '../../src/core/names/gazetteer';
import { names, prose } from './generated';
import { numberAfter, type Row as Line } from './part';

type Matcher = (text: string) => number;

interface Row {
  readonly aliases: number;
  readonly matcher: string;
  /** Megabytes of UTF-8 a second of CPU time, median of the rounds. */
  readonly speed: number;
  readonly hits: number;
  /** Megabytes of text it was given. */
  readonly megabytes: number;
}

const boundary = String.raw`[\p{L}\p{N}\p{M}_]`;

/**
 * Finding 100, 10,000 and 100,000 aliases in generated text, beside one alternation RegExp and a plain map of names.
 * All of them whole words, longest match, letter case as written. Then the gazetteer with its own rules
 * for letter case and plurals, what one change costs, and what it holds in memory.
 * `--mb N` says how much text (10).
 */
export function gazetteer(args: readonly string[]): readonly Line[] {
  const megabytes = numberAfter(args, '--mb', 10);
  const rows: Line[] = [];
  for (const count of [100, 10_000, 100_000]) {
    const known = names(count, 1);
    const text = prose(megabytes * 1e6, known, 2);
    const exact = filled(known, new Gazetteer({ letterCase: 'exact', plurals: false }));
    const careful = filled(known, new Gazetteer());
    const measured = [
      row(count, 'gazetteer, exact', text, (part) => exact.find(part).length),
      row(count, 'gazetteer', text, (part) => careful.find(part).length),
      row(count, 'map of names', text.slice(0, 1e6), mapMatcher(known)),
    ];
    // At 100,000 the pattern alone takes ten seconds to compile.
    if (count <= 10_000) measured.push(row(count, 'one RegExp', text.slice(0, count > 100 ? 1e5 : 1e6), regExpMatcher(known)));
    checkSame(text.slice(0, 1e5), exact, count <= 10_000 ? [mapMatcher(known), regExpMatcher(known)] : [mapMatcher(known)]);
    rows.push(...measured.map(asLine), changeRow(careful, known));
  }
  return rows;
}

function asLine({ speed, megabytes, ...rest }: Row): Line {
  return { ...rest, 'MB/s': speed, MB: megabytes };
}

function filled(known: readonly string[], empty: Gazetteer): Gazetteer {
  for (const name of known) empty.add(name, name);
  return empty;
}

function row(aliases: number, matcher: string, text: string, find: Matcher): Row {
  const megabytes = Buffer.byteLength(text) / 1e6;
  // A flat copy, as a file read would give.
  const flat = Buffer.from(text, 'utf16le').toString('utf16le');
  let hits = 0;
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    hits = find(flat);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  const median = times.toSorted((one, other) => one - other)[2] ?? 0;
  return { aliases, matcher, speed: (megabytes * 1e6) / median, hits, megabytes };
}

function regExpMatcher(known: readonly string[]): Matcher {
  const longestFirst = known.toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?<!${boundary})(?:${longestFirst.map((name) => name).join('|')})(?!${boundary})`, 'gu');
  return (text) => text.match(pattern)?.length ?? 0;
}

/** The plain way: words by a pattern, then the longest run of words that the map has. */
function mapMatcher(known: readonly string[]): Matcher {
  const all = new Set(known);
  const longest = Math.max(...known.map((name) => name.split(' ').length));
  return (text) => {
    const words = [...text.matchAll(new RegExp(`${boundary}+`, 'gu'))];
    let hits = 0;
    for (let at = 0; at < words.length;) {
      let length = longest;
      while (length > 0 && !all.has(runOf(text, words, at, length))) length--;
      if (length > 0) hits++;
      at += Math.max(1, length);
    }
    return hits;
  };
}

function runOf(text: string, words: readonly RegExpMatchArray[], at: number, length: number): string {
  const first = words[at];
  const last = words[at + length - 1];
  return first === undefined || last === undefined ? '' : text.slice(first.index ?? 0, (last.index ?? 0) + last[0].length);
}

function checkSame(text: string, exact: Gazetteer, peers: readonly Matcher[]): void {
  const hits: readonly Hit[] = exact.find(text);
  for (const peer of peers) if (peer(text) !== hits.length) throw new Error(`the matchers differ: ${peer(text)} and ${hits.length} hits`);
}

function changeRow(full: Gazetteer, known: readonly string[]): Line {
  const some = known.slice(0, 1000);
  const before = process.hrtime.bigint();
  for (const name of some) {
    full.remove(name, name);
    full.add(name, name);
  }
  return { aliases: known.length, 'one change µs': Number(process.hrtime.bigint() - before) / 2e3 / some.length };
}
