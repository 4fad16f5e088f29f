import * as vscode from 'vscode';
import { entitiesPath } from '../../core/corpus/fileKind';
import { entityAtOffset } from '../../core/store/entityPlaces';
import { locate, locationOf } from '../article/locate';
import type { Corpus } from '../corpus/corpus';
import { farPassage, linksAt } from '../links/links';
import { languageId, type Session } from '../session';
import { Rests } from '../time/rests';
import { tell } from '../window/report';
import { numeral } from '../window/counts';

/** More mentions are not listed: VS Code opens every file of a list. */
const mostMentions = 2000;
const readsAtOnce = 16;

/** Where a question is asked, and whether anyone still waits. */
interface Asked {
  readonly document: vscode.TextDocument;
  readonly token: vscode.CancellationToken;
}

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
      return entity === undefined ? farEnds(session, document, position) : mentions(session, corpus, entity, { document, token });
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

/** The mentions of an entity: those of the articles at home in the document first, then by article; of very many a part, which is said. */
async function mentions(session: Session, corpus: Corpus, entity: string, { document, token }: Asked): Promise<vscode.Location[]> {
  const { index } = corpus;
  const home = new Set(index.articleFile(corpus.files.path(document.uri) ?? '')?.articles.map(({ id }) => id));
  const all = [...index.articlesWith(entity)].sort();
  const ids = [...all.filter(id => home.has(id)), ...all.filter(id => !home.has(id))];
  const rests = new Rests();
  const locations: vscode.Location[] = [];
  for (let from = 0; from < ids.length && locations.length < mostMentions; from += readsAtOnce) {
    const found = await Promise.all(ids.slice(from, from + readsAtOnce).map(id => mentionsIn(session, corpus, id, entity, rests)));
    if (token.isCancellationRequested) return [];
    locations.push(...found.flat());
  }
  const count = index.mentionCount(entity);
  if (locations.length >= mostMentions && locations.length < count) tell(vscode.l10n.t('{0} of {1} mentions are listed. The concordance has them all.', numeral(locations.length), numeral(count)));
  return locations;
}

async function mentionsIn(session: Session, corpus: Corpus, id: string, entity: string, rests: Rests): Promise<vscode.Location[]> {
  const article = await locate(session, corpus, id);
  await rests.next();
  return article?.marks.flatMap(mark => mark.kind === 'mention' && mark.mention.entity === entity ? [locationOf(article, mark.key)] : []) ?? [];
}
