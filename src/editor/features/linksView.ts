import * as vscode from 'vscode';
import { farEnd, isTurnable, linksSeenFrom } from '../../core/links/links';
import { marksOn, type LinkMark } from '../../core/marks/marks';
import { FollowedArticle } from '../article/followed';
import { firstWords } from '../article/passage';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { cardOf, refOf, relationAt, type LinkRef } from '../links/links';
import type { Session } from '../session';

type LinkNode = Group | Leaf;

interface Group {
  readonly kind: 'group';
  readonly label: string;
  readonly description: string;
  readonly leaves: readonly Leaf[];
}

interface Leaf {
  readonly kind: 'link';
  readonly corpus: Corpus;
  readonly mark: LinkMark;
  /** What the commands of the context menu are given. */
  readonly ref: LinkRef;
}

type Grouping = 'relation' | 'article';

const memoryKey = 'linksBy';

/** The Links view: the links of the article in the editor, from whichever end, by relation or by the article at the far end. */
export function registerLinksView(session: Session): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const followed = new FollowedArticle(session, () => changed.fire());
  const grouping = (): Grouping => session.memory.get<Grouping>(memoryKey, 'relation');
  const groupBy = async (by: Grouping): Promise<void> => {
    await session.memory.update(memoryKey, by);
    await vscode.commands.executeCommand('setContext', 'seedmark.linksBy', by);
    changed.fire();
  };
  void vscode.commands.executeCommand('setContext', 'seedmark.linksBy', grouping());
  const provider: vscode.TreeDataProvider<LinkNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: node => {
      if (node !== undefined) return node.kind === 'group' ? [...node.leaves] : [];
      if (followed.place === undefined) return [];
      const { corpus, article } = followed.place;
      view.description = cardOf(corpus, article.info.id).title;
      return groups(leavesOf(corpus, article.info.id), grouping());
    },
    getTreeItem: node => node.kind === 'group' ? groupItem(node, grouping()) : leafItem(node, grouping()),
  };
  const view = vscode.window.createTreeView('seedmark.links', { treeDataProvider: provider });
  return together(
    changed, followed, view,
    vscode.commands.registerCommand('seedmark.groupLinksByRelation', () => groupBy('relation')),
    vscode.commands.registerCommand('seedmark.groupLinksByArticle', () => groupBy('article')),
  );
}

/** The links of an article, in the order of its text. */
function leavesOf(corpus: Corpus, article: string): Leaf[] {
  const marks = marksOn(corpus.index, article).filter(mark => mark.kind === 'link');
  return linksSeenFrom(marks, article)
    .sort((a, b) => a.anchor.at[0] - b.anchor.at[0])
    .map(mark => ({ kind: 'link', corpus, mark, ref: refOf(corpus, mark) }));
}

/** The groups by name; articles by date first, as a story is read. */
function groups(leaves: readonly Leaf[], grouping: Grouping): Group[] {
  const found = new Map<string, Group>();
  for (const leaf of leaves) {
    const { corpus, mark } = leaf;
    const far = farEnd(mark).article;
    const card = cardOf(corpus, far);
    const [key, label, description] = grouping === 'relation' ? [relationAt(corpus, mark), relationAt(corpus, mark), ''] : [`${card.date || '9999'} ${far}`, card.title, card.date];
    found.set(key, { kind: 'group', label, description, leaves: [...found.get(key)?.leaves ?? [], leaf] });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function groupItem({ label, description, leaves }: Group, grouping: Grouping): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${grouping} ${label} ${description}`;
  item.description = [description, String(leaves.length)].filter(Boolean).join(' · ');
  item.contextValue = 'group';
  return item;
}

function leafItem({ corpus, mark, ref }: Leaf, grouping: Grouping): vscode.TreeItem {
  const far = farEnd(mark);
  const { title, date } = cardOf(corpus, far.article);
  const relation = relationAt(corpus, mark);
  const about = grouping === 'relation' ? [title, date] : [relation];
  const item = new vscode.TreeItem(firstWords(far.anchor.quote, 80));
  item.id = `${grouping} ${mark.key}`;
  item.description = [...about, mark.link.note ?? ''].filter(Boolean).join(' · ');
  item.tooltip = tooltip(mark, `${relation}: ${[title, date].filter(Boolean).join(' · ')}`);
  item.iconPath = icon(corpus, mark);
  item.contextValue = isTurnable(corpus.index.config.relations, mark.link) ? 'link' : 'link symmetric';
  item.command = { title: vscode.l10n.t('Go'), command: 'seedmark.goToLinked', arguments: [ref] };
  item.accessibilityInformation = { label: vscode.l10n.t('{0}: {1}, {2}', relation, firstWords(far.anchor.quote, 80), title) };
  return item;
}

function tooltip(mark: LinkMark, head: string): string {
  return [head, '', firstWords(farEnd(mark).anchor.quote, 500), ...mark.link.note === undefined ? [] : ['', mark.link.note]].join('\n');
}

/** Which way the link goes from here; a warning where it goes nowhere. */
function icon(corpus: Corpus, mark: LinkMark): vscode.ThemeIcon {
  if (corpus.isWhole && corpus.index.article(farEnd(mark).article) === undefined) return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  const other = relationAt(corpus, { ...mark, end: mark.end === 'from' ? 'to' : 'from' });
  if (other === relationAt(corpus, mark)) return new vscode.ThemeIcon('arrow-both');
  return new vscode.ThemeIcon(mark.end === 'from' ? 'arrow-right' : 'arrow-left');
}
