import Fuse, { type FuseResult, type IFuseOptions } from 'fuse.js';
import type { Entity, EntityType, Span } from '../model';
import { fold } from './fold';
import { nameGrams, queryGrams } from './grams';
import { GramIndex } from './gramIndex';
import { matchName, type MatchKind } from './match';
import { nearnessTo } from './nearness';

/** What of an entity can be picked by. */
export type PickerEntity = Pick<Entity, 'id' | 'name' | 'type' | 'aliases' | 'description'>;

export type PickerField = 'name' | 'alias' | 'id' | 'description';

/** One row of the picker. */
export interface Ranked {
  readonly entity: string;
  /** 0 is perfect, 1 the worst: what was typed, how it was met, and whether the entity is recent or in the article. */
  readonly score: number;
  /** What answers the query; `name` for the empty query. */
  readonly field: PickerField;
  /** The name or alias that does, or the id or description. */
  readonly text: string;
  /** What to highlight in it, UTF-16 units. */
  readonly ranges: readonly Span[];
}

export interface PickerContext {
  /** Ids of the entities used last, the latest first. */
  readonly recent: readonly string[];
  /** Ids of the entities in the article at hand. */
  readonly here: readonly string[];
  /** The types that can be typed after a slash. */
  readonly types: readonly Pick<EntityType, 'id' | 'label'>[];
}

const threshold = 0.4;
const fieldWeights = { name: 3, aliases: 2, id: 1, description: 0.5 } as const;

/** How fuse.js is asked; the bench asks it the same on the whole field. */
export const fuseOptions: IFuseOptions<PickerEntity> = {
  keys: Object.entries(fieldWeights).map(([name, weight]) => ({ name, weight })),
  threshold,
  ignoreDiacritics: true,
  includeScore: true,
  includeMatches: true,
};

/** Up to so many entities fuse.js sees them all. */
const smallField = 300;
/** Of more, so many are near enough by their pieces to be looked at, and so many of these are shown to fuse.js. */
const wideField = 2000;
const narrowField = 200;
/** So many of the nearest by pieces are kept whatever fuse.js may think of them: those by initials, or with words in another order. */
const keptField = 60;

const kindScores: Readonly<Record<MatchKind, number>> = { exact: 0, prefix: 0.1, initials: 0.14, 'word-prefix': 0.18, words: 0.22, inside: 0.34 };
/** What an alias, and what an id, comes behind a name that is met alike. */
const aliasBehind = 0.02;
const idBehind = 0.12;
const exactId = 0.06;
const fuzzyBehind = 0.4;
/** Beyond this score of fuse.js a guess is not shown beside a clear answer. */
const farOff = 0.36;
const hereAhead = 0.1;
const recentAhead = 0.07;
/** Nothing but an exact name may come before this. */
const leastInexact = 0.02;

interface Query {
  readonly text: string;
  /** The ids of the types that were typed; undefined for all. */
  readonly types: ReadonlySet<string> | undefined;
}

/**
 * The entities of a corpus, ready to be picked by typing. Exact names first, then beginnings, initials, words inside,
 * then what fuse.js finds with typing errors. Pieces of the names narrow the field before fuse.js sees it,
 * so a keystroke costs about the same among a thousand entities and among a hundred thousand.
 */
export class PickerIndex {
  private readonly entities: (PickerEntity | undefined)[] = [];
  private readonly slotOf = new Map<string, number>();
  private readonly free: number[] = [];
  private readonly grams = new GramIndex();

  constructor(entities: Iterable<PickerEntity> = []) {
    for (const entity of entities) this.set(entity);
  }

  get size(): number {
    return this.slotOf.size;
  }

  /** Adds an entity, or puts it in the place of the one with its id. */
  set(entity: PickerEntity): void {
    this.delete(entity.id);
    const slot = this.free.pop() ?? this.entities.length;
    this.entities[slot] = entity;
    this.slotOf.set(entity.id, slot);
    this.grams.add(slot, gramsOf(entity));
  }

  /** Takes an entity out; nothing happens where there is none. */
  delete(id: string): void {
    const slot = this.slotOf.get(id);
    const entity = slot === undefined ? undefined : this.entities[slot];
    if (slot === undefined || entity === undefined) return;
    this.grams.remove(slot, gramsOf(entity));
    this.entities[slot] = undefined;
    this.slotOf.delete(id);
    this.free.push(slot);
  }

  /**
   * The best `limit` entities for what was typed, the best first. `jack ma /person` keeps to the types
   * whose id or label begins so. For the empty query the recent ones, then those of the article, then any.
   */
  rank(typed: string, context: PickerContext, limit: number): Ranked[] {
    const query = parse(typed, context.types);
    if (query.text === '') return this.unasked(query, context, limit);
    const ahead = aheadOf(context);
    const rows = scored(this.field(query, [...ahead.keys()]), query.text);
    return rows.map((row) => lifted(row, ahead.get(row.entity) ?? 0)).sort(byScore).slice(0, limit);
  }

  /** The entities that fuse.js is shown for a query. */
  narrowed(typed: string, context: PickerContext): readonly PickerEntity[] {
    return this.field(parse(typed, context.types), [...aheadOf(context).keys()]);
  }

  private unasked({ types }: Query, { recent, here }: PickerContext, limit: number): Ranked[] {
    const rows = new Map<string, Ranked>();
    for (const ids of [recent, here, this.slotOf.keys()]) {
      for (const id of ids) {
        if (rows.size >= limit) return [...rows.values()];
        const entity = this.entity(id);
        const admitted = entity !== undefined && (types === undefined || types.has(entity.type));
        if (admitted) rows.set(id, { entity: id, score: 0, field: 'name', text: entity.name, ranges: [] });
      }
    }
    return [...rows.values()];
  }

  private field({ text, types }: Query, always: readonly string[]): readonly PickerEntity[] {
    const admits = (slot: number) => types === undefined || types.has(this.entities[slot]?.type ?? '');
    const field = new Set(always.flatMap((id) => this.slotOf.get(id) ?? []).filter(admits));
    const slots = this.size <= smallField ? this.slotOf.values() : this.nearest(text, admits);
    for (const slot of slots) if (admits(slot)) field.add(slot);
    return [...field].flatMap((slot) => this.entities[slot] ?? []);
  }

  private nearest(text: string, admits: (slot: number) => boolean): number[] {
    const { names, description } = queryGrams(text);
    const wide = this.grams.best(names, wideField, this.size, admits);
    const kept = wide.slice(0, keptField);
    return [...kept, ...this.likeliest(wide.slice(keptField), text), ...(description.size === 0 ? [] : this.grams.best(description, 50, this.size, admits))];
  }

  /** Those that fuse.js would rank first, by a quick estimate of its score. */
  private likeliest(slots: readonly number[], text: string): number[] {
    const nearness = nearnessTo(text);
    const estimated = slots.map((slot) => ({ slot, score: estimate(this.entities[slot], nearness) }));
    return estimated.filter(({ score }) => score < 0).sort((one, other) => one.score - other.score).slice(0, narrowField).map(({ slot }) => slot);
  }

  private entity(id: string): PickerEntity | undefined {
    const slot = this.slotOf.get(id);
    return slot === undefined ? undefined : this.entities[slot];
  }
}

/** The logarithm of the score that fuse.js would give: the product over the fields, each to the power of its weight and norm. */
function estimate(entity: PickerEntity | undefined, nearness: (folded: string) => number): number {
  if (entity === undefined) return 0;
  const { name, aliases, id } = entity;
  return aliases.reduce((sum, alias) => sum + share(alias, fieldWeights.aliases, nearness), share(name, fieldWeights.name, nearness) + share(id, fieldWeights.id, nearness));
}

/** What one of the texts by which an entity is found adds: its field's weight by the root of its words, where it is near enough. */
function share(text: string, weight: number, nearness: (folded: string) => number): number {
  const score = nearness(fold(text));
  return score <= threshold ? weight / Math.sqrt(text.split(' ').length) * Math.log(Math.max(score, 0.001)) : 0;
}

function gramsOf({ id, name, aliases, description }: PickerEntity): Set<number> {
  return nameGrams([name, ...aliases, id], description);
}

function parse(typed: string, types: PickerContext['types']): Query {
  const slash = /(?:^|\s)\/(\S*)\s*$/u.exec(typed);
  const text = fold(typed.slice(0, slash?.index ?? typed.length)).replace(/\s+/gu, ' ').trim();
  if (slash === null) return { text, types: undefined };
  const wanted = fold(slash[1] ?? '');
  const meant = types.filter(({ id, label }) => fold(id).startsWith(wanted) || fold(label).startsWith(wanted));
  return { text, types: new Set(meant.map(({ id }) => id)) };
}

/** How much each entity of the context comes ahead, the latest of the recent ones most. */
function aheadOf({ recent, here }: PickerContext): ReadonlyMap<string, number> {
  const ahead = new Map<string, number>();
  recent.forEach((id, index) => {
    if (!ahead.has(id)) ahead.set(id, recentAhead * (1 - index / recent.length));
  });
  for (const id of here) ahead.set(id, Math.max(ahead.get(id) ?? 0, 0) / 4 + hereAhead);
  return ahead;
}

function lifted(row: Ranked, ahead: number): Ranked {
  if (row.score === 0) return row;
  return { ...row, score: Math.max(leastInexact - ahead / 10, row.score - ahead) };
}

function byScore(one: Ranked, other: Ranked): number {
  return one.score - other.score || one.text.length - other.text.length || (one.text < other.text ? -1 : one.text > other.text ? 1 : one.entity < other.entity ? -1 : 1);
}

/** What answers the query among the field: names and aliases as they are, and the rest as fuse.js says. */
function scored(field: readonly PickerEntity[], text: string): Ranked[] {
  const rows: Ranked[] = [];
  const rest: PickerEntity[] = [];
  for (const entity of field) {
    const row = met(entity, text);
    if (row === undefined) rest.push(entity);
    else rows.push(row);
  }
  const guesses = new Fuse(rest, fuseOptions).search(text).map((result) => fuzzy(result));
  return [...rows, ...rows.some(isClear) ? guesses.filter(isNear) : guesses];
}

/** Whether a row answers by a whole name or the beginning of one, or by initials: then far-off guesses only stand in the way. */
function isClear({ score, field }: Ranked): boolean {
  return field !== 'description' && score < kindScores['word-prefix'];
}

/** Whether a guess is a name with a slip of the pen in it, more likely than chance letters in a description. */
function isNear({ score, field }: Ranked): boolean {
  return field !== 'description' && score <= fuzzyBehind + (1 - fuzzyBehind) * farOff;
}

/** The best of the entity's names that answers without any error. */
function met({ id, name, aliases }: PickerEntity, query: string): Ranked | undefined {
  const texts: readonly (readonly [PickerField, string, number])[] = [['name', name, 0], ...aliases.map((alias) => ['alias', alias, aliasBehind] as const), ['id', id, idBehind]];
  let best: Ranked | undefined;
  for (const [field, text, behind] of texts) {
    const match = matchName(text, query);
    if (match === undefined) continue;
    const score = match.kind === 'exact' ? (field === 'id' ? exactId : 0) : kindScores[match.kind] + behind + Math.min(0.03, text.length / 2000);
    if (best === undefined || score < best.score) best = { entity: id, score, field, text, ranges: match.ranges };
  }
  return best;
}

function fuzzy({ item, score = 1, matches = [] }: FuseResult<PickerEntity>): Ranked {
  const fields: Readonly<Record<string, PickerField>> = { name: 'name', aliases: 'alias', id: 'id', description: 'description' };
  const [match] = [...matches].sort((one, other) => lengthOf(other.indices) - lengthOf(one.indices));
  // fuse.js gives the last unit's index, a span the one behind it. Single letters that happen to agree are noise.
  const ranges = (match?.indices ?? []).filter(([first, last]) => last > first).map(([first, last]) => ({ start: first, end: last + 1 }));
  return { entity: item.id, score: fuzzyBehind + (1 - fuzzyBehind) * score, field: fields[match?.key ?? 'name'] ?? 'name', text: match?.value ?? item.name, ranges };
}

function lengthOf(indices: readonly (readonly [number, number])[]): number {
  return Math.max(0, ...indices.map(([first, last]) => last - first + 1));
}
