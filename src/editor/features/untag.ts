import * as vscode from 'vscode';
import type { StandingMark } from '../../core/marks/placing';
import { untagIntent } from '../annotations';
import { toSpan } from '../convert';
import type { OpenFile } from '../openFile';
import { report, tell } from '../report';
import type { Session } from '../session';

/** `seedmark.untag`: takes away the innermost mention under each cursor, or all that lie in a selection. */
export function registerUntag(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.untag', () => session.decisions.run(async () => {
    const editor = vscode.window.activeTextEditor;
    const file = editor && await session.open(editor.document);
    const marks = new Map(editor === undefined || file === undefined ? [] : editor.selections.flatMap(each => meant(file, each)).map(mark => [mark.key, mark]));
    if (file === undefined || marks.size === 0) return tell(vscode.l10n.t('There is no mention under the caret.'));
    const intents = [...marks.values()].flatMap(mark => mark.kind === 'mention' ? [untagIntent(mark.path, mark.mention.id)] : []);
    const quotes = [...marks.values()].map(mark => mark.anchor.quote).join('”, “');
    const outcome = await session.do(file.corpus, vscode.l10n.t('untag “{0}”', quotes), [file.document.uri], intents);
    if (report(session, outcome)) tell(vscode.l10n.t('Untagged “{0}”', quotes));
  }));
}

function meant(file: OpenFile, selection: vscode.Selection): StandingMark[] {
  const { start, end } = toSpan(file.document, selection);
  if (start === end) return file.at(start).filter(mark => mark.kind === 'mention').slice(0, 1);
  return file.standing().filter(({ kind, placement: { span } }) => kind === 'mention' && span.start >= start && span.end <= end);
}
