import type { Span } from '../../../src/core/model';

/** A hit as the reference sees it. */
export interface ReferenceHit {
  readonly span: Span;
  readonly entities: readonly string[];
}

const word = String.raw`[\p{L}\p{N}\p{M}_]`;
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}]`;
const apostrophes = `['’ʼ]`;

/**
 * The rules of the gazetteer once more, in the plainest way: at each place each alias's own pattern is tried,
 * and the longest that fits is taken. Slow, and made of nothing that the gazetteer is made of.
 */
export function referenceHits(text: string, aliases: readonly (readonly [alias: string, entity: string])[], hyphens: 'part' | 'join'): ReferenceHit[] {
  const patterns = aliases.flatMap(([alias, entity]) => patternsOf(alias, hyphens).map(({ pattern, plural }) => ({ pattern, plural, entity })));
  const hits: ReferenceHit[] = [];
  for (let at = 0; at < text.length;) {
    const found = patterns.flatMap(({ pattern, plural, entity }) => {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      return match === null ? [] : [{ end: at + match[0].length, plural, entity }];
    });
    const end = Math.max(at, ...found.map((one) => one.end));
    const longest = found.filter((one) => one.end === end);
    const bare = longest.filter(({ plural }) => !plural);
    const taken = bare.length > 0 ? bare : longest;
    if (taken.length > 0) hits.push({ span: { start: at, end }, entities: [...new Set(taken.map(({ entity }) => entity))].sort() });
    at = Math.max(at + 1, end);
  }
  return hits;
}

function patternsOf(alias: string, hyphens: 'part' | 'join'): { pattern: RegExp; plural: boolean }[] {
  const stop = alias.endsWith('.');
  const body = stop ? bodyOf(alias.slice(0, -1)) : bodyOf(alias);
  const first = new RegExp(`^${word}`, 'u').test(alias) ? beginning(alias, hyphens) : '';
  const last = new RegExp(`${word}$`, 'u').test(alias);
  const end = stop ? String.raw`(?:\.|${ending('x', hyphens)})` : last ? ending(alias, hyphens) : '';
  const plain = { pattern: new RegExp(first + body + end, 'uy'), plural: false };
  const lastWord = /[\p{L}\p{M}]+$/u.exec(alias)?.[0] ?? '';
  const inflects = lastWord.length >= 4 && !/(?:s|x|z|[cs]h)$/iu.test(lastWord) && lastWord !== lastWord.toUpperCase();
  return inflects ? [plain, { pattern: new RegExp(`${first}${body}s${ending('s', hyphens)}`, 'uy'), plural: true }] : [plain];
}

/** The alias's letters in each case that is allowed. */
function bodyOf(alias: string): string {
  const letters = alias.match(/\p{L}/gu) ?? [];
  const strict = letters.length <= 3 || (letters.some((one) => one !== one.toLowerCase()) && letters.every((one) => one === one.toUpperCase() ));
  const lower = alias === alias.toLowerCase();
  let seen = 0;
  return Array.from(alias.replace(/\s+/gu, ' '), (one) => {
    if (/\p{L}/u.test(one)) {
      seen++;
      const either = `[${one.toLowerCase()}${one.toUpperCase()}]`;
      if (strict) return one;
      if (seen === 1) return `[${one}${one.toUpperCase()}]`;
      return lower ? one : either;
    }
    if (one === ' ') return String.raw`(?:(?!\s*\n[^\S\n]*\n)\s)+`;
    return new RegExp(apostrophes, 'u').test(one) ? apostrophes : one.replace(/[.*+?^${}()|[\]\\]/u, String.raw`\$&`);
  }).join('');
}

function beginning(alias: string, hyphens: 'part' | 'join'): string {
  if (new RegExp(`^${unspaced}`, 'u').test(alias)) return '';
  const lowerOrDigit = String.raw`(?:(?=[\p{Ll}\p{N}])(?<=[\p{L}\p{N}]\.))`;
  const inNumber = String.raw`(?:(?=\p{N})(?<=\p{N}[.,]))`;
  const inWord = String.raw`(?:(?<=[\p{L}\p{N}]['’ʼ])(?<!(?<![\p{L}\p{N}])(?:[cdjlmnstCDJLMNST]|[qQ]u)['’ʼ]))`;
  const joined = hyphens === 'join' ? String.raw`|(?<=[\p{L}\p{N}]-)` : '';
  return String.raw`(?<!(?!${unspaced})${word})(?!(?<=[\p{L}\p{N}]&)|${lowerOrDigit}|${inNumber}|${inWord}${joined})`;
}

function ending(alias: string, hyphens: 'part' | 'join'): string {
  if (new RegExp(`${unspaced}$`, 'u').test(alias)) return '';
  const inWord = String.raw`['’ʼ](?!(?:[sS]|ll|d|ve|re|m)(?![\p{L}\p{N}]))[\p{L}\p{N}]`;
  const inNumber = String.raw`(?<=\p{N})[.,]\p{N}`;
  const joined = hyphens === 'join' ? String.raw`|-[\p{L}\p{N}]` : '';
  return String.raw`(?!(?!${unspaced})${word})(?!&[\p{L}\p{N}]|\.\p{Ll}|${inNumber}|${inWord}${joined})`;
}
