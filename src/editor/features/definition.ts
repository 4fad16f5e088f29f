import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import type { StandingMark } from '../../core/marks/placing';
import { placeOf } from '../../core/store/entityPlaces';
import { farPassage } from '../links/links';
import { languageId, type Place, type Session } from '../session';
import { positionsIn, toRange } from '../window/convert';

/** F12 on a mention goes to its entity in `entities.yaml`, on a linked passage to the far end; in both, the innermost comes first. */
export function registerDefinition(session: Session): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider({ language: languageId }, {
    async provideDefinition(document, position) {
      const place = await session.place(document, position);
      if (place === undefined) return [];
      const innermost = place.marks.find(mark => mark.kind === 'mention');
      const meant = place.marks.filter(mark => mark.kind === 'link' || mark === innermost);
      const targets = await Promise.all(meant.map(async mark => mark.kind === 'link' ? linkTarget(session, place, mark) : entityTarget(place, mark)));
      return targets.flat();
    },
  });
}

function entityTarget({ corpus, file }: Place, mark: Extract<StandingMark, { kind: 'mention' }>): vscode.LocationLink[] {
  const { entitiesFile } = corpus.index;
  const entity = placeOf(entitiesFile, mark.mention.entity);
  if (entity === undefined) return [];
  const positions = positionsIn(entitiesFile.text);
  return [{
    originSelectionRange: toRange(file.document, mark.placement.span),
    targetUri: corpus.files.uri(entitiesPath),
    targetRange: toRange(positions, entity.span),
    targetSelectionRange: toRange(positions, entity.keySpan),
  }];
}

async function linkTarget(session: Session, { corpus, file }: Place, mark: Extract<StandingMark, { kind: 'link' }>): Promise<vscode.LocationLink[]> {
  const { location } = await farPassage(session, corpus, mark);
  if (location === undefined) return [];
  return [{ originSelectionRange: toRange(file.document, mark.placement.span), targetUri: location.uri, targetRange: location.range, targetSelectionRange: location.range }];
}
