import { describer } from '../anchor/describe';
import { readArticles } from '../corpus/article';
import { articleMatcher, configPath, entitiesPath, fileKind } from '../corpus/fileKind';
import type { Entity, Span } from '../model';
import { annotationPath } from '../seed/articleId';
import { newCorpusText, readCorpus, type CorpusFile } from '../store/corpusFile';
import { readEntities, type EntitiesFile } from '../store/entitiesFile';
import { addEntities } from '../store/entityEdits';
import { entityId } from '../store/entityId';
import type { Intent } from '../store/intents';
import { addMarks, type NewMark } from '../store/sidecarEdits';
import { newSidecar, printLink, printMention, readSidecar } from '../store/sidecarFile';
import { difference } from '../text/difference';
import { insertEntries } from '../yaml/insert';
import { entryOf, valueOf } from '../yaml/node';
import { printFlowMap, printPair, printString } from '../yaml/print';
import { applyEdits } from '../yaml/splice';
import type { PlacedArticle, PlacedCorpus, PlacedLink, PlacedMention } from './corpus';
import { extraKey } from './exporting';
import { isObject } from './json';
import type { DataObject } from './model';
import { printData } from './yamlData';

/** An article that the corpus has already. */
export interface KnownArticle {
  /** The article's text, without the delimiter line. */
  readonly text: string;
  /** Git's id of the bytes of its file. */
  readonly fileId: string;
}

/** What a corpus says before an import. */
export interface Destination {
  readonly config: CorpusFile;
  readonly entities: EntitiesFile;
  /** Those of its articles whose ids are imported. */
  readonly articles: ReadonlyMap<string, KnownArticle>;
  /** Git's id of the bytes of a text as UTF-8. */
  readonly idOf: (text: string) => string;
}

/** A document that is not imported, and why. */
export interface NotImported {
  readonly document: string;
  readonly reason: 'name-unusable' | 'text-differs' | 'text-splits';
}

/** What is to be written. */
export interface Import {
  readonly articles: readonly { readonly path: string; readonly text: string }[];
  /** For corpus.yaml, entities.yaml and the sidecars. What a file says already is never taken away. */
  readonly intents: readonly Intent[];
  readonly skipped: readonly NotImported[];
  readonly counts: { readonly articles: number; readonly mentions: number; readonly links: number; readonly entities: number };
}

/** Documents, as `toCorpus` placed them, as files of a corpus. */
export function importInto({ config, entities, articles: known, idOf }: Destination, corpus: PlacedCorpus): Import {
  const homes = new Map<string, Home>();
  const skipped: NotImported[] = [];
  const isArticle = articleMatcher(config.config);
  for (const article of corpus.articles) {
    const home = homeOf(article, known.get(article.id), isArticle, idOf);
    if (typeof home === 'string') skipped.push({ document: article.id, reason: home });
    else homes.set(article.id, home);
  }
  const taken = corpus.articles.filter(({ id }) => homes.has(id));
  const { ids, added, intents } = sharedIntents(wordsOf(taken, corpus), config, entities);
  const homeAt = (id: string): Home | undefined => homes.get(id);
  const sidecars = taken.map(article => withEntities(article, ids));
  return {
    articles: [...homes.values()].flatMap(({ path, text }) => (path === undefined ? [] : [{ path, text }])),
    intents: [...intents, ...sidecars.flatMap(article => sidecarIntent(article, homeAt))],
    skipped,
    counts: {
      articles: taken.length, entities: added.length,
      mentions: sidecars.reduce((sum, { mentions }) => sum + mentions.length, 0), links: sidecars.reduce((sum, { links }) => sum + linksWithin(links, homeAt).length, 0),
    },
  };
}

/** The words that articles need. */
type NeededWords = Pick<PlacedCorpus, 'entities' | 'types' | 'relations'>;

function wordsOf(articles: readonly PlacedArticle[], { entities, types, relations }: PlacedCorpus): NeededWords {
  const used = new Set(articles.flatMap(({ mentions }) => mentions.map(({ entity }) => entity)));
  const said = new Set(articles.flatMap(({ links }) => links.map(({ relation }) => relation)));
  return { entities: entities.filter(({ id }) => used.has(id)), types, relations: new Map([...relations].filter(([id]) => said.has(id))) };
}

/** What corpus.yaml and entities.yaml must say, and the ids that the entities have in the corpus. */
export function sharedIntents(words: NeededWords, config: CorpusFile, file: EntitiesFile): { readonly ids: ReadonlyMap<string, string>; readonly added: readonly Entity[]; readonly intents: readonly Intent[] } {
  const { ids, added } = entitiesToAdd(words.entities, file);
  return { ids, added, intents: [...configIntents(words, config), ...(added.length === 0 ? [] : [entitiesIntent(added)])] };
}

// -- articles

/** What makes an article's file. One that has come to be there meanwhile is left alone, and the whole is refused. */
export function articleIntent({ path, text }: Import['articles'][number]): Intent {
  return { path, edits: before => (before === undefined ? difference('', text) : 'changed-since') };
}

/** Where an article is to be; `path` is undefined where it is there already. */
export interface Home {
  readonly path: string | undefined;
  readonly text: string;
  readonly span: Span;
  readonly fileId: string;
}

/** Where a document is to be as an article, or why it cannot be. */
export function homeOf({ id, text }: Pick<PlacedArticle, 'id' | 'text'>, known: KnownArticle | undefined, isArticle: (path: string) => boolean, idOf: (text: string) => string): Home | NotImported['reason'] {
  if (known !== undefined) {
    const isSame = known.text === text;
    return isSame ? { path: undefined, text, span: { start: 0, end: text.length }, fileId: known.fileId } : 'text-differs';
  }
  const path = ['.txt', '.seed'].map(ending => `${id}${ending}`).find(each => fileKind(each, isArticle) === 'articles');
  if (path === undefined) return 'name-unusable';
  const [only, ...others] = readArticles(path, text).articles;
  if (only === undefined || others.length > 0) return 'text-splits';
  return only.id === id ? { path, text, span: only.span, fileId: idOf(text) } : only.id === readArticles(path, '').articles[0]?.id ? 'name-unusable' : 'text-splits';
}

// -- entities

/** Which entities are new, and the ids that all of them have in the corpus: an entity with the same id is the same where name or knowledge-base id agree. */
function entitiesToAdd(imported: readonly Entity[], file: EntitiesFile): { readonly ids: ReadonlyMap<string, string>; readonly added: readonly Entity[] } {
  const byId = new Map(file.entities.map(entity => [entity.id, entity]));
  const taken = new Set([...byId.keys(), ...imported.map(({ id }) => id)]);
  const ids = new Map<string, string>();
  const added: Entity[] = [];
  for (const entity of imported) {
    const there = byId.get(entity.id);
    const id = there === undefined || isSameThing(there, entity) ? entity.id : entityId(entity.name, taken);
    taken.add(id);
    ids.set(entity.id, id);
    if (there === undefined || id !== entity.id) added.push({ ...entity, id });
  }
  return { ids, added };
}

function isSameThing(one: Entity, other: Entity): boolean {
  return one.name === other.name || one.aliases.includes(other.name) || [...one.links].some(([base, key]) => other.links.get(base) === key);
}

function entitiesIntent(added: readonly Entity[]): Intent {
  return { path: entitiesPath, edits: text => addEntities(readEntities(text), added) ?? 'broken-file' };
}

/** The article with the ids that its entities have in the corpus. */
export function withEntities(article: PlacedArticle, ids: ReadonlyMap<string, string>): PlacedArticle {
  return { ...article, mentions: article.mentions.map(mention => {
    const entity = ids.get(mention.entity) ?? mention.entity;
    const own = mention.extra[extraKey];
    return entity === mention.entity ? mention : { ...mention, entity, extra: { ...mention.extra, ...(isObject(own) ? { [extraKey]: { ...own, entity } } : {}) } };
  }) };
}

// -- corpus.yaml

function configIntents({ types, relations, entities }: NeededWords, { config }: CorpusFile): Intent[] {
  const used = new Set(entities.map(({ type }) => type));
  const newTypes = [...types].filter(([id]) => used.has(id) && config.types.every(type => type.id !== id));
  const newRelations = [...relations].filter(([id]) => config.relations.every(relation => relation.id !== id));
  return [
    ...(newTypes.length === 0 ? [] : [additions('types', newTypes, config.types.map(({ id }) => id))]),
    ...(newRelations.length === 0 ? [] : [additions('relations', newRelations, config.relations.map(({ id }) => id))]),
  ];
}

/** Adds entries to a map of corpus.yaml. Where the file has none yet, the defaults are named too, for a map that is there replaces them. */
function additions(key: 'types' | 'relations', added: readonly (readonly [id: string, label: string])[], defaults: readonly string[]): Intent {
  return {
    path: configPath,
    edits: text => {
      const before = text ?? newCorpusText();
      const file = readCorpus(before);
      if (!file.readable) return 'broken-file';
      const map = valueOf(file.node, key);
      const missing = added.filter(([id]) => entryOf(map, id) === undefined);
      const edits = map?.kind === 'map'
        ? insertEntries(before, map, map.entries.length, missing.map(each => [lineOf(each)]))
        : file.node === undefined || entryOf(file.node, key) !== undefined ? undefined
          : insertEntries(before, file.node, file.node.entries.length, [[`${key}:`, ...[...defaults.map((id): [string, string] => [id, '']), ...missing].map(each => `  ${lineOf(each)}`)]]);
      return edits === undefined ? 'not-editable' : difference(text ?? '', applyEdits(before, edits));
    },
  };
}

/** A type or relation with its label; what else there is to say has its default. */
function lineOf([id, label]: readonly [string, string]): string {
  return printPair(id, printFlowMap(label === '' ? [] : [printPair('label', printString(label, 'flow'), 'flow')]), 'block');
}

// -- sidecars

/** Adds the marks of an article to its sidecar; of links to elsewhere those whose far end is at home too. */
export function sidecarIntent(article: PlacedArticle, homeAt: (article: string) => Home | undefined): Intent[] {
  const home = homeAt(article.id);
  if (home === undefined) return [];
  return [{
    path: annotationPath(article.id),
    edits: text => {
      const after = withMarks(text ?? newSidecar(article.id, home.fileId), article, home, homeAt);
      return after === undefined ? 'broken-file' : difference(text ?? '', after);
    },
  }];
}

/** The sidecar with the marks that it lacks; one that is there stays as people have it. */
function withMarks(start: string, article: PlacedArticle, home: Home, homeAt: (article: string) => Home | undefined): string | undefined {
  const anchorOf = describer(home.text, home.span);
  const mentions = article.mentions.map((mention): NewMark => mentionMark(mention, anchorOf));
  const links = linksWithin(article.links, homeAt).map((link): NewMark => linkMark(link, anchorOf, homeAt));
  const extra = article.extra[extraKey];
  const file = readSidecar(start);
  const { node } = file;
  const lists = [addMarks(file, 'mentions', mentions.filter(({ id }) => !file.marks.has(id))), addMarks(file, 'links', links.filter(({ id }) => !file.marks.has(id)))];
  const rest = extra === undefined || node === undefined || entryOf(node, extraKey) !== undefined ? [] : insertEntries(start, node, node.entries.length, [[`${extraKey}: ${printData(extra)}`]]);
  const edits = [...lists, rest];
  return edits.includes(undefined) ? undefined : applyEdits(start, edits.flatMap(each => each ?? []));
}

/** Links whose far end is imported too. */
function linksWithin(links: readonly PlacedLink[], homeAt: (article: string) => Home | undefined): PlacedLink[] {
  return links.filter(({ to }) => homeAt(to.article) !== undefined);
}

type Describe = ReturnType<typeof describer>;

function mentionMark({ id, entity, span, note, extra }: PlacedMention, anchorOf: Describe): NewMark {
  const anchor = anchorOf(span);
  return { id, at: anchor.at, printed: withExtra(printMention({ id, entity, anchor, ...(note === undefined ? {} : { note }) }), extra) };
}

function linkMark({ id, relation, from, to, note, extra }: PlacedLink, anchorOf: Describe, homeAt: (article: string) => Home | undefined): NewMark {
  const far = homeAt(to.article);
  const anchor = anchorOf(from);
  const target = { article: to.article, anchor: far === undefined ? anchor : describer(far.text, far.span)(to.span) };
  return { id, at: anchor.at, printed: withExtra(printLink({ id, relation, from: anchor, to: target, ...(note === undefined ? {} : { note }) }), extra) };
}

/** The mark's line with one more key at its end. */
function withExtra(printed: string, extra: DataObject): string {
  const own = extra[extraKey];
  return own === undefined ? printed : `${printed.slice(0, -' }'.length)}, ${extraKey}: ${printData(own)} }`;
}
