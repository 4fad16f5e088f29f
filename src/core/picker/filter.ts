import type { Entity } from '../model';
import type { Steps } from '../steps';

/** How many entities are looked at at a stretch. */
const stretch = 200;
const ascii = /^[\0-\x7f]*$/u;

/**
 * The test for what was typed to narrow a list of entities: every word of it begins a word of the name, an alias or the id,
 * without regard to case and accents. `fin ant` finds `Ant Financial`.
 */
export function entityFilter(typed: string): (entity: Entity) => boolean {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return ({ id, name, aliases }) => isMet(words, name) || isMet(words, id) || aliases.some(alias => isMet(words, alias));
}

/** Those of a list whose entities pass, stopping every few milliseconds. */
export function* sifted<Item extends { readonly entity: Entity }>(items: readonly Item[], passes: (entity: Entity) => boolean): Steps<readonly Item[]> {
  const found: Item[] = [];
  for (const [at, item] of items.entries()) {
    if (at % stretch === stretch - 1) yield;
    if (passes(item.entity)) found.push(item);
  }
  return found;
}

/** Words are what stands between spaces, and between signs that part words. */
function isMet(words: readonly string[], name: string): boolean {
  const whole = plain(name);
  if (!words.every(word => whole.includes(word))) return false; // as nearly always
  const parted = whole.replace(/[-_.]/g, ' ');
  const text = parted === whole ? ` ${whole}` : ` ${parted} ${whole}`;
  return words.every(word => text.includes(` ${word}`));
}

function plain(text: string): string {
  return (ascii.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase();
}
