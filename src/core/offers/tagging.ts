import type { Entity, Span } from '../model';
import { entityId } from '../store/entityId';
import { aliasesGained } from './names';
import type { Choice } from './offer';

/** Stretches, and what they are. */
export interface Tagging<Stretch> {
  readonly choice: Choice;
  readonly stretches: readonly Stretch[];
}

/** A tagging whose entity has its id, made or known. */
export interface Resolved<Stretch> extends Tagging<Stretch> {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** The names that it is called by there, beside those that it has. */
  readonly gains: readonly string[];
}

/** What tagging asks of a corpus and its texts. */
export interface Catalogue<Stretch> {
  readonly entity: (id: string) => Pick<Entity, 'name' | 'type' | 'aliases'> | undefined;
  /** Whether a type is put on whole passages, which name nothing. */
  readonly marksPassages: (type: string) => boolean;
  readonly quoteOf: (stretch: Stretch) => string;
}

/** What tagging stretches makes of the entities: each new one gets an id of its own, and each gains the names that it is called by. */
export function resolve<Stretch extends { readonly span: Span }>(taggings: readonly Tagging<Stretch>[], { entity, marksPassages, quoteOf }: Catalogue<Stretch>): Resolved<Stretch>[] {
  const made = new Set<string>();
  return taggings.filter(({ stretches }) => stretches.length > 0).map(({ choice, stretches }) => {
    const known = choice.kind === 'known' ? entity(choice.entity) : undefined;
    const id = choice.kind === 'known' ? choice.entity : entityId(choice.name, { has: each => made.has(each) || entity(each) !== undefined });
    made.add(id);
    const { name, type, aliases } = choice.kind === 'new' ? { ...choice, aliases: [] } : known ?? { name: id, type: '', aliases: [] };
    const quotes = marksPassages(type) ? [] : stretches.map(quoteOf);
    return { choice, stretches, id, name, type, gains: aliasesGained(quotes, [name, ...aliases]) };
  });
}
