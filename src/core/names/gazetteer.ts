import type { Span } from '../model';
import { mayBegin, mayEnd, type Hyphens } from './edges';
import { Kind, lettersTable, type Letters } from './letters';
import { PrefixTable } from './prefixTable';
import { admitsCase, endOfSpelling, isExact, spellings, type LetterCase, type Spelling } from './spelling';
import { TokenCursor } from './tokenCursor';

/** A known name in a text. */
export interface Hit {
  readonly span: Span;
  /** The entities that bear the name: first those whose alias is written just so, each group by id. Never empty. */
  readonly entities: readonly string[];
  /** Whether the span is the name with a plural `s`, which belongs to it ("iPhones"). */
  readonly plural: boolean;
}

export interface GazetteerOptions {
  /** `part` by default: "German" is found in "Franco-German". */
  readonly hyphens?: Hyphens;
  /** `careful` by default. */
  readonly letterCase?: LetterCase;
  /** Whether "iPhones" is found for "iPhone"; true by default. */
  readonly plurals?: boolean;
}

/** One spelling, and the next one with the same hash (0: none). */
interface Entry extends Spelling {
  /** Sorted, so that a gazetteer built in any order answers alike. */
  entities: readonly string[];
  next: number;
}

/** A spelling up to the end of one of its tokens: the hash so far, and the bit of the token that follows (0: it ends there). */
interface Beginning {
  readonly hash: number;
  readonly follow: number;
}

/** What a unit is to the walk over a text: bits. `start` is twice `letter`, which the walk relies on. */
const Role = { letter: 1, start: 2, unspacedStart: 4 } as const;

/** The best reading so far of one place in the text. */
interface Best {
  readonly start: number;
  readonly end: number;
  readonly plural: boolean;
  readonly entry: Entry;
  /** Further entries that read the same place: the alias in another letter case. */
  readonly more: readonly Entry[];
}

/** One walk over a text. */
interface Scan {
  readonly text: string;
  /** Hits end here at the latest. */
  readonly limit: number;
  readonly cursor: TokenCursor;
  /** Hits begin here at the earliest: behind the last one. */
  floor: number;
}

const none: readonly Entry[] = [];
const letterS = 0x73;
const mostWords = 255;

/**
 * The known names and aliases, and where they stand in a text: whole words, leftmost and longest first, never overlapping.
 *
 * A text is walked once. Each token whose first letter can begin an alias is hashed and looked up in a table of the beginnings
 * of aliases; only while that says that an alias goes on there is the next token hashed too, and where an alias ends it is
 * compared letter by letter. So cost follows the text, not the number of aliases, and adding or removing an alias touches
 * as many slots of the table as it has words.
 */
export class Gazetteer {
  private readonly letters: Letters;
  private readonly hyphens: Hyphens;
  private readonly letterCase: LetterCase;
  private readonly plurals: boolean;

  /** The spellings' beginnings, by the hash that `TokenCursor` has after each token. */
  private readonly prefixes = new PrefixTable();
  /** How many spellings may begin with each unit, letter case counting. */
  private readonly starts = new Uint32Array(0x10000);
  private readonly roles: Uint8Array;
  /** Index 0 stays empty: it means none. */
  private readonly entries: (Entry | undefined)[] = [undefined];
  private readonly free: number[] = [];

  constructor(options: GazetteerOptions = {}) {
    this.letters = lettersTable();
    // The kind of a spaced letter is the role of a letter; the other kinds play none until an alias begins with them.
    this.roles = this.letters.kind.map((kind) => (kind === Kind.spaced ? Role.letter : 0));
    this.hyphens = options.hyphens ?? 'part';
    this.letterCase = options.letterCase ?? 'careful';
    this.plurals = options.plurals ?? true;
  }

  /**
   * Makes a name stand for an entity, beside those it already stands for. Adding twice changes nothing.
   * A name without any letter or digit, or with more than 255 words, is never found.
   */
  add(name: string, entity: string): void {
    for (const spelling of spellings(name, this.letters, this.letterCase)) {
      const beginnings = this.beginnings(spelling);
      if (beginnings.length > mostWords) continue;
      const known = this.entryOf(wholeHash(beginnings), spelling.text);
      if (known === undefined) this.insert(entryFor(spelling, entity), beginnings);
      else if (!known.entities.includes(entity)) known.entities = [...known.entities, entity].sort();
    }
  }

  /** Undoes `add`; nothing happens where the name does not stand for the entity. */
  remove(name: string, entity: string): void {
    for (const spelling of spellings(name, this.letters, this.letterCase)) {
      const beginnings = this.beginnings(spelling);
      const known = this.entryOf(wholeHash(beginnings), spelling.text);
      if (known === undefined || !known.entities.includes(entity)) continue;
      known.entities = known.entities.filter((other) => other !== entity);
      if (known.entities.length === 0) this.drop(known, beginnings);
    }
  }

  /** The entities that bear exactly this name (white space and apostrophes aside), by id. */
  entitiesOf(name: string): readonly string[] {
    const found = spellings(name, this.letters, this.letterCase)
      .flatMap((spelling) => this.entryOf(wholeHash(this.beginnings(spelling)), spelling.text)?.entities ?? []);
    return [...new Set(found)].sort();
  }

  /**
   * The known names in a text, in order. With `within` (UTF-16 units) only those that lie in it whole,
   * where the text around it still decides what a whole word is.
   */
  find(text: string, within: Span = { start: 0, end: text.length }): Hit[] {
    const { roles } = this;
    const cursor = new TokenCursor(text, this.letters);
    const scan: Scan = { text, limit: Math.min(within.end, text.length), cursor, floor: Math.max(0, within.start) };
    const hits: Hit[] = [];
    let at = scan.floor;
    while (cursor.isInside(at)) at++;
    let previous = 0;
    while (at < scan.limit) {
      const role = roles[text.charCodeAt(at)] ?? 0;
      // A start within a word is none. One test for the common case: most units are no start at all.
      if (((role & Role.start) & ~(previous << 1) | (role & Role.unspacedStart)) === 0 || (role === Role.unspacedStart && cursor.isInside(at))) {
        previous = role;
        at++;
        continue;
      }
      const hit = this.hitAt(scan, at);
      if (hit !== undefined) hits.push(hit);
      at = hit === undefined ? cursor.firstEnd : scan.floor = hit.span.end;
      previous = 0;
    }
    return hits;
  }

  /** The longest known name whose first letter or digit stands at `at`, a token's start. */
  private hitAt(scan: Scan, at: number): Hit | undefined {
    const { prefixes } = this;
    const { cursor } = scan;
    cursor.begin(at);
    if (cursor.end > scan.limit) return undefined;
    let best: Best | undefined;
    let follow: number;
    do {
      const slot = prefixes.slotOf(cursor.hash);
      best = this.read(scan, at, prefixes.endOf(slot), 0, best);
      if (this.mayBePlural(scan)) best = this.read(scan, at, prefixes.endOf(prefixes.slotOf(cursor.before)), 1, best);
      follow = prefixes.followOf(slot);
    } while (follow !== 0 && cursor.advance(follow) && cursor.end <= scan.limit);
    return best && { span: { start: best.start, end: best.end }, entities: entitiesOf(scan.text, best), plural: best.plural };
  }

  private mayBePlural({ text, cursor }: Scan): boolean {
    return this.plurals && cursor.before !== 0 && text.charCodeAt(cursor.end - 1) === letterS;
  }

  /** `best`, or what is better in a chain of entries; `plural` is 1 where the text has a plural `s` behind them. */
  private read(scan: Scan, at: number, chain: number, plural: number, best: Best | undefined): Best | undefined {
    let found = best;
    let entry = this.entries[chain];
    while (entry !== undefined) {
      if (plural === 0 || entry.plural) found = better(found, this.reading(scan, at, entry, plural));
      entry = this.entries[entry.next];
    }
    return found;
  }

  private reading(scan: Scan, at: number, entry: Entry, plural: number): Best | undefined {
    const start = at - entry.coreStart;
    if (start < scan.floor) return undefined;
    const exact = scan.text.startsWith(entry.text, start);
    const bare = exact ? start + entry.text.length : endOfSpelling(scan.text, start, entry.text, this.letters.fold);
    const end = bare + plural;
    if (bare < 0 || end > scan.limit || !(exact || admitsCase(entry, scan.text.slice(start, bare)))) return undefined;
    return this.isWhole(scan, start, end) ? { start, end, plural: plural > 0, entry, more: none } : undefined;
  }

  /** Whether no word goes on at either end. Where the name's own end is a sign or a script without spaces, nothing can. */
  private isWhole({ text, cursor }: Scan, start: number, end: number): boolean {
    if (cursor.isInside(end)) return false;
    if (this.isSpaced(text, start) && !mayBegin(text, start, this.hyphens)) return false;
    return !this.isSpaced(text, end - 1) || mayEnd(text, end, this.hyphens);
  }

  private isSpaced(text: string, at: number): boolean {
    return this.letters.fold[text.charCodeAt(at)] !== 0;
  }

  /** What a spelling is known by after each of its tokens. */
  private beginnings({ text, coreStart, coreEnd }: Spelling): Beginning[] {
    const cursor = new TokenCursor(text, this.letters);
    const found: Beginning[] = [];
    cursor.begin(coreStart);
    for (let { hash } = cursor; cursor.end < coreEnd && cursor.advance(); { hash } = cursor) found.push({ hash, follow: cursor.bit });
    return [...found, { hash: cursor.hash, follow: 0 }];
  }

  private entryOf(hash: number, text: string): Entry | undefined {
    let entry = this.entries[this.prefixes.endOf(this.prefixes.slotOf(hash))];
    while (entry !== undefined && entry.text !== text) entry = this.entries[entry.next];
    return entry;
  }

  private insert(entry: Entry, beginnings: readonly Beginning[]): void {
    const { prefixes } = this;
    for (const { hash, follow } of beginnings) prefixes.add(hash, follow);
    const whole = wholeHash(beginnings);
    const index = this.free.pop() ?? this.entries.length;
    entry.next = prefixes.endOf(prefixes.slotOf(whole));
    this.entries[index] = entry;
    prefixes.setEnd(whole, index);
    this.countStarts(entry, 1);
  }

  private drop(entry: Entry, beginnings: readonly Beginning[]): void {
    const index = this.unlink(entry, wholeHash(beginnings));
    this.entries[index] = undefined;
    this.free.push(index);
    for (const { hash } of beginnings) this.prefixes.remove(hash);
    this.countStarts(entry, -1);
  }

  /** Takes an entry out of the chain of its hash and returns its index. */
  private unlink(entry: Entry, hash: number): number {
    let index = this.prefixes.endOf(this.prefixes.slotOf(hash));
    let before: Entry | undefined;
    while (this.entries[index] !== entry) {
      before = this.entries[index];
      index = before?.next ?? 0;
    }
    if (before === undefined) this.prefixes.setEnd(hash, entry.next);
    else before.next = entry.next;
    return index;
  }

  private countStarts(spelling: Spelling, by: number): void {
    for (const unit of startUnits(spelling)) {
      const count = (this.starts[unit] ?? 0) + by;
      this.starts[unit] = count;
      const [letter, start] = this.letters.fold[unit] === 0 ? [0, Role.unspacedStart] : [Role.letter, Role.start];
      this.roles[unit] = count > 0 ? letter | start : letter;
    }
  }
}

/** The hash of all of a spelling. */
function wholeHash(beginnings: readonly Beginning[]): number {
  return beginnings.at(-1)?.hash ?? 0;
}

/** Field by field: objects made by spreading are read more slowly, and this is where a search spends its time. */
function entryFor({ text, coreStart, coreEnd, rule, plural }: Spelling, entity: string): Entry {
  return { text, coreStart, coreEnd, rule, plural, entities: [entity], next: 0 };
}

/** The units that a place may begin with where the spelling's rule for letter case admits it. */
function startUnits(spelling: Spelling): ReadonlySet<number> {
  const first = spelling.text.charAt(spelling.coreStart);
  const units = new Set([first.charCodeAt(0)]);
  if (spelling.rule === 'exact') return units;
  units.add(first.toUpperCase().charCodeAt(0));
  if (spelling.rule === 'free') units.add(first.toLowerCase().charCodeAt(0));
  return units;
}

/** The reading that begins further left, then the longer, then the one that is no plural; both together where they are the same. */
function better(one: Best | undefined, other: Best | undefined): Best | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.start !== other.start) return one.start < other.start ? one : other;
  if (one.end !== other.end) return one.end > other.end ? one : other;
  if (one.plural !== other.plural) return one.plural ? other : one;
  return { ...one, more: [...one.more, other.entry] };
}

function entitiesOf(text: string, { start, end, plural, entry, more }: Best): readonly string[] {
  if (more.length === 0) return entry.entities;
  const found = text.slice(start, plural ? end - 1 : end);
  const entries = [entry, ...more];
  const exact = entries.filter((one) => isExact(found, one.text));
  return [...new Set([...idsOf(exact), ...idsOf(entries)])];
}

function idsOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ entities }) => entities).sort();
}
