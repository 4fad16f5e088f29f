/**
 * The words of the corpus as types: what the YAML files hold, after reading and before drawing.
 * Everything here is plain, immutable data.
 */

/** A half-open stretch of a text in UTF-16 units: in `"Ant Group"`, `{start: 0, end: 3}` is `Ant`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * How a mark finds its text. The quote is the truth, the position only a hint.
 * `at` counts Unicode code points from the start of the article, a line ending counting as one
 * whatever it is made of, so that neither an emoji nor CRLF moves a mark for readers in other languages.
 * `quote`, `before` and `after` are the exact, prefix and suffix of the W3C TextQuoteSelector,
 * their line endings written as `\n`.
 */
export interface Anchor {
  readonly at: readonly [start: number, end: number];
  readonly quote: string;
  readonly before: string;
  readonly after: string;
  /** Git's id of the bytes of the file that it was made in, where that is not the text that its sidecar names. */
  readonly text?: string;
}

/** A span of an article that someone tagged as an entity. */
export interface Mention {
  readonly id: string;
  readonly entity: string;
  readonly anchor: Anchor;
  readonly note?: string;
}

/** A stretch that someone said is no name, or not the name of this entity: it is never offered there again. */
export interface Rejection {
  readonly id: string;
  /** Absent: of no entity at all. */
  readonly entity?: string;
  readonly anchor: Anchor;
  readonly note?: string;
}

/** A typed connection from a passage of the sidecar's own article to a passage in the same or another one. */
export interface Link {
  readonly id: string;
  readonly relation: string;
  readonly from: Anchor;
  readonly to: LinkTarget;
  readonly note?: string;
}

/** The far end of a link. */
export interface LinkTarget {
  readonly article: string;
  readonly anchor: Anchor;
}

export type ArticleStatus = 'untouched' | 'in-work' | 'done';

/** What one sidecar says of its article. */
export interface Sidecar {
  readonly article: string;
  /** Git's id of the file's bytes when the anchors were made; `''` when the sidecar does not say. */
  readonly text: string;
  readonly status?: ArticleStatus;
  /** What the corpus says instead of what was inferred from the text. */
  readonly overrides: ArticleOverrides;
  readonly mentions: readonly Mention[];
  readonly links: readonly Link[];
  readonly rejected: readonly Rejection[];
}

export interface ArticleOverrides {
  readonly title?: string;
  /** `YYYY-MM-DD`, or `YYYY-MM`, or `YYYY`. */
  readonly date?: string;
  readonly section?: string;
}

/** A thing in the world. */
export interface Entity {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly aliases: readonly string[];
  /** Those of its names by which it is never offered, "Luo" for one of many; absent for none. */
  readonly never?: readonly string[];
  /** Ids of entities that look like this one, or share a name with it, and are others all the same; absent for none. */
  readonly distinct?: readonly string[];
  readonly description: string;
  /** `wikidata: Q1359568`, `url: https://…` and the like, in the order of the file. */
  readonly links: ReadonlyMap<string, string>;
}

/** A mark on a text, by its id: which stretch, and the entity that is mentioned there. */
export interface EntitySpan {
  readonly id: string;
  readonly entity: string;
  readonly span: Span;
}

/** Whether a type is put on names ("Ant Group") or on passages ("regulatory crackdown"). */
export type Marks = 'names' | 'passages';

/** What kind of thing an entity is, as `corpus.yaml` says or by default. */
export interface EntityType {
  readonly id: string;
  readonly label: string;
  readonly color: Color;
  /** The name of a codicon, without `$(…)`. */
  readonly icon: string;
  /** The single key that stands for the type in annotate mode. */
  readonly key: string;
  readonly marks: Marks;
}

/** The palette that the manifest contributes for light, dark and high-contrast themes. */
export const colors = ['blue', 'green', 'orange', 'purple', 'red', 'teal', 'yellow', 'pink', 'grey'] as const;
export type Color = (typeof colors)[number];

/** What a link can say. */
export interface Relation {
  readonly id: string;
  readonly label: string;
  /** What the link is called from its other end; the label itself when the relation is symmetric. */
  readonly inverse: string;
}

/** `corpus.yaml`, with the defaults where it is silent. */
export interface CorpusConfig {
  /** Globs from the corpus root that say which files hold articles. */
  readonly articles: readonly string[];
  readonly exclude: readonly string[];
  readonly types: readonly EntityType[];
  readonly relations: readonly Relation[];
}
