import { Gazetteer } from '../../src/core/names/gazetteer';
import { NameParts } from '../../src/core/names/nameParts';
import { Habits } from '../../src/core/offers/habits';
import { aliasesGained } from '../../src/core/offers/names';
import type { Knowledge } from '../../src/core/offers/offers';
import { PickerIndex } from '../../src/core/picker/rank';
import { pickerRows, type PickerQuestion } from '../../src/core/picker/rows';
import { defaultTypes } from '../../src/core/store/defaults';
import type { GoldName } from './gold';

/** How many lines of the picker are in sight: VS Code gives it two fifths of the window, and a line 22 pixels. */
const inSight = Math.floor(900 * 0.4 / 22);
/** Who types does so until the line is among so many. */
const atOneGlance = 3;

interface Known {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly wanted: string;
  readonly aliases: readonly string[];
}

/** The corpus of one annotator: the entities made so far, and how often each name stood for them. What is tried can be taken back. */
export class World {
  readonly names = new Gazetteer();
  readonly habits = new Habits([]);
  readonly #parts = new NameParts();
  readonly #entities = new Map<string, Known>();
  readonly #usual = new Map<string, number>();
  readonly #undo: (() => void)[] = [];
  /** The entities in the order of their last use, the latest last. */
  recent: readonly string[] = [];

  knowledge(): Knowledge {
    return {
      names: this.names,
      parts: this.#parts,
      usual: (name, entity) => this.#usual.get(`${entity}\n${name}`) ?? 0,
      isPerson: entity => this.typeOf(entity) === 'person',
      hyphens: 'part',
      habits: this.habits,
      isNever: () => false,
    };
  }

  /** What can be given to `rollback`. */
  mark(): number {
    return this.#undo.length;
  }

  rollback(to: number): void {
    for (const undo of this.#undo.splice(to).reverse()) undo();
  }

  typeOf(entity: string): string | undefined {
    return this.#entities.get(entity)?.type;
  }

  /** Whom the gold means: an entity is made with the gold's identity as its id. */
  entityOf(gold: GoldName | undefined): string | undefined {
    return gold !== undefined && this.#entities.has(gold.entity) ? gold.entity : undefined;
  }

  /** @param wanted the type that it should have */
  make(id: string, name: string, type: string, wanted: string): void {
    this.#put({ id, name, type, wanted, aliases: [] });
  }

  isMistyped(id: string): boolean {
    const entity = this.#entities.get(id);
    return entity !== undefined && entity.type !== entity.wanted;
  }

  retype(id: string, type: string): void {
    const entity = this.#entities.get(id);
    if (entity !== undefined) this.#put({ ...entity, type, wanted: type });
  }

  /**
   * How many letters of a name have to be typed until the picker shows the line that is wanted; 0 where it does before. Who
   * does not see it types on until it is one of the first: the name of who is known, the type of what is new.
   */
  lettersFor({ entity, quote, type }: GoldName, here: readonly string[]): number {
    const known = this.#entities.get(entity);
    const recent = this.recent.toReversed();
    const question: PickerQuestion = {
      picker: new PickerIndex([...this.#entities.values()].map(each => ({ ...each, description: '' }))),
      entity: id => this.#entities.get(id), types: defaultTypes, quote, recent, here, type: undefined, likelyType: this.typeOf(recent[0] ?? ''),
    };
    const placeOf = (typed: string): number => pickerRows(question, typed).findIndex(row => row.kind === 'known' ? row.entity === entity : known === undefined && row.type === type);
    const place = placeOf('');
    if (place >= 0 && place < inSight) return 0;
    const letters = Array.from(known?.name.toLowerCase() ?? `/${type}`);
    const enough = letters.findIndex((_, at) => isAtOneGlance(placeOf(letters.slice(0, at + 1).join(''))));
    return enough < 0 ? letters.length : enough + 1;
  }

  /** Takes out an entity that nothing is tagged as any more. */
  drop(id: string): void {
    this.#swap(this.#entities.get(id), undefined);
  }

  /** Says that an entity is called so, as tagging does. */
  call(id: string, name: string): void {
    const entity = this.#entities.get(id);
    const gained = entity === undefined ? [] : aliasesGained([name], [entity.name, ...entity.aliases]);
    if (entity !== undefined && gained.length > 0) this.#put({ ...entity, aliases: [...entity.aliases, ...gained] });
  }

  use(entity: string, name: string): void {
    const key = `${entity}\n${name}`;
    const { recent } = this;
    this.#usual.set(key, (this.#usual.get(key) ?? 0) + 1);
    this.recent = [...recent.filter(each => each !== entity), entity];
    this.#undo.push(() => {
      this.#usual.set(key, (this.#usual.get(key) ?? 0) - 1);
      this.recent = recent;
    });
  }

  #put(entity: Known): void {
    const before = this.#entities.get(entity.id);
    this.#swap(before, entity);
    this.#undo.push(() => this.#swap(entity, before));
  }

  #swap(from: Known | undefined, to: Known | undefined): void {
    if (from !== undefined) {
      this.#parts.remove(from);
      for (const name of [from.name, ...from.aliases]) this.names.remove(name, from.id);
      this.#entities.delete(from.id);
    }
    if (to === undefined) return;
    this.#parts.add(to);
    for (const name of [to.name, ...to.aliases]) this.names.add(name, to.id);
    this.#entities.set(to.id, to);
  }
}

function isAtOneGlance(place: number): boolean {
  return place >= 0 && place < atOneGlance;
}
