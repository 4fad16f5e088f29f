import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import { placeOf } from '../../core/store/entityPlaces';
import type { Session } from '../session';
import { entityIn } from '../window/commandArguments';
import { toRange } from '../window/convert';
import { tell } from '../window/report';

/** `seedmark.openEntity`: shows an entity where it is written, in `entities.yaml`. */
export function registerOpenEntity(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.openEntity', async (argument?: unknown) => {
    const editor = vscode.window.activeTextEditor;
    const place = editor && await session.place(editor.document, editor.selection.active);
    const id = entityIn(argument) ?? place?.marks.find(mark => mark.kind === 'mention')?.mention.entity;
    const corpus = [place?.corpus, ...await session.corpora()].find(each => each?.index.entity(id ?? '') !== undefined);
    const entity = corpus && placeOf(corpus.index.entitiesFile, id ?? '');
    if (corpus === undefined || entity === undefined) return tell(vscode.l10n.t('There is no mention under the caret.'));
    const shown = await vscode.window.showTextDocument(corpus.files.uri(entitiesPath));
    const range = toRange(shown.document, entity.span);
    shown.selection = new vscode.Selection(range.start, range.start);
    shown.revealRange(range, vscode.TextEditorRevealType.InCenter);
  });
}
