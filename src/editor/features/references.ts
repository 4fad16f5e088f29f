import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import { entityAtOffset } from '../../core/store/entitiesFile';
import type { Corpus } from '../corpus';
import { farPassage, linksAt } from '../links';
import { locate, locationOf } from '../locate';
import { languageId, type Session } from '../session';

/**
 * All mentions of an entity in the corpus: from a mention, or from its place in `entities.yaml`. On a linked passage,
 * outside the names in it, the far ends of its links.
 */
export function registerReferences(session: Session): vscode.Disposable {
  const selector: vscode.DocumentSelector = [{ language: languageId }, { pattern: `**/${entitiesPath}` }];
  return vscode.languages.registerReferenceProvider(selector, {
    async provideReferences(document, position, _context, token) {
      const corpus = await session.corpusOf(document.uri);
      const entity = corpus && await entityAt(session, corpus, document, position);
      if (corpus === undefined) return [];
      return entity === undefined ? farEnds(session, document, position) : mentions(session, corpus, entity, token);
    },
  });
}

async function entityAt(session: Session, corpus: Corpus, document: vscode.TextDocument, position: vscode.Position): Promise<string | undefined> {
  if (corpus.files.path(document.uri) === entitiesPath) {
    const offset = document.offsetAt(position);
    return entityAtOffset(corpus.index.entitiesFile, offset)?.entity.id;
  }
  const place = await session.place(document, position);
  const innermost = place?.marks[0];
  return innermost?.kind === 'mention' ? innermost.mention.entity : undefined;
}

async function farEnds(session: Session, document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location[]> {
  const place = await session.place(document, position);
  const ends = place === undefined ? [] : await Promise.all(linksAt(place).map(link => farPassage(session, place.corpus, link)));
  return ends.flatMap(({ location }) => location ?? []);
}

async function mentions(session: Session, corpus: Corpus, entity: string, token: vscode.CancellationToken): Promise<vscode.Location[]> {
  const places = corpus.index.mentionsOf(entity);
  const locations: vscode.Location[] = [];
  for (const id of new Set(places.map(place => place.article))) {
    const article = await locate(session, corpus, id);
    if (token.isCancellationRequested) return [];
    const keys = article?.marks.filter(mark => mark.kind === 'mention' && mark.mention.entity === entity).map(mark => mark.key) ?? [];
    for (const key of keys) if (article !== undefined) locations.push(locationOf(article, key));
  }
  return locations;
}
