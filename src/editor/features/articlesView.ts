import * as vscode from 'vscode';
import type { ArticleCard, ArticleInfo } from '../../core/corpus/article';
import type { ArticleStatus } from '../../core/model';
import { gitBlobId } from '../../core/store/gitBlobId';
import { setSidecarField } from '../../core/store/sidecarEdits';
import { sidecarIntent } from '../annotations';
import { statusWord } from '../card';
import type { Corpus } from '../corpus';
import { together } from '../dispose';
import { report, tell } from '../report';
import type { Session } from '../session';
import { Soon } from '../soon';
import { articleIn, corpusIn } from '../commandArguments';

const statuses: readonly ArticleStatus[] = ['untouched', 'in-work', 'done'];

type ArticleNode =
  | { readonly kind: 'year'; readonly year: string; readonly articles: readonly ArticleLeaf[] }
  | ArticleLeaf;

interface ArticleLeaf {
  readonly kind: 'article';
  readonly corpus: Corpus;
  readonly article: ArticleInfo;
  readonly card: ArticleCard;
}

/** The Articles view: by date, with section, number of mentions, and how far the work on each is. */
export function registerArticlesView(session: Session): vscode.Disposable {
  const provider = new ArticlesProvider(session);
  const view = vscode.window.createTreeView('seedmark.articles', { treeDataProvider: provider, showCollapseAll: true });
  const refresh = new Soon(async () => { provider.refresh(); }, 100, error => session.log.error('articles', String(error)));
  const follow = new Soon(() => followEditor(session, provider, view), 150, error => session.log.error('articles', String(error)));
  return together(
    provider, view, refresh, follow,
    session.onDidChange(refresh.ask),
    vscode.window.onDidChangeActiveTextEditor(follow.ask),
    view.onDidChangeVisibility(follow.ask),
    vscode.commands.registerCommand('seedmark.setStatus', (argument?: unknown) => setStatus(session, argument)),
  );
}

class ArticlesProvider implements vscode.TreeDataProvider<ArticleNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly session: Session) {}

  refresh(): void {
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async getChildren(node?: ArticleNode): Promise<ArticleNode[]> {
    if (node?.kind === 'article') return [];
    return node === undefined ? this.years() : [...node.articles];
  }

  getParent(node: ArticleNode): ArticleNode | undefined {
    return node.kind === 'year' ? undefined : { kind: 'year', year: yearOf(node), articles: [] };
  }

  getTreeItem(node: ArticleNode): vscode.TreeItem {
    return node.kind === 'year' ? yearItem(node) : leafItem(node);
  }

  async years(): Promise<Extract<ArticleNode, { kind: 'year' }>[]> {
    const corpora = await this.session.corpora();
    await Promise.all(corpora.map(corpus => corpus.ready()));
    const byYear = new Map<string, ArticleLeaf[]>();
    for (const leaf of corpora.flatMap(leaves).sort(byDate)) {
      const year = yearOf(leaf);
      byYear.set(year, [...byYear.get(year) ?? [], leaf]);
    }
    return [...byYear].map(([year, articles]) => ({ kind: 'year', year, articles }));
  }
}

function leaves(corpus: Corpus): ArticleLeaf[] {
  return [...corpus.index.articleIds()].flatMap(id => {
    const article = corpus.index.article(id);
    return article === undefined ? [] : [{ kind: 'article' as const, corpus, article, card: corpus.index.card(article) }];
  });
}

/** The earliest first, as a story is read; articles without a date at the end. */
function byDate(a: ArticleLeaf, b: ArticleLeaf): number {
  const [one, other] = [a.card.date || '9999', b.card.date || '9999'];
  return one < other ? -1 : one > other ? 1 : a.article.id < b.article.id ? -1 : 1;
}

function yearOf({ card }: ArticleLeaf): string {
  return card.date.slice(0, 4);
}

function yearItem({ year, articles }: Extract<ArticleNode, { kind: 'year' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(year || vscode.l10n.t('No date'), vscode.TreeItemCollapsibleState.Expanded);
  const done = articles.filter(({ corpus, article }) => corpus.index.status(article.id) === 'done').length;
  item.id = `year ${year}`;
  item.description = vscode.l10n.t('{0} of {1} done', done, articles.length);
  item.contextValue = 'year';
  return item;
}

function leafItem({ corpus, article, card }: ArticleLeaf): vscode.TreeItem {
  const { index } = corpus;
  const status = index.status(article.id);
  const marks = index.mentionsIn(article.id);
  const item = new vscode.TreeItem(card.title);
  item.id = `${corpus.files.root.toString()}#${article.id}`;
  item.description = [card.date.slice(5), card.section, marks === 0 ? '' : String(marks)].filter(Boolean).join(' · ');
  item.tooltip = [card.title, [card.date, card.section].filter(Boolean).join(' · '), article.id, statusWord(status)].filter(Boolean).join('\n');
  item.iconPath = statusIcon(status);
  item.contextValue = 'article';
  item.command = {
    title: vscode.l10n.t('Open'),
    command: 'seedmark.openArticle',
    arguments: [{ corpus: corpus.files.root.toString(), article: article.id }],
  };
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1}, {2} mentions, {3}', card.title, card.date, marks, statusWord(status)) };
  return item;
}

function statusIcon(status: ArticleStatus): vscode.ThemeIcon {
  switch (status) {
    case 'untouched': return new vscode.ThemeIcon('circle-outline');
    case 'in-work': return new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor('seedmark.mention.blue'));
    case 'done': return new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('seedmark.mention.green'));
  }
}

async function followEditor(session: Session, provider: ArticlesProvider, view: vscode.TreeView<ArticleNode>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && view.visible ? await session.place(editor.document, editor.selection.active) : undefined;
  if (place === undefined) return;
  const all = (await provider.years()).flatMap(year => year.articles);
  const leaf = all.find(each => each.corpus === place.corpus && each.article.id === place.article.info.id);
  if (leaf !== undefined && view.visible) await view.reveal(leaf, { select: true, focus: false });
}

/** Says how far the work on an article is: what is given, else done, or in work again. */
async function setStatus(session: Session, argument: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  const corpus = corpusIn(argument, await session.corpora()) ?? place?.corpus;
  const article = corpus?.index.article(articleIn(argument) ?? place?.article.info.id ?? '');
  if (corpus === undefined || article === undefined) return tell(vscode.l10n.t('Open an article of a corpus first.'));
  const status = statuses.find(each => each === argument) ?? (corpus.index.status(article.id) === 'done' ? 'in-work' : 'done');
  const bytes = await corpus.files.readBytes(article.path);
  const textId = bytes === undefined ? '' : gitBlobId(bytes);
  const intent = sidecarIntent(corpus.index.sidecarPath(article.id), article.id, textId, sidecar => setSidecarField(sidecar, 'status', status));
  const outcome = await session.do(corpus, vscode.l10n.t('mark the article as {0}', statusWord(status)), [corpus.files.uri(article.path)], [intent]);
  if (report(session, outcome)) tell(vscode.l10n.t('Article: {0}', statusWord(status)));
}
