import * as vscode from 'vscode';
import type { ArticleInfo } from '../../core/corpus/article';
import { entitiesPath } from '../../core/corpus/fileKind';
import { isSubsequence } from '../../core/picker/subsequence';
import { placesIn } from '../../core/store/entityPlaces';
import { positionsIn, toRange } from '../convert';
import type { Corpus } from '../corpus';
import { locate } from '../locate';
import type { Session } from '../session';

/** More than a list can show to anyone; VS Code itself stops being quick above a few thousand. */
const most = 500;

class ArticleSymbol extends vscode.SymbolInformation {
  constructor(name: string, container: string, readonly corpus: Corpus, readonly article: ArticleInfo) {
    super(name, vscode.SymbolKind.File, container, new vscode.Location(corpus.files.uri(article.path), new vscode.Position(0, 0)));
  }
}

/** Ctrl+T: every entity by name or alias, and every article by title. */
export function registerWorkspaceSymbols(session: Session): vscode.Disposable {
  return vscode.languages.registerWorkspaceSymbolProvider({
    async provideWorkspaceSymbols(query, token) {
      const corpora = await session.corpora();
      await Promise.all(corpora.map(corpus => corpus.ready()));
      if (token.isCancellationRequested) return [];
      return corpora.flatMap(corpus => [...entitySymbols(corpus, query), ...articleSymbols(corpus, query)]).slice(0, most);
    },
    async resolveWorkspaceSymbol(symbol) {
      if (!(symbol instanceof ArticleSymbol)) return symbol;
      const article = await locate(session, symbol.corpus, symbol.article.id);
      if (article !== undefined) symbol.location = new vscode.Location(article.uri, toRange(article.positions, article.heading));
      return symbol;
    },
  });
}

function entitySymbols(corpus: Corpus, query: string): vscode.SymbolInformation[] {
  const { index } = corpus;
  const positions = positionsIn(index.entitiesFile.text);
  const uri = corpus.files.uri(entitiesPath);
  const placeOf = placesIn(index.entitiesFile);
  const symbols: vscode.SymbolInformation[] = [];
  for (const entity of index.entities()) {
    if (symbols.length === most) break;
    const name = [entity.name, ...entity.aliases].find(each => isSubsequence(query, each));
    const place = name === undefined ? undefined : placeOf(entity.id);
    if (name === undefined || place === undefined) continue;
    const label = name === entity.name ? name : `${name} (${entity.name})`;
    symbols.push(new vscode.SymbolInformation(label, vscode.SymbolKind.Object, entity.type, new vscode.Location(uri, toRange(positions, place.keySpan))));
  }
  return symbols;
}

function articleSymbols(corpus: Corpus, query: string): vscode.SymbolInformation[] {
  const { index } = corpus;
  return [...index.articleIds()].flatMap(id => {
    const article = index.article(id);
    const card = article && index.card(article);
    if (article === undefined || card === undefined || !isSubsequence(query, card.title)) return [];
    return [new ArticleSymbol(card.title, [card.date, card.id].filter(Boolean).join(' · '), corpus, article)];
  });
}
