import type { Entity } from '../model';

/**
 * Narrows lists of entities: every word that was typed begins a word of the name, an alias or the id, without regard to case and
 * accents. `fin ant` finds `Ant Financial`. What names are compared by is remembered, for a keystroke asks of all of them.
 */
export class EntityFilter {
  /** The names as they are compared, each on a line of its own with a space before each word. */
  readonly #folded = new WeakMap<Entity, string>();

  /** The test for what was typed. */
  for(typed: string): (entity: Entity) => boolean {
    const words = plain(typed).split(/\s+/).filter(Boolean).map(word => ` ${word}`);
    return entity => {
      const names = this.#namesOf(entity);
      if (!words.every(word => names.includes(word))) return false;
      return words.length < 2 || names.split('\n').some(name => words.every(word => name.includes(word)));
    };
  }

  #namesOf(entity: Entity): string {
    const known = this.#folded.get(entity);
    if (known !== undefined) return known;
    const made = [entity.name, entity.id, ...entity.aliases].map(name => ` ${plain(name).replace(/[-_.]/g, ' ')} ${plain(name)}`.replaceAll('\n', ' ')).join('\n');
    this.#folded.set(entity, made);
    return made;
  }
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
