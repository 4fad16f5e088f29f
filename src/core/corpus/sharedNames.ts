import { EntityFollower } from '../entities/follower';
import type { Entity } from '../model';
import { keysIn, type EntitiesFile } from '../store/entitiesFile';
import type { Problem } from '../problem';

/** A name that two entities or more have. */
interface SharedName {
  readonly name: string;
  readonly owners: ReadonlySet<string>;
}

/** The names that several entities share, kept in step with `entities.yaml`. */
export class SharedNames {
  /** By name, the ids of those that bear it. */
  readonly #owners = new Map<string, Set<string>>();
  readonly #shared = new Set<string>();
  readonly #follower = new EntityFollower({
    take: entity => { for (const name of namesOf(entity)) this.#add(name, entity.id); },
    leave: entity => { for (const name of namesOf(entity)) this.#remove(name, entity.id); },
  });

  /** Does up to so many entities' part of what `problems` would have to do first. Answers whether there is more. */
  prepare(entities: readonly Entity[], most: number): boolean {
    this.#follower.aimAt(entities);
    return this.#follower.step(most);
  }

  /** One problem for each entity but the first that bears a name: tagging has to ask each time, so it is worth knowing. */
  problems(file: EntitiesFile): Problem[] {
    this.#follower.aimAt(file.entities);
    this.#follower.finish();
    if (this.#shared.size === 0) return [];
    const keyOf = keysIn(file);
    return this.#names().flatMap(({ name, owners }) => {
      const placed = [...owners].flatMap(id => {
        const span = keyOf(id);
        return span === undefined ? [] : [{ id, span }];
      });
      const [first, ...others] = placed.sort((a, b) => a.span.start - b.span.start);
      return others.map(({ id, span }) => ({ code: 'alias-shared' as const, span, data: { entity: id, other: first?.id ?? '', alias: name } }));
    });
  }

  #names(): SharedName[] {
    return [...this.#shared].sort().flatMap(name => {
      const owners = this.#owners.get(name);
      return owners === undefined ? [] : [{ name, owners }];
    });
  }

  #add(name: string, id: string): void {
    const owners = this.#owners.get(name);
    if (owners === undefined) {
      this.#owners.set(name, new Set([id]));
      return;
    }
    owners.add(id);
    if (owners.size > 1) this.#shared.add(name);
  }

  #remove(name: string, id: string): void {
    const owners = this.#owners.get(name);
    owners?.delete(id);
    if (owners === undefined || owners.size < 2) this.#shared.delete(name);
    if (owners?.size === 0) this.#owners.delete(name);
  }
}

function namesOf({ name, aliases }: Entity): ReadonlySet<string> {
  return new Set([name, ...aliases]);
}
