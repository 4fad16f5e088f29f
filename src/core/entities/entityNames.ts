import type { CorpusIndex } from '../corpus/corpusIndex';
import type { CorpusConfig, Entity } from '../model';
import type { Hyphens } from '../names/edges';
import { Gazetteer } from '../names/gazetteer';
import { NameParts } from '../names/nameParts';
import type { CopyUnits } from '../names/units';
import { namesOffered } from '../offers/names';
import type { Knowledge } from '../offers/offers';
import { PickerIndex } from '../picker/rank';
import { EntityFollower } from './follower';

/**
 * What texts and people look for entities by, kept in step with a corpus: the names that are looked for in texts, with their
 * parts, and the entities as they are picked. Each is built when it is first asked for.
 */
export class EntityNames {
  readonly #gazetteer: Gazetteer;
  readonly #parts = new NameParts();
  readonly #picker = new PickerIndex();
  readonly #named = new EntityFollower({
    take: entity => {
      this.#version++;
      this.#parts.add(entity);
      for (const name of namesOffered(entity)) this.#gazetteer.add(name, entity.id);
    },
    leave: entity => {
      this.#version++;
      this.#parts.remove(entity);
      for (const name of namesOffered(entity)) this.#gazetteer.remove(name, entity.id);
    },
  });
  readonly #picked = new EntityFollower({ take: entity => this.#picker.set(entity), leave: ({ id }) => this.#picker.delete(id) });
  #version = 0;
  #seen: { readonly entities: readonly Entity[]; readonly config: CorpusConfig; readonly named: readonly Entity[] } | undefined;

  /** @param copyUnits a faster way to copy a text than the language has */
  constructor(private readonly index: CorpusIndex, private readonly hyphens: Hyphens = 'part', copyUnits?: CopyUnits) {
    this.#gazetteer = new Gazetteer({ hyphens, copyUnits });
  }

  /** The names and aliases of all entities, but for those never to be offered, as a text is searched for them. */
  gazetteer(): Gazetteer {
    this.#bringUp(this.#named, this.#withNames());
    return this.#gazetteer;
  }

  /** All that is known of names, as of now, for what an article offers to be tagged. */
  knowledge(): Omit<Knowledge, 'habits'> {
    const { index } = this;
    return {
      names: this.gazetteer(),
      hyphens: this.hyphens,
      parts: this.#parts,
      usual: (name, entity) => index.calledCount(entity, name),
      isPerson: entity => index.entity(entity)?.type === 'person',
      isNever: (name, entity) => index.entity(entity)?.never?.includes(name) === true,
    };
  }

  /** Changes with every change of the names. */
  version(): number {
    this.gazetteer();
    return this.#version;
  }

  /** The entities, as a person looks for them. */
  picker(): PickerIndex {
    this.#bringUp(this.#picked, this.index.entities());
    return this.#picker;
  }

  /** Does up to so many entities' part of what `gazetteer` or `picker` would have to do first. Answers whether there is more. */
  prepare(what: 'names' | 'picker', most: number): boolean {
    const [follower, entities] = what === 'names' ? [this.#named, this.#withNames()] : [this.#picked, this.index.entities()];
    follower.aimAt(entities);
    return follower.step(most);
  }

  #bringUp(follower: EntityFollower, entities: readonly Entity[]): void {
    follower.aimAt(entities);
    follower.finish();
  }

  /** Passages are not called by names. */
  #withNames(): readonly Entity[] {
    const { config } = this.index;
    const entities = this.index.entities();
    if (this.#seen?.entities !== entities || this.#seen.config !== config) {
      const passages = new Set(config.types.filter(({ marks }) => marks === 'passages').map(({ id }) => id));
      this.#seen = { entities, config, named: entities.filter(({ type }) => !passages.has(type)) };
    }
    return this.#seen.named;
  }
}
