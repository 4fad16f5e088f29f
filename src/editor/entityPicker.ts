import * as vscode from 'vscode';
import type { CorpusIndex } from '../core/corpus/corpusIndex';
import type { EntityType } from '../core/model';
import type { Choice } from '../core/offers/offer';
import type { PickerIndex, Ranked } from '../core/picker/rank';
import type { Corpus } from './corpus';

export interface Question {
  readonly index: CorpusIndex;
  readonly picker: PickerIndex;
  /** What is being tagged: what the empty query looks for, and a new entity is named. */
  readonly quote: string;
  /** Entity ids, the latest first. */
  readonly recent: readonly string[];
  /** Entity ids of the article's mentions. */
  readonly here: readonly string[];
  /** Only this type, when the command said so. */
  readonly type: string | undefined;
  /** The type that a new entity most likely has, by what was tagged last. */
  readonly likelyType: string | undefined;
}

interface Item extends vscode.QuickPickItem {
  readonly choice: Choice;
}

/** More than fit on a screen are not read. */
const mostItems = 50;

/** Of a quote that nothing answers, this many words at most may be the beginning of a name; and how many entities are then offered. */
const mostWords = 4;
const mostLikely = 3;

/** How many recent ones are offered before anything is typed, so that the offers to make a new one stay in sight. */
const mostRecent = 7;

/**
 * Asks which entity is meant: known ones first, the obvious one on top so that Enter takes it, and always the offer
 * to make a new one. `undefined` when the person turned away.
 */
export async function pickEntity(question: Question, title: string): Promise<Choice | undefined> {
  const placeholder = vscode.l10n.t('Entity for “{0}”: type a name, an alias, or /type', question.quote);
  return pickFrom(title, placeholder, typed => items(question, typed));
}

/** What is asked where only a known entity will do. */
export interface KnownQuestion {
  readonly corpus: Corpus;
  readonly title: string;
  readonly placeholder: string;
  /** Entity ids, the likeliest first: what is shown before anything is typed. */
  readonly first: readonly string[];
  /** Entity ids that cannot be meant. */
  readonly without: readonly string[];
}

/** Asks for one of the entities; `undefined` when the person turned away. */
export async function pickKnownEntity({ corpus, title, placeholder, first, without }: KnownQuestion): Promise<string | undefined> {
  const { index } = corpus;
  await corpus.prepare('picker');
  const choice = await pickFrom(title, placeholder, typed => corpus.picker()
    .rank(typed, { recent: first, here: [], types: index.config.types }, mostItems)
    .filter(({ entity }) => !without.includes(entity))
    .flatMap(row => knownItem(index, row, [])));
  return choice?.kind === 'known' ? choice.entity : undefined;
}

async function pickFrom(title: string, placeholder: string, itemsFor: (typed: string) => Item[]): Promise<Choice | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = title;
  pick.placeholder = placeholder;
  // So that VS Code highlights what was typed also where an alias answers; which items are shown, and in what order, is ours.
  pick.matchOnDescription = true;
  keepOrder(pick);
  const show = (): void => {
    pick.items = itemsFor(pick.value.trim());
    pick.activeItems = pick.items.slice(0, 1);
  };
  const disposables = [pick, pick.onDidChangeValue(show)];
  show();
  return new Promise(done => {
    disposables.push(
      pick.onDidAccept(() => { done(pick.activeItems[0]?.choice); pick.hide(); }),
      pick.onDidHide(() => { done(undefined); for (const each of disposables) each.dispose(); }),
    );
    pick.show();
  });
}

/** VS Code sorts items by label unless told not to; the property is there, though it is not in its published types. */
function keepOrder(pick: vscode.QuickPick<Item>): void {
  Object.assign(pick, { sortByLabel: false });
}

function items(question: Question, typed: string): Item[] {
  const { index, quote, recent, here, type } = question;
  const ranked = typed === '' ? likely(question) : rank(question, typed);
  const known = ranked.flatMap(row => knownItem(index, row, here));
  const offers = createItems(question, newName(typed) || quote, type ?? typedType(typed));
  const obvious = ranked[0] !== undefined && isNamed(index, ranked[0].entity, newName(typed) || quote);
  const others = typed === '' ? recentItems(index, [...recent, ...here], new Set(ranked.map(each => each.entity)), here) : [];
  return obvious ? [...known, ...others, ...offers] : [...offers.slice(0, 1), ...known, ...others, ...offers.slice(1)];
}

function rank({ index, picker, recent, here, type }: Question, words: string): Ranked[] {
  return picker.rank(type === undefined ? words : `${words} /${type}`, { recent, here, types: index.config.types }, mostItems);
}

/** What answers the quote; where nothing does, what answers its beginning: Cainiao for "Cainiao Network". */
function likely(question: Question): Ranked[] {
  const words = question.quote.split(' ');
  for (let count = words.length; count > 0; count = count > mostWords ? mostWords : count - 1) {
    const ranked = rank(question, words.slice(0, count).join(' '));
    if (ranked.length > 0) return count === words.length ? ranked : ranked.slice(0, mostLikely);
  }
  return [];
}

/** Whether an entity bears a name, in whatever letter case. */
function isNamed(index: CorpusIndex, id: string, name: string): boolean {
  const entity = index.entity(id);
  return entity !== undefined && [entity.name, ...entity.aliases].some(each => each.toLowerCase() === name.toLowerCase());
}

/** The `organi` of `jack ma /organi`. */
function typedType(typed: string): string | undefined {
  return /(?:^|\s)\/(\S+)/.exec(typed)?.[1]?.toLowerCase();
}

/** What is typed without a `/type`: the name of an entity to be made. */
function newName(typed: string): string {
  return typed.replace(/(^|\s)\/\S*/g, '').trim();
}

/** What an item shows of an entity: its name and type, and the alias that answers what was typed before the others. */
function knownItem(index: CorpusIndex, { entity: id, field, text }: Answer, here: readonly string[]): Item[] {
  const entity = index.entity(id);
  if (entity === undefined) return [];
  const type = index.config.types.find(each => each.id === entity.type);
  const aliases = field === 'alias' ? [text, ...entity.aliases.filter(alias => alias !== text)] : entity.aliases;
  const words = [type?.label ?? entity.type, aliases.slice(0, 3).join(', '), here.includes(id) ? vscode.l10n.t('in this article') : ''];
  return [{
    label: `$(${type?.icon ?? 'tag'}) ${entity.name}`,
    description: words.filter(Boolean).join(' · '),
    alwaysShow: true,
    choice: { kind: 'known', entity: id },
  }];
}

/** An entity, and what of it answers what was typed. */
type Answer = Pick<Ranked, 'entity' | 'field' | 'text'>;

function recentItems(index: CorpusIndex, ids: readonly string[], shown: ReadonlySet<string>, here: readonly string[]): Item[] {
  const others = [...new Set(ids)].filter(id => !shown.has(id)).slice(0, mostRecent);
  return others.flatMap(entity => knownItem(index, { entity, field: 'name', text: '' }, here));
}

/** The offers to make it one of each type, the likeliest first; of one type only where that was given or typed. */
function createItems({ index, likelyType }: Question, name: string, type: string | undefined): Item[] {
  const types = index.config.types.filter(each => type === undefined || each.id.startsWith(type) || each.label.toLowerCase().startsWith(type));
  const first = types.findIndex(each => each.id === likelyType);
  if (first > 0) types.unshift(...types.splice(first, 1));
  return types.map(each => createItem(each, name));
}

function createItem(type: EntityType, name: string): Item {
  return {
    label: `$(add) ${vscode.l10n.t('Create “{0}” as {1}', name, type.label)}`,
    alwaysShow: true,
    choice: { kind: 'new', name, type: type.id },
  };
}
