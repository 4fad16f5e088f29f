import type { ArticleStatus, CorpusConfig, Link, Mention, Sidecar } from '../model';
import { annotationPath } from '../seed/articleId';
import { readCorpus, type CorpusFile } from '../store/corpusFile';
import { readEntities, type EntitiesFile, type EntityRecord } from '../store/entitiesFile';
import { readSidecar, type SidecarFile } from '../store/sidecarFile';
import { articleCard, readArticles, type ArticleCard, type ArticleFile, type ArticleInfo } from './article';
import { articleMatcher, articleOfSidecar, configPath, entitiesPath, fileKind, type FileKind } from './fileKind';
import { PathMap } from './pathMap';

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
  #entityById: ReadonlyMap<string, EntityRecord> = new Map();
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
  #revision = 0;

  /** Grows by at least one with every change: what was computed at one revision holds while it stands. */
  get revision(): number {
    return this.#revision;
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
    if (this.#says(path, text)) return;
    this.#revision++;
    switch (this.kindOf(path)) {
      case 'config': return this.#setConfig(readCorpus(text));
      case 'entities': return this.#setEntities(readEntities(text));
      case 'sidecar': return this.#setSidecar(path, readSidecar(text));
      case 'articles': return this.#setArticles(path, readArticles(path, text));
      case undefined: return this.delete(path);
    }
  }

  /** Takes what is known of a file of articles, for readers that cannot keep all that `set` would. */
  setArticleFile(path: string, file: ArticleFile): void {
    this.#revision++;
    this.#setArticles(path, file);
  }

  /** Forgets all that the file said; one that the index does not have is no error. */
  delete(path: string): void {
    this.#revision++;
    if (path === configPath) this.#setConfig(readCorpus(undefined));
    if (path === entitiesPath) this.#setEntities(readEntities(''));
    if (this.#sidecarFiles.has(path)) this.#setSidecar(path, undefined);
    if (this.#articleFiles.has(path)) this.#setArticles(path, undefined);
  }

  /** The paths of all files that said something, sorted. */
  paths(): string[] {
    return [...this.#articleFiles.keys(), ...this.#sidecarFiles.keys()].sort();
  }

  entity(id: string): EntityRecord | undefined {
    return this.#entityById.get(id);
  }

  entities(): readonly EntityRecord[] {
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

  /** The ids of all articles that have a sidecar, in no order. */
  annotatedIds(): IterableIterator<string> {
    return this.#sidecars.keys();
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

  /** The ids that mentions name, known or not. */
  mentionedIds(): IterableIterator<string> {
    return this.#mentions.keys();
  }

  /** The links from elsewhere whose far end is in this article. */
  linksTo(article: string): LinkPlace[] {
    return this.#linksTo.get(article).flatMap(([, places]) => places);
  }

  #setConfig(file: CorpusFile): void {
    this.#config = file;
    this.#isArticle = articleMatcher(file.config);
    for (const path of this.#articleFiles.keys()) {
      if (!this.#isArticle(path)) this.#setArticles(path, undefined);
    }
  }

  /** Whether nothing would be new: files are looked at more often than they change. */
  #says(path: string, text: string): boolean {
    return path === entitiesPath ? this.#entities.text === text && text !== '' : this.#sidecarFiles.get(path)?.text === text;
  }

  #setEntities(file: EntitiesFile): void {
    this.#entities = file;
    this.#entityById = new Map([...file.entities].reverse().map(entity => [entity.id, entity]));
  }

  #setArticles(path: string, file: ArticleFile | undefined): void {
    if (file === undefined) this.#articleFiles.delete(path);
    else this.#articleFiles.set(path, file);
    this.#articles.replace(path, (file?.articles ?? []).map(article => [article.id, article]));
  }

  #setSidecar(path: string, file: SidecarFile | undefined): void {
    for (const each of [this.#sidecarFiles.get(path), file]) {
      for (const { entity } of each?.sidecar.mentions ?? []) this.#articlesWith.delete(entity);
    }
    if (file === undefined) this.#sidecarFiles.delete(path);
    else this.#sidecarFiles.set(path, file);
    const sidecar: Sidecar | undefined = file?.sidecar;
    const article = sidecar?.article || articleOfSidecar(path);
    this.#sidecars.replace(path, file === undefined ? [] : [[article, file]]);
    this.#mentions.replace(path, (sidecar?.mentions ?? []).map(mention => [mention.entity, { article, mention }]));
    this.#named.replace(path, [...sidecar?.mentions ?? [], ...sidecar?.rejected ?? []].flatMap(({ entity, id }) => entity === undefined ? [] : [[entity, id] as const]));
    this.#linksTo.replace(path, (sidecar?.links ?? []).map(link => [link.to.article, { article, path, link }]));
  }
}
