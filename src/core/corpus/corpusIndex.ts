import type { ArticleStatus, CorpusConfig, Entity, Link, Mention, Sidecar } from '../model';
import { entityChanges } from '../entities/changes';
import { annotationPath } from '../seed/articleId';
import { readCorpus, type CorpusFile } from '../store/corpusFile';
import { readEntities, type EntitiesFile } from '../store/entitiesFile';
import { readSidecar, type SidecarFile } from '../store/sidecarFile';
import { articleCard, readArticles, type ArticleCard, type ArticleFile, type ArticleInfo } from './article';
import { ChangeLog, type Touched } from './touched';
import { articleMatcher, articleOfSidecar, configPath, entitiesPath, fileKind, type FileKind } from './fileKind';
import { PathMap } from './pathMap';

/** So many entities at once are all of them, as when the file is first read. */
const manyEntities = 5000;

/** A mention, and the article it stands in. */
export interface MentionPlace {
  readonly article: string;
  readonly mention: Mention;
}

/** A link, the article its first end stands in, and the sidecar that holds it. */
export interface LinkPlace {
  readonly article: string;
  readonly path: string;
  readonly link: Link;
}

/** A sidecar, and the file it was read from. */
export interface SidecarPlace {
  readonly path: string;
  readonly file: SidecarFile;
}

/**
 * All that a corpus says, as a map from file to slice. A slice depends on nothing but the text of its file,
 * and replacing one forgets all that the file said before; so whatever the order in which files come,
 * and however often, the index is that of the last text of each file.
 */
export class CorpusIndex {
  #config: CorpusFile = readCorpus(undefined);
  #entities: EntitiesFile = readEntities('');
  readonly #entityById = new Map<string, Entity>();
  #isArticle = articleMatcher(this.#config.config);
  readonly #articleFiles = new Map<string, ArticleFile>();
  readonly #sidecarFiles = new Map<string, SidecarFile>();
  readonly #articles = new PathMap<ArticleInfo>();
  readonly #sidecars = new PathMap<SidecarFile>();
  readonly #mentions = new PathMap<MentionPlace>();
  /** The ids of marks, by the entity that they name. */
  readonly #named = new PathMap<string>();
  readonly #linksTo = new PathMap<LinkPlace>();
  readonly #articlesWith = new Map<string, readonly string[]>();
  /** How often each name stands for an entity. Remembered until one of its mentions is another. */
  readonly #quotes = new Map<string, ReadonlyMap<string, number>>();
  readonly #log = new ChangeLog();
  #revision = 0;

  /** Grows by at least one with every change: what was computed at one revision holds while it stands. */
  get revision(): number {
    return this.#revision;
  }

  /** What the changes after a revision were about. */
  touchedSince(revision: number): Touched | 'everything' {
    return this.#log.since(revision);
  }

  get config(): CorpusConfig {
    return this.#config.config;
  }

  get configFile(): CorpusFile {
    return this.#config;
  }

  get entitiesFile(): EntitiesFile {
    return this.#entities;
  }

  kindOf(path: string): FileKind | undefined {
    return fileKind(path, this.#isArticle);
  }

  /** Takes `text` as what the file says now. Files that are none of the corpus's are passed over. */
  set(path: string, text: string): void {
    switch (this.kindOf(path)) {
      case 'config': return this.#setConfig(readCorpus(text));
      case 'entities': return this.setEntitiesFile(readEntities(text, this.#entities));
      case 'sidecar': return this.#sidecarFiles.get(path)?.text === text ? undefined : this.#setSidecar(path, readSidecar(text));
      case 'articles': return this.#setArticles(path, readArticles(path, text));
      case undefined: return this.delete(path);
    }
  }

  /** Takes what `entities.yaml` says, for readers that read it a stretch at a time. */
  setEntitiesFile(file: EntitiesFile): void {
    if (file !== this.#entities) this.#setEntities(file);
  }

  /** Takes what is known of a file of articles, for readers that cannot keep all that `set` would. */
  setArticleFile(path: string, file: ArticleFile): void {
    this.#setArticles(path, file);
  }

  /** Forgets all that the file said; one that the index does not have is no error. */
  delete(path: string): void {
    if (path === configPath) this.#setConfig(readCorpus(undefined));
    if (path === entitiesPath) this.#setEntities(readEntities(''));
    if (this.#sidecarFiles.has(path)) this.#setSidecar(path, undefined);
    if (this.#articleFiles.has(path)) this.#setArticles(path, undefined);
  }

  /** The paths of all files that said something, sorted. */
  paths(): string[] {
    return [...this.#articleFiles.keys(), ...this.#sidecarFiles.keys()].sort();
  }

  entity(id: string): Entity | undefined {
    return this.#entityById.get(id);
  }

  entities(): readonly Entity[] {
    return this.#entities.entities;
  }

  /** The article with this id; where several files claim it, the one whose path comes first. */
  article(id: string): ArticleInfo | undefined {
    return this.#articles.get(id)[0]?.[1][0];
  }

  /** Every place that claims this id; more than one is a problem. */
  articlePlaces(id: string): readonly ArticleInfo[] {
    return this.#articles.get(id).flatMap(([, articles]) => articles);
  }

  /** The ids of all articles, in no order. */
  articleIds(): IterableIterator<string> {
    return this.#articles.keys();
  }

  articleFile(path: string): ArticleFile | undefined {
    return this.#articleFiles.get(path);
  }

  /** The paths of all files with articles, in no order. */
  articlePaths(): IterableIterator<string> {
    return this.#articleFiles.keys();
  }

  sidecarFile(path: string): SidecarFile | undefined {
    return this.#sidecarFiles.get(path);
  }

  /** The sidecars of an article: the one at its own path first, then others that name it. */
  sidecars(article: string): readonly SidecarPlace[] {
    const own = annotationPath(article);
    return this.#sidecars.get(article)
      .flatMap(([path, files]) => files.map(file => ({ path, file })))
      .sort((a, b) => Number(b.path === own) - Number(a.path === own));
  }

  /** Where a new mark on the article goes. */
  sidecarPath(article: string): string {
    return this.sidecars(article)[0]?.path ?? annotationPath(article);
  }

  card(article: ArticleInfo): ArticleCard {
    return articleCard(article, this.sidecars(article.id)[0]?.file.sidecar.overrides);
  }

  /** How far the work on an article is: what its sidecar says, else whether it has a mark. */
  status(article: string): ArticleStatus {
    const sidecars = this.sidecars(article).map(place => place.file.sidecar);
    const said = sidecars.find(sidecar => sidecar.status !== undefined)?.status;
    return said ?? (sidecars.some(sidecar => sidecar.mentions.length + sidecar.links.length > 0) ? 'in-work' : 'untouched');
  }

  /** Every mention of an entity, by article; within one, as its sidecar lists them. */
  mentionsOf(entity: string): MentionPlace[] {
    return this.#mentions.get(entity).flatMap(([, places]) => places);
  }

  /** The paths of the sidecars that name an entity, in a mention or as what something was rejected as. */
  sidecarsNaming(entity: string): string[] {
    return this.#named.get(entity).map(([path]) => path);
  }

  /** The articles that mention an entity, each once, in no order. Remembered until one of them says something else. */
  articlesWith(entity: string): readonly string[] {
    const known = this.#articlesWith.get(entity);
    if (known !== undefined) return known;
    const articles = new Set<string>();
    for (const { article } of this.#mentions.values(entity)) articles.add(article);
    const found = [...articles];
    this.#articlesWith.set(entity, found);
    return found;
  }

  mentionCount(entity: string): number {
    return this.#mentions.count(entity);
  }

  /** How many mentions of an entity have just these words as their text. */
  quoteCount(entity: string, quote: string): number {
    return (this.#quotes.get(entity) ?? this.#countQuotes(entity)).get(quote) ?? 0;
  }

  /** The ids that mentions name, known or not. */
  mentionedIds(): IterableIterator<string> {
    return this.#mentions.keys();
  }

  /** The links from elsewhere whose far end is in this article. */
  linksTo(article: string): LinkPlace[] {
    return this.#linksTo.get(article).flatMap(([, places]) => places);
  }

  #countQuotes(entity: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { mention: { anchor: { quote } } } of this.#mentions.values(entity)) counts.set(quote, (counts.get(quote) ?? 0) + 1);
    this.#quotes.set(entity, counts);
    return counts;
  }

  #setConfig(file: CorpusFile): void {
    this.#config = file;
    this.#isArticle = articleMatcher(file.config);
    for (const path of this.#articleFiles.keys()) {
      if (!this.#isArticle(path)) this.#setArticles(path, undefined);
    }
    this.#log.noteAll(++this.#revision);
  }

  #setEntities(file: EntitiesFile): void {
    const { gone, come } = entityChanges(this.#entities.entities, file.entities);
    this.#entities = file;
    const [old, now] = [gone, come].map(entities => new Set(entities.map(({ id }) => id)));
    for (const { id } of gone) this.#entityById.delete(id);
    for (const entity of come) this.#entityById.set(entity.id, entity);
    const entities = new Set([...old ?? [], ...now ?? []]);
    if (entities.size > manyEntities) this.#log.noteAll(++this.#revision);
    else this.#log.note(++this.#revision, { path: entitiesPath, entities, entityIds: [...entities].filter(id => old?.has(id) !== now?.has(id)) });
  }

  #setArticles(path: string, file: ArticleFile | undefined): void {
    const [old, now] = [this.#articleFiles.get(path), file].map(each => new Set(each?.articles.map(({ id }) => id)));
    const articles = new Set([...old ?? [], ...now ?? []]);
    this.#log.note(++this.#revision, { path, articles, articleIds: [...articles].filter(id => old?.has(id) !== now?.has(id)) });
    if (file === undefined) this.#articleFiles.delete(path);
    else this.#articleFiles.set(path, file);
    this.#articles.replace(path, (file?.articles ?? []).map(article => [article.id, article]));
  }

  #setSidecar(path: string, file: SidecarFile | undefined): void {
    this.#noteSidecar(path, [this.#sidecarFiles.get(path), file]);
    if (file === undefined) this.#sidecarFiles.delete(path);
    else this.#sidecarFiles.set(path, file);
    const sidecar: Sidecar | undefined = file?.sidecar;
    const article = sidecar?.article || articleOfSidecar(path);
    this.#sidecars.replace(path, file === undefined ? [] : [[article, file]]);
    this.#mentions.replace(path, (sidecar?.mentions ?? []).map(mention => [mention.entity, { article, mention }]));
    this.#named.replace(path, [...sidecar?.mentions ?? [], ...sidecar?.rejected ?? []].flatMap(({ entity, id }) => entity === undefined ? [] : [[entity, id] as const]));
    this.#linksTo.replace(path, (sidecar?.links ?? []).map(link => [link.to.article, { article, path, link }]));
  }

  #noteSidecar(path: string, files: readonly (SidecarFile | undefined)[]): void {
    const sidecars = files.flatMap(file => file?.sidecar ?? []);
    const entities = new Set(sidecars.flatMap(({ mentions }) => mentions.map(({ entity }) => entity)));
    for (const entity of entities) {
      this.#articlesWith.delete(entity);
      this.#quotes.delete(entity);
    }
    const articles = sidecars.flatMap(({ article, links }) => [article || articleOfSidecar(path), ...links.map(({ to }) => to.article)]);
    this.#log.note(++this.#revision, { path, articles: new Set(articles), entities });
  }
}
