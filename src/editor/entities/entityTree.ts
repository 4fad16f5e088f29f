import * as vscode from 'vscode';
import { unknownType } from '../../core/lists/entityShelves';
import { FilteredShelves } from '../../core/lists/filteredShelves';
import { pagesOf } from '../../core/lists/sortedList';
import type { EntityType } from '../../core/model';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { Queue } from '../time/queue';
import { inSlices, Rests } from '../time/rests';
import { itemOf, typeItem } from './entityItems';
import { articleNodes, entityNodes, mentionNodes, type EntityNode, type TypeNode } from './entityNodes';

/** So many entities of a type stand in one list, the most mentioned first. */
const mostInList = 500;
/** Of a longer list, so many of the most mentioned come first, and then all by name, in stretches of this length. */
const mostMentioned = 200;
const stretchLength = 250;

/** What one corpus has in the tree. */
interface Shown {
  readonly shelves: FilteredShelves;
  readonly types: Map<string, TypeNode>;
  /** The types whose entities are other ones than when they were listed. */
  changed: ReadonlySet<string> | 'everything';
  /** The types that were listed last. */
  listed: readonly string[];
  readonly updates: Queue;
}

const nothing: ReadonlySet<string> = new Set();

/** The entities of all corpora as a tree, kept in step with them. */
export class EntityTree implements vscode.TreeDataProvider<EntityNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<EntityNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #shown = new Map<Corpus, Shown>();
  #filter = '';

  constructor(private readonly session: Session) {}

  get filter(): string {
    return this.#filter;
  }

  /** Shows only what a filter lets through; all for `''`. */
  set filter(words: string) {
    this.#filter = words;
    for (const { shelves } of this.#shown.values()) shelves.filter = words;
    this.#changed.fire(undefined);
  }

  /** Shows what is different since it was shown. */
  async refresh(): Promise<void> {
    const corpora = await this.session.corpora();
    const isSame = same(corpora, [...this.#shown.keys()]);
    for (const corpus of this.#shown.keys()) if (!corpora.includes(corpus)) this.#shown.delete(corpus);
    if (!isSame) return this.#changed.fire(undefined);
    for (const corpus of corpora) {
      const shown = await this.#upToDate(corpus);
      const changed = takeChanged(shown);
      const isPartial = changed !== 'everything' && this.#filter === '' && same(shown.listed, shown.shelves.all.types());
      if (!isPartial && changed !== nothing) return this.#changed.fire(undefined);
      if (isPartial) for (const type of changed) this.#changed.fire(shown.types.get(type));
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async getChildren(node?: EntityNode): Promise<EntityNode[]> {
    switch (node?.kind) {
      case undefined: return this.#roots();
      case 'type': return this.#inType(node);
      case 'stretch': return entityNodes(node.items, node);
      case 'entity': return articleNodes(node);
      case 'article': return mentionNodes(node);
      case 'mention': case 'more': return [];
    }
  }

  getParent(node: EntityNode): EntityNode | undefined {
    return node.kind === 'type' ? undefined : node.parent;
  }

  getTreeItem(node: EntityNode): vscode.TreeItem {
    return node.kind === 'type' ? typeItem(node, this.#shownOf(node.corpus).shelves.byCount(shelfOf(node)).length, this.#filter !== '') : itemOf(node);
  }

  /** The tree's node for an entity; `undefined` when there is none, or the filter hides it. */
  async nodeOf(corpus: Corpus, id: string): Promise<EntityNode | undefined> {
    const { shelves } = await this.#upToDate(corpus);
    const place = shelves.all.placeOf(id);
    const entity = corpus.index.entity(id);
    if (place === undefined || entity === undefined || !shelves.shows(entity)) return undefined;
    const parent = this.#typeNode(corpus, place.type);
    const all = shelves.byCount(place.type);
    if (all.length <= mostInList || all.findIndex(each => each.entity.id === id) < mostMentioned) return { kind: 'entity', corpus, entity, parent };
    const items = pagesOf(shelves.byName(place.type), stretchLength).find(page => page.some(each => each.entity.id === id)) ?? [];
    return { kind: 'entity', corpus, entity, parent: { kind: 'stretch', corpus, items, parent } };
  }

  async #roots(): Promise<EntityNode[]> {
    const corpora = await this.session.corpora();
    const all: EntityNode[] = [];
    const rests = new Rests();
    for (const corpus of corpora) {
      const shown = await this.#upToDate(corpus);
      takeChanged(shown);
      const { shelves } = shown;
      shown.listed = shelves.all.types();
      const known = corpus.index.config.types.map(({ id }) => id);
      for (const type of [...known, ...shown.listed.filter(each => !known.includes(each))]) {
        await inSlices(shelves.sift(type), rests);
        if (shelves.byCount(type).length > 0) all.push(this.#typeNode(corpus, type));
      }
    }
    return all;
  }

  #inType(node: TypeNode): EntityNode[] {
    const { corpus } = node;
    const { shelves } = this.#shownOf(corpus);
    const all = shelves.byCount(shelfOf(node));
    if (all.length <= mostInList) return entityNodes(all, node);
    const stretches = pagesOf(shelves.byName(shelfOf(node)), stretchLength).map((items): EntityNode => ({ kind: 'stretch', corpus, items, parent: node }));
    return [...entityNodes(all.slice(0, mostMentioned), node), ...stretches];
  }

  #typeNode(corpus: Corpus, key: string): TypeNode {
    const { types } = this.#shownOf(corpus);
    const type = corpus.index.config.types.find(({ id }) => id === key) ?? unknown();
    const node = types.get(key) ?? { kind: 'type', corpus, type };
    types.set(key, node);
    return node;
  }

  #shownOf(corpus: Corpus): Shown {
    const known = this.#shown.get(corpus);
    if (known !== undefined) return known;
    const shown: Shown = { shelves: new FilteredShelves(corpus.index), types: new Map(), changed: nothing, listed: [], updates: new Queue() };
    shown.shelves.filter = this.#filter;
    this.#shown.set(corpus, shown);
    return shown;
  }

  /** Once at a time, in slices. */
  async #upToDate(corpus: Corpus): Promise<Shown> {
    const shown = this.#shownOf(corpus);
    await shown.updates.run(async () => {
      await corpus.ready();
      noteChanged(shown, await inSlices(shown.shelves.update()));
    });
    return shown;
  }
}

function noteChanged(shown: Shown, changed: Shown['changed']): void {
  if (changed === 'everything') shown.types.clear();
  if (changed === 'everything' || shown.changed === 'everything') shown.changed = 'everything';
  else if (changed.size > 0) shown.changed = new Set([...shown.changed, ...changed]);
}

function takeChanged(shown: Shown): Shown['changed'] {
  const { changed } = shown;
  shown.changed = nothing;
  return changed;
}

function same<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every(each => other.includes(each));
}

/** A type of our own making, grey, for those that corpus.yaml does not know. */
function unknown(): EntityType {
  return { id: 'unknown', label: vscode.l10n.t('Unknown type'), color: 'grey', icon: 'question', key: '', marks: 'names' };
}

function shelfOf({ corpus, type }: TypeNode): string {
  return corpus.index.config.types.includes(type) ? type.id : unknownType;
}
