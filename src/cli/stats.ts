import { readArticles } from '../core/corpus/article';
import { articleOfSidecar } from '../core/corpus/fileKind';
import type { ArticleStatus, Sidecar } from '../core/model';
import { annotationPath } from '../core/seed/articleId';
import { readEntities } from '../core/store/entitiesFile';
import { readSidecar } from '../core/store/sidecarFile';
import { copyOf } from '../core/text/copyOf';
import { Failure, jsonOption, oneCorpus, type Command } from './command';
import { CorpusFolder } from './corpusFolder';
import type { Terminal } from './terminal';

const usualTop = 10;

export const stats: Command = {
  name: 'stats',
  summary: 'Count what is in a corpus',
  ...oneCorpus,
  options: { top: { value: 'N', help: `how many of the entities that are mentioned most (${usualTop})` }, json: jsonOption },
  details: ['Counts articles by their progress, entities and mentions by type, links by relation, and lists the entities that are mentioned most.'],
  async run(args, terminal) {
    const [root = '.'] = args.operands;
    const top = Number(args.value('top') || usualTop);
    if (!Number.isSafeInteger(top) || top < 0) throw new Failure('--top takes a whole number');
    const figures = await count(await CorpusFolder.open(root), top, terminal);
    await terminal.print(args.has('json') ? JSON.stringify(figures, null, 2) : inWords(figures));
    return 0;
  },
};

type Counts = Record<string, number>;

interface Figures {
  readonly files: number;
  readonly articles: number;
  /** Articles by how far the work on them is. */
  readonly progress: Record<ArticleStatus, number>;
  readonly entities: number;
  readonly entitiesByType: Counts;
  readonly mentions: number;
  /** By the type of the entity; `?` for entities that entities.yaml does not know. */
  readonly mentionsByType: Counts;
  readonly links: number;
  readonly linksByRelation: Counts;
  readonly top: readonly { readonly id: string; readonly name: string; readonly type: string; readonly mentions: number; readonly articles: number }[];
}

async function count(folder: CorpusFolder, top: number, terminal: Terminal): Promise<Figures> {
  const articles = new Set<string>();
  for (const [done, path] of folder.articlePaths.entries()) {
    terminal.progress('reading articles:', done, folder.articlePaths.length);
    for (const { id } of readArticles(path, await folder.text(path)).articles) articles.add(copyOf(id));
  }
  const tally = new Tally();
  for (const [done, path] of folder.sidecarPaths.entries()) {
    terminal.progress('counting annotations:', done, folder.sidecarPaths.length);
    tally.add(path, readSidecar(await folder.text(path)).sidecar);
  }
  return figuresOf(folder, articles, tally, await folder.entities(), top);
}

function figuresOf(folder: CorpusFolder, articles: ReadonlySet<string>, tally: Tally, entitiesText: string | undefined, top: number): Figures {
  const { entities } = readEntities(entitiesText);
  const byId = new Map(entities.map(entity => [entity.id, entity]));
  const mentioned = [...tally.mentions].sort(([one, a], [other, b]) => b.mentions - a.mentions || (one < other ? -1 : 1));
  const progress = { untouched: 0, 'in-work': 0, done: 0 };
  for (const article of articles) progress[tally.status(article)]++;
  return {
    files: folder.articlePaths.length, articles: articles.size, progress,
    entities: entities.length, entitiesByType: counted(entities.map(({ type }) => [type, 1])),
    mentions: mentioned.reduce((sum, [, { mentions }]) => sum + mentions, 0),
    mentionsByType: counted(mentioned.map(([id, { mentions }]) => [byId.get(id)?.type ?? '?', mentions])),
    links: [...tally.links.values()].reduce((sum, each) => sum + each, 0), linksByRelation: counted([...tally.links]),
    top: mentioned.slice(0, top).map(([id, { mentions, articles: within }]) => ({ id, name: byId.get(id)?.name ?? id, type: byId.get(id)?.type ?? '?', mentions, articles: within })),
  };
}

/** The sums by key, the largest first. */
function counted(values: readonly (readonly [key: string, count: number])[]): Counts {
  const sums = new Map<string, number>();
  for (const [key, added] of values) sums.set(key, (sums.get(key) ?? 0) + added);
  return Object.fromEntries([...sums].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)));
}

/** What the sidecars say, added up; nothing is kept of a sidecar but numbers. */
class Tally {
  readonly mentions = new Map<string, { mentions: number; articles: number }>();
  readonly links = new Map<string, number>();
  readonly #said = new Map<string, ArticleStatus>();
  readonly #marked = new Set<string>();

  add(path: string, sidecar: Sidecar): void {
    const article = copyOf(sidecar.article || articleOfSidecar(path));
    // The sidecar at the article's own place has the word.
    if (sidecar.status !== undefined && (path === annotationPath(article) || !this.#said.has(article))) this.#said.set(article, sidecar.status);
    if (sidecar.mentions.length + sidecar.links.length > 0) this.#marked.add(article);
    for (const entity of new Set(sidecar.mentions.map(mention => mention.entity))) this.#entity(entity).articles++;
    for (const { entity } of sidecar.mentions) this.#entity(entity).mentions++;
    for (const { relation } of sidecar.links) this.links.set(relation, (this.links.get(relation) ?? 0) + 1);
  }

  status(article: string): ArticleStatus {
    return this.#said.get(article) ?? (this.#marked.has(article) ? 'in-work' : 'untouched');
  }

  #entity(id: string): { mentions: number; articles: number } {
    const counts = this.mentions.get(id) ?? { mentions: 0, articles: 0 };
    this.mentions.set(this.mentions.has(id) ? id : copyOf(id), counts);
    return counts;
  }
}

function inWords(figures: Figures): string {
  const { progress } = figures;
  return [
    `articles   ${figures.articles} in ${figures.files} files: ${progress.done} done, ${progress['in-work']} in work, ${progress.untouched} untouched`,
    `entities   ${figures.entities}${listed(figures.entitiesByType)}`,
    `mentions   ${figures.mentions}${listed(figures.mentionsByType)}`,
    `links      ${figures.links}${listed(figures.linksByRelation)}`,
    ...(figures.top.length === 0 ? [] : ['', 'mentioned most']),
    ...figures.top.map(({ name, type, mentions, articles }) => `${String(mentions).padStart(8)}  ${name} (${type}), in ${articles} ${articles === 1 ? 'article' : 'articles'}`),
  ].join('\n');
}

function listed(counts: Counts): string {
  const entries = Object.entries(counts);
  return entries.length === 0 ? '' : `: ${entries.map(([key, value]) => `${value} ${key}`).join(', ')}`;
}
