import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { together } from '../dispose';
import type { Session } from '../session';
import { spotFor } from '../tagging/accepting';
import { select } from '../tagging/advance';
import { toSpan } from '../window/convert';
import { tell } from '../window/report';

/** What a key binding may give. */
interface NextArguments {
  readonly backwards?: boolean;
}

/** What a key binding may give. */
interface LengthenArguments {
  /** The end that moves; the end when left out. */
  readonly side?: 'start' | 'end';
  /** A word fewer instead of one more. */
  readonly shorter?: boolean;
}

/** Selecting by keys what is to be tagged: from name to name, offered or not, and word by word at both ends. */
export function registerNameSteps(session: Session): vscode.Disposable {
  return together(
    vscode.commands.registerCommand('seedmark.nextName', (args: NextArguments = {}) => session.decisions.run(() => step(session, args))),
    vscode.commands.registerCommand('seedmark.lengthen', (args: LengthenArguments = {}) => session.decisions.run(() => lengthen(session, args))),
  );
}

/** Goes to the next name in the article that is not tagged, around the end. */
async function step(session: Session, { backwards = false }: NextArguments): Promise<void> {
  const spot = await spotFor(session, {});
  if (spot === undefined) return;
  const names = spot.offers.left();
  const next = backwards ? names.findLast(({ start }) => start < spot.at) ?? names.at(-1) : names.find(({ start }) => start > spot.at) ?? names[0];
  if (next === undefined) return tell(vscode.l10n.t('Nothing with a capital is left untagged in this article.'));
  select(spot.editor, next);
}

/** Moves one end of each selection by a word; from a caret it is the word there that is selected. */
async function lengthen(session: Session, { side = 'end', shorter = false }: LengthenArguments): Promise<void> {
  const spot = await spotFor(session, {});
  if (spot === undefined) return;
  const { editor: { document, selections }, editor } = spot;
  const moved = (span: Span): Span => spot.offers.lengthened(span, side, !shorter);
  editor.selections = selections.map(selection => {
    const { start, end } = moved(toSpan(document, selection));
    return new vscode.Selection(document.positionAt(start), document.positionAt(end));
  });
}
