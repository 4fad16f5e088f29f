import * as vscode from 'vscode';
import type { Related } from '../../core/related/relatedIndex';
import { headingOf } from '../article/locate';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { cardOf } from '../links/links';
import type { Place, Session } from '../session';
import { relatedItem } from '../tagging/reasons';
import { Preview } from '../window/preview';
import { tell } from '../window/report';
import { showPlace } from '../window/show';

/** The articles related to one, and how far the reader has gone through them. */
interface Walk {
  readonly corpus: Corpus;
  readonly origin: string;
  readonly ids: readonly string[];
  /** -1 at the origin. */
  at: number;
}

const most = 20;

/** From the article in the editor to related ones: by a list with a preview, one after another, or in a peek. */
export function registerRelatedSteps(session: Session): vscode.Disposable {
  let walk: Walk | undefined;
  const step = async (by: 1 | -1): Promise<void> => {
    const place = await placeNow(session);
    if (place === undefined) return;
    if (walk === undefined || !isOn(walk, place)) walk = await beginAt(place);
    const next = walk.at + by;
    const id = next === -1 ? walk.origin : walk.ids[next];
    if (id === undefined) return tell(by > 0 ? vscode.l10n.t('There is no further related article.') : vscode.l10n.t('This is where you began.'));
    walk.at = next;
    await open(session, place.corpus, id);
    tell(next === -1 ? vscode.l10n.t('Back where you began') : vscode.l10n.t('Related article {0} of {1}', next + 1, walk.ids.length));
  };
  return together(
    vscode.commands.registerCommand('seedmark.relatedArticles', (article?: unknown) => pick(session, typeof article === 'string' ? article : undefined)),
    vscode.commands.registerCommand('seedmark.nextRelated', () => step(1)),
    vscode.commands.registerCommand('seedmark.previousRelated', () => step(-1)),
    vscode.commands.registerCommand('seedmark.peekRelated', () => peek(session)),
  );
}

async function placeNow(session: Session): Promise<Place | undefined> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  if (place === undefined) tell(vscode.l10n.t('Open an article of a corpus first.'));
  return place;
}

function isOn({ corpus, origin, ids, at }: Walk, place: Place): boolean {
  return corpus === place.corpus && (at === -1 ? origin : ids[at]) === place.article.info.id;
}

async function beginAt({ corpus, article: { info } }: Place): Promise<Walk> {
  const ids = (await corpus.related.related(info.id, most)).map(({ id }) => id);
  return { corpus, origin: info.id, ids, at: -1 };
}

async function open(session: Session, corpus: Corpus, id: string): Promise<void> {
  const place = await headingOf(session, corpus, id);
  if (place === undefined) return tell(vscode.l10n.t('There is no article {0} any more.', id));
  await showPlace(place);
}

interface Item extends vscode.QuickPickItem {
  readonly related: Related;
}

async function pick(session: Session, given: string | undefined): Promise<void> {
  const place = await placeNow(session);
  if (place === undefined) return;
  const { corpus } = place;
  const home = given ?? place.article.info.id;
  const list = vscode.window.createQuickPick<Item>();
  list.title = vscode.l10n.t('Related to {0}', cardOf(corpus, home).title);
  list.placeholder = vscode.l10n.t('Move to look at an article, Enter to stay there, Escape to come back');
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.busy = true;
  Object.assign(list, { sortByLabel: false });
  const preview = new Preview(error => session.log.warn('a place cannot be shown', String(error)));
  list.onDidChangeActive(([item]) => { if (item !== undefined) preview.show(() => headingOf(session, corpus, item.related.id)); });
  const chosen = new Promise<Item | undefined>(done => {
    list.onDidAccept(() => { done(list.activeItems[0]); list.hide(); });
    list.onDidHide(() => done(undefined));
  });
  list.show();
  list.items = (await corpus.related.related(home, most)).map(related => itemOf(corpus, related));
  list.busy = false;
  const item = await chosen;
  list.dispose();
  if (item === undefined) return preview.back();
  await preview.over();
  await open(session, corpus, item.related.id);
}

function itemOf(corpus: Corpus, related: Related): Item {
  const { label, description, iconPath } = relatedItem(corpus, related);
  return { related, label, description: cardOf(corpus, related.id).date, detail: description, iconPath };
}

/** VS Code's own peek on the titles of the related articles. */
async function peek(session: Session): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = await placeNow(session);
  if (editor === undefined || place === undefined) return;
  const { corpus, article: { info } } = place;
  const related = await corpus.related.related(info.id, most);
  const found = await Promise.all(related.map(({ id }) => headingOf(session, corpus, id)));
  const locations = found.filter(location => location !== undefined);
  if (locations.length === 0) return tell(vscode.l10n.t('There is no related article.'));
  await vscode.commands.executeCommand('editor.action.peekLocations', editor.document.uri, editor.selection.active, locations, 'peek');
}
