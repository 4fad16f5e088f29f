import type { Entity } from '../model';

/**
 * The test by which a list of entities is narrowed: every word that was typed begins a word of the name, an alias
 * or the id, without regard to case and accents. `fin ant` finds `Ant Financial`.
 */
export function entityFilter(typed: string): (entity: Entity) => boolean {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return entity => words.length === 0 || [entity.name, entity.id, ...entity.aliases].some(name => {
    const within = ` ${plain(name).replace(/[-_.]/g, ' ')} ${plain(name)}`;
    return words.every(word => within.includes(` ${word}`));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
