import type { ShelvedSidecar, SidecarShelf } from './sidecarShelf';

/**
 * What was asked of all the mentions of an entity, remembered until a sidecar says something else: an entity may have
 * thousands of them, and lists ask the same again and again.
 */
export class MentionMemory {
  readonly #articlesWith = new Map<string, readonly string[]>();
  /** How often names stand for an entity, of those that were asked for. */
  readonly #called = new Map<string, Map<string, number>>();

  constructor(private readonly sidecars: SidecarShelf) {}

  /** The articles that mention an entity, each once, in no order. */
  articlesWith(entity: string): readonly string[] {
    const known = this.#articlesWith.get(entity);
    if (known !== undefined) return known;
    const found = [...this.sidecars.mentionCounts(entity).keys()];
    this.#articlesWith.set(entity, found);
    return found;
  }

  /** How many mentions of an entity have this quote. */
  calledCount(entity: string, quote: string): number {
    const known = this.#called.get(entity) ?? new Map<string, number>();
    const count = known.get(quote) ?? this.sidecars.calledCount(entity, quote);
    this.#called.set(entity, known.set(quote, count));
    return count;
  }

  /** Adds what a sidecar calls its entities, or takes it away: to be told of each one that comes to the shelf or is about to leave it. */
  recount(sidecar: ShelvedSidecar | undefined, by: 1 | -1): void {
    const mentions = sidecar === undefined || this.#called.size === 0 ? [] : this.sidecars.mentionsOf(sidecar);
    for (const { entity, quote } of mentions) {
      const known = this.#called.get(entity);
      const count = known?.get(quote);
      if (count !== undefined) known?.set(quote, count + by);
    }
  }

  /** Forgets which articles mention these: to be told of all that a changed sidecar named or names. */
  forget(entities: Iterable<string>): void {
    for (const entity of entities) this.#articlesWith.delete(entity);
  }

  clear(): void {
    this.#articlesWith.clear();
    this.#called.clear();
  }
}
