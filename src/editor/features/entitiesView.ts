import * as vscode from 'vscode';
import type { ArticleInfo } from '../../core/corpus/article';
import type { MentionPlace } from '../../core/corpus/corpusIndex';
import type { EntityType } from '../../core/model';
import { entityFilter } from '../../core/picker/filter';
import type { EntityRecord } from '../../core/store/entitiesFile';
import { articlesOf } from '../card';
import type { Corpus } from '../corpus';
import { together } from '../dispose';
import { corpusIn, entityIn } from '../commandArguments';
import { tell } from '../report';
import type { Session } from '../session';
import { Soon } from '../soon';

/** An item of the tree: a type, an entity of it, an article that has it, a mention there. Each knows the one above. */
export type EntityNode =
  | { readonly kind: 'type'; readonly corpus: Corpus; readonly type: EntityType }
  | { readonly kind: 'entity'; readonly corpus: Corpus; readonly entity: EntityRecord; readonly parent: EntityNode }
  | { readonly kind: 'article'; readonly corpus: Corpus; readonly article: ArticleInfo; readonly entity: EntityRecord; readonly count: number; readonly parent: EntityNode }
  | { readonly kind: 'mention'; readonly corpus: Corpus; readonly place: MentionPlace; readonly path: string; readonly entity: EntityRecord; readonly parent: EntityNode };

/** What is carried while entities are dragged: their ids. */
const draggedEntities = 'application/vnd.code.tree.seedmark.entities';

/** The Entities view: by type, then entity, then article, then mention with its words around it. */
export function registerEntitiesView(session: Session): vscode.Disposable {
  const provider = new EntitiesProvider(session);
  const view = vscode.window.createTreeView('seedmark.entities', {
    treeDataProvider: provider, showCollapseAll: true, canSelectMany: true, dragAndDropController: new Dragging(),
  });
  const refresh = new Soon(async () => { provider.refresh(); }, 100, error => session.log.error('entities', String(error)));
  const follow = new Soon(() => followCaret(session, provider, view), 150, error => session.log.error('entities', String(error)));
  return together(
    provider, view, refresh, follow,
    session.onDidChange(refresh.ask),
    vscode.window.onDidChangeTextEditorSelection(follow.ask),
    view.onDidChangeVisibility(follow.ask),
    vscode.commands.registerCommand('seedmark.filterEntities', (words?: string) => filter(provider, view, words)),
    vscode.commands.registerCommand('seedmark.clearEntityFilter', () => applyFilter(provider, view, '')),
    vscode.commands.registerCommand('seedmark.revealEntity', (argument?: unknown) => reveal(session, provider, view, argument)),
  );
}

class EntitiesProvider implements vscode.TreeDataProvider<EntityNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  filter = '';

  constructor(private readonly session: Session) {}

  refresh(): void {
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async getChildren(node?: EntityNode): Promise<EntityNode[]> {
    if (node === undefined) return (await this.session.corpora()).length === 0 ? [] : this.#types();
    switch (node.kind) {
      case 'type': return this.entities(node);
      case 'entity': return articlesOf(node.corpus, node.entity.id).map(({ article, count }) =>
        ({ kind: 'article', corpus: node.corpus, article, count, entity: node.entity, parent: node }));
      case 'article': return mentionNodes(node);
      case 'mention': return [];
    }
  }

  getParent(node: EntityNode): EntityNode | undefined {
    return node.kind === 'type' ? undefined : node.parent;
  }

  getTreeItem(node: EntityNode): vscode.TreeItem {
    switch (node.kind) {
      case 'type': return this.#typeItem(node);
      case 'entity': return entityItem(node);
      case 'article': return articleItem(node);
      case 'mention': return mentionItem(node);
    }
  }

  /** The entities of a type that the filter lets through, the most mentioned first. */
  entities(node: Extract<EntityNode, { kind: 'type' }>): Extract<EntityNode, { kind: 'entity' }>[] {
    const { corpus, type } = node;
    const passes = entityFilter(this.filter);
    return corpus.index.entities()
      .filter(entity => corpus.index.entity(entity.id) === entity && typeOf(corpus, entity).id === type.id && passes(entity))
      .map(entity => ({ entity, count: corpus.index.mentionCount(entity.id) }))
      .sort((a, b) => b.count - a.count || (a.entity.name < b.entity.name ? -1 : 1))
      .map(({ entity }) => ({ kind: 'entity', corpus, entity, parent: node }));
  }

  async #types(): Promise<EntityNode[]> {
    const corpora = await this.session.corpora();
    await Promise.all(corpora.map(corpus => corpus.ready()));
    return corpora.flatMap(corpus => {
      const used = new Set(corpus.index.entities().map(entity => typeOf(corpus, entity)));
      const types = [...corpus.index.config.types, ...[...used].filter(type => !corpus.index.config.types.includes(type))];
      return types.map(type => ({ kind: 'type' as const, corpus, type })).filter(node => this.entities(node).length > 0);
    });
  }

  #typeItem(node: Extract<EntityNode, { kind: 'type' }>): vscode.TreeItem {
    const filtered = this.filter !== '';
    const item = new vscode.TreeItem(node.type.label, filtered ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
    const count = this.entities(node).length;
    // Another id while filtered: VS Code remembers by id what was collapsed, and found entities must be seen.
    item.id = `${node.corpus.files.root.toString()}#${node.type.id}${filtered ? '#filtered' : ''}`;
    item.description = String(count);
    item.iconPath = new vscode.ThemeIcon(node.type.icon, new vscode.ThemeColor(`seedmark.mention.${node.type.color}`));
    item.contextValue = 'type';
    item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} entities', node.type.label, count) };
    return item;
  }
}

/** Within the tree only: an entity on an entity is a merge, an entity on a type a change of type. */
class Dragging implements vscode.TreeDragAndDropController<EntityNode> {
  readonly dragMimeTypes = [draggedEntities];
  readonly dropMimeTypes = [draggedEntities];

  handleDrag(nodes: readonly EntityNode[], data: vscode.DataTransfer): void {
    const entities = nodes.flatMap(node => node.kind === 'entity' ? [node.entity.id] : []);
    if (entities.length > 0) data.set(draggedEntities, new vscode.DataTransferItem(entities));
  }

  async handleDrop(target: EntityNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const dragged: unknown = data.get(draggedEntities)?.value;
    const entities = Array.isArray(dragged) ? dragged.filter(each => typeof each === 'string') : [];
    if (target === undefined || entities.length === 0) return;
    if (target.kind === 'type') await vscode.commands.executeCommand('seedmark.changeType', { entities, type: target.type.id });
    else if (!entities.includes(target.entity.id)) await vscode.commands.executeCommand('seedmark.mergeEntities', { entities, into: target.entity.id });
  }
}

/** The type of an entity; one of its own making, grey, where corpus.yaml does not know it. */
function typeOf(corpus: Corpus, entity: EntityRecord): EntityType {
  const known = corpus.index.config.types.find(type => type.id === entity.type);
  return known ?? { id: 'unknown', label: vscode.l10n.t('Unknown type'), color: 'grey', icon: 'question', key: '', marks: 'names' };
}

function mentionNodes(node: Extract<EntityNode, { kind: 'article' }>): EntityNode[] {
  const { corpus, article, entity } = node;
  return corpus.index.sidecars(article.id).flatMap(({ path, file }) => file.sidecar.mentions
    .filter(mention => mention.entity === entity.id)
    .map(mention => ({ kind: 'mention' as const, corpus, place: { article: article.id, mention }, path, entity, parent: node })));
}

function entityItem({ corpus, entity, parent }: Extract<EntityNode, { kind: 'entity' }>): vscode.TreeItem {
  const count = corpus.index.mentionCount(entity.id);
  const item = new vscode.TreeItem(entity.name, count > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  const type = typeOf(corpus, entity);
  item.id = `${parent.kind === 'type' ? corpus.files.root.toString() : ''}#${type.id}#${entity.id}`;
  item.description = [String(count), entity.aliases.join(', ')].filter(Boolean).join('  ');
  item.tooltip = [entity.name, entity.aliases.join(', '), entity.description].filter(Boolean).join('\n');
  item.iconPath = new vscode.ThemeIcon(type.icon, new vscode.ThemeColor(`seedmark.mention.${type.color}`));
  item.contextValue = 'entity';
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1}, {2} mentions', entity.name, type.label, count) };
  return item;
}

function articleItem({ corpus, article, entity, count }: Extract<EntityNode, { kind: 'article' }>): vscode.TreeItem {
  const card = corpus.index.card(article);
  const item = new vscode.TreeItem(card.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${corpus.files.root.toString()}#${entity.id}#${article.id}`;
  item.description = [String(count), card.date].filter(Boolean).join('  ');
  item.tooltip = article.id;
  item.iconPath = new vscode.ThemeIcon('file-text');
  item.contextValue = 'article';
  item.command = openCommand({ corpus: corpus.files.root.toString(), article: article.id, entity: entity.id });
  return item;
}

function mentionItem({ corpus, place: { article, mention }, path, entity }: Extract<EntityNode, { kind: 'mention' }>): vscode.TreeItem {
  const before = lastWords(mention.anchor.before, 24);
  const quote = mention.anchor.quote.replace(/\s+/g, ' ');
  const label = `${before}${quote}${mention.anchor.after.split('\n')[0]?.slice(0, 40) ?? ''}`;
  const item = new vscode.TreeItem({ label, highlights: [[before.length, before.length + quote.length]] });
  item.id = `${corpus.files.root.toString()}#${entity.id}#${article}#${mention.id}`;
  item.tooltip = mention.note;
  item.contextValue = 'mention';
  item.command = openCommand({ corpus: corpus.files.root.toString(), article, mark: `${path}#${mention.id}` });
  return item;
}

/** The end of the last line of a context, from the beginning of a word. */
function lastWords(before: string, length: number): string {
  const line = before.split('\n').at(-1) ?? '';
  if (line.length <= length) return line;
  const cut = line.slice(-length);
  return cut.slice(cut.indexOf(' ') + 1);
}

function openCommand(target: object): vscode.Command {
  return { title: vscode.l10n.t('Open'), command: 'seedmark.openArticle', arguments: [target] };
}

/** Narrows the tree while a person types; Escape brings back what was there, Enter keeps it, in sight above the tree. */
async function filter(provider: EntitiesProvider, view: vscode.TreeView<EntityNode>, words: string | undefined): Promise<void> {
  if (words !== undefined) return applyFilter(provider, view, words);
  const before = provider.filter;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter entities');
  input.placeholder = vscode.l10n.t('Beginnings of words of a name, an alias or an id');
  input.value = before;
  let kept = false;
  const disposables = [input, input.onDidChangeValue(value => applyFilter(provider, view, value))];
  await new Promise<void>(done => {
    disposables.push(
      input.onDidAccept(() => { kept = true; input.hide(); }),
      input.onDidHide(() => done()),
    );
    input.show();
  });
  for (const each of disposables) each.dispose();
  if (!kept) applyFilter(provider, view, before);
}

function applyFilter(provider: EntitiesProvider, view: vscode.TreeView<EntityNode>, words: string): void {
  provider.filter = words.trim();
  view.message = provider.filter === '' ? '' : vscode.l10n.t('Filtered by “{0}”', provider.filter);
  void vscode.commands.executeCommand('setContext', 'seedmark.entitiesFiltered', provider.filter !== '');
  provider.refresh();
}

async function followCaret(session: Session, provider: EntitiesProvider, view: vscode.TreeView<EntityNode>): Promise<void> {
  const follows = vscode.workspace.getConfiguration('seedmark').get<boolean>('entities.followCaret', true);
  const editor = vscode.window.activeTextEditor;
  if (!follows || !view.visible || editor === undefined) return;
  const place = await session.place(editor.document, editor.selection.active);
  const mark = place?.marks.find(each => each.kind === 'mention');
  const node = place && mark && nodeOf(provider, place.corpus, mark.mention.entity);
  if (node !== undefined && view.visible) await view.reveal(node, { select: true, focus: false });
}

async function reveal(session: Session, provider: EntitiesProvider, view: vscode.TreeView<EntityNode>, argument: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  const entity = entityIn(argument) ?? place?.marks.find(each => each.kind === 'mention')?.mention.entity;
  const corpora = await session.corpora();
  const corpus = corpusIn(argument, corpora) ?? place?.corpus ?? corpora[0];
  const node = corpus && entity !== undefined ? nodeOf(provider, corpus, entity) : undefined;
  if (node === undefined) return tell(vscode.l10n.t('There is no mention under the caret.'));
  await view.reveal(node, { select: true, focus: true, expand: true });
}

/** The tree's node for an entity; `undefined` when there is none, or the filter hides it. */
function nodeOf(provider: EntitiesProvider, corpus: Corpus, id: string): EntityNode | undefined {
  const entity = corpus.index.entity(id);
  if (entity === undefined || !entityFilter(provider.filter)(entity)) return undefined;
  return { kind: 'entity', corpus, entity, parent: { kind: 'type', corpus, type: typeOf(corpus, entity) } };
}
