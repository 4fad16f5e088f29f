import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import { positionsIn, toRange } from '../convert';
import { languageId, type Session } from '../session';

/** F12 on a mention goes to its entity in `entities.yaml`. */
export function registerDefinition(session: Session): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider({ language: languageId }, {
    async provideDefinition(document, position) {
      const place = await session.place(document, position);
      const mark = place?.marks.find(each => each.kind === 'mention');
      const entity = mark && place?.corpus.index.entity(mark.mention.entity);
      if (place === undefined || mark === undefined || entity === undefined) return [];
      const positions = positionsIn(place.corpus.index.entitiesFile.text);
      return [{
        originSelectionRange: toRange(document, mark.placement.span),
        targetUri: place.corpus.files.uri(entitiesPath),
        targetRange: toRange(positions, entity.span),
        targetSelectionRange: toRange(positions, entity.keySpan),
      }];
    },
  });
}
