import * as vscode from 'vscode';
import { languageId, type Session } from '../session';
import { toRange } from '../window/convert';

/** On a mention, lights up every other mention of its entity in the article, by whatever alias. */
export function registerHighlights(session: Session): vscode.Disposable {
  return vscode.languages.registerDocumentHighlightProvider({ language: languageId }, {
    async provideDocumentHighlights(document, position) {
      const place = await session.place(document, position);
      const entity = place?.marks.find(mark => mark.kind === 'mention')?.mention.entity;
      if (place === undefined || entity === undefined) return undefined;
      return place.file.standing()
        .filter(mark => mark.kind === 'mention' && mark.mention.entity === entity)
        .map(mark => new vscode.DocumentHighlight(toRange(document, mark.placement.span), vscode.DocumentHighlightKind.Read));
    },
  });
}
