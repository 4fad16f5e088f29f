import * as vscode from 'vscode';
import type { EntityType } from '../../core/model';
import { keyActions, keyInWords, typeKeys, type KeyAction, type KeyActionName } from '../../core/offers/keys';
import { choiceFor, offerAt, type Offer } from '../../core/offers/offer';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { languageId, type Session } from '../session';
import { Soon } from '../time/soon';
import { tell } from '../window/report';

/** What a key binding may give. */
interface ModeArguments {
  /** Turned over when left out. */
  readonly on?: boolean;
  /** The key made the editor read-only before it came here: what is typed right behind it must not reach the text. */
  readonly isLocked?: boolean;
}

const lock = 'workbench.action.files.setActiveEditorReadonlyInSession';
const unlock = 'workbench.action.files.resetActiveEditorReadonlyInSession';

/** Annotate mode: articles are read-only, and single keys tag. One chord turns it on, Escape off. */
export function registerAnnotateMode(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('seedmark.annotateMode', vscode.StatusBarAlignment.Left, 100);
  item.name = vscode.l10n.t('Seedmark: Annotate Mode');
  item.command = 'seedmark.annotateKeys';
  const locks = new Locks(session);
  // Who sees the mode may press its keys: so the article is read-only before.
  const refresh = new Soon(() => locks.settle().then(() => show(session, item)), 100, session.failed('annotate'), 'last');
  const settle = new Soon(() => locks.settle(), 0, session.failed('annotate'));
  return together(
    item, refresh, settle,
    session.onDidChange(refresh.ask),
    vscode.window.onDidChangeTextEditorSelection(refresh.ask),
    vscode.window.onDidChangeActiveTextEditor(() => { settle.ask(); refresh.ask(); }),
    session.annotating.onDidChange(on => on ? refresh.ask() : item.hide()),
    vscode.commands.registerCommand('seedmark.annotateMode', (args?: ModeArguments) => turn(session, locks, args ?? {})),
    vscode.commands.registerCommand('seedmark.annotateKeys', () => explain(session)),
  );
}

async function turn(session: Session, locks: Locks, { on = !session.annotating.on, isLocked = false }: ModeArguments): Promise<void> {
  if (on && await activeFile(session) === undefined) {
    if (isLocked) await vscode.commands.executeCommand(unlock);
    return tell(vscode.l10n.t('Open an article of a corpus to annotate it.'));
  }
  await vscode.commands.executeCommand('setContext', 'seedmark.annotating', on);
  session.annotating.set(on);
  if (!on) standOnly();
  await locks.settle();
}

/** What is typed behind the mode must not replace the name that it had selected. */
function standOnly(): void {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === languageId) editor.selections = editor.selections.map(({ active }) => new vscode.Selection(active, active));
}

async function activeFile(session: Session): ReturnType<Session['open']> {
  const editor = vscode.window.activeTextEditor;
  return editor && session.open(editor.document);
}

/** Makes articles read-only while the mode is on. VS Code can do that to the active editor only, so each has its turn when it is. */
class Locks {
  readonly #locked = new Set<string>();

  constructor(private readonly session: Session) {}

  async settle(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const uri = document?.uri.toString() ?? '';
    if (document?.languageId !== languageId || this.session.annotating.on === this.#locked.has(uri)) return;
    if (this.session.annotating.on) {
      await vscode.commands.executeCommand(lock);
      this.#locked.add(uri);
    } else {
      await vscode.commands.executeCommand(unlock);
      this.#locked.delete(uri);
      lookForFixesAgain();
    }
  }
}

/**
 * VS Code does not look for quick fixes in an article that was read-only when it came into the editor, not even when it may be
 * written again, until a provider comes or goes.
 */
function lookForFixesAgain(): void {
  vscode.languages.registerCodeActionsProvider({ language: languageId }, { provideCodeActions: () => [] }).dispose();
}

async function show(session: Session, item: vscode.StatusBarItem): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = session.annotating.on && editor ? await session.place(editor.document, editor.selection.start, 'names') : undefined;
  const offers = place?.file.offers().find(({ article }) => article === place.article);
  if (!session.annotating.on) return item.hide();
  const offer = place && offers && offerAt(offers.all({ withNew: true }), place.offset);
  const left = offers === undefined ? '' : vscode.l10n.t('{0} suggested, {1} new', offers.whole().length, offers.newNames().length);
  item.text = `$(edit) ${vscode.l10n.t('Annotate: {0}', [place && offer ? meaning(place.corpus, offer) : '', left].filter(Boolean).join(' · '))}`;
  item.tooltip = vscode.l10n.t('Single keys annotate. H shows them, Escape leaves.');
  item.show();
}

/** What accepting would make of the offer at the caret, so that nobody has to guess before pressing Enter. */
function meaning({ index }: Corpus, offer: Offer): string {
  const { types } = index.config;
  const iconOf = (type: string | undefined): string => `$(${types.find(({ id }) => id === type)?.icon ?? 'tag'})`;
  if (offer.kind === 'known' && offer.reason.code === 'undecided') {
    return vscode.l10n.t('{0}?', offer.entities.map(id => index.entity(id)?.name ?? id).join(' / '));
  }
  const choice = choiceFor(offer, types);
  const type = choice.kind === 'new' ? types.find(({ id }) => id === choice.type) : undefined;
  if (choice.kind === 'new') return vscode.l10n.t('new {0}', `${iconOf(choice.type)} ${type?.label ?? choice.type}`);
  const entity = index.entity(choice.entity);
  const name = `${iconOf(entity?.type)} ${entity?.name ?? choice.entity}`;
  return offer.kind === 'known' ? name : vscode.l10n.t('another name for {0}', name);
}

interface KeyItem extends vscode.QuickPickItem {
  readonly run?: { readonly command: string; readonly args: unknown };
}

/** All keys with what they do; the one that is picked is done. */
async function explain(session: Session): Promise<void> {
  const file = await activeFile(session);
  const actions = entries(keyActions).map(([name, { keys, command, args }]): KeyItem => ({ label: inWords(name), description: keys.map(keyInWords).join(', '), run: { command, args } }));
  const types = [...file === undefined ? [] : byType(typeKeys(file.corpus.index.config.types))];
  const typeItems = types.map(([type, keys]): KeyItem => ({
    label: `$(${type.icon}) ${vscode.l10n.t('Tag as {0}', type.label)}`,
    description: keys.map(keyInWords).join(', '),
    run: { command: 'seedmark.tag', args: { key: keys[0] } },
  }));
  const separator: KeyItem = { label: vscode.l10n.t('Types'), kind: vscode.QuickPickItemKind.Separator };
  const picked = await vscode.window.showQuickPick([...actions, separator, ...typeItems], {
    title: vscode.l10n.t('Keys of Annotate Mode'),
    placeHolder: vscode.l10n.t('Pick one to do it. Keyboard Shortcuts can bind other keys: look for Seedmark.'),
    matchOnDescription: true,
  });
  if (picked?.run !== undefined) await vscode.commands.executeCommand(picked.run.command, picked.run.args);
}

function entries(actions: Readonly<Record<KeyActionName, KeyAction>>): [KeyActionName, KeyAction][] {
  return Object.entries(actions) as [KeyActionName, KeyAction][];
}

function byType(keys: ReadonlyMap<string, EntityType>): Map<EntityType, string[]> {
  const types = new Map<EntityType, string[]>();
  for (const [key, type] of keys) types.set(type, [...types.get(type) ?? [], key]);
  return types;
}

function inWords(name: KeyActionName): string {
  const { t } = vscode.l10n;
  switch (name) {
    case 'accept': return t('Accept what is suggested, or go to the next suggestion');
    case 'acceptName': return t('Accept every place of this name here');
    case 'acceptArticle': return t('Accept all that is certain in this article');
    case 'acceptLikely': return t('Accept that, and the new names that are likely');
    case 'choose': return t('Choose whom the name means');
    case 'reject': return t('Reject it here');
    case 'never': return t('Never offer this name for its entity');
    case 'tagLast': return t('Tag as the entity used last');
    case 'tag': return t('Tag, and choose the entity');
    case 'untag': return t('Untag');
    case 'next': return t('Next suggestion');
    case 'previous': return t('Previous suggestion');
    case 'nextMark': return t('Next mention or suggestion');
    case 'previousMark': return t('Previous mention or suggestion');
    case 'nextName': return t('Next name that is not tagged, offered or not');
    case 'previousName': return t('Previous name that is not tagged');
    case 'longer': return t('Select one word more');
    case 'shorter': return t('Select one word fewer');
    case 'longerAtStart': return t('Select one word more at the start');
    case 'shorterAtStart': return t('Select one word fewer at the start');
    case 'newNames': return t('New names of this article as a list');
    case 'link': return t('Link this passage');
    case 'concordance': return t('Concordance');
    case 'undo': return t('Undo');
    case 'redo': return t('Redo');
    case 'done': return t('This article is done: next article with work left');
    case 'acceptDone': return t('Accept what is suggested, and this article is done');
    case 'nextArticle': return t('Next article with suggestions');
    case 'fix': return t('What can be done here: to a link, about a problem');
    case 'help': return t('Show these keys');
    case 'leave': return t('Leave annotate mode');
  }
}
