import * as vscode from 'vscode';
import type { ArticleInfo } from '../../core/corpus/article';
import { entitiesPath } from '../../core/corpus/fileKind';
import { isSubsequence } from '../../core/picker/subsequence';
import { keysOf } from '../../core/store/entityPlaces';
import { locate } from '../article/locate';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { Rests } from '../time/rests';
import { positionsIn, toRange } from '../window/convert';

/** More than a list can show to anyone; VS Code itself stops being quick above a few thousand. */
const most = 500;

/** So many are looked at before the time is. */
const lookedAtOnce = 100;

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
      const found: vscode.SymbolInformation[] = [];
      for (const corpus of corpora) {
        const search = new Search(corpus, query, token);
        found.push(...await search.entities(), ...await search.articles());
      }
      return found.slice(0, most);
    },
    async resolveWorkspaceSymbol(symbol) {
      if (!(symbol instanceof ArticleSymbol)) return symbol;
      const article = await locate(session, symbol.corpus, symbol.article.id);
      if (article !== undefined) symbol.location = new vscode.Location(article.uri, toRange(article.positions, article.heading));
      return symbol;
    },
  });
}

/** A search of one corpus, which lets others have their turn; it ends when nobody waits for it any more, or enough is found. */
class Search {
  readonly #rests = new Rests();

  constructor(private readonly corpus: Corpus, private readonly query: string, private readonly token: vscode.CancellationToken) {}

  async entities(): Promise<vscode.SymbolInformation[]> {
    const { index, files } = this.corpus;
    const names = new Map<string, string>();
    await this.#each(index.entities(), entity => {
      const name = [entity.name, ...entity.aliases].find(each => isSubsequence(this.query, each));
      if (name !== undefined) names.set(entity.id, name);
      return names.size < most;
    });
    if (names.size === 0) return [];
    await this.#rests.next();
    const { entitiesFile } = index;
    const keys = keysOf(entitiesFile, new Set(names.keys()));
    await this.#rests.next();
    const positions = positionsIn(entitiesFile.text);
    const uri = files.uri(entitiesPath);
    return [...names].flatMap(([id, name]) => {
      const [entity, span] = [index.entity(id), keys.get(id)];
      if (entity === undefined || span === undefined) return [];
      const label = name === entity.name ? name : `${name} (${entity.name})`;
      return [new vscode.SymbolInformation(label, vscode.SymbolKind.Object, entity.type, new vscode.Location(uri, toRange(positions, span)))];
    });
  }

  async articles(): Promise<vscode.SymbolInformation[]> {
    const { index } = this.corpus;
    const found: vscode.SymbolInformation[] = [];
    await this.#each(index.articleIds(), id => {
      const article = index.article(id);
      const card = article && index.card(article);
      if (article !== undefined && card !== undefined && isSubsequence(this.query, card.title)) {
        found.push(new ArticleSymbol(card.title, [card.date, card.id].filter(Boolean).join(' · '), this.corpus, article));
      }
      return found.length < most;
    });
    return found;
  }

  /** @param look whether to go on */
  async #each<Item>(items: Iterable<Item>, look: (item: Item) => boolean): Promise<void> {
    let count = 0;
    for (const item of items) {
      if (this.token.isCancellationRequested || !look(item)) return;
      if (++count % lookedAtOnce === 0) await this.#rests.next();
    }
  }
}
