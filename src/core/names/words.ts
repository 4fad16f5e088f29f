import type { Span } from '../model';
import type { Hyphens } from './edges';
import { abbreviations, nationalPrefixes, nationalities } from './vocabulary';

/** What stands between a word and the one before it: `space` and `hyphen` may lie within a name. */
export type Link = 'space' | 'hyphen' | 'ampersand' | 'break';

/** A word of a script with spaces: "Xi’an", "JD.com", "U.N.", "iPhone", "al-Assad"; hyphenated words are several. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** Behind a possessive ending or contraction, which is no part of the word; else `end`. */
  readonly reach: number;
  readonly text: string;
  readonly lower: string;
  readonly shape: 'capital' | 'lower' | 'number';
  readonly link: Link;
  /** Whether it is the first word of a sentence, where a capital says nothing. */
  readonly opens: boolean;
  /** Whether it is money: "US" of "US$3 million", "RMB20". */
  readonly sum: boolean;
}

/** A letter, digit or mark, but of no script without spaces: those lie in these blocks. ASCII apart, because most letters are and it is tested fastest. */
const unit = String.raw`(?:[A-Za-z0-9_]|(?![\0-\x7f\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3005-\u31ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}])[\p{L}\p{N}\p{M}])`;
const wordPattern = new RegExp(
  String.raw`(?:(?:[Aa]l|[Ee]l|as|ash|ad|an|ar|at|ul)-(?=\p{Lu}))?${unit}+(?:(?:['’ʼ]|&|(?<=(?<!${unit})\p{Lu})\.(?=\p{Lu})|\.(?=[\p{Ll}\p{N}]))${unit}+)*`,
  'gu',
);
const ending = /['’ʼ](?:s|S|ll|d|ve|re|m)$/u;
const initial = /^\p{Lu}$/u;
const dotted = /^(?:\p{Lu}\.)+\p{Lu}$/u;
const capital = /^(?:al-|el-)?[\p{Lu}\p{Lt}]|^\p{Ll}{1,3}\p{Lu}|^\p{N}+\p{Lu}/u;
const money = /^(?:RMB|USD?|EUR|HK|NT|CNY|GBP)\d+(?:[.,]\d+)*(?:bn|m|b|k)?$/u;
const number = /^\p{N}/u;
const opener = /[.!?:;…•*]["'”’)\]]*\s*["'“‘([]*$|["“‘]$|\n/u;
const softGap = /^(?:[ \t\u00a0\u202f]*\n?[ \t\u00a0\u202f]*)$/u;

/** The words of a stretch of text, in order. */
export function wordsOf(text: string, within: Span, hyphens: Hyphens): Word[] {
  const made: Word[] = [];
  const part = text.slice(within.start, within.end);
  for (const { 0: found, index } of part.matchAll(wordPattern)) {
    const start = within.start + index;
    const bare = found.replace(ending, '');
    const end = withStop(text, start, bare, within.end);
    made.push(wordAt(text, start, end, start + Math.max(found.length, end - start), made.at(-1), within.start, hyphens));
  }
  return made;
}

function wordAt(text: string, start: number, end: number, reach: number, before: Word | undefined, from: number, hyphens: Hyphens): Word {
  const own = text.slice(start, end);
  const gap = text.slice(before?.end ?? from, start);
  const shape = capital.test(own) ? 'capital' : number.test(own) ? 'number' : 'lower';
  const opens = before === undefined || opener.test(gap);
  const sum = /[$€£¥]/u.test(text.charAt(end)) || money.test(own);
  const link = before === undefined ? 'break' : linkOf(gap, before, own, hyphens);
  return { start, end, reach, text: own, lower: own.toLowerCase(), shape, opens, sum, link };
}

function linkOf(gap: string, before: Word, own: string, hyphens: Hyphens): Link {
  if (before.reach > before.end) return 'break';
  if (gap === '-' || gap === '\u2010' || gap === '\u2011') return isParted(before, own, hyphens) ? 'break' : 'hyphen';
  if (/^\s&\s$/u.test(gap)) return 'ampersand';
  return gap !== '' && softGap.test(gap) && !gap.includes('\n') ? 'space' : 'break';
}

/** "Franco-German" is two words where hyphens part; "Coca-Cola" is one name all the same. */
function isParted(before: Word, own: string, hyphens: Hyphens): boolean {
  if (hyphens === 'join') return false;
  return nationalPrefixes.has(before.lower) || nationalities.has(before.lower) || nationalities.has(own.toLowerCase());
}

/** Where a word ends when its full stop belongs to it: "U.N.", "J. P. Morgan", and "Ltd." unless the sentence ends there. */
function withStop(text: string, start: number, bare: string, limit: number): number {
  const end = start + bare.length;
  if (end >= limit || text.charAt(end) !== '.') return end;
  if (dotted.test(bare)) return end + 1;
  const known = abbreviations.has(bare.toLowerCase());
  if (!known && !initial.test(bare)) return end;
  const follows = /^\.[\s,]+(["“(]*\S)/u.exec(text.slice(end, end + 6))?.[1] ?? '';
  return continues(follows, bare) ? end + 1 : end;
}

/** A name goes on behind an initial or "Mr."; behind "Inc." a capital begins a sentence. */
function continues(follows: string, bare: string): boolean {
  if (/^[\p{Ll}\p{N}]/u.test(follows)) return true;
  return /^\p{Lu}/u.test(follows) && (initial.test(bare) || !/^(?:inc|ltd|co|corp|jr|sr|bros)$/iu.test(bare));
}
