import { Gazetteer } from '../../../src/core/names/gazetteer';
import { NameParts } from '../../../src/core/names/nameParts';
import { Habits } from '../../../src/core/offers/habits';
import type { Knowledge } from '../../../src/core/offers/offers';
import { PickerIndex } from '../../../src/core/picker/rank';
import { pickerRows, type PickerQuestion } from '../../../src/core/picker/rows';
import { defaultTypes } from '../../../src/core/store/defaults';
import type { GoldName } from '../gold';

/** How many lines of the picker are in sight: VS Code gives it two fifths of the window, and a line 22 pixels. */
const inSight = Math.floor(900 * 0.4 / 22);
/** Who types does so until the line is among so many. */
const atOneGlance = 3;

interface Known {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly aliases: readonly string[];
  /** Whom the gold means by it, and the type that the gold gives it; undefined for what the gold does not have. */
  readonly gold: Pick<GoldName, 'entity' | 'type'> | undefined;
}

/** The corpus of one annotator: the entities made so far, and how often each name stood for them. What is tried can be taken back. */
export class World {
  readonly names = new Gazetteer();
  readonly habits = new Habits([]);
  readonly #parts = new NameParts();
  readonly #entities = new Map<string, Known>();
  readonly #byGold = new Map<string, string>();
  readonly #usual = new Map<string, number>();
  /** How many mentions an entity has, and in which articles. */
  readonly #mentions = new Map<string, readonly string[]>();
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

  entity(id: string): Known | undefined {
    return this.#entities.get(id);
  }

  typeOf(entity: string): string | undefined {
    return this.#entities.get(entity)?.type;
  }

  /** The entity that was made of what the gold means. */
  entityOf(gold: Pick<GoldName, 'entity'> | undefined): string | undefined {
    return this.#byGold.get(gold?.entity ?? '');
  }

  /** Makes an entity, or changes what is known of it. */
  put(entity: Known): void {
    const before = this.#entities.get(entity.id);
    this.#swap(before, entity);
    this.#undo.push(() => this.#swap(entity, before));
  }

  isMistyped(id: string): boolean {
    const entity = this.#entities.get(id);
    return entity?.gold !== undefined && entity.type !== entity.gold.type;
  }

  retype(id: string, type: string): void {
    const entity = this.#entities.get(id);
    if (entity !== undefined) this.put({ ...entity, type });
  }

  /**
   * How many letters of a name have to be typed until the picker shows the line that is wanted; 0 where it does before. Who
   * does not see it types on until it is one of the first: the name of who is known, the type of what is new.
   */
  lettersFor(gold: GoldName, here: readonly string[]): number {
    const { quote, type } = gold;
    const known = this.#entities.get(this.entityOf(gold) ?? '');
    const recent = this.recent.toReversed();
    const question: PickerQuestion = {
      picker: new PickerIndex([...this.#entities.values()].map(each => ({ ...each, description: '' }))),
      entity: id => this.#entities.get(id), types: defaultTypes, quote, recent, here, type: undefined, likelyType: this.typeOf(recent[0] ?? ''),
    };
    const placeOf = (typed: string): number => pickerRows(question, typed).findIndex(row => row.kind === 'known' ? row.entity === known?.id : known === undefined && row.type === type);
    const place = placeOf('');
    if (place >= 0 && place < inSight) return 0;
    const letters = Array.from(known?.name.toLowerCase() ?? `/${type}`);
    const enough = letters.findIndex((_, at) => isAtOneGlance(placeOf(letters.slice(0, at + 1).join(''))));
    return enough < 0 ? letters.length : enough + 1;
  }

  /** Takes out an entity that nothing is tagged as any more. */
  drop(id: string): void {
    const before = this.#entities.get(id);
    this.#swap(before, undefined);
    this.#undo.push(() => this.#swap(undefined, before));
  }

  mentionCount(entity: string): number {
    return this.#mentions.get(entity)?.length ?? 0;
  }

  isElsewhere(entity: string, article: string): boolean {
    return this.#mentions.get(entity)?.some(each => each !== article) === true;
  }

  /** Notes a mention. */
  use(entity: string, name: string, article: string): void {
    const { recent } = this;
    this.#count(entity, name, [...this.#mentions.get(entity) ?? [], article], 1);
    this.recent = [...recent.filter(each => each !== entity), entity];
    this.#undo.push(() => { this.recent = recent; });
  }

  /** Notes that a mention is gone. */
  disuse(entity: string, name: string, article: string): void {
    const articles = this.#mentions.get(entity) ?? [];
    this.#count(entity, name, articles.toSpliced(articles.indexOf(article), 1), -1);
  }

  #count(entity: string, name: string, articles: readonly string[], by: 1 | -1): void {
    const key = `${entity}\n${name}`;
    const [usual, before] = [this.#usual.get(key) ?? 0, this.#mentions.get(entity) ?? []];
    this.#usual.set(key, usual + by);
    this.#mentions.set(entity, articles);
    this.#undo.push(() => {
      this.#usual.set(key, usual);
      this.#mentions.set(entity, before);
    });
  }

  #swap(from: Known | undefined, to: Known | undefined): void {
    if (from !== undefined) {
      this.#parts.remove(from);
      for (const name of [from.name, ...from.aliases]) this.names.remove(name, from.id);
      this.#entities.delete(from.id);
      if (from.gold !== undefined) this.#byGold.delete(from.gold.entity);
    }
    if (to === undefined) return;
    this.#parts.add(to);
    for (const name of [to.name, ...to.aliases]) this.names.add(name, to.id);
    this.#entities.set(to.id, to);
    if (to.gold !== undefined) this.#byGold.set(to.gold.entity, to.id);
  }
}

function isAtOneGlance(place: number): boolean {
  return place >= 0 && place < atOneGlance;
}
