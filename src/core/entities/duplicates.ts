import type { Entity } from '../model';
import { acronymOf, initialsOf, isLongEnough, isOneSlip, plainWords, tellingWords, withoutInitials } from './likeness';

/** Why two entities look like one. */
export type Likeness =
  /** They are called the same but for signs, letter case, "Ltd" and the like. */
  | 'same'
  /** One name goes on where the other ends: "Jack Ma", "Jack Ma Yun". */
  | 'longer'
  /** One is called by the initials of the other. */
  | 'initials'
  /** One letter differs. */
  | 'spelling';

/** Two entities that may be one, and the names that say so. The earlier of the two comes first. */
export interface Duplicate {
  readonly one: string;
  readonly other: string;
  readonly likeness: Likeness;
  readonly names: readonly [one: string, other: string];
}

/** A name of an entity that was looked at. */
interface Known {
  readonly entity: string;
  readonly name: string;
  /** What is compared for a spelling; `''` where the name is too short for it. */
  readonly joined: string;
}

/** How many names may lie under one key before it says nothing any more: half of a name can be "university of". */
const mostAlike = 40;

/** A key under which names meet that may be one. */
interface Probe {
  readonly likeness: Likeness;
  readonly key: string;
  readonly known: Known;
  /** Whether the name is kept under the key, asks there, or both. */
  readonly use: 'keep' | 'ask' | 'both';
}

type ProbeMaker = (likeness: Likeness, use: Probe['use'], key: string) => Probe;

/**
 * Finds entities that are likely the same, one by one: each is compared with those before it that share a key
 * (telling words, initials, one half of the name), never with all. So n entities cost about n, and a search among many
 * can be done in slices. Entities of different types are never the same, nor are those that share a name letter by letter:
 * that is another finding. Nor are those of which one says that it is distinct from the other.
 */
export class DuplicateFinder {
  readonly #byKey = new Map<string, Known[]>();
  /** Which entities someone said are others. */
  readonly #distinct = new Map<string, ReadonlySet<string>>();

  /** @param isPerson of a type: people have middle names and initials */
  constructor(private readonly isPerson: (type: string) => boolean) {}

  /** Those before it that an entity looks like, each once, and keeps it for those to come. */
  add(entity: Entity): Duplicate[] {
    const names = [...new Set([entity.name, ...entity.aliases])];
    const exact = names.map(name => `exactly ${name}`);
    const passed = new Set([entity.id, ...exact.flatMap(key => this.#at(key)).map(known => known.entity), ...entity.distinct ?? []]);
    const probes = names.flatMap(name => this.#probes(entity, name));
    const found: Duplicate[] = [];
    for (const { key, likeness, known, use } of probes) {
      for (const other of use === 'keep' ? [] : this.#at(key)) {
        if (passed.has(other.entity) || this.#distinct.get(other.entity)?.has(entity.id) === true || (likeness === 'spelling' && !isOneSlip(known.joined, other.joined))) continue;
        passed.add(other.entity);
        found.push({ one: other.entity, other: entity.id, likeness, names: [other.name, known.name] });
      }
    }
    if (entity.distinct !== undefined) this.#distinct.set(entity.id, new Set(entity.distinct));
    for (const key of exact) this.#keep(key, { entity: entity.id, name: '', joined: '' });
    for (const { key, known, use } of probes) if (use !== 'ask') this.#keep(key, known);
    return found;
  }

  #at(key: string): readonly Known[] {
    const known = this.#byKey.get(key) ?? [];
    return known.length > mostAlike ? [] : known;
  }

  #keep(key: string, known: Known): void {
    const list = this.#byKey.get(key);
    if (list === undefined) this.#byKey.set(key, [known]);
    else if (list.length <= mostAlike) list.push(known);
  }

  #probes({ id, type }: Entity, name: string): Probe[] {
    const plain = plainWords(name);
    const isPerson = this.isPerson(type);
    const words = isPerson ? withoutInitials(plain) : tellingWords(plain);
    if (words.length === 0 || (isPerson && words.length === 1)) return [];
    const joined = words.join(' ');
    const known: Known = { entity: id, name, joined: isLongEnough(joined) ? joined : '' };
    const probe: ProbeMaker = (likeness, use, key) => ({ likeness, key: `${type} ${key}`, known, use });
    return [
      ...sameProbes(words, plain.length - words.length, probe),
      ...isPerson ? longerProbes(words, probe) : initialProbes(plain, name, probe),
      ...known.joined === '' ? [] : spellingProbes(joined, probe),
    ];
  }
}

/** "Legend Holdings" is "Legend", but not "Legend Capital": a single word must stand alone on one side. */
function sameProbes(words: readonly string[], left: number, probe: ProbeMaker): Probe[] {
  const joined = words.join(' ');
  if (words.length > 1) return [probe('same', 'both', `is ${joined}`)];
  return left > 0
    ? [probe('same', 'ask', `is ${joined}`), probe('same', 'keep', `starts with ${joined}`)]
    : [probe('same', 'both', `is ${joined}`), probe('same', 'ask', `starts with ${joined}`)];
}

/** "Jack Ma" meets "Jack Ma Yun" under "jack ma": the shorter is kept as itself, the longer under each of its beginnings. */
function longerProbes(words: readonly string[], probe: ProbeMaker): Probe[] {
  const beginnings = words.slice(2).map((_, at) => words.slice(0, at + 2).join(' '));
  return [
    ...beginnings.flatMap(each => [probe('longer', 'ask', `is ${each}`), probe('longer', 'keep', `begins ${each}`)]),
    probe('longer', 'ask', `begins ${words.join(' ')}`),
  ];
}

/** An acronym asks for names with its initials, a name for the acronym. */
function initialProbes(words: readonly string[], name: string, probe: ProbeMaker): Probe[] {
  const [acronym, initials] = [acronymOf(name), initialsOf(words)];
  return [
    ...acronym === undefined ? [] : [probe('initials', 'ask', `spells ${acronym}`), probe('initials', 'keep', `acronym ${acronym}`)],
    ...initials === undefined ? [] : [probe('initials', 'ask', `acronym ${initials}`), probe('initials', 'keep', `spells ${initials}`)],
  ];
}

/**
 * Where two texts differ in one place, either the first half of one is the beginning of the other or its second half is the
 * other's end. A text is kept under both its halves, and asks for the halves that one a letter shorter or longer would have.
 */
function spellingProbes(joined: string, probe: ProbeMaker): Probe[] {
  return [joined.length - 1, joined.length, joined.length + 1].flatMap(length => {
    const half = length >> 1;
    const use = length === joined.length ? 'both' : 'ask';
    return [
      probe('spelling', use, `${length} begins ${joined.slice(0, half)}`),
      probe('spelling', use, `${length} ends ${joined.slice(joined.length - (length - half))}`),
    ];
  });
}

/** All pairs that are likely the same, in the order of the later entity. */
export function likelyDuplicates(entities: readonly Entity[], isPerson: (type: string) => boolean): Duplicate[] {
  const finder = new DuplicateFinder(isPerson);
  return entities.flatMap(entity => finder.add(entity));
}
