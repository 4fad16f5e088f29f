import * as vscode from 'vscode';
import { together } from '../dispose';
import type { EntityNode } from '../entities/entityNodes';
import { EntityTree } from '../entities/entityTree';
import { Revealing } from '../entities/revealing';
import type { Session } from '../session';
import { Soon } from '../time/soon';
import { corpusIn, entityIn } from '../window/commandArguments';
import { tell } from '../window/report';

/** What is carried while entities are dragged: their ids. */
const draggedEntities = 'application/vnd.code.tree.seedmark.entities';

/** The Entities view: by type, then entity, then article, then mention with its words around it. */
export function registerEntitiesView(session: Session): vscode.Disposable {
  const provider = new EntityTree(session);
  const view = vscode.window.createTreeView('seedmark.entities', {
    treeDataProvider: provider, showCollapseAll: true, canSelectMany: true, dragAndDropController: new Dragging(),
  });
  const revealing = new Revealing(provider, view);
  const again: Soon = new Soon(async () => { if (await revealing.again()) again.ask(); }, 300, session.failed('entities'), 'last');
  const refresh = new Soon(() => provider.refresh(), 100, session.failed('entities'));
  const follow = new Soon(() => followCaret(session, view, revealing), 150, session.failed('entities'), 'last');
  return together(
    provider, view, refresh, follow, again,
    provider.onDidChangeTreeData(again.ask),
    view.onDidChangeSelection(({ selection }) => revealing.selected(selection)),
    session.onDidChange(refresh.ask),
    vscode.window.onDidChangeTextEditorSelection(follow.ask),
    view.onDidChangeVisibility(follow.ask),
    view.onDidChangeVisibility(again.ask),
    vscode.commands.registerCommand('seedmark.filterEntities', (words?: string) => filter(provider, view, words)),
    vscode.commands.registerCommand('seedmark.clearEntityFilter', () => applyFilter(provider, view, '')),
    vscode.commands.registerCommand('seedmark.revealEntity', (argument?: unknown) => reveal(session, revealing, argument)),
  );
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
    else if (target.kind !== 'stretch' && !entities.includes(target.entity.id)) await vscode.commands.executeCommand('seedmark.mergeEntities', { entities, into: target.entity.id });
  }
}

/** Narrows the tree while a person types; Escape brings back what was there, Enter keeps it, in sight above the tree. */
async function filter(provider: EntityTree, view: vscode.TreeView<EntityNode>, words: string | undefined): Promise<void> {
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

function applyFilter(provider: EntityTree, view: vscode.TreeView<EntityNode>, words: string): void {
  provider.filter = words.trim();
  view.message = provider.filter === '' ? '' : vscode.l10n.t('Filtered by “{0}”', provider.filter);
  void vscode.commands.executeCommand('setContext', 'seedmark.entitiesFiltered', provider.filter !== '');
}

async function followCaret(session: Session, view: vscode.TreeView<EntityNode>, revealing: Revealing): Promise<void> {
  const follows = vscode.workspace.getConfiguration('seedmark').get<boolean>('entities.followCaret', true);
  const editor = vscode.window.activeTextEditor;
  if (!follows || !view.visible || editor === undefined) return;
  const place = await session.place(editor.document, editor.selection.active);
  const mark = place?.marks.find(each => each.kind === 'mention');
  if (place !== undefined && mark !== undefined) await revealing.reveal({ corpus: place.corpus, entity: mark.mention.entity, options: { select: true, focus: false } });
}

async function reveal(session: Session, revealing: Revealing, argument: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  const entity = entityIn(argument) ?? place?.marks.find(each => each.kind === 'mention')?.mention.entity;
  const corpora = await session.corpora();
  const corpus = corpusIn(argument, corpora) ?? place?.corpus ?? corpora[0];
  const isThere = corpus !== undefined && entity !== undefined && await revealing.reveal({ corpus, entity, options: { select: true, focus: true, expand: true } });
  if (!isThere) tell(vscode.l10n.t('There is no mention under the caret.'));
}
