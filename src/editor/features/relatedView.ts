import * as vscode from 'vscode';
import type { Related } from '../../core/related/relatedIndex';
import { FollowedArticle } from '../article/followed';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { cardOf } from '../links/links';
import type { Session } from '../session';
import { relatedItem } from '../tagging/reasons';
import { opening } from '../window/show';

interface RelatedNode {
  readonly corpus: Corpus;
  readonly home: string;
  readonly related: Related;
}

/** More are not looked through; the rest of the corpus is a search away. */
const most = 20;

/** The Related view: the articles most related to the one in the editor, with the reasons. Computed only while it is in sight. */
export function registerRelatedView(session: Session): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const followed = new FollowedArticle(session, () => changed.fire());
  const provider: vscode.TreeDataProvider<RelatedNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: async node => {
      if (node !== undefined || followed.place === undefined) return [];
      const { corpus, article: { info } } = followed.place;
      view.description = cardOf(corpus, info.id).title;
      return (await corpus.related.related(info.id, most)).map(related => ({ corpus, home: info.id, related }));
    },
    getTreeItem: relatedTreeItem,
  };
  const view = vscode.window.createTreeView('seedmark.related', { treeDataProvider: provider });
  return together(changed, followed, view);
}

function relatedTreeItem({ corpus, home, related }: RelatedNode): vscode.TreeItem {
  const { label, description, iconPath, tooltip } = relatedItem(corpus, related);
  const item = new vscode.TreeItem(label);
  item.id = `${corpus.id}#${home}#${related.id}`;
  item.description = description;
  item.iconPath = iconPath;
  item.tooltip = tooltip;
  item.contextValue = 'article';
  item.command = opening({ corpus: corpus.id, article: related.id });
  item.accessibilityInformation = { label: `${label}, ${description}` };
  return item;
}
