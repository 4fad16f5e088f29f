import type { Entity } from '../model';
import { entityChanges } from './changes';

/** What is built of entities, one by one. */
export interface Built {
  take(entity: Entity): void;
  /** Undoes `take`, given what was taken. */
  leave(entity: Entity): void;
}

/** Keeps what is built of entities in step with them: what changes costs what it is about, and can be done a little at a time. */
export class EntityFollower {
  #aim: readonly Entity[] = [];
  /** What is to be done, in its order. */
  readonly #ahead: { readonly entities: readonly Entity[]; readonly comes: boolean }[] = [];
  /** How many of the first of these are done. */
  #done = 0;

  constructor(private readonly built: Built) {}

  /** Says which entities there are now. What was aimed at before and is not done yet is still done first. */
  aimAt(entities: readonly Entity[]): void {
    if (entities === this.#aim) return;
    const { gone, come } = entityChanges(this.#aim, entities);
    this.#aim = entities;
    this.#ahead.push({ entities: gone, comes: false }, { entities: come, comes: true });
  }

  /** Takes or leaves up to so many entities. Answers whether there are more to be done. */
  step(most: number): boolean {
    for (let left = most; left > 0;) {
      const [work] = this.#ahead;
      if (work === undefined) return false;
      const part = work.entities.slice(this.#done, this.#done + left);
      for (const entity of part) this.#do(entity, work.comes);
      left -= part.length;
      this.#done += part.length;
      if (this.#done < work.entities.length) continue;
      this.#ahead.shift();
      this.#done = 0;
    }
    return this.#ahead.some(({ entities }) => entities.length > 0);
  }

  #do(entity: Entity, comes: boolean): void {
    if (comes) this.built.take(entity);
    else this.built.leave(entity);
  }

  /** Does all that is left to do. */
  finish(): void {
    while (this.step(1000));
  }
}
