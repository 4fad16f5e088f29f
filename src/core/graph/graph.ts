/** A graph as it can be drawn: plain data, the same for the same corpus and question. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** How many there are before anything is left out for their number. */
  readonly total: { readonly nodes: number; readonly edges: number };
}

export interface GraphNode {
  /** `entity alibaba` or `article 000_3c350c7748b74918`. */
  readonly key: string;
  readonly label: string;
  /** The id of an entity's type; `undefined` for an article. */
  readonly type: string | undefined;
  /** Of an entity, the number of its articles; of an article, that of its entities and links. */
  readonly weight: number;
  /** What else a card says: the date and section of an article. */
  readonly detail: string;
}

/** `together`: entities in common articles; `mention`: from an article to an entity; `link`: from one article to another, made by hand. */
export type EdgeKind = 'together' | 'mention' | 'link';

export interface GraphEdge {
  readonly kind: EdgeKind;
  /** Places in `nodes`. */
  readonly from: number;
  readonly to: number;
  /** Common articles, mentions, or links. */
  readonly weight: number;
  /** The relation of a link; of several, all of them. */
  readonly label: string;
  /** Whether it leads from one to the other: some link does, whose relation is not the same from either end. */
  readonly isDirected: boolean;
}

/** More than these are not drawn at once: what was left out is said. */
export interface Limits {
  readonly nodes: number;
  readonly edges: number;
}

export const usualLimits: Limits = { nodes: 5_000, edges: 15_000 };

export const entityKey = (id: string): string => `entity ${id}`;
export const articleKey = (id: string): string => `article ${id}`;

/** What a node's key stands for. */
export function readKey(key: string): { readonly kind: 'entity' | 'article'; readonly id: string } | undefined {
  const [, kind, id] = /^(entity|article) (.+)$/s.exec(key) ?? [];
  return id === undefined ? undefined : { kind: kind === 'entity' ? 'entity' : 'article', id };
}
