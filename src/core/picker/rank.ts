import Fuse from 'fuse.js';
import type { Entity, EntityType } from '../model';

/** An entity that answers a query, the best first. */
export interface Ranked {
  readonly entity: string;
  /** Whether a name or alias is what was asked for, to the letter. */
  readonly exact: boolean;
}

/** Which entities go up among near equals. */
export interface RankContext {
  readonly recent: readonly string[];
  readonly here: readonly string[];
}

/** The entities of a corpus, as a person looks for them. */
export class PickerIndex {
  readonly #entities = new Map<string, Entity>();

  constructor(private readonly types: readonly EntityType[]) {}

  set(entity: Entity): void {
    this.#entities.set(entity.id, entity);
  }

  /** The entities that answer to a query; `/place` in it keeps to a type. At most `limit`. */
  rank(query: string, _context: RankContext, limit: number): Ranked[] {
    const wanted = /(?:^|\s)\/(\S+)/.exec(query)?.[1];
    const type = this.types.find(each => wanted !== undefined && each.id.startsWith(wanted))?.id;
    const words = query.replace(/(^|\s)\/\S*/g, '').trim();
    const field = [...this.#entities.values()].filter(entity => type === undefined || entity.type === type);
    const fuse = new Fuse(field, { keys: ['name', 'aliases', 'id', 'description'], threshold: 0.3, includeScore: true });
    const found = words === '' ? field.slice(0, limit) : fuse.search(words, { limit }).map(({ item }) => item);
    const isExact = ({ name, aliases }: Entity): boolean => [name, ...aliases].some(each => each.toLowerCase() === words.toLowerCase());
    return found.map(entity => ({ entity: entity.id, exact: isExact(entity) })).sort((a, b) => Number(b.exact) - Number(a.exact));
  }
}
