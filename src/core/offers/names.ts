import type { Entity } from '../model';
import { Gazetteer } from '../names/gazetteer';

/** Those of an entity's names by which a text calls it: "Luo" for "Luo’s", "iPhone" for "iPhones". */
export function aliasesMeant(entity: Pick<Entity, 'name' | 'aliases'>, quote: string): string[] {
  const names = [...new Set([entity.name, ...entity.aliases])];
  const gazetteer = new Gazetteer();
  for (const [at, name] of names.entries()) gazetteer.add(name, String(at));
  const whole = gazetteer.find(quote).filter(({ span }) => span.start === 0 && span.end === quote.length);
  return whole.flatMap(hit => hit.entities.flatMap(at => names[Number(at)] ?? []));
}

/** The names by which an entity is looked for in a text. */
export function namesOffered({ name, aliases, never = [] }: Pick<Entity, 'name' | 'aliases' | 'never'>): string[] {
  return [name, ...aliases].filter(each => !never.includes(each));
}

/** The names that an entity gains by being called so: none that it has in another letter case or inflected, and no "the company", which begins small. */
export function aliasesGained(quotes: readonly string[], names: readonly string[]): string[] {
  const known = new Set(names.flatMap(name => [name.toLowerCase(), `${name.toLowerCase()}s`]));
  return [...new Set(quotes)].filter(quote => quote.charAt(0) === quote.charAt(0).toUpperCase() && !known.has(quote.toLowerCase()));
}
