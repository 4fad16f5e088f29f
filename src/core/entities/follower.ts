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
  #ahead: { readonly entity: Entity; readonly comes: boolean }[] = [];
  #done = 0;

  constructor(private readonly built: Built) {}

  /** Says which entities there are now. What was aimed at before and is not done yet is still done first. */
  aimAt(entities: readonly Entity[]): void {
    if (entities === this.#aim) return;
    const { gone, come } = entityChanges(this.#aim, entities);
    this.#aim = entities;
    for (const entity of gone) this.#ahead.push({ entity, comes: false });
    for (const entity of come) this.#ahead.push({ entity, comes: true });
  }

  /** Takes or leaves up to so many entities. Answers whether there are more to be done. */
  step(most: number): boolean {
    for (const { entity, comes } of this.#ahead.slice(this.#done, this.#done += most)) {
      if (comes) this.built.take(entity);
      else this.built.leave(entity);
    }
    if (this.#done < this.#ahead.length) return true;
    this.#ahead = [];
    this.#done = 0;
    return false;
  }

  /** Does all that is left to do. */
  finish(): void {
    while (this.step(1000));
  }
}
