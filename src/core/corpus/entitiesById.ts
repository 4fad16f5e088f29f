import { entityChanges } from '../entities/changes';
import type { Entity } from '../model';
import type { Steps } from '../steps';
import { readEntities, type EntitiesFile } from '../store/entitiesFile';
import { entitiesPath } from './fileKind';
import { idsOf, type Touch } from './touched';

/** So many entities at once are all of them, as when the file is first read. */
const manyEntities = 5000;
/** Of how many entities the ids are entered before others get their turn. */
const entitiesAtOnce = 5000;

/** What `entities.yaml` says, and its entities by their ids. */
export class EntitiesById {
  #file = readEntities('');
  #byId = new Map<string, Entity>();

  get file(): EntitiesFile {
    return this.#file;
  }

  get(id: string): Entity | undefined {
    return this.#byId.get(id);
  }

  /** Takes what the file says now, stopping every few milliseconds; all is changed at once, at the end. Answers what the change was about. */
  *take(file: EntitiesFile): Steps<Touch | 'everything'> {
    const { gone, come } = entityChanges(this.#file.entities, file.entities);
    if (gone.length + come.length > manyEntities) return yield* this.#replaceAll(file);
    this.#file = file;
    for (const { id } of gone) this.#byId.delete(id);
    for (const entity of come) this.#byId.set(entity.id, entity);
    const { all, moved } = idsOf(gone.map(({ id }) => id), come.map(({ id }) => id));
    return { path: entitiesPath, entities: all, entityIds: moved };
  }

  *#replaceAll(file: EntitiesFile): Steps<'everything'> {
    const byId = new Map<string, Entity>();
    for (const [at, entity] of file.entities.entries()) {
      byId.set(entity.id, entity);
      if (at % entitiesAtOnce === 0) yield;
    }
    this.#file = file;
    this.#byId = byId;
    return 'everything';
  }
}
