import type { Mention, Span } from '../model';
import type { Problem } from '../problem';
import { placesIn } from '../store/entityPlaces';
import type { SidecarFile } from '../store/sidecarFile';
import type { CorpusIndex } from './corpusIndex';
import { valueOf } from '../yaml/node';
import { articleOfSidecar, configPath, entitiesPath } from './fileKind';
import { SharedNames } from './sharedNames';

/** Where a file is spoken of as a whole. */
const start: Span = { start: 0, end: 0 };

/**
 * Everything that can be said against a file of the corpus without looking at the text of its articles:
 * what its reader found, and what does not fit with the other files. Sorted by place.
 */
export function problemsOf(index: CorpusIndex, path: string): Problem[] {
  // Nearly all files are sound, and that is seen without reading them.
  return index.isSuspect(path) ? problemsRead(index, path) : [];
}

/** As `problemsOf`, also where nothing looks wrong. */
export function problemsRead(index: CorpusIndex, path: string): Problem[] {
  return inPlace(found(index, path));
}

/** Problems in the order of their places. */
export function inPlace(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function found(index: CorpusIndex, path: string): Problem[] {
  if (path === configPath) return [...index.configFile.problems];
  if (path === entitiesPath) return [...index.entitiesFile.problems, ...typeProblems(index).problems, ...new SharedNames().problems(index.entitiesFile).problems];
  const articles = index.articleFile(path);
  if (articles !== undefined) return [...articles.problems, ...duplicateArticles(index, path)];
  const sidecar = index.sidecarFile(path);
  return sidecar === undefined ? [] : [...sidecar.problems, ...sidecarProblems(index, path, sidecar)];
}

/** The entities of types that the corpus does not have: up to `most` of them, and how many there are. */
export function typeProblems(index: CorpusIndex, most = Infinity): { readonly problems: readonly Problem[]; readonly count: number } {
  const known = new Set(index.config.types.map(type => type.id));
  const strange = index.entities().filter(entity => !known.has(entity.type));
  if (strange.length === 0) return { problems: [], count: 0 };
  const placeOf = placesIn(index.entitiesFile);
  const problems = strange.slice(0, most).flatMap(entity => {
    const place = placeOf(entity.id);
    return place === undefined ? [] : [{
      code: 'type-unknown' as const,
      span: place.typeSpan ?? place.keySpan,
      data: { entity: entity.id, type: entity.type, known: [...known].join(', ') },
    }];
  });
  return { problems, count: strange.length };
}

function duplicateArticles(index: CorpusIndex, path: string): Problem[] {
  return (index.articleFile(path)?.articles ?? []).flatMap(article => {
    const other = index.articlePlaces(article.id).find(place => place.path !== path);
    return other === undefined
      ? []
      : [{ code: 'article-duplicate' as const, span: article.heading, data: { article: article.id, other: other.path } }];
  });
}

function sidecarProblems(index: CorpusIndex, path: string, file: SidecarFile): Problem[] {
  const { sidecar } = file;
  const article = sidecar.article || articleOfSidecar(path);
  const problems: Problem[] = sidecar.mentions.flatMap(mention => mentionProblems(index, file, mention));
  if (index.article(article) === undefined) {
    problems.push({ code: 'sidecar-orphan', span: valueOf(file.node, 'article')?.span ?? start, data: { article } });
  }
  return [...problems, ...linkProblems(index, file)];
}

function mentionProblems(index: CorpusIndex, file: SidecarFile, mention: Mention): Problem[] {
  if (index.entity(mention.entity) !== undefined) return [];
  const span = file.marks.get(mention.id)?.entitySpan ?? start;
  return [{ code: 'entity-unknown', span, data: { entity: mention.entity, quote: mention.anchor.quote } }];
}

function linkProblems(index: CorpusIndex, file: SidecarFile): Problem[] {
  const relations = new Set(index.config.relations.map(relation => relation.id));
  return file.sidecar.links.flatMap(link => {
    const span = file.marks.get(link.id)?.span ?? start;
    const problems: Problem[] = [];
    if (!relations.has(link.relation)) problems.push({ code: 'relation-unknown', span, data: { relation: link.relation, link: link.id } });
    if (index.article(link.to.article) === undefined) problems.push({ code: 'link-dangling', span, data: { article: link.to.article, link: link.id } });
    return problems;
  });
}
