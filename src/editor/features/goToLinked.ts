import * as vscode from 'vscode';
import { farEnd } from '../../core/links/links';
import type { LinkMark } from '../../core/marks/marks';
import { firstWords } from '../article/passage';
import type { Corpus } from '../corpus/corpus';
import { cardOf, farPassage, findLink, isLinkArgument, linksAt, relationAt, type LinkArgument } from '../links/links';
import type { Session } from '../session';
import { tell } from '../window/report';
import { showPlace } from '../window/show';

/** `seedmark.goToLinked`: from a linked passage to the one at the far end, with a choice where several are linked. */
export function registerGoToLinked(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.goToLinked', (given?: unknown) => goToLinked(session, isLinkArgument(given) ? given : undefined));
}

async function goToLinked(session: Session, given: LinkArgument | undefined): Promise<void> {
  if (given !== undefined) {
    const found = await findLink(session, 'ref' in given ? given.ref : given);
    return found === undefined ? tell(vscode.l10n.t('This link is gone.')) : go(session, found.corpus, found.mark);
  }
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  const links = place === undefined ? [] : linksAt(place);
  if (place === undefined || links.length === 0) return tell(vscode.l10n.t('There is no linked passage under the caret.'));
  const link = links.length === 1 ? links[0] : await choose(place.corpus, links);
  if (link !== undefined) await go(session, place.corpus, link);
}

async function choose(corpus: Corpus, links: readonly LinkMark[]): Promise<LinkMark | undefined> {
  const items = links.map(link => {
    const { article, anchor } = farEnd(link);
    const { title, date } = cardOf(corpus, article);
    return { link, label: relationAt(corpus, link), description: [title, date].filter(Boolean).join(' · '), detail: firstWords(anchor.quote, 120) };
  });
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Go to a linked passage'), matchOnDescription: true, matchOnDetail: true });
  return picked?.link;
}

async function go(session: Session, corpus: Corpus, link: LinkMark): Promise<void> {
  const { location, isFound, title } = await farPassage(session, corpus, link);
  if (location === undefined) return tell(vscode.l10n.t('The corpus has no article {0}.', title));
  await showPlace(location);
  if (!isFound) tell(vscode.l10n.t('The linked words cannot be found in this article any more.'));
}
