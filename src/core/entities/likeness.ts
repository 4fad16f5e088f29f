import { companySuffixes } from '../names/vocabulary';
import { fold } from '../picker/fold';

/** Words that say of a company what it is, not which: in "Ant Financial Services Group" the last two. */
const generic: ReadonlySet<string> = new Set([...companySuffixes, 'services', 'service', 'enterprises', 'enterprise', 'industries']);
/** Shorter names differ by one letter too often: Nanjing, Nanning. */
const leastLetters = 8;
const leastWords = 2;

/** A name as it is compared: small letters without accents and signs, a leading "the" left out. */
export function plainWords(name: string): string[] {
  const words = fold(name).match(/[\p{L}\p{N}\p{M}]+(?:['’&.][\p{L}\p{N}]+)*/gu) ?? [];
  return words.length > 1 && words[0] === 'the' ? words.slice(1) : words;
}

/** The words that tell a name from others: without "Ltd", "Holding", "Services" and the like at its end, of which one word at least stays. */
export function tellingWords(words: readonly string[]): readonly string[] {
  let end = words.length;
  while (end > 1 && generic.has(words[end - 1] ?? '')) end--;
  return words.slice(0, end);
}

/** A person's name without initials: "George W. Bush" is "george bush". */
export function withoutInitials(words: readonly string[]): readonly string[] {
  const long = words.filter(word => word.replace(/\./g, '').length > 1);
  return long.length >= leastWords ? long : words;
}

/** "scmp" for "South China Morning Post"; undefined for fewer than three words. */
export function initialsOf(words: readonly string[]): string | undefined {
  const spelled = words.filter(word => word !== 'of' && word !== 'and' && word !== 'for' && word !== 'the');
  return spelled.length < 3 ? undefined : spelled.map(word => word.charAt(0)).join('');
}

/** The name itself, where it is an acronym of at least three letters: "SCMP", "U.N.E.S.C.O.". */
export function acronymOf(name: string): string | undefined {
  const letters = name.replace(/\./g, '');
  return /^\p{Lu}{3,8}$/u.test(letters) ? letters.toLowerCase() : undefined;
}

/** Whether a name is long enough that one letter more, less or other is more likely a slip than another name. */
export function isLongEnough(joined: string): boolean {
  return joined.replace(/ /g, '').length >= leastLetters && /\p{L}/u.test(joined) && !/\p{N}/u.test(joined);
}

/** Whether one letter added, left out or replaced makes one text the other. */
export function isOneSlip(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let [oneEnd, otherEnd] = [one.length, other.length];
  while (oneEnd > start && otherEnd > start && one[oneEnd - 1] === other[otherEnd - 1]) { oneEnd--; otherEnd--; }
  return oneEnd - start <= 1 && otherEnd - start <= 1;
}
