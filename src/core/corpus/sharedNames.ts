import { Bearers } from '../bearers';
import { EntityFollower } from '../entities/follower';
import type { Entity } from '../model';
import type { EntitiesFile } from '../store/entitiesFile';
import { keysOf } from '../store/entityPlaces';
import type { Problem } from '../problem';

/** The names that several entities share, kept in step with `entities.yaml`. */
export class SharedNames {
  readonly #bearers = new Bearers();
  readonly #shared = new Set<string>();
  /** For each name, how many bear it besides one, in all. */
  #count = 0;
  readonly #follower = new EntityFollower({
    take: entity => { for (const name of namesOf(entity)) this.#add(name, entity.id); },
    leave: entity => { for (const name of namesOf(entity)) this.#remove(name, entity.id); },
  });

  /** Does up to so many entities' part of what `problems` would have to do first. Answers whether there is more. */
  prepare(entities: readonly Entity[], most: number): boolean {
    this.#follower.aimAt(entities);
    return this.#follower.step(most);
  }

  /**
   * One problem for each entity but the first that bears a name: tagging has to ask each time, so it is worth knowing, until
   * someone says that they are two. Up to `most` of them, in the order of the file, and how many there are.
   */
  problems(file: EntitiesFile, most = Infinity): { readonly problems: readonly Problem[]; readonly count: number } {
    this.#follower.aimAt(file.entities);
    this.#follower.finish();
    const found = this.#count === 0 ? [] : this.#first(file.entities, most);
    const count = found.length < most ? found.length : this.#count;
    const keys = keysOf(file, new Set(found.map(({ entity }) => entity)));
    const problems = found.flatMap(({ entity, other, alias }) => {
      const span = keys.get(entity);
      return span === undefined ? [] : [{ code: 'alias-shared' as const, span, data: { entity, other, alias } }];
    });
    return { problems, count };
  }

  /** Goes through the entities as they stand, until enough are found. */
  #first(entities: readonly Entity[], most: number): { readonly entity: string; readonly other: string; readonly alias: string }[] {
    const first = new Map<string, Entity>();
    const found: { readonly entity: string; readonly other: string; readonly alias: string }[] = [];
    for (const entity of entities) {
      const { id, name, aliases } = entity;
      const from = found.length;
      for (let at = -1; at < aliases.length; at++) {
        const alias = at < 0 ? name : aliases[at] ?? '';
        if (!this.#shared.has(alias)) continue;
        const other = first.get(alias);
        if (other === undefined) first.set(alias, entity);
        else if (other !== entity && !areDistinct(entity, other) && !found.slice(from).some(each => each.alias === alias)) found.push({ entity: id, other: other.id, alias });
      }
      if (found.length >= most) return found.slice(0, most);
    }
    return found;
  }

  #add(name: string, id: string): void {
    if (!this.#bearers.add(name, id) || this.#bearers.count(name) < 2) return;
    this.#count++;
    this.#shared.add(name);
  }

  #remove(name: string, id: string): void {
    if (!this.#bearers.remove(name, id) || this.#bearers.count(name) < 1) return;
    this.#count--;
    if (this.#bearers.count(name) < 2) this.#shared.delete(name);
  }
}

/** Whether someone has said that two entities are not the same. */
function areDistinct(one: Entity, other: Entity): boolean {
  return one.distinct?.includes(other.id) === true || other.distinct?.includes(one.id) === true;
}

function namesOf({ name, aliases }: Entity): ReadonlySet<string> {
  return new Set([name, ...aliases]);
}
