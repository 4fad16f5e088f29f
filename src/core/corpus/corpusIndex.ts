import type { ArticleStatus, CorpusConfig, Link, Mention } from '../model';
import { annotationPath } from '../seed/articleId';
import { readCorpus, type CorpusFile } from '../store/corpusFile';
import { listed, readEntities, type EntityList, type EntityRecord } from '../store/entitiesFile';
import type { SidecarFile } from '../store/sidecarFile';
import { articleCard, readArticles, type ArticleCard, type ArticleFile, type ArticleInfo } from './article';
import { ArticleShelf } from './articleShelf';
import { articleMatcher, articleOfSidecar, configPath, entitiesPath, fileKind, type FileKind } from './fileKind';
import { SidecarShelf, type ShelvedSidecar, type StoredSidecar } from './sidecarShelf';

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
  #entities: EntityList = listed(readEntities(''));
  #entityById: ReadonlyMap<string, EntityRecord> = new Map();
  #isArticle = articleMatcher(this.#config.config);
  readonly #articles = new ArticleShelf();
  readonly #sidecars = new SidecarShelf();
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

  get entitiesFile(): EntityList {
    return this.#entities;
  }

  kindOf(path: string): FileKind | undefined {
    return fileKind(path, this.#isArticle);
  }

  /** Takes `text` as what the file says now. Files that are none of the corpus's are passed over. */
  set(path: string, text: string): void {
    if (this.says(path, text)) return;
    this.#revision++;
    switch (this.kindOf(path)) {
      case 'config': return this.#setConfig(readCorpus(text));
      case 'entities': return this.#setEntities(listed(readEntities(text)));
      case 'sidecar': return this.#setSidecar(path, text);
      case 'articles': return this.#articles.set(path, readArticles(path, text));
      case undefined: return this.delete(path);
    }
  }

  /** Takes what is known of a file of articles, for readers that cannot keep all that `set` would. */
  setArticleFile(path: string, file: ArticleFile): void {
    this.#revision++;
    this.#articles.set(path, file);
  }

  /** Takes `entities.yaml` as it was read elsewhere. */
  setEntitiesFile(file: EntityList): void {
    this.#revision++;
    this.#setEntities(file);
  }

  /** Takes a sidecar as `storedSidecar` gave it. */
  setStoredSidecar(path: string, sidecar: StoredSidecar): void {
    this.#revision++;
    this.#setSidecar(path, sidecar);
  }

  /** Forgets all that the file said; one that the index does not have is no error. */
  delete(path: string): void {
    this.#revision++;
    if (path === configPath) this.#setConfig(readCorpus(undefined));
    if (path === entitiesPath) this.#setEntities(listed(readEntities('')));
    if (this.#sidecars.has(path)) this.#setSidecar(path, undefined);
    if (this.#articles.has(path)) this.#articles.set(path, undefined);
  }

  /** The paths of all files that said something, sorted. */
  paths(): string[] {
    return [...this.#articles.paths(), ...this.#sidecars.paths()].sort();
  }

  entity(id: string): EntityRecord | undefined {
    return this.#entityById.get(id);
  }

  entities(): readonly EntityRecord[] {
    return this.#entities.entities;
  }

  /** The article with this id; where several files claim it, the one whose path comes first. */
  article(id: string): ArticleInfo | undefined {
    return this.#articles.first(id);
  }

  /** Every place that claims this id; more than one is a problem. */
  articlePlaces(id: string): readonly ArticleInfo[] {
    return this.#articles.all(id);
  }

  /** The ids of all articles, in no order. */
  articleIds(): IterableIterator<string> {
    return this.#articles.ids();
  }

  /** The ids of all articles that have a sidecar, in no order. */
  annotatedIds(): IterableIterator<string> {
    return this.#sidecars.articles();
  }

  articleFile(path: string): ArticleFile | undefined {
    return this.#articles.file(path);
  }

  /** The paths of all files with articles, in no order. */
  articlePaths(): IterableIterator<string> {
    return this.#articles.paths();
  }

  /** The paths of all sidecars, in no order. */
  sidecarPaths(): IterableIterator<string> {
    return this.#sidecars.paths();
  }

  /** A sidecar with its marks. It is read for whoever asks: to be asked for a few, not for all of a corpus. */
  sidecarFile(path: string): SidecarFile | undefined {
    return this.#sidecars.file(path);
  }

  /** The article that a sidecar belongs to: the one that it names, else the one of its place. */
  articleOfSidecar(path: string): string {
    return this.#sidecars.get(path)?.article ?? articleOfSidecar(path);
  }

  /** A sidecar as `setStoredSidecar` takes it. */
  storedSidecar(path: string): StoredSidecar | undefined {
    return this.#sidecars.stored(path);
  }

  /** The sidecars of an article, with their marks: the one at its own path first, then others that name it. */
  sidecars(article: string): readonly SidecarPlace[] {
    return this.#shelved(article).flatMap(({ path }) => {
      const file = this.#sidecars.file(path);
      return file === undefined ? [] : [{ path, file }];
    });
  }

  /** Where a new mark on the article goes. */
  sidecarPath(article: string): string {
    return this.#shelved(article)[0]?.path ?? annotationPath(article);
  }

  card(article: ArticleInfo): ArticleCard {
    return articleCard(article, this.#shelved(article.id)[0]?.overrides);
  }

  /** How far the work on an article is: what its sidecar says, else whether it has a mark. */
  status(article: string): ArticleStatus {
    const sidecars = this.#sidecars.of(article);
    const said = this.#shelved(article).find(({ status }) => status !== undefined)?.status;
    return said ?? (sidecars.some(({ mentions, links }) => mentions + links.length > 0) ? 'in-work' : 'untouched');
  }

  /** How many mentions stand in an article. */
  mentionsIn(article: string): number {
    return this.#sidecars.of(article).reduce((sum, { mentions }) => sum + mentions, 0);
  }

  /** The entities that an article mentions, each once. */
  entitiesIn(article: string): readonly string[] {
    return [...new Set(this.#sidecars.of(article).flatMap(sidecar => this.#sidecars.mentionsOf(sidecar)).map(({ entity }) => entity))];
  }

  /** Whether anything is marked in an article, or linked to it. */
  hasMarks(article: string): boolean {
    return this.#sidecars.of(article).length + this.#sidecars.linkingTo(article).length > 0;
  }

  /**
   * Whether a sidecar can have problems, its links aside, without reading it: it has what its reader complains of, names an
   * entity that there is not, belongs to no article, or has links.
   */
  isSuspect(path: string): boolean {
    const sidecar = this.#sidecars.get(path);
    if (sidecar === undefined) return false;
    return sidecar.hasProblems || sidecar.links.length > 0 || this.article(sidecar.article) === undefined
      || this.#sidecars.mentionsOf(sidecar).some(({ entity }) => this.entity(entity) === undefined);
  }

  /**
   * Every mention of an entity, by article; within one, as its sidecar lists them. Reads the sidecars that name it: where
   * numbers will do, ask for `mentionCounts`.
   */
  mentionsOf(entity: string): MentionPlace[] {
    return this.#sidecars.naming(entity).flatMap(({ path, article }) => {
      const mentions = this.#sidecars.file(path)?.sidecar.mentions ?? [];
      return mentions.filter(mention => mention.entity === entity).map(mention => ({ article, mention }));
    });
  }

  /** The paths of the sidecars that name an entity, in a mention or as what something was rejected as. */
  sidecarsNaming(entity: string): string[] {
    return this.#sidecars.naming(entity).map(({ path }) => path);
  }

  /** The articles that mention an entity, each once, in no order. Remembered until one of them says something else. */
  articlesWith(entity: string): readonly string[] {
    const known = this.#articlesWith.get(entity);
    if (known !== undefined) return known;
    const found = [...this.#sidecars.mentionCounts(entity).keys()];
    this.#articlesWith.set(entity, found);
    return found;
  }

  mentionCount(entity: string): number {
    return this.#sidecars.mentionCount(entity);
  }

  /** How many mentions of an entity each article has; only those that have one. */
  mentionCounts(entity: string): ReadonlyMap<string, number> {
    return this.#sidecars.mentionCounts(entity);
  }

  /** How many mentions of an entity have this quote. */
  calledCount(entity: string, quote: string): number {
    return this.#sidecars.calledCount(entity, quote);
  }

  /** The ids that mentions name, known or not. */
  mentionedIds(): IterableIterator<string> {
    return this.#sidecars.mentionedIds();
  }

  /** The links from elsewhere whose far end is in this article. */
  linksTo(article: string): LinkPlace[] {
    return this.#sidecars.linkingTo(article).flatMap(({ path, article: home }) => {
      const links = this.#sidecars.file(path)?.sidecar.links ?? [];
      return links.filter(({ to }) => to.article === article).map(link => ({ article: home, path, link }));
    });
  }

  #shelved(article: string): readonly ShelvedSidecar[] {
    const sidecars = this.#sidecars.of(article);
    const own = annotationPath(article);
    return sidecars.length < 2 ? sidecars : [...sidecars].sort((a, b) => Number(b.path === own) - Number(a.path === own));
  }

  #setConfig(file: CorpusFile): void {
    this.#config = file;
    this.#isArticle = articleMatcher(file.config);
    for (const path of this.#articles.paths()) {
      if (!this.#isArticle(path)) this.#articles.set(path, undefined);
    }
  }

  /** Whether the index has this text of the entities or of a sidecar: files are looked at more often than they change. */
  says(path: string, text: string): boolean {
    return path === entitiesPath ? this.#entities.text === text && text !== '' : this.#sidecars.says(path, text);
  }

  #setEntities(file: EntityList): void {
    this.#entities = file;
    const byId = new Map<string, EntityRecord>();
    for (const entity of file.entities) byId.set(entity.id, entity);
    this.#entityById = byId;
  }

  #setSidecar(path: string, sidecar: StoredSidecar | string | undefined): void {
    this.#forgetArticlesWith(path);
    if (typeof sidecar === 'string') this.#sidecars.setText(path, sidecar);
    else this.#sidecars.set(path, sidecar);
    this.#forgetArticlesWith(path);
  }

  /** Of the entities that a sidecar mentions. */
  #forgetArticlesWith(path: string): void {
    const shelved = this.#articlesWith.size === 0 ? undefined : this.#sidecars.get(path);
    for (const { entity } of shelved === undefined ? [] : this.#sidecars.mentionsOf(shelved)) this.#articlesWith.delete(entity);
  }
}
