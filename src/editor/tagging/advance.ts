import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { nextOffer, type Offer } from '../../core/offers/offer';
import type { Session } from '../session';
import { toRange } from '../window/convert';

/** What the caret may step through, with or without the names that nobody has catalogued. */
export async function offersAtCaret(session: Session, editor: vscode.TextEditor): Promise<readonly Offer[]> {
  const file = await session.open(editor.document, 'names');
  const article = file?.articleAt(editor.document.offsetAt(editor.selection.start));
  return file?.offers().find(each => each.article === article)?.all({ withNew: session.annotating.on }) ?? [];
}

/** Puts the caret on the next offer of its article, if there is one: a decision is made, and the next can be. */
export async function advance(session: Session, editor: vscode.TextEditor): Promise<void> {
  const next = nextOffer(await offersAtCaret(session, editor), editor.document.offsetAt(editor.selection.start), 1);
  if (next !== undefined) select(editor, next.span);
}

/** Shows which stretch is meant by selecting it, so that every other command means it too; it is made longer or shorter from its end. */
export function select(editor: vscode.TextEditor, span: Span): void {
  const range = toRange(editor.document, span);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
