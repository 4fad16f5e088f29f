import * as vscode from 'vscode';
import { setEntityField } from '../../core/store/entitiesFile';
import { entitiesIntent } from '../annotations';
import type { Corpus } from '../corpus';
import { toRange } from '../convert';
import { together } from '../dispose';
import { report } from '../report';
import { languageId, type Session } from '../session';
import { entityIn, nameIn } from '../commandArguments';

/** F2 on a mention, and `seedmark.renameEntity`: another name for the entity. The text of articles is never touched. */
export function registerRename(session: Session): vscode.Disposable {
  return together(
    vscode.languages.registerRenameProvider({ language: languageId }, {
      async prepareRename(document, position) {
        const place = await session.place(document, position);
        const mark = place?.marks.find(each => each.kind === 'mention');
        const entity = mark && place?.corpus.index.entity(mark.mention.entity);
        if (mark === undefined || entity === undefined) throw new Error(vscode.l10n.t('There is no entity to rename here.'));
        return { range: toRange(document, mark.placement.span), placeholder: entity.name };
      },
      async provideRenameEdits(document, position, name) {
        const place = await session.place(document, position);
        const mark = place?.marks.find(each => each.kind === 'mention');
        if (place !== undefined && mark !== undefined) await rename(session, place.corpus, mark.mention.entity, name);
        return new vscode.WorkspaceEdit();
      },
    }),
    vscode.commands.registerCommand('seedmark.renameEntity', (argument?: unknown) => renameEntity(session, argument)),
  );
}

async function renameEntity(session: Session, argument: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  const id = entityIn(argument) ?? place?.marks.find(each => each.kind === 'mention')?.mention.entity;
  const corpora = await session.corpora();
  const corpus = [place?.corpus, ...corpora].find(each => each?.index.entity(id ?? '') !== undefined);
  const entity = corpus?.index.entity(id ?? '');
  if (corpus === undefined || entity === undefined) return;
  const name = nameIn(argument) ?? await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename entity'),
    prompt: vscode.l10n.t('The name in lists and cards. The text of articles stays as it is; its id {0} too.', entity.id),
    value: entity.name,
    validateInput: value => value.trim() === '' ? vscode.l10n.t('An entity needs a name.') : undefined,
  });
  if (name !== undefined) await rename(session, corpus, entity.id, name);
}

async function rename(session: Session, corpus: Corpus, id: string, name: string): Promise<void> {
  const label = vscode.l10n.t('rename {0} to “{1}”', id, name);
  const articles = (await session.visible()).map(file => file.document.uri);
  report(session, await session.do(corpus, label, articles, [entitiesIntent(file => setEntityField(file, id, 'name', name.trim()))]));
}
