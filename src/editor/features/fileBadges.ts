import * as vscode from 'vscode';
import type { CorpusIndex } from '../../core/corpus/corpusIndex';
import type { ArticleStatus } from '../../core/model';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { statusWord } from '../entities/card';
import type { Session } from '../session';
import { Soon } from '../time/soon';

/** A mark on each article's file in the Explorer: how far the work on it is. Files nobody has begun have none. */
export function registerFileBadges(session: Session): vscode.Disposable {
  const badges = new Badges(session);
  const refresh = new Soon(() => badges.refresh(), 300, session.failed('badges'));
  return together(badges, refresh, session.onDidChange(refresh.ask), vscode.window.registerFileDecorationProvider(badges));
}

class Badges implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly onDidChangeFileDecorations = this.#changed.event;
  /** What was said of each file that was asked for: only those that differ are asked for again. */
  readonly #said = new Map<string, ArticleStatus | undefined>();
  /** Up to which change each corpus was looked at. */
  readonly #seen = new WeakMap<CorpusIndex, number>();

  constructor(private readonly session: Session) {}

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return undefined;
    const status = await this.#status(uri);
    this.#said.set(uri.toString(), status);
    return decoration(status);
  }

  /** Asks again for files whose articles have changed, where another answer is due. */
  async refresh(): Promise<void> {
    const stale: vscode.Uri[] = [];
    for (const corpus of await this.session.corpora()) {
      await corpus.ready();
      for (const uri of this.#touched(corpus)) if (await this.#status(uri) !== this.#said.get(uri.toString())) stale.push(uri);
    }
    if (stale.length > 0) this.#changed.fire(stale);
  }

  /** The files that were asked for and may be further on than they were. */
  #touched({ index, files }: Corpus): vscode.Uri[] {
    const touched = index.touchedSince(this.#seen.get(index) ?? -1);
    this.#seen.set(index, index.revision);
    const uris = touched === 'everything' || touched.articles.size > this.#said.size
      ? [...this.#said.keys()].map(uri => vscode.Uri.parse(uri, true)).filter(uri => files.path(uri) !== undefined)
      : [...new Set([...touched.articles].flatMap(id => index.article(id)?.path ?? []))].map(path => files.uri(path));
    return uris.filter(uri => this.#said.has(uri.toString()));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Of a bundle: done when all its articles are, untouched when none is begun. `undefined` for a file without articles. */
  async #status(uri: vscode.Uri): Promise<ArticleStatus | undefined> {
    const corpus = await this.session.corpusOf(uri);
    const articles = corpus?.index.articleFile(corpus.files.path(uri) ?? '')?.articles ?? [];
    const statuses = new Set(articles.map(({ id }) => corpus?.index.status(id)));
    if (statuses.size > 1) return 'in-work';
    return [...statuses][0];
  }
}

function decoration(status: ArticleStatus | undefined): vscode.FileDecoration | undefined {
  switch (status) {
    case undefined: case 'untouched': return undefined;
    case 'in-work': return new vscode.FileDecoration('•', statusWord(status));
    case 'done': return new vscode.FileDecoration('✓', statusWord(status));
  }
}
