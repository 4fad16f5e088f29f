import type { ArticleStatus, CorpusConfig, Entity, Link, Mention } from '../model';
import { annotationPath } from '../seed/articleId';
import { finished, type Steps } from '../steps';
import { readCorpus, type CorpusFile } from '../store/corpusFile';
import { readEntities, readingEntities, type EntitiesFile } from '../store/entitiesFile';
import type { SidecarFile } from '../store/sidecarFile';
import { articleCard, readArticles, type ArticleCard, type ArticleFile, type ArticleInfo } from './article';
import { ArticleShelf } from './articleShelf';
import { articleMatcher, articleOfSidecar, configPath, entitiesPath, fileKind, type FileKind } from './fileKind';
import { ByteReader } from './bytes';
import type { LinkOutline } from './canonicalOutline';
import { EntitiesById } from './entitiesById';
import type { KeptSidecar } from './keptSidecars';
import { MentionMemory } from './mentionMemory';
import type { Numbered } from './numbered';
import { SidecarShelf, type ShelvedSidecar } from './sidecarShelf';
import type { KeptFile } from './snapshot';
import { ChangeLog, idsOf, type Touched } from './touched';

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
  #isArticle = articleMatcher(this.#config.config);
  readonly #entities = new EntitiesById();
  readonly #articles = new ArticleShelf();
  readonly #sidecars = new SidecarShelf();
  readonly #memory = new MentionMemory(this.#sidecars);
  readonly #log = new ChangeLog();

  /** Grows by at least one with every change: what was computed at one revision holds while it stands. */
  get revision(): number {
    return this.#log.revision;
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
    return this.#entities.file;
  }

  kindOf(path: string): FileKind | undefined {
    return fileKind(path, this.#isArticle);
  }

  /** Takes `text` as what the file says now. Files that are none of the corpus's are passed over. */
  set(path: string, text: string): void {
    if (this.says(path, text)) return;
    switch (this.kindOf(path)) {
      case 'config': return this.#setConfig(readCorpus(text));
      case 'entities': return this.setEntitiesFile(readEntities(text, this.entitiesFile));
      case 'sidecar': return this.#setSidecar(path, text);
      case 'articles': return this.#setArticles(path, readArticles(path, text));
      case undefined: return this.delete(path);
    }
  }

  /** As `set` of `entities.yaml`, stopping every few milliseconds; what it says is changed all at once, at the end. */
  *settingEntities(text: string): Steps<void> {
    if (!this.says(entitiesPath, text)) yield* this.#settingEntities(yield* readingEntities(text, this.entitiesFile));
  }

  /** Takes what `entities.yaml` says, for readers that have read it. */
  setEntitiesFile(file: EntitiesFile): void {
    if (file !== this.entitiesFile) finished(this.#settingEntities(file));
  }

  /** Takes what is known of a file of articles, for readers that cannot keep all that `set` would. */
  setArticleFile(path: string, file: ArticleFile): void {
    this.#setArticles(path, file);
  }

  /**
   * Takes what many files say, as it was kept. Those that are no files of the corpus of that kind are forgotten. Of what
   * changes so it is only known that it may have been everything.
   */
  keep(files: Iterable<KeptFile>): void {
    for (const { path, kind, bytes, at, texts } of files) {
      const reader = new ByteReader(bytes, at);
      if (this.kindOf(path) !== kind) this.#forget(path);
      else if (kind === 'sidecar') this.#sidecars.keep(path, reader, texts);
      else this.#articles.keep(path, reader);
    }
    this.#memory.clear();
    this.#log.note('everything');
  }

  /** Forgets all that the file said; one that the index does not have is no error. */
  delete(path: string): void {
    if (path === configPath) this.#setConfig(readCorpus(undefined));
    if (path === entitiesPath) this.setEntitiesFile(readEntities(''));
    if (this.#sidecars.has(path)) this.#setSidecar(path, undefined);
    if (this.#articles.has(path)) this.#setArticles(path, undefined);
  }

  /** Whether a file with articles or a sidecar has said something. */
  has(path: string): boolean {
    return this.#articles.has(path) || this.#sidecars.has(path);
  }

  /** The paths of all files that said something, sorted. */
  paths(): string[] {
    return [...this.#articles.paths(), ...this.#sidecars.paths()].sort();
  }

  entity(id: string): Entity | undefined {
    return this.#entities.get(id);
  }

  entities(): readonly Entity[] {
    return this.entitiesFile.entities;
  }

  /** The article with this id; where several files claim it, the one whose path comes first. */
  article(id: string): ArticleInfo | undefined {
    return this.#articles.first(id);
  }

  hasArticle(id: string): boolean {
    return this.#articles.hasArticle(id);
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

  /** The paths of all files with articles and of all sidecars, in no order. */
  *filePaths(): Generator<string, void, undefined> {
    yield* this.#articles.paths();
    yield* this.#sidecars.paths();
  }

  /** A sidecar with its marks. It is read for whoever asks: to be asked for a few, not for all of a corpus. */
  sidecarFile(path: string): SidecarFile | undefined {
    return this.#sidecars.file(path);
  }

  /** The article that a sidecar belongs to: the one that it names, else the one of its place. */
  articleOfSidecar(path: string): string {
    return this.#sidecars.get(path)?.article ?? articleOfSidecar(path);
  }

  /** A sidecar as it is put away: with what it names in numbers of the texts that it is given. */
  keptSidecar(path: string): ((texts: Numbered) => KeptSidecar) | undefined {
    return this.#sidecars.kept(path);
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
    const [only, ...others] = this.#sidecars.of(article);
    if (only === undefined) return [];
    return others.length === 0 ? this.#sidecars.entitiesOf(only) : [...new Set([only, ...others].flatMap(sidecar => this.#sidecars.entitiesOf(sidecar)))];
  }

  /** Whether anything is marked in an article, or linked to it. */
  hasMarks(article: string): boolean {
    return this.#sidecars.of(article).length + this.#sidecars.linkingTo(article).length > 0;
  }

  /** Whether something may be wrong with a file; of articles and sidecars told without reading them. */
  isSuspect(path: string): boolean {
    if (path === configPath || path === entitiesPath) return true;
    const sidecar = this.#sidecars.get(path);
    if (sidecar === undefined) return this.#articles.isSuspect(path);
    return sidecar.hasProblems || !this.#articles.hasArticle(sidecar.article) || sidecar.links.some(link => this.#isOdd(link))
      || this.#sidecars.entitiesOf(sidecar).some(entity => this.entity(entity) === undefined);
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
    return this.#memory.articlesWith(entity);
  }

  mentionCount(entity: string): number {
    return this.#sidecars.mentionCount(entity);
  }

  /** How many sidecars mention an entity: as many as articles, where each is annotated once. Costs the same however many those are. */
  spreadOf(entity: string): number {
    return this.#sidecars.spreadOf(entity);
  }

  /** How many mentions of an entity each article has; only those that have one. */
  mentionCounts(entity: string): ReadonlyMap<string, number> {
    return this.#sidecars.mentionCounts(entity);
  }

  /** How many mentions of an entity stand in one article. */
  mentionsOfIn(entity: string, article: string): number {
    return this.#sidecars.of(article).flatMap(sidecar => this.#sidecars.mentionsOf(sidecar)).filter(mention => mention.entity === entity).length;
  }

  /** The date that a list shows for an article; `''` for none. */
  dateOf(article: string): string {
    const overrides = this.#shelved(article)[0]?.overrides;
    return overrides?.date ?? this.#articles.dateOf(article);
  }

  /** How many mentions of an entity have this quote. */
  calledCount(entity: string, quote: string): number {
    return this.#memory.calledCount(entity, quote);
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

  #isOdd({ relation, target }: LinkOutline): boolean {
    return !this.#articles.hasArticle(target) || !this.config.relations.some(({ id }) => id === relation);
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
      if (!this.#isArticle(path)) this.#setArticles(path, undefined);
    }
    this.#log.note('everything');
  }

  *#settingEntities(file: EntitiesFile): Steps<void> {
    this.#log.note(yield* this.#entities.take(file));
  }

  #setArticles(path: string, file: ArticleFile | undefined): void {
    const { all, moved } = idsOf(this.#articles.idsIn(path), file?.articles.map(({ id }) => id) ?? []);
    this.#log.note({ path, articles: all, articleIds: moved });
    this.#articles.set(path, file);
  }

  /** Whether the index has this text of the entities or of a sidecar: files are looked at more often than they change. */
  says(path: string, text: string): boolean {
    return path === entitiesPath ? this.entitiesFile.text === text && text !== '' : this.#sidecars.says(path, text);
  }

  /** Without telling of it. */
  #forget(path: string): void {
    this.#sidecars.delete(path);
    this.#articles.set(path, undefined);
  }

  #setSidecar(path: string, text: string | undefined): void {
    const articles = new Set<string>();
    const entities = new Set<string>();
    this.#namedIn(path, articles, entities);
    this.#memory.recount(this.#sidecars.get(path), -1);
    if (text === undefined) this.#sidecars.delete(path);
    else this.#sidecars.setText(path, text);
    this.#namedIn(path, articles, entities);
    this.#memory.recount(this.#sidecars.get(path), 1);
    this.#memory.forget(entities);
    this.#log.note({ path, articles, entities });
  }

  /** Adds what a sidecar is about, as of now. */
  #namedIn(path: string, articles: Set<string>, entities: Set<string>): void {
    const shelved = this.#sidecars.get(path);
    if (shelved === undefined) return;
    articles.add(shelved.article);
    for (const { target } of shelved.links) articles.add(target);
    for (const entity of this.#sidecars.entitiesOf(shelved)) entities.add(entity);
  }
}
