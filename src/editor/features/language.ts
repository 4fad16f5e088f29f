import * as vscode from 'vscode';
import { together } from '../dispose';
import { languageId, type Session } from '../session';
import { Soon } from '../time/soon';

/** Gives the language to every article of a corpus: a `.txt` cannot claim it by its first line, but its `corpus.yaml` can. */
export function registerLanguage(session: Session): vscode.Disposable {
  const claim = new Soon(() => claimAll(session), 0, session.failed('language'));
  claim.ask();
  return together(claim, session.onDidChange(claim.ask), vscode.workspace.onDidOpenTextDocument(claim.ask));
}

async function claimAll(session: Session): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (document.languageId !== 'plaintext' || document.isUntitled) continue;
    const corpus = await session.corpusOfDocument(document);
    const path = corpus?.files.path(document.uri);
    const ours = path !== undefined && corpus?.index.kindOf(path) === 'articles';
    if (ours && !document.isClosed) await vscode.languages.setTextDocumentLanguage(document, languageId);
  }
}
