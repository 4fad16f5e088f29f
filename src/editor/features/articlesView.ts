import * as vscode from 'vscode';
import { ArticleList, byDate, type ListedArticle } from '../../core/lists/articleList';
import { pagesOf, runsBy } from '../../core/lists/sortedList';
import type { ArticleStatus } from '../../core/model';
import { gitBlobId } from '../../core/store/gitBlobId';
import { setSidecarField } from '../../core/store/sidecarEdits';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { statusWord } from '../entities/card';
import type { Session } from '../session';
import { Queue } from '../time/queue';
import { inSlices } from '../time/rests';
import { Soon } from '../time/soon';
import { articleIn, corpusIn } from '../window/commandArguments';
import { mentionCount, numeral } from '../window/counts';
import { report, tell } from '../window/report';
import { opening } from '../window/show';
import { sidecarIntent } from '../writing/annotations';

const statuses: readonly ArticleStatus[] = ['untouched', 'in-work', 'done'];

/** An item of the tree: articles of a year, of a month or day where a year has very many, or a stretch of those; or an article. */
type ArticleNode = GroupNode | LeafNode;

interface GroupNode {
  readonly kind: 'group';
  /** What a date begins with: `2018`, `2018-03`, `2018-03-17`; `''` for those without one. */
  readonly date: string;
  /** Of a list cut into stretches, where this one begins and ends. */
  readonly stretch?: { readonly from: number; readonly to: number };
  readonly items: readonly Listed[];
  readonly isOpen: boolean;
  readonly parent: GroupNode | undefined;
}

interface LeafNode extends Listed {
  readonly kind: 'article';
  /** As `owner`: what commands are given. */
  readonly corpus: Corpus;
  readonly parent: GroupNode;
}

type Listed = ListedArticle<Corpus>;

/** More articles than these are not listed in one group, but by month, day, and in stretches: VS Code makes all items of a group in one go. */
const mostInList = 500;
const stretchLength = 250;
/** With more articles than these all years are closed at first but that of the article in the editor. */
const mostOpen = 500;

/** The Articles view: by date, with section, number of mentions, and how far the work on each is. */
export function registerArticlesView(session: Session): vscode.Disposable {
  const provider = new ArticlesProvider(session);
  const view = vscode.window.createTreeView('seedmark.articles', { treeDataProvider: provider, showCollapseAll: true });
  const refresh = new Soon(() => provider.refresh(), 100, session.failed('articles'));
  const follow = new Soon(() => followEditor(session, provider, view), 150, session.failed('articles'));
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
  readonly #lists = new Map<Corpus, { readonly list: ArticleList<Corpus>; readonly updates: Queue }>();
  #years: readonly GroupNode[] | undefined;
  /** Whether the tree shows what is no more. */
  #isStale = true;

  constructor(private readonly session: Session) {}

  /** Shows what is different since it was shown, where anything is. */
  async refresh(): Promise<void> {
    await this.#bringUp();
    if (this.#isStale) this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async getChildren(node?: ArticleNode): Promise<ArticleNode[]> {
    if (node === undefined) {
      const years = await this.years();
      this.#isStale = false;
      return [...years];
    }
    return node.kind === 'article' ? [] : childrenOf(node);
  }

  getParent(node: ArticleNode): ArticleNode | undefined {
    return node.parent;
  }

  getTreeItem(node: ArticleNode): vscode.TreeItem {
    return node.kind === 'group' ? groupItem(node) : leafItem(node);
  }

  async years(): Promise<readonly GroupNode[]> {
    await this.#bringUp();
    return this.#years ??= yearsOf([...this.#lists.values()].map(({ list }) => list.articles).reduce(merged, []));
  }

  /** The item of an article, with those above it. */
  async nodeOf(corpus: Corpus, id: string): Promise<ArticleNode | undefined> {
    const years = await this.years();
    const date = this.#lists.get(corpus)?.list.get(id)?.date;
    return date === undefined ? undefined : findIn(years, { corpus, id, date });
  }

  /** Once at a time for each corpus, in slices. */
  async #bringUp(): Promise<void> {
    const corpora = await this.session.corpora();
    for (const corpus of this.#lists.keys()) if (!corpora.includes(corpus)) this.#forget(corpus);
    for (const corpus of corpora) {
      const known = this.#lists.get(corpus) ?? { list: new ArticleList(corpus.index, corpus), updates: new Queue() };
      this.#lists.set(corpus, known);
      await known.updates.run(async () => {
        await corpus.ready();
        await inSlices(known.list.update());
      });
      if (known.list.takeChanged()) this.#outdate();
    }
  }

  #forget(corpus: Corpus): void {
    this.#lists.delete(corpus);
    this.#outdate();
  }

  #outdate(): void {
    this.#years = undefined;
    this.#isStale = true;
  }
}

/** Two lists by date as one. */
function merged(ones: readonly Listed[], others: readonly Listed[]): readonly Listed[] {
  return ones.length === 0 ? others : [...ones, ...others].sort(byDate);
}

interface SoughtArticle {
  readonly corpus: Corpus;
  readonly id: string;
  readonly date: string;
}

function findIn(nodes: readonly ArticleNode[], sought: SoughtArticle): ArticleNode | undefined {
  const { corpus, id, date } = sought;
  const node = nodes.find(each => each.kind === 'group' ? date.startsWith(each.date) && has(each, sought) : each.corpus === corpus && each.article === id);
  return node?.kind === 'group' ? findIn(childrenOf(node), sought) : node;
}

function has({ items }: GroupNode, { corpus, id }: SoughtArticle): boolean {
  return items.some(each => each.article === id && each.owner === corpus);
}

function yearsOf(items: readonly Listed[]): GroupNode[] {
  return groupsBy(items, 4).map(group => ({ ...group, kind: 'group', isOpen: items.length <= mostOpen, parent: undefined }));
}

function groupsBy(items: readonly Listed[], length: number): Pick<GroupNode, 'date' | 'items'>[] {
  return runsBy(items, ({ date }) => date.slice(0, length)).map(({ key, items: within }) => ({ date: key, items: within }));
}

/** The articles of a group; of very many by month or day, where they have one, or in stretches. */
function childrenOf(node: GroupNode): ArticleNode[] {
  const { items, date, stretch } = node;
  if (items.length <= mostInList) return items.map(listed => ({ ...listed, kind: 'article', corpus: listed.owner, parent: node }));
  if (date !== '' && date.length < 10 && stretch === undefined) return groupsBy(items, date.length + 3).map(group => ({ ...group, kind: 'group', isOpen: false, parent: node }));
  return pagesOf(items, stretchLength).map((page, at) => ({ kind: 'group', date, items: page, isOpen: false, parent: node, stretch: { from: at * stretchLength + 1, to: at * stretchLength + page.length } }));
}

function groupItem({ date, stretch, items, isOpen }: GroupNode): vscode.TreeItem {
  const label = stretch === undefined ? date || vscode.l10n.t('No date') : vscode.l10n.t('{0} to {1}', stretch.from, stretch.to);
  const item = new vscode.TreeItem(label, isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${date.length <= 4 && stretch === undefined ? 'year' : 'part'} ${date}${stretch === undefined ? '' : `#${stretch.from}`}`;
  item.description = vscode.l10n.t('{0} of {1} done', numeral(items.filter(({ status }) => status === 'done').length), numeral(items.length));
  item.contextValue = 'year';
  return item;
}

function leafItem({ corpus, article, title, date, section, status, mentions }: LeafNode): vscode.TreeItem {
  const item = new vscode.TreeItem(title);
  item.id = `${corpus.id}#${article}`;
  item.description = [date.slice(5), section, mentions === 0 ? '' : String(mentions)].filter(Boolean).join(' · ');
  item.tooltip = [title, [date, section].filter(Boolean).join(' · '), article, statusWord(status)].filter(Boolean).join('\n');
  item.iconPath = statusIcon(status);
  item.contextValue = 'article';
  item.command = opening({ corpus: corpus.id, article });
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1}, {2}, {3}', title, date, mentionCount(mentions), statusWord(status)) };
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
  const leaf = await provider.nodeOf(place.corpus, place.article.info.id);
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
