import { AhoCorasick } from '@monyone/aho-corasick';
import PlainAhoCorasick from 'ahocorasick';
import KeywordProcessor from 'flashtext.js';
import { mayBegin, mayEnd } from '../../src/core/names/edges';
import { Gazetteer, type GazetteerOptions, type TakeHit } from '../../src/core/names/gazetteer';
import type { Span } from '../../src/core/model';
import { nodeUnits } from '../../src/editor/corpus/nodeUnits';

/** Gives what was found, under the rules that all keep: the names in the order of the text. */
export type Found = () => readonly string[];

/** Looks for names in a text. What is found is brought under the common rules when it is asked for, not while searching. */
export type Search = (text: string) => Found;

/** A way to find known names. */
export interface NameMatcher {
  readonly name: string;
  readonly prepare: (aliases: readonly string[]) => Search;
  /** Whether its raw hits are others, of which some are left when they are brought under the rules. */
  readonly filtered?: boolean;
  /** Megabytes of text it gets done in about a second, for so many aliases. */
  readonly megabytes: (aliases: number) => number;
}

const letter = String.raw`[\p{L}\p{N}\p{M}_]`;
const asMuchAsThereIs = (): number => Infinity;

/** The rules: letter case as written, whole words, the leftmost name first, then the longest, none over another. */
export const nameMatchers: readonly NameMatcher[] = [
  { name: 'gazetteer', prepare: gazetteerSearch, megabytes: asMuchAsThereIs },
  { name: 'flashtext.js', prepare: flashtextSearch, megabytes: asMuchAsThereIs },
  { name: 'ahocorasick', prepare: plainAhoCorasickSearch, filtered: true, megabytes: asMuchAsThereIs },
  { name: '@monyone/aho-corasick', prepare: ahoCorasickSearch, filtered: true, megabytes: asMuchAsThereIs },
  { name: 'one RegExp', prepare: regExpSearch, megabytes: aliases => aliases > 100 ? 2 : Infinity },
];

export function gazetteerOf(aliases: readonly string[], options: GazetteerOptions = {}): Gazetteer {
  const made = new Gazetteer({ copyUnits: nodeUnits(), ...options });
  for (const alias of aliases) made.add(alias, alias);
  return made;
}

/** Under the common rules unless it is given others. */
export function gazetteerSearch(aliases: readonly string[], options: GazetteerOptions = { letterCase: 'exact', plurals: false }): Search {
  const gazetteer = gazetteerOf(aliases, options);
  const none = new Hits(0);
  let hits = none;
  const take: TakeHit = (start, end, entities) => { hits.add(start, end, entities); }; // one for all texts, as its code is
  return text => {
    const found = hits = new Hits(text.length >> 6); // a name in every 64 units
    gazetteer.each(text, take);
    hits = none;
    return () => found.names(text);
  };
}

/** Names with their places and bearers, in columns. */
class Hits {
  private count = 0;
  private places: Int32Array<ArrayBuffer>;
  private readonly bearers: (readonly string[])[] = [];

  /** @param room for so many there is room at first: to grow again and again takes longer than what is kept */
  constructor(room: number) {
    this.places = new Int32Array(room * 2);
    this.bearers.length = room;
  }

  add(start: number, end: number, entities: readonly string[]): void {
    const at = this.count++;
    if (at * 2 >= this.places.length) this.grow();
    this.places[at * 2] = start;
    this.places[at * 2 + 1] = end;
    this.bearers[at] = entities;
  }

  names(text: string): string[] {
    return Array.from({ length: this.count }, (_, index) => text.slice(this.places[index * 2], this.places[index * 2 + 1]));
  }

  private grow(): void {
    const { places } = this;
    this.places = new Int32Array(places.length * 2 + 1024);
    this.places.set(places);
  }
}

/** It has whole words and the longest match of its own, once it is told of all letters; it knows those of English. */
function flashtextSearch(aliases: readonly string[]): Search {
  const processor = new KeywordProcessor(true);
  const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
  processor.setNonWordBoundaries(units.filter((_, unit) => letters[unit] === 1));
  for (const alias of aliases) processor.addKeyword(alias);
  return text => {
    const hits = processor.extractKeywords(text);
    return () => hits;
  };
}

function plainAhoCorasickSearch(aliases: readonly string[]): Search {
  const machine = new PlainAhoCorasick(aliases);
  return text => {
    const ends = machine.search(text);
    return () => wholeNames(text, ends.flatMap(([last, names]) => names.map(name => ({ start: last + 1 - name.length, end: last + 1 }))));
  };
}

function ahoCorasickSearch(aliases: readonly string[]): Search {
  const machine = new AhoCorasick([...aliases]);
  return text => {
    const hits = machine.matchInText(text);
    return () => wholeNames(text, hits.map(({ begin, end }) => ({ start: begin, end })));
  };
}

function regExpSearch(aliases: readonly string[]): Search {
  const longestFirst = aliases.toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?<!${letter})(?:${longestFirst.join('|')})(?!${letter})`, 'gu');
  return text => {
    const hits = text.match(pattern);
    return () => hits ?? [];
  };
}

/** Of all places where names stand, those that the rules leave. */
export function wholeNames(text: string, places: readonly Span[]): string[] {
  const whole = places.filter(({ start, end }) => isWhole(text, start, end)).sort((one, other) => one.start - other.start || other.end - one.end);
  const names: string[] = [];
  let behind = 0;
  for (const { start, end } of whole) {
    if (start < behind) continue;
    names.push(text.slice(start, end));
    behind = end;
  }
  return names;
}

function isWhole(text: string, start: number, end: number): boolean {
  return letters[text.charCodeAt(start - 1)] !== 1 && letters[text.charCodeAt(end)] !== 1 && mayBegin(text, start, 'part') && mayEnd(text, end, 'part');
}

/** 1 for each unit that is a letter. */
const letters = Uint8Array.from({ length: 0x10000 }, (_, unit) => Number(new RegExp(letter, 'u').test(String.fromCharCode(unit))));
