import * as vscode from 'vscode';
import type { Candidate } from '../../core/names/newNames';
import { choiceFor, type Choice } from '../../core/offers/offer';
import type { ArticleOffers } from '../article/offers';
import type { OpenFile } from '../article/openFile';
import type { Session } from '../session';
import { tagAs } from '../tagging/tagging';
import { placeCount } from '../window/counts';
import { tell } from '../window/report';

/** How much of the text is shown on each side of a name, in UTF-16 units. */
const contextLength = 45;

interface NameItem extends vscode.QuickPickItem {
  readonly candidate: Candidate;
  readonly choice: Choice;
}

/** `seedmark.newNames`: the names of the article that nobody has catalogued, as a list; those that are ticked are made and tagged. */
export function registerNewNames(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.newNames', () => session.decisions.run(async () => {
    const editor = vscode.window.activeTextEditor;
    const place = editor && await session.place(editor.document, editor.selection.active, 'names');
    const offers = place?.file.offers().find(({ article }) => article === place.article);
    if (place === undefined || offers === undefined) return tell(vscode.l10n.t('Open an article of a corpus first.'));
    const items = offers.newNames().map(candidate => itemFor(place.file, offers, candidate));
    if (items.length === 0) return tell(vscode.l10n.t('There are no new names in this article.'));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('New Names in This Article'),
      placeHolder: vscode.l10n.t('Tick what is to be tagged, at all its places'),
      canPickMany: true,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked === undefined || picked.length === 0) return;
    await tagAs(session, place.file, picked.map(({ choice, candidate }) => ({ choice, stretches: candidate.spans.map(span => ({ article: offers.article, span })) })));
  }));
}

function itemFor({ corpus: { index } }: OpenFile, { text }: ArticleOffers, candidate: Candidate): NameItem {
  const { name, spans: [first = { start: 0, end: 0 }, ...others] } = candidate;
  const choice = choiceFor({ kind: 'new', span: first, candidate }, index.config.types);
  const entity = choice.kind === 'known' ? index.entity(choice.entity) : undefined;
  const type = index.config.types.find(({ id }) => id === (choice.kind === 'new' ? choice.type : entity?.type));
  const what = entity === undefined ? type?.label ?? '' : vscode.l10n.t('another name for {0}', entity.name);
  const count = others.length === 0 ? '' : placeCount(others.length + 1);
  const context = text.slice(Math.max(0, first.start - contextLength), first.end + contextLength).replace(/\s+/g, ' ').trim();
  return { label: `$(${type?.icon ?? 'tag'}) ${name}`, description: [what, count].filter(Boolean).join(' · '), detail: `…${context}…`, candidate, choice };
}
