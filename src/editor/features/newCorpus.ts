import * as vscode from 'vscode';
import { configPath } from '../../core/corpus/fileKind';
import type { Session } from '../session';
import { report, tell } from '../window/report';
import { corpusIntent } from '../writing/annotations';

/** `seedmark.newCorpus`: begins a corpus in a folder by writing its `corpus.yaml`, and opens it to be filled in. */
export function registerNewCorpus(session: Session): vscode.Disposable {
  return vscode.commands.registerCommand('seedmark.newCorpus', async () => {
    const corpora = await session.corpora();
    const folder = corpora.length > 1 ? await vscode.window.showWorkspaceFolderPick() : vscode.workspace.workspaceFolders?.[0];
    const corpus = corpora.find(each => each.id === folder?.uri.toString());
    if (corpus === undefined) return tell(vscode.l10n.t('Open a folder first: it becomes the corpus.'));
    const outcome = await session.do(corpus, vscode.l10n.t('new corpus'), [], [corpusIntent()]);
    if (report(session, outcome)) await vscode.window.showTextDocument(corpus.files.uri(configPath));
  });
}
