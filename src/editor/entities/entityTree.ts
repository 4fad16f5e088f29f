import * as vscode from 'vscode';
import type { ArticleInfo } from '../../core/corpus/article';
import type { MentionPlace } from '../../core/corpus/corpusIndex';
import { EntityShelves, inAlphabet, unknownType, type Shelved } from '../../core/lists/entityShelves';
import { pagesOf } from '../../core/lists/sortedList';
import type { Entity, EntityType } from '../../core/model';
import { entityFilter, sifted } from '../../core/picker/filter';
import { finished } from '../../core/steps';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { Queue } from '../time/queue';
import { inSlices, Rests } from '../time/rests';
import { mentionCount, numeral } from '../window/counts';
import { articlesOf } from './card';

/**
 * An item of the tree: a type, of a long one a stretch by name, an entity, an article that has it, a mention there; or what is not
 * shown of very many. Each knows the one above.
 */
export type EntityNode = TypeNode | StretchNode | NodeOfEntity | ArticleNode | MentionNode | MoreNode;

export interface TypeNode { readonly kind: 'type'; readonly corpus: Corpus; readonly type: EntityType }
export interface StretchNode { readonly kind: 'stretch'; readonly corpus: Corpus; readonly items: readonly Shelved[]; readonly parent: TypeNode }
export interface NodeOfEntity { readonly kind: 'entity'; readonly corpus: Corpus; readonly entity: Entity; readonly parent: TypeNode | StretchNode }
export interface ArticleNode { readonly kind: 'article'; readonly corpus: Corpus; readonly article: ArticleInfo; readonly entity: Entity; readonly count: number; readonly parent: EntityNode }
export interface MentionNode { readonly kind: 'mention'; readonly corpus: Corpus; readonly place: MentionPlace; readonly path: string; readonly entity: Entity; readonly parent: EntityNode }
export interface MoreNode { readonly kind: 'more'; readonly corpus: Corpus; readonly count: number; readonly entity: Entity; readonly parent: EntityNode }

/** So many entities of a type stand in one list, the most mentioned first. */
const mostInList = 500;
/** Of a longer list, so many of the most mentioned come first, and then all by name, in stretches of this length. */
const mostMentioned = 200;
const stretchLength = 250;
/** More articles of an entity than these are not listed: the concordance has all. */
const mostArticles = 500;

/** What one corpus has in the tree. */
interface Shown {
  readonly shelves: EntityShelves;
  readonly types: Map<string, TypeNode>;
  /** What the filter lets through, by type, the most mentioned first, as long as filter and shelves are what they are. */
  filtered: Map<string, readonly Shelved[]>;
  /** What the filter let through before one more letter was typed: only that is asked again. */
  before: ReadonlyMap<string, readonly Shelved[]> | undefined;
  /** The types whose entities are other ones than when they were listed. */
  changed: ReadonlySet<string> | 'everything';
  /** The types that were listed last. */
  listed: readonly string[];
  readonly updates: Queue;
}

const nothing: ReadonlySet<string> = new Set();

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
    const isNarrower = this.#filter !== '' && words.startsWith(this.#filter);
    this.#filter = words;
    for (const shown of this.#shown.values()) {
      shown.before = isNarrower ? shown.filtered : undefined;
      shown.filtered = new Map();
    }
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
      const isPartial = changed !== 'everything' && this.#filter === '' && same(shown.listed, shown.shelves.types());
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
      case 'stretch': return node.items.map(({ entity }) => ({ kind: 'entity', corpus: node.corpus, entity, parent: node }));
      case 'entity': return articleNodes(node);
      case 'article': return mentionNodes(node);
      case 'mention': case 'more': return [];
    }
  }

  getParent(node: EntityNode): EntityNode | undefined {
    return node.kind === 'type' ? undefined : node.parent;
  }

  getTreeItem(node: EntityNode): vscode.TreeItem {
    switch (node.kind) {
      case 'type': return typeItem(node, this.#of(node.corpus, shelfOf(node)).length, this.#filter !== '');
      case 'stretch': return stretchItem(node);
      case 'entity': return entityItem(node);
      case 'article': return articleItem(node);
      case 'mention': return mentionItem(node);
      case 'more': return moreItem(node);
    }
  }

  /** The tree's node for an entity; `undefined` when there is none, or the filter hides it. */
  async nodeOf(corpus: Corpus, id: string): Promise<EntityNode | undefined> {
    const { shelves } = await this.#upToDate(corpus);
    const place = shelves.placeOf(id);
    const entity = corpus.index.entity(id);
    if (place === undefined || entity === undefined || !entityFilter(this.#filter)(entity)) return undefined;
    const parent = this.#typeNode(corpus, place.type);
    const all = this.#of(corpus, place.type);
    if (all.length <= mostInList || all.findIndex(each => each.entity.id === id) < mostMentioned) return { kind: 'entity', corpus, entity, parent };
    const items = pagesOf(this.#byName(corpus, place.type), stretchLength).find(page => page.some(each => each.entity.id === id)) ?? [];
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
      shown.listed = shelves.types();
      const known = corpus.index.config.types.map(({ id }) => id);
      for (const type of [...known, ...shelves.types().filter(each => !known.includes(each))]) {
        await this.#sift(corpus, type, rests);
        if (this.#of(corpus, type).length > 0) all.push(this.#typeNode(corpus, type));
      }
    }
    return all;
  }

  /** Does what `#of` would have to do at once. Other letters may be typed meanwhile. */
  async #sift(corpus: Corpus, type: string, rests: Rests): Promise<void> {
    for (let words: string | undefined; words !== this.#filter;) {
      words = this.#filter;
      const { shelves, filtered, before } = this.#shownOf(corpus);
      if (words === '' || filtered.has(type)) return;
      const found = await inSlices(sifted(before?.get(type) ?? shelves.byCount(type), entityFilter(words)), rests);
      if (filtered === this.#shownOf(corpus).filtered) filtered.set(type, found);
    }
  }

  #inType(node: TypeNode): EntityNode[] {
    const { corpus } = node;
    const all = this.#of(corpus, shelfOf(node));
    const isLong = all.length > mostInList;
    const entities = (isLong ? all.slice(0, mostMentioned) : all).map(({ entity }): EntityNode => ({ kind: 'entity', corpus, entity, parent: node }));
    const stretches = isLong ? pagesOf(this.#byName(corpus, shelfOf(node)), stretchLength).map((items): EntityNode => ({ kind: 'stretch', corpus, items, parent: node })) : [];
    return [...entities, ...stretches];
  }

  /** The entities of a type that the filter lets through, the most mentioned first. */
  #of(corpus: Corpus, type: string): readonly Shelved[] {
    const { shelves, filtered, before } = this.#shownOf(corpus);
    if (this.#filter === '') return shelves.byCount(type);
    const known = filtered.get(type);
    if (known !== undefined) return known;
    const found = finished(sifted(before?.get(type) ?? shelves.byCount(type), entityFilter(this.#filter)));
    filtered.set(type, found);
    return found;
  }

  #byName(corpus: Corpus, type: string): readonly Shelved[] {
    return this.#filter === '' ? this.#shownOf(corpus).shelves.byName(type) : [...this.#of(corpus, type)].sort(inAlphabet);
  }

  #typeNode(corpus: Corpus, key: string): TypeNode {
    const { types } = this.#shownOf(corpus);
    const type = corpus.index.config.types.find(({ id }) => id === key) ?? unknown();
    const node = types.get(key) ?? { kind: 'type', corpus, type };
    types.set(key, node);
    return node;
  }

  #shownOf(corpus: Corpus): Shown {
    const shown = this.#shown.get(corpus) ?? { shelves: new EntityShelves(corpus.index), types: new Map(), filtered: new Map(), before: undefined, changed: nothing, listed: [], updates: new Queue() };
    this.#shown.set(corpus, shown);
    return shown;
  }

  /** Once at a time, in slices. */
  async #upToDate(corpus: Corpus): Promise<Shown> {
    const shown = this.#shownOf(corpus);
    await shown.updates.run(async () => {
      await corpus.ready();
      await inSlices(shown.shelves.update());
      noteChanged(shown);
    });
    return shown;
  }
}

function noteChanged(shown: Shown): void {
  const changed = shown.shelves.takeChanged();
  if (changed !== 'everything' && changed.size === 0) return;
  shown.filtered = new Map();
  shown.before = undefined;
  if (changed === 'everything') shown.types.clear();
  shown.changed = changed === 'everything' || shown.changed === 'everything' ? 'everything' : new Set([...shown.changed, ...changed]);
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

function typeOf(node: TypeNode | StretchNode): EntityType {
  return node.kind === 'type' ? node.type : node.parent.type;
}

function articleNodes(node: NodeOfEntity): EntityNode[] {
  const { corpus, entity } = node;
  const all = articlesOf(corpus, entity.id);
  const listed = all.slice(0, mostArticles).map(({ article, count }): EntityNode => ({ kind: 'article', corpus, article, count, entity, parent: node }));
  return all.length > mostArticles ? [...listed, { kind: 'more', corpus, entity, count: all.length - mostArticles, parent: node }] : listed;
}

function mentionNodes(node: ArticleNode): EntityNode[] {
  const { corpus, article, entity } = node;
  return corpus.index.sidecars(article.id).flatMap(({ path, file }) => file.sidecar.mentions
    .filter(mention => mention.entity === entity.id)
    .map(mention => ({ kind: 'mention' as const, corpus, place: { article: article.id, mention }, path, entity, parent: node })));
}

function typeItem({ corpus, type }: TypeNode, count: number, filtered: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(type.label, filtered ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  // Another id while filtered: VS Code remembers by id what was collapsed, and found entities must be seen.
  item.id = `${corpus.id}#${type.id}${filtered ? '#filtered' : ''}`;
  item.description = numeral(count);
  item.iconPath = new vscode.ThemeIcon(type.icon, new vscode.ThemeColor(`seedmark.mention.${type.color}`));
  item.contextValue = 'type';
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} entities', type.label, numeral(count)) };
  return item;
}

/** From the first name to the last. */
function stretchItem({ corpus, items, parent }: StretchNode): vscode.TreeItem {
  const [first, last] = [items[0]?.entity, items.at(-1)?.entity];
  const item = new vscode.TreeItem(`${first?.name ?? ''} … ${last?.name ?? ''}`, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${corpus.id}#${parent.type.id}#from ${first?.id ?? ''}`;
  item.description = numeral(items.length);
  item.iconPath = new vscode.ThemeIcon('list-flat');
  item.contextValue = 'stretch';
  return item;
}

function entityItem({ corpus, entity, parent }: NodeOfEntity): vscode.TreeItem {
  const count = corpus.index.mentionCount(entity.id);
  const item = new vscode.TreeItem(entity.name, count > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
  const type = typeOf(parent);
  item.id = `${corpus.id}#${type.id}#${entity.id}${parent.kind === 'stretch' ? '#by name' : ''}`;
  item.description = [numeral(count), entity.aliases.join(', ')].filter(Boolean).join('  ');
  item.tooltip = [entity.name, entity.aliases.join(', '), entity.description].filter(Boolean).join('\n');
  item.iconPath = new vscode.ThemeIcon(type.icon, new vscode.ThemeColor(`seedmark.mention.${type.color}`));
  item.contextValue = 'entity';
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1}, {2}', entity.name, type.label, mentionCount(count)) };
  return item;
}

/** Tells the items under an entity that stands twice, among the most mentioned and by name, apart. */
function within(node: EntityNode): string {
  return node.kind === 'entity' && node.parent.kind === 'stretch' ? '#by name' : node.kind === 'article' ? within(node.parent) : '';
}

function articleItem({ corpus, article, entity, count, parent }: ArticleNode): vscode.TreeItem {
  const card = corpus.index.card(article);
  const item = new vscode.TreeItem(card.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${corpus.id}#${entity.id}#${article.id}${within(parent)}`;
  item.description = [numeral(count), card.date].filter(Boolean).join('  ');
  item.tooltip = article.id;
  item.iconPath = new vscode.ThemeIcon('file-text');
  item.contextValue = 'article';
  item.command = openCommand({ corpus: corpus.id, article: article.id, entity: entity.id });
  return item;
}

function mentionItem({ corpus, place: { article, mention }, path, entity, parent }: MentionNode): vscode.TreeItem {
  const before = lastWords(mention.anchor.before, 24);
  const quote = mention.anchor.quote.replace(/\s+/g, ' ');
  const label = `${before}${quote}${mention.anchor.after.split('\n')[0]?.slice(0, 40) ?? ''}`;
  const item = new vscode.TreeItem({ label, highlights: [[before.length, before.length + quote.length]] });
  item.id = `${corpus.id}#${entity.id}#${article}#${mention.id}${within(parent)}`;
  item.tooltip = mention.note;
  item.contextValue = 'mention';
  item.command = openCommand({ corpus: corpus.id, article, mark: `${path}#${mention.id}` });
  return item;
}

function moreItem({ corpus, entity, count, parent }: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('{0} more articles', numeral(count)));
  item.id = `${corpus.id}#${entity.id}#more${within(parent)}`;
  item.description = vscode.l10n.t('in the concordance');
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { title: vscode.l10n.t('Open'), command: 'seedmark.concordance', arguments: [{ entity: entity.id }] };
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
