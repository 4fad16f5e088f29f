import type { Entity, EntityType } from '../model';
import type { PickerIndex, Ranked } from './rank';

/** What an entity is asked for. */
export interface PickerQuestion {
  readonly picker: Pick<PickerIndex, 'rank'>;
  readonly entity: (id: string) => Pick<Entity, 'name' | 'aliases'> | undefined;
  readonly types: readonly Pick<EntityType, 'id' | 'label'>[];
  /** What is being tagged: what the empty query looks for, and a new entity is named. */
  readonly quote: string;
  /** Entity ids, the latest first. */
  readonly recent: readonly string[];
  /** Entity ids of the article's mentions. */
  readonly here: readonly string[];
  /** Only this type, when it is known already. */
  readonly type: string | undefined;
  /** The type that a new entity most likely has, by what was tagged last. */
  readonly likelyType: string | undefined;
}

/** A line of the picker: an entity, with what of it answers; or the offer to make a new one. */
export type PickerRow =
  | ({ readonly kind: 'known' } & Pick<Ranked, 'entity' | 'field' | 'text'>)
  | { readonly kind: 'new'; readonly name: string; readonly type: string };

/** More than fit on a screen are not read. */
export const mostRows = 50;

/** Of a quote that nothing answers, this many words at most may be the beginning of a name; and how many entities are then offered. */
const mostWords = 4;
const mostLikely = 3;

/** How many recent ones are offered before anything is typed, so that the offers to make a new one stay in sight. */
const mostRecent = 7;

/** The lines for what is typed, in their order: the first is what Enter takes. */
export function pickerRows(question: PickerQuestion, typed: string): PickerRow[] {
  const { quote, recent, here, type } = question;
  const name = newName(typed) || quote;
  const ranked = typed === '' ? likely(question) : rank(question, typed);
  const known = ranked.map(({ entity, field, text }): PickerRow => ({ kind: 'known', entity, field, text }));
  const created = typesFor(question, type ?? typedType(typed)).map(({ id }): PickerRow => ({ kind: 'new', name, type: id }));
  const shown = new Set(ranked.map(({ entity }) => entity));
  const others = typed === '' ? [...new Set([...recent, ...here])].filter(id => !shown.has(id)).slice(0, mostRecent) : [];
  const rest = others.map((entity): PickerRow => ({ kind: 'known', entity, field: 'name', text: '' }));
  const isObvious = ranked[0] !== undefined && isNamed(question, ranked[0].entity, name);
  return isObvious ? [...known, ...rest, ...created] : [...created.slice(0, 1), ...known, ...rest, ...created.slice(1)];
}

/** The `organi` of `jack ma /organi`, in small letters. */
export function typedType(typed: string): string | undefined {
  return /(?:^|\s)\/(\S+)/.exec(typed)?.[1]?.toLowerCase();
}

function rank({ picker, recent, here, types, type }: PickerQuestion, words: string): Ranked[] {
  return picker.rank(type === undefined ? words : `${words} /${type}`, { recent, here, types }, mostRows);
}

/** What answers the quote; where nothing does, what answers its beginning: Cainiao for "Cainiao Network". */
function likely(question: PickerQuestion): Ranked[] {
  const words = question.quote.split(' ');
  for (let count = words.length; count > 0; count = count > mostWords ? mostWords : count - 1) {
    const ranked = rank(question, words.slice(0, count).join(' '));
    if (ranked.length > 0) return count === words.length ? ranked : ranked.slice(0, mostLikely);
  }
  return [];
}

/** Whether an entity bears a name, in whatever letter case. */
function isNamed({ entity }: PickerQuestion, id: string, name: string): boolean {
  const found = entity(id);
  return found !== undefined && [found.name, ...found.aliases].some(each => each.toLowerCase() === name.toLowerCase());
}

/** What is typed without a `/type`: the name of an entity to be made. */
function newName(typed: string): string {
  return typed.replace(/(^|\s)\/\S*/g, '').trim();
}

/** The types that a new one may be of, the likeliest first; only one where that was given or typed. */
function typesFor({ types, likelyType }: PickerQuestion, type: string | undefined): Pick<EntityType, 'id' | 'label'>[] {
  const possible = types.filter(each => type === undefined || each.id.startsWith(type) || each.label.toLowerCase().startsWith(type));
  const first = possible.findIndex(each => each.id === likelyType);
  if (first > 0) possible.unshift(...possible.splice(first, 1));
  return possible;
}
