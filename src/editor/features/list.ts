import * as vscode from 'vscode';
import type { Order } from '../../core/concordance/layout';
import type { Choice } from '../../core/offers/offer';
import { together } from '../dispose';
import { pickEntity } from '../entities/entityPicker';
import { movePlaces, tagPlaces, untagPlaces } from '../lists/listActions';
import { listScheme, type Found, type OccurrenceList } from '../lists/occurrenceList';
import { findEverywhere, textAt } from '../lists/occurrences';
import type { Session } from '../session';
import { positionsIn, toRange } from '../window/convert';
import { mentionCount, placeCount } from '../window/counts';
import { tell } from '../window/report';

/** A list of places as an editor shows it: its text, what it can do by keys and above its first line, and where its lines lead. */
export function registerList(session: Session): vscode.Disposable {
  const { lists } = session;
  const content = new vscode.EventEmitter<vscode.Uri>();
  const lenses = new vscode.EventEmitter<void>();
  return together(
    content, lenses,
    vscode.workspace.registerTextDocumentContentProvider(listScheme, {
      onDidChange: content.event,
      provideTextDocumentContent: uri => lists.at(uri)?.text() ?? vscode.l10n.t('This list is from before the window was opened anew. Make it once more.'),
    }),
    lists.onDidChange(() => lenses.fire()),
    vscode.workspace.onDidCloseTextDocument(document => lists.forget(document)),
    vscode.languages.registerCodeLensProvider({ scheme: listScheme }, {
      onDidChangeCodeLenses: lenses.event,
      provideCodeLenses: document => lensesFor(lists.of(document)),
    }),
    vscode.languages.registerDefinitionProvider({ scheme: listScheme }, {
      provideDefinition: async (document, position) => locationOf(lists.of(document), position.line),
    }),
    vscode.languages.registerFoldingRangeProvider({ scheme: listScheme }, {
      provideFoldingRanges: document => foldsIn(document, lists.of(document)),
    }),
    vscode.window.onDidChangeActiveTextEditor(editor => refreshIfStale(session, editor, content)),
    vscode.commands.registerCommand('seedmark.listTick', (args?: { readonly all?: boolean }) => tick(session, args?.all)),
    vscode.commands.registerCommand('seedmark.listOpen', () => openHere(session)),
    vscode.commands.registerCommand('seedmark.listSort', (order?: Order) => sort(session, order, content)),
    vscode.commands.registerCommand('seedmark.listTag', () => act(session, 'tag', content)),
    vscode.commands.registerCommand('seedmark.listUntag', () => act(session, 'untag', content)),
  );
}

interface Shown {
  readonly editor: vscode.TextEditor;
  readonly list: OccurrenceList;
}

function shown({ lists }: Session): Shown | undefined {
  const editor = vscode.window.activeTextEditor;
  const list = editor && lists.of(editor.document);
  return editor && list && { editor, list };
}

/** Ticks what the cursors are on, or unticks it where all of that is ticked; with `all`, every place, or none. */
function tick(session: Session, all: boolean | undefined): void {
  const here = shown(session);
  if (here === undefined) return;
  const { editor, list } = here;
  const places = all === undefined ? editor.selections.flatMap(selection => placesIn(list, selection)) : list.tickable();
  const tickable = places.filter(place => list.isTickable(place));
  if (tickable.length === 0 && all === undefined) return tell(vscode.l10n.t('There is nothing to tick here.'));
  list.tick(tickable, all ?? !tickable.every(place => list.isTicked(place)));
  session.lists.changed(list);
  // A single line done: on to the next.
  const { active } = editor.selection;
  const next = list.foundAt(active.line + 1) === undefined ? active.line + 3 : active.line + 1;
  if (all === undefined && editor.selection.isEmpty && list.foundAt(active.line) !== undefined && list.foundAt(next) !== undefined) moveTo(editor, next);
}

/** The places on the lines of a selection; on a heading, those of its article. */
function placesIn(list: OccurrenceList, { start, end, isEmpty }: vscode.Selection): Found[] {
  if (isEmpty) return [...list.foundUnder(start.line)];
  const last = end.character === 0 ? end.line - 1 : end.line;
  return Array.from({ length: last - start.line + 1 }, (_, at) => list.foundAt(start.line + at)).filter(each => each !== undefined);
}

async function openHere(session: Session): Promise<void> {
  const here = shown(session);
  const location = here && await locationOf(here.list, here.editor.selection.active.line);
  if (location === undefined) return;
  const editor = await vscode.window.showTextDocument(location.uri, { preview: true });
  editor.selection = new vscode.Selection(location.range.start, location.range.end);
  editor.revealRange(location.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where the place of a line is, as an editor or the disk has its article now. */
async function locationOf(list: OccurrenceList | undefined, line: number): Promise<vscode.Location | undefined> {
  const found = list?.foundAt(line) ?? list?.foundUnder(line)[0];
  const text = list && found && await textAt(list.corpus, found.path);
  return text === undefined || list === undefined || found === undefined ? undefined : new vscode.Location(list.corpus.files.uri(found.path), toRange(positionsIn(text), found.span));
}

async function sort(session: Session, given: Order | undefined, content: vscode.EventEmitter<vscode.Uri>): Promise<void> {
  const here = shown(session);
  if (here === undefined) return;
  const { editor, list } = here;
  const orders: readonly Order[] = ['article', 'date', 'left', 'right'];
  const order = given ?? orders[(orders.indexOf(list.order) + 1) % orders.length];
  if (order === undefined) return;
  const at = list.foundAt(editor.selection.active.line)?.key;
  list.sort(order);
  await redrawn(session, editor, list, content);
  const line = at === undefined ? undefined : list.lineOf(at);
  if (line !== undefined) moveTo(editor, line);
}

/** Tags or untags what is ticked, then closes a list that was made for it, and renews one that was made to look. */
async function act(session: Session, what: 'tag' | 'untag', content: vscode.EventEmitter<vscode.Uri>): Promise<void> {
  const here = shown(session);
  if (here === undefined) return;
  const { editor, list } = here;
  const places = list.ticked();
  if (places.length === 0) return tell(vscode.l10n.t('Nothing is ticked: Space ticks a line, or all that are selected.'));
  const done = await acted(session, list, list.purpose === 'untag' ? 'untag' : what, places);
  if (done === undefined) return;
  if (done && list.purpose !== 'look') return session.lists.close(list);
  list.tick(done ? places : [], false);
  await renew(session, editor, list, content);
}

/** Undefined when the person turned away. */
async function acted(session: Session, list: OccurrenceList, what: 'tag' | 'untag', places: readonly Found[]): Promise<boolean | undefined> {
  const { corpus, sought: { entity, words } } = list;
  if (list.purpose === 'split' && entity !== undefined) {
    const other = await pick(session, list, places);
    return other && movePlaces(session, corpus, entity, places, other);
  }
  if (what === 'untag') return untagPlaces(session, corpus, places.filter(({ state }) => state.kind === 'tagged'));
  const choice: Choice | undefined = entity === undefined ? await pick(session, list, places) : { kind: 'known', entity };
  return choice && tagPlaces(session, corpus, places, choice, words);
}

async function pick(session: Session, { corpus, purpose }: OccurrenceList, places: readonly Found[]): Promise<Choice | undefined> {
  const { index } = corpus;
  await corpus.names.prepare('picker');
  const recent = session.recent.of(corpus);
  const title = purpose === 'split' ? vscode.l10n.t('{0} are', mentionCount(places.length)) : vscode.l10n.t('Tag {0}', placeCount(places.length));
  const quote = places[0]?.context.hit ?? '';
  return pickEntity({ index, picker: corpus.names.picker(), quote, recent, here: [], type: undefined, likelyType: index.entity(recent[0] ?? '')?.type }, title);
}

/** Looks the places up anew. */
async function renew(session: Session, editor: vscode.TextEditor, list: OccurrenceList, content: vscode.EventEmitter<vscode.Uri>): Promise<void> {
  const found = await findEverywhere(session, list.corpus, list.sought);
  if (found === undefined) return;
  const at = list.foundAt(editor.selection.active.line)?.key;
  list.take(found);
  await redrawn(session, editor, list, content);
  const line = at === undefined ? undefined : list.lineOf(at);
  if (line !== undefined) moveTo(editor, line);
}

async function refreshIfStale(session: Session, editor: vscode.TextEditor | undefined, content: vscode.EventEmitter<vscode.Uri>): Promise<void> {
  const list = editor && session.lists.of(editor.document);
  if (editor === undefined || list === undefined) return;
  if (list.isStale) await renew(session, editor, list, content);
  else session.lists.changed(list);
}

/** Resolves when the editor shows the list's text as it is now. */
async function redrawn(session: Session, { document }: vscode.TextEditor, list: OccurrenceList, content: vscode.EventEmitter<vscode.Uri>): Promise<void> {
  if (document.getText() !== list.text()) {
    await new Promise<void>(done => {
      const listening = vscode.workspace.onDidChangeTextDocument(event => {
        if (event.document !== document) return;
        listening.dispose();
        done();
      });
      content.fire(document.uri);
    });
  }
  session.lists.changed(list);
}

function moveTo(editor: vscode.TextEditor, line: number): void {
  editor.selection = new vscode.Selection(line, 0, line, 0);
  editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** What can be done, with its key. */
function lensesFor(list: OccurrenceList | undefined): vscode.CodeLens[] {
  if (list === undefined) return [];
  const { t } = vscode.l10n;
  const count = list.ticked().length;
  const top = new vscode.Range(0, 0, 0, 0);
  const lens = (title: string, command: string, argument?: unknown): vscode.CodeLens => new vscode.CodeLens(top, { title, command: `seedmark.${command}`, arguments: [argument] });
  const orders: readonly (readonly [Order, string])[] = [['article', t('article (A)')], ['date', t('date (D)')], ['left', t('left (L)')], ['right', t('right (R)')]];
  return [
    ...actionsFor(list, count).map(([title, command]) => lens(title, command)),
    count < list.tickable().length ? lens(t('Tick all'), 'listTick', { all: true }) : lens(t('Tick none'), 'listTick', { all: false }),
    ...orders.map(([order, name]) => lens(order === list.order ? t('✓ by {0}', name) : t('by {0}', name), 'listSort', order)),
  ];
}

function actionsFor({ purpose, sought }: OccurrenceList, count: number): (readonly [title: string, command: string])[] {
  const { t } = vscode.l10n;
  switch (purpose) {
    case 'tag': return [[t('Tag {0} ticked (Ctrl+Enter)', count), 'listTag']];
    case 'untag': return [[t('Untag {0} ticked (Ctrl+Enter)', count), 'listTag']];
    case 'split': return [[t('{0} ticked are another entity… (Ctrl+Enter)', count), 'listTag']];
    case 'look': return [
      [sought.entity === undefined ? t('Tag {0} ticked… (Ctrl+Enter)', count) : t('Tag {0} ticked (Ctrl+Enter)', count), 'listTag'],
      [t('Untag {0} ticked (Ctrl+Backspace)', count), 'listUntag'],
    ];
  }
}

/** The lines of each article beneath its heading. */
function foldsIn({ lineCount }: vscode.TextDocument, list: OccurrenceList | undefined): vscode.FoldingRange[] {
  if (list === undefined) return [];
  const folds: vscode.FoldingRange[] = [];
  let heading: number | undefined;
  for (let line = 0; line <= lineCount; line++) {
    if (list.foundAt(line) !== undefined) continue;
    if (heading !== undefined && line - 1 > heading) folds.push(new vscode.FoldingRange(heading, line - 1));
    heading = list.isHeading(line) ? line : undefined;
  }
  return folds;
}
