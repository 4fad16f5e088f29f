import * as vscode from 'vscode';
import { likeness } from '../../core/links/likeness';
import { isSymmetric } from '../../core/links/links';
import type { Relation } from '../../core/model';
import { entityId } from '../../core/store/entityId';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';

/** What a person said that a link says. */
export interface RelationChoice {
  readonly relation: Relation;
  /** It was chosen by its inverse: the second passage is the one that it starts from. */
  readonly turned: boolean;
  readonly isNew: boolean;
}

/** A choice that the asking command adds at the end: `forget` the link that was begun. */
export interface RelationQuestion {
  readonly title: string;
  readonly placeholder: string;
  readonly last?: { readonly label: string; readonly run: () => void };
}

interface Item extends vscode.QuickPickItem {
  readonly choice?: RelationChoice | 'new' | 'last';
}

const mostRecent = 12;

/** Asks what the link says: the relations of the corpus by either name, the last used first, and the offer to make one. */
export async function pickRelation(session: Session, corpus: Corpus, question: RelationQuestion): Promise<RelationChoice | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  // VS Code sorts items by label unless told not to; the property is there, though it is not in its published types.
  Object.assign(pick, { sortByLabel: false });
  const known = knownItems(session, corpus);
  const show = (): void => {
    pick.items = [...matching(known, pick.value.trim()), ...newItem(corpus, pick.value.trim()), ...lastItem(question)];
    pick.activeItems = pick.items.slice(0, 1);
  };
  show();
  const item = await new Promise<Item | undefined>(done => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => { done(pick.activeItems[0]); pick.hide(); });
    pick.onDidHide(() => { done(undefined); pick.dispose(); });
    pick.show();
  });
  if (item?.choice === 'last') question.last?.run();
  if (item?.choice === 'new') return newRelation(corpus, item.label);
  return typeof item?.choice === 'object' ? item.choice : undefined;
}

/** Remembers what was chosen, so that it comes first the next time. */
export async function rememberRelation(session: Session, corpus: Corpus, { relation, turned }: Pick<RelationChoice, 'relation' | 'turned'>): Promise<void> {
  const name = nameOf(relation.id, turned);
  await session.memory.update(memoryKey(corpus), [name, ...recent(session, corpus).filter(each => each !== name)].slice(0, mostRecent));
}

function memoryKey(corpus: Corpus): string {
  return `relations ${corpus.id}`;
}

function recent(session: Session, corpus: Corpus): readonly string[] {
  return session.memory.get<string[]>(memoryKey(corpus), []);
}

function nameOf(relation: string, turned: boolean): string {
  return turned ? `${relation} turned` : relation;
}

function knownItems(session: Session, corpus: Corpus): Item[] {
  const choices = corpus.index.config.relations.flatMap((relation): RelationChoice[] => [
    { relation, turned: false, isNew: false },
    ...isSymmetric(relation) ? [] : [{ relation, turned: true, isNew: false }],
  ]);
  const used = recent(session, corpus);
  const order = ({ relation, turned }: RelationChoice): number => {
    const at = used.indexOf(nameOf(relation.id, turned));
    return at >= 0 ? at : used.length + Number(turned);
  };
  return choices.sort((a, b) => order(a) - order(b)).map(choice => ({
    label: choice.turned ? choice.relation.inverse : choice.relation.label,
    description: describe(choice),
    alwaysShow: true,
    choice,
  }));
}

/** What fits the words typed, the best first; all, in their order, while nothing is typed. */
function matching(items: readonly Item[], typed: string): Item[] {
  return items
    .map(item => ({ item, likeness: likeness(item.label, typed) }))
    .filter(each => each.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .map(each => each.item);
}

function describe({ relation, turned }: RelationChoice): string {
  if (isSymmetric(relation)) return '';
  return vscode.l10n.t('from the other end: {0}', turned ? relation.label : relation.inverse);
}

function newItem(corpus: Corpus, typed: string): Item[] {
  const isKnown = corpus.index.config.relations.some(({ label, inverse }) => [label, inverse].includes(typed.toLowerCase()));
  if (typed === '' || isKnown) return [];
  return [{ label: typed, description: vscode.l10n.t('a new relation'), iconPath: new vscode.ThemeIcon('add'), alwaysShow: true, choice: 'new' }];
}

function lastItem({ last }: RelationQuestion): Item[] {
  if (last === undefined) return [];
  return [{ label: '', kind: vscode.QuickPickItemKind.Separator }, { label: last.label, iconPath: new vscode.ThemeIcon('discard'), alwaysShow: true, choice: 'last' }];
}

/** Asks for the one thing that a new relation may need besides its name. */
async function newRelation(corpus: Corpus, label: string): Promise<RelationChoice | undefined> {
  const inverse = await vscode.window.showInputBox({
    title: vscode.l10n.t('New relation: {0}', label),
    prompt: vscode.l10n.t('What is it called from the other end? Leave it as it is where that makes no difference.'),
    value: label,
  });
  if (inverse === undefined) return undefined;
  const taken = new Set(corpus.index.config.relations.map(({ id }) => id));
  return { relation: { id: entityId(label, taken), label, inverse: inverse.trim() || label }, turned: false, isNew: true };
}
