import type { ArticleInfo } from '../../core/corpus/article';
import type { MentionPlace } from '../../core/corpus/corpusIndex';
import type { Shelved } from '../../core/lists/entityShelves';
import type { Entity, EntityType } from '../../core/model';
import type { Corpus } from '../corpus/corpus';
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

/** More articles of an entity than these are not listed: the concordance has all. */
const mostArticles = 500;

export function typeOf(node: TypeNode | StretchNode): EntityType {
  return node.kind === 'type' ? node.type : node.parent.type;
}

/** Below a type or a stretch: entities. */
export function entityNodes(items: readonly Shelved[], parent: TypeNode | StretchNode): NodeOfEntity[] {
  return items.map(({ entity }) => ({ kind: 'entity', corpus: parent.corpus, entity, parent }));
}

/** Below an entity: its articles. */
export function articleNodes(node: NodeOfEntity): EntityNode[] {
  const { corpus, entity } = node;
  const all = articlesOf(corpus, entity.id);
  const listed = all.slice(0, mostArticles).map(({ article, count }): EntityNode => ({ kind: 'article', corpus, article, count, entity, parent: node }));
  return all.length > mostArticles ? [...listed, { kind: 'more', corpus, entity, count: all.length - mostArticles, parent: node }] : listed;
}

/** Below an article: the mentions of the entity in it. */
export function mentionNodes(node: ArticleNode): EntityNode[] {
  const { corpus, article, entity } = node;
  return corpus.index.sidecars(article.id).flatMap(({ path, file }) => file.sidecar.mentions
    .filter(mention => mention.entity === entity.id)
    .map(mention => ({ kind: 'mention' as const, corpus, place: { article: article.id, mention }, path, entity, parent: node })));
}
