import type { Span } from '../model';
import { mayBegin, mayEnd, mayTie, type Hyphens } from './edges';
import { Beginnings } from './beginnings';
import { makeKernel, type Kernel } from './kernel/kernel';
import { Kind, lettersTable, type Letters } from './letters';
import { stretch, type Look } from './look';
import { Pool } from './pool';
import { endOf, followOf, PrefixTable } from './prefixTable';
import { Scan } from './scan';
import { admitsCase, endOfSpelling, spellings, type LetterCase, type Spelling } from './spelling';
import { SpellingShelf } from './spellingShelf';
import { TokenCursor } from './tokenCursor';
import { copyUnits, UnitBuffer, type CopyUnits } from './units';

/** A known name in a text. */
export interface Hit {
  readonly span: Span;
  /** The entities that bear the name: first those whose alias is written just so, each group by id. Never empty. */
  readonly entities: readonly string[];
  /** Whether the span is the name with a plural `s`, which belongs to it ("iPhones"). */
  readonly plural: boolean;
}

/** Takes a known name: from where to where it stands, and the rest as a `Hit` has it. */
export type TakeHit = (start: number, end: number, entities: readonly string[], plural: boolean) => void;

export interface GazetteerOptions {
  /** `part` by default: "German" is found in "Franco-German". */
  readonly hyphens?: Hyphens;
  /** `careful` by default. */
  readonly letterCase?: LetterCase;
  /** Whether "iPhones" is found for "iPhone"; true by default. */
  readonly plurals?: boolean;
  /** A faster way to copy a text than the language has. */
  readonly copyUnits?: CopyUnits | undefined;
  /** Whether to look with WebAssembly, where there is any; true by default. */
  readonly native?: boolean;
}

/** A spelling up to the end of one of its tokens: the hash so far, and the bit of the token that follows (0: it ends there). */
interface Beginning {
  readonly hash: number;
  readonly follow: number;
}

/** No letter is the same as another one. */
const noFold = new Uint16Array(0);
const letterS = 0x73;
/** So many units around a place decide whether a word goes on there. */
const context = 8;
const mostWords = 255;
/** For fewer units the kernel is not worth its making. */
const shortest = 512;
/** So large tables take long to move, in 32-bit numbers: then they are moved before, and grow there. */
const muchToMove = 1 << 16;

/**
 * The known names and aliases, and where they stand in a text: whole words, leftmost and longest first, never overlapping.
 *
 * A text is looked through once for words that an alias may begin with, by their first letters. Only these are hashed and looked up
 * in a table of the beginnings of aliases; only while that says that an alias goes on there is the next token hashed too, and where
 * an alias ends it is compared letter by letter. So cost follows the text, not the number of aliases, and adding or removing an
 * alias touches as many slots of the table as it has words.
 *
 * In long texts WebAssembly does all this wherever it is plain: a name as it is written, with single spaces or signs between its words
 * and nothing beside it that could tie it to another word. The rest, and short texts, are read here.
 */
export class Gazetteer {
  private readonly letters: Letters;
  private readonly hyphens: Hyphens;
  private readonly letterCase: LetterCase;
  private readonly plurals: boolean;

  /** The tables below, as far as WebAssembly looks into them too. */
  private readonly pool = new Pool();
  /** The spellings' beginnings, by the hash that `TokenCursor` has after each token. */
  private readonly prefixes = new PrefixTable(this.pool);
  private readonly beginnings: Beginnings;
  private readonly shelf = new SpellingShelf(this.pool);
  private readonly scan: Scan;
  private readonly buffer: UnitBuffer;
  private native: boolean;
  private kernel: Kernel | undefined;

  constructor(options: GazetteerOptions = {}) {
    this.letters = lettersTable();
    this.hyphens = options.hyphens ?? 'part';
    this.letterCase = options.letterCase ?? 'careful';
    this.plurals = options.plurals ?? true;
    this.beginnings = new Beginnings(this.letters);
    this.scan = new Scan(new TokenCursor(this.letters), this.shelf);
    this.native = options.native ?? true;
    this.buffer = new UnitBuffer(options.copyUnits ?? copyUnits);
  }

  /**
   * Makes a name stand for an entity, beside those it already stands for. Adding twice changes nothing.
   * A name without any letter or digit, or with more than 255 words, is never found.
   */
  add(name: string, entity: string): void {
    for (const [spelling, first] of this.waysToBegin(name)) {
      const beginnings = this.prefixesOf(spelling, first);
      if (beginnings.length > mostWords) continue;
      const known = this.entryOf(wholeHash(beginnings), spelling.text);
      const entities = this.shelf.entitiesOf(known);
      if (known === 0) this.insert(spelling, entity, first, beginnings);
      else if (!entities.includes(entity)) this.shelf.setEntities(known, [...entities, entity].sort());
    }
  }

  /** Undoes `add`; nothing happens where the name does not stand for the entity. */
  remove(name: string, entity: string): void {
    for (const [spelling, first] of this.waysToBegin(name)) {
      const beginnings = this.prefixesOf(spelling, first);
      const known = this.entryOf(wholeHash(beginnings), spelling.text);
      const entities = this.shelf.entitiesOf(known);
      if (!entities.includes(entity)) continue;
      if (entities.length === 1) this.drop(known, first, beginnings);
      else this.shelf.setEntities(known, entities.filter((other) => other !== entity));
    }
  }

  /** The entities that bear exactly this name (white space and apostrophes aside), by id. */
  entitiesOf(name: string): readonly string[] {
    const found = this.waysToBegin(name)
      .flatMap(([spelling, first]) => this.shelf.entitiesOf(this.entryOf(wholeHash(this.prefixesOf(spelling, first)), spelling.text)));
    return [...new Set(found)].sort();
  }

  /**
   * The known names in a text, in order. With `within` (UTF-16 units) only those that lie in it whole,
   * where the text around it still decides what a whole word is.
   */
  find(text: string, within?: Span): Hit[] {
    const hits: Hit[] = [];
    this.each(text, (start, end, entities, plural) => { hits.push({ span: { start, end }, entities, plural }); }, within);
    return hits;
  }

  /**
   * What `find` finds, name by name, without an object for each: for long texts, and for many, of which little is kept.
   * @param take must not ask this gazetteer anything
   */
  each(text: string, take: TakeHit, within: Span = { start: 0, end: text.length }): void {
    const base = Math.max(0, within.start - context);
    const part = text.slice(base, this.endOfToken(text, within.end) + context);
    const limit = Math.min(within.end - base, part.length);
    const { scan, scan: { cursor } } = this;
    cursor.open(part, this.buffer.of(part));
    scan.floor = Math.max(0, within.start - base);
    scan.limit = limit;
    const found = (start: number, end: number, entry: number): number => {
      if (end < 0) return this.pass(start, base, take);
      take(base + start, base + end, this.shelf.entitiesOf(entry), false);
      scan.floor = end;
      return end;
    };
    const look = this.lookThrough(limit - scan.floor);
    for (let from = scan.floor, next = from; from < limit; from += stretch) {
      look.collect({ units: cursor.units, length: part.length, from, to: Math.min(from + stretch, limit), limit });
      next = look.each(next, found);
    }
    cursor.open('', cursor.units); // the text is not kept
  }

  /** What looks through so many units: WebAssembly where that is worth its making, and where there is any. */
  private lookThrough(length: number): Look {
    if (length >= shortest) this.makeNative();
    return length >= shortest && this.kernel || this.beginnings;
  }

  /** Has WebAssembly look, where there is any, and moves the tables into its memory. */
  private makeNative(): void {
    if (!this.native || this.kernel !== undefined) return;
    const { letters, beginnings, prefixes, pool } = this;
    this.kernel = makeKernel({ letters, beginnings, prefixes, pool, plural: this.plurals ? letterS : 0 });
    this.native = this.kernel !== undefined;
  }

  /** Behind the run of letters that `at` may lie in. */
  private endOfToken(text: string, at: number): number {
    let end = at;
    while (end < text.length && this.letters.kind[text.charCodeAt(end)] !== Kind.between) end++;
    return end;
  }

  /** Looks at a place where a name may begin, and gives the one that does to `take`. Returns where to go on. */
  private pass(at: number, base: number, take: TakeHit): number {
    const { scan, scan: { cursor } } = this;
    if (cursor.isInside(at)) return at + 1;
    cursor.begin(at);
    this.readOn(at);
    if (!scan.isRead) return cursor.firstEnd;
    const { start, end, plural } = scan;
    take(base + start, base + end, scan.entities(), plural);
    scan.floor = end;
    return end;
  }

  /** Brings the scan's reading to the longest known name whose first letter or digit stands at `at`, where the cursor has begun. */
  private readOn(at: number): void {
    const { prefixes, scan, scan: { cursor } } = this;
    scan.forget();
    while (cursor.end <= scan.limit) {
      const known = prefixes.known(cursor.hash);
      this.read(at, endOf(known), 0);
      if (this.mayBePlural(cursor)) this.read(at, endOf(prefixes.known(cursor.before)), 1);
      const follow = followOf(known);
      if (follow === 0 || !cursor.advance(follow)) return;
    }
  }

  private mayBePlural({ units, before, end }: TokenCursor): boolean {
    return this.plurals && before !== 0 && units[end - 1] === letterS;
  }

  /** Takes what reads better in a chain of spellings; `plural` is 1 where the text has a plural `s` behind them. */
  private read(at: number, chain: number, plural: number): void {
    const { shelf, scan, scan: { cursor: { text, units } } } = this;
    for (let entry = chain; entry !== 0; entry = shelf.next(entry)) {
      const start = at - shelf.coreStart(entry);
      if (start < scan.floor || (plural > 0 && shelf.spelling(entry)?.plural !== true)) continue;
      const bare = shelf.standsAt(units, start, entry) ? start + shelf.lengthOf(entry) : this.endOfVariant(text, start, shelf.spelling(entry));
      if (bare >= 0 && bare + plural <= scan.limit && this.isWhole(start, bare + plural)) scan.take(start, bare + plural, plural > 0, entry);
    }
  }

  /** Where a spelling ends that stands at `start` with other white space, another letter case, or without its last full stop; -1 where none may stand. */
  private endOfVariant(text: string, start: number, spelling: Spelling | undefined): number {
    if (spelling === undefined) return -1;
    const isExactOnly = spelling.rule === 'exact';
    const end = endOfSpelling(text, start, spelling.text, isExactOnly ? noFold : this.letters.fold);
    return end >= 0 && (isExactOnly || admitsCase(spelling, text.slice(start, end))) ? end : -1;
  }

  /** Whether no word goes on at either end. Where the name's own end is a sign or a script without spaces, nothing can. */
  private isWhole(start: number, end: number): boolean {
    const { cursor } = this.scan;
    if (cursor.isInside(end)) return false;
    const { text, units } = cursor;
    if (mayTie(units, start - 1, start - 2) && this.isSpaced(cursor, start) && !mayBegin(text, start, this.hyphens)) return false;
    return !mayTie(units, end, end + 1) || !this.isSpaced(cursor, end - 1) || mayEnd(text, end, this.hyphens);
  }

  private isSpaced({ units }: TokenCursor, at: number): boolean {
    return this.letters.fold[units[at] ?? 0] !== 0;
  }

  /** The spellings of a name, with each unit that a place may begin with where the spelling's rule for letter case admits it. */
  private waysToBegin(name: string): (readonly [Spelling, number])[] {
    return spellings(name, this.letters, this.letterCase).flatMap((spelling) => [...startUnits(spelling)].map((first) => [spelling, first] as const));
  }

  /** What a spelling that begins with `first` is known by after each of its tokens. */
  private prefixesOf({ text, coreStart, coreEnd }: Spelling, first: number): Beginning[] {
    const { cursor } = this.scan;
    cursor.open(text, this.buffer.of(text));
    const found: Beginning[] = [];
    cursor.begin(coreStart, first);
    for (let { hash } = cursor; cursor.end < coreEnd && cursor.advance(); { hash } = cursor) found.push({ hash, follow: cursor.bit });
    return [...found, { hash: cursor.hash, follow: 0 }];
  }

  /** The entry of the spelling with this hash and text; 0 for none. */
  private entryOf(hash: number, text: string): number {
    return this.shelf.entryIn(endOf(this.prefixes.known(hash)), text);
  }

  private insert(spelling: Spelling, entity: string, first: number, beginnings: readonly Beginning[]): void {
    const { prefixes } = this;
    const whole = wholeHash(beginnings);
    for (const { hash, follow } of beginnings.slice(0, -1)) prefixes.addBeginning(hash, follow);
    prefixes.addEnd(whole, this.shelf.add(spelling, [entity], endOf(prefixes.known(whole))));
    this.markBeginning(spelling, first);
    this.beginnings.begin(first, 1);
    if (this.pool.words.length >= muchToMove) this.makeNative();
  }

  private markBeginning({ text, coreStart, plural }: Spelling, first: number): void {
    const core = text.slice(coreStart);
    for (const inflected of plural && this.plurals ? [core, `${core}s`] : [core]) this.beginnings.mark(this.buffer.of(inflected), first);
  }

  private drop(entry: number, first: number, beginnings: readonly Beginning[]): void {
    const { prefixes } = this;
    for (const { hash } of beginnings.slice(0, -1)) prefixes.removeBeginning(hash);
    const whole = wholeHash(beginnings);
    prefixes.removeEnd(whole, this.shelf.without(entry, endOf(prefixes.known(whole))));
    this.shelf.remove(entry);
    this.beginnings.begin(first, -1);
  }
}

/** The hash of all of a spelling. */
function wholeHash(beginnings: readonly Beginning[]): number {
  return beginnings.at(-1)?.hash ?? 0;
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
