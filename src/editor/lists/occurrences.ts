import * as vscode from 'vscode';
import { contextOf } from '../../core/concordance/context';
import { occurrencesOfEntity, occurrencesOfText, type Finder, type Occurrence, type Searched, type TaggedSpan } from '../../core/concordance/occurrence';
import type { ArticleInfo } from '../../core/corpus/article';
import { farEnd } from '../../core/links/links';
import { hasPlace, type PlacedMark } from '../../core/marks/placing';
import type { Span } from '../../core/model';
import { Gazetteer } from '../../core/names/gazetteer';
import { notProse } from '../../core/seed/prose';
import { documentAt, fileNow } from '../article/fileNow';
import type { OpenArticle } from '../article/openArticle';
import type { Corpus } from '../corpus/corpus';
import { cardOf, relationAt } from '../links/links';
import type { Session } from '../session';
import { numeral } from '../window/counts';
import { working } from '../window/working';
import type { Found, Sought } from './occurrenceList';
import { throughFiles } from './throughFiles';

/** Looks through the corpus, article by article, showing how far it is; undefined when the person stops it. */
export async function findEverywhere(session: Session, corpus: Corpus, sought: Sought): Promise<Found[] | undefined> {
  return working(vscode.l10n.t('Searching the corpus'), async ({ isStopped, stopped, reached }) => {
    // A large corpus may not have been read yet: who stops does not wait for that.
    await Promise.race([corpus.whole().then(() => corpus.names.prepare('names')), stopped]);
    if (isStopped()) return undefined;
    const paths = pathsFor(corpus, sought);
    const finder = finderFor(corpus, sought);
    return throughFiles(paths, path => findIn(session, corpus, path, sought, finder), {
      isStopped,
      reached: (files, found) => reached(files, paths.length, vscode.l10n.t('{0} found', numeral(found))),
    });
  });
}

/** The files worth reading: of the articles with the entity where only what is tagged is wanted, else all. */
function pathsFor({ index }: Corpus, { entity, taggedOnly }: Sought): string[] {
  if (!taggedOnly || entity === undefined) return [...index.articlePaths()].sort();
  return [...new Set(index.articlesWith(entity).flatMap(article => index.article(article)?.path ?? []))].sort();
}

function finderFor(corpus: Corpus, { entity, words }: Sought): Finder {
  const names = corpus.names.gazetteer();
  if (words === undefined) return names;
  const own = new Gazetteer({ letterCase: entity === undefined ? 'ignore' : 'careful', hyphens: corpus.names.hyphens });
  own.add(words, entity ?? '');
  if (entity === undefined || !names.entitiesOf(words).includes(entity)) return own;
  // One of the entity's names: found as the corpus finds it, so that a longer name of something else still wins.
  return { find: (text, within) => names.find(text, within).filter(({ span }) => own.find(text, span).some(hit => hit.span.start === span.start && hit.span.end === span.end)) };
}

async function findIn(session: Session, corpus: Corpus, path: string, sought: Sought, finder: Finder): Promise<Found[]> {
  const file = await fileNow(session, corpus, path);
  if (file === undefined || !isWorthReading(corpus, path, file.text, sought, finder)) return [];
  const found: Found[] = [];
  for (const info of file.infos.filter(each => isFirst(corpus, each))) {
    const article = await file.article(info.id);
    if (article !== undefined) found.push(...foundIn(corpus, file.text, article, sought, finder));
  }
  return found;
}

/** Whether annotations with the article's id are this article's: of several with one id they are the first one's. */
function isFirst({ index }: Corpus, { id, path }: ArticleInfo): boolean {
  return index.article(id)?.path === path;
}

/** A quick look before a file is parsed and its marks are placed: most files of a corpus do not name an entity. */
function isWorthReading({ index }: Corpus, path: string, text: string, { entity }: Sought, finder: Finder): boolean {
  const articles = index.articleFile(path)?.articles ?? [];
  if (entity !== undefined && articles.some(({ id }) => index.entitiesIn(id).includes(entity))) return true;
  return finder.find(text, { start: 0, end: text.length }).some(hit => entity === undefined || hit.entities.includes(entity));
}

function foundIn(corpus: Corpus, text: string, { info, seed, marks, rejected }: OpenArticle, sought: Sought, finder: Finder): Found[] {
  const { entity, words, taggedOnly } = sought;
  const searched: Searched = {
    text, article: info.span, skip: notProse(seed), tagged: taggedIn(corpus, marks),
    rejected: rejected.filter(hasPlace).map(({ placement: { span }, rejection }) => ({ span, entity: rejection.entity })),
  };
  const places = entity === undefined ? occurrencesOfText(searched, finder) : occurrencesOfEntity(searched, entity, finder);
  return places
    .filter(({ state }) => !taggedOnly || state.kind === 'tagged')
    .filter(({ span, state }) => words === undefined || state.kind !== 'tagged' || isCalled(finder, text, span))
    .map(place => ({ ...foundAt(text, info, place), links: linksOver(corpus, marks, place.span) }));
}

/** Whether a mention is called by the words that are sought, and not otherwise. */
function isCalled(finder: Finder, text: string, span: Span): boolean {
  return finder.find(text, span).some(hit => hit.span.start === span.start && hit.span.end === span.end);
}

/** What the links of the passages around a place say, each with the article that it leads to. */
function linksOver(corpus: Corpus, marks: readonly PlacedMark[], { start, end }: Span): string[] {
  return marks.flatMap(mark => {
    if (mark.kind !== 'link' || !hasPlace(mark) || mark.placement.span.end < end || start < mark.placement.span.start) return [];
    return [vscode.l10n.t('{0}: {1}', relationAt(corpus, mark), cardOf(corpus, farEnd(mark).article).title)];
  });
}

function foundAt(text: string, { id, path, span: article }: ArticleInfo, { span, state }: Occurrence): Omit<Found, 'links'> {
  const context = contextOf(text, article, span);
  return { key: `${id}#${span.start}-${span.end}`, article: id, path, span, quote: text.slice(span.start, span.end), context, state };
}

/** The mentions that have a place. */
function taggedIn({ index }: Corpus, marks: readonly PlacedMark[]): TaggedSpan[] {
  const passages = new Set(index.config.types.filter(type => type.marks === 'passages').map(({ id }) => id));
  return marks.flatMap(mark => {
    if (mark.kind !== 'mention' || !hasPlace(mark)) return [];
    const { mention: { entity, id }, path, placement: { span } } = mark;
    return [{ span, entity, isPassage: passages.has(index.entity(entity)?.type ?? ''), path, id }];
  });
}

/** A file's text as an editor counts it: that of its document where one is open, else what is on disk, without a byte order mark. */
export async function textAt(corpus: Corpus, path: string): Promise<string | undefined> {
  const text = documentAt(corpus, path)?.getText() ?? await corpus.files.read(path);
  return text?.startsWith('\uFEFF') === true ? text.slice(1) : text;
}
