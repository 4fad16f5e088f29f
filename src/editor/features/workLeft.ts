import * as vscode from 'vscode';
import { nextUntouched, nextWithSuggestion, type Work } from '../article/workLeft';
import { together } from '../dispose';
import type { Session } from '../session';
import { accept, spotFor } from '../tagging/accepting';
import { tell } from '../window/report';

/** What a key binding may give. */
interface DoneArguments {
  /** First takes what the selections mean, as Enter does: the last decision and the next article are one key. */
  readonly accept?: boolean;
}

/** Goes on to the articles where there is something left to do. */
export function registerWorkLeft(session: Session): vscode.Disposable {
  return together(
    vscode.commands.registerCommand('seedmark.nextUntouchedArticle', () => goToUntouched(session)),
    vscode.commands.registerCommand('seedmark.doneAndNext', (args: DoneArguments = {}) => session.decisions.run(async () => {
      if (args.accept !== true || await isAccepted(session)) await doneAndNext(session);
    })),
  );
}

async function goToUntouched(session: Session): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  const [first] = await session.corpora();
  const corpus = place?.corpus ?? first;
  await corpus?.ready();
  const work = corpus && await nextUntouched(session, corpus, place?.article.info.id ?? '');
  if (work === undefined) return tell(vscode.l10n.t('Every article has been begun.'));
  await show(work);
}

/** Takes what is selected. False when the person turned away, or it could not be written: then the article is not done. */
async function isAccepted(session: Session): Promise<boolean> {
  const spot = await spotFor(session, {});
  return spot !== undefined && await accept(session, spot, {}) !== 'turned-away';
}

/** Marks the article as done, and opens the next one that is not and has suggestions, else the next untouched one. */
async function doneAndNext(session: Session): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  if (place === undefined) return tell(vscode.l10n.t('Open an article of a corpus first.'));
  const { corpus, article: { info: { id } } } = place;
  await vscode.commands.executeCommand('seedmark.setStatus', 'done');
  if (corpus.index.status(id) !== 'done') return;
  const work = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for work left') },
    async (_, cancelled) => await nextWithSuggestion(session, corpus, id, cancelled) ?? nextUntouched(session, corpus, id));
  if (work === undefined) return tell(vscode.l10n.t('No article has work left.'));
  await show(work);
}

async function show({ uri, range }: Work): Promise<void> {
  const editor = await vscode.window.showTextDocument(uri, { preview: true });
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
