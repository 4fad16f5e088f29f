import * as vscode from 'vscode';
import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import type { EntityType } from '../../core/model';
import type { Choice } from '../../core/offers/offer';
import type { Ranked } from '../../core/picker/rank';
import { mostRows, pickerRows, typedType, type PickerQuestion } from '../../core/picker/rows';
import type { Corpus } from '../corpus/corpus';

/** What is asked, beside what the index knows. */
export interface Question extends Omit<PickerQuestion, 'entity' | 'types'> {
  readonly index: CorpusIndex;
}

interface Item extends vscode.QuickPickItem {
  readonly choice: Choice;
}

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
  await corpus.names.prepare('picker');
  const choice = await pickFrom(title, placeholder, typed => corpus.names.picker()
    .rank(typed, { recent: first, here: [], types: index.config.types }, mostRows)
    .filter(({ entity }) => !without.includes(entity))
    .flatMap(row => knownItem(index, row, [], typed)));
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
  const { index, here } = question;
  const { types } = index.config;
  return pickerRows({ ...question, types, entity: id => index.entity(id) }, typed).flatMap(row => {
    if (row.kind === 'known') return knownItem(index, row, here, typed);
    const type = types.find(({ id }) => id === row.type);
    return [createItem(row, type?.label ?? row.type)];
  });
}

/**
 * What an item shows of an entity: its name and type, and the alias that answers what was typed before the others.
 * VS Code highlights only where one text holds all that was typed: a `/type` is repeated behind what answers.
 */
function knownItem(index: CorpusIndex, { entity: id, field, text }: Answer, here: readonly string[], typed: string): Item[] {
  const entity = index.entity(id);
  if (entity === undefined) return [];
  const type = index.config.types.find(each => each.id === entity.type);
  const slash = slashFor(typed, type ?? { id: entity.type, label: entity.type });
  const aliases = field === 'alias' ? [`${text}${slash}`, ...entity.aliases.filter(alias => alias !== text)] : entity.aliases;
  const words = [type?.label ?? entity.type, aliases.slice(0, 3).join(', '), here.includes(id) ? vscode.l10n.t('in this article') : ''];
  return [{
    label: `$(${type?.icon ?? 'tag'}) ${entity.name}${field === 'alias' ? '' : slash}`,
    description: words.filter(Boolean).join(' · '),
    alwaysShow: true,
    choice: { kind: 'known', entity: id },
  }];
}

/** The type as it was begun to be typed: ` /person` for `jack ma /pe`. */
function slashFor(typed: string, { id, label }: Pick<EntityType, 'id' | 'label'>): string {
  const begun = typedType(typed);
  return begun === undefined ? '' : ` /${id.startsWith(begun) ? id : label.toLowerCase()}`;
}

/** An entity, and what of it answers what was typed. */
type Answer = Pick<Ranked, 'entity' | 'field' | 'text'>;

function createItem(choice: Extract<Choice, { kind: 'new' }>, label: string): Item {
  return { label: `$(add) ${vscode.l10n.t('Create “{0}” as {1}', choice.name, label)}`, alwaysShow: true, choice };
}
