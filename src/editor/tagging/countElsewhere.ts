import { namesOffered } from '../../core/offers/names';
import type { Tagged } from '../session';

/** Where more files may name an entity, counting would mean reading for longer than anyone waits; there it is left to a search. */
const mostFiles = 2000;
const readsAtOnce = 16;

/**
 * How often the other files of the corpus name an entity where it is not tagged; `undefined` when there are too many
 * files to read for it, which are all that may name it, or `isStale` says that nobody wants to know any more. What was rejected counts as settled.
 */
export async function countElsewhere({ file, entity }: Tagged, isStale: () => boolean): Promise<number | undefined> {
  const { corpus } = file;
  const { index } = corpus;
  const named = index.entity(entity);
  const paths: string[] = [];
  for (const path of corpus.related.pathsNaming(named === undefined ? [] : namesOffered(named)) ?? index.articlePaths()) {
    if (path !== file.path) paths.push(path);
    if (paths.length > mostFiles) return undefined;
  }
  await corpus.names.prepare('names');
  let count = 0;
  for (let from = 0; from < paths.length; from += readsAtOnce) {
    const texts = await Promise.all(paths.slice(from, from + readsAtOnce).map(async path => corpus.unsaved(path)?.getText() ?? corpus.files.read(path)));
    if (isStale()) return undefined;
    for (const text of texts) corpus.names.gazetteer().each(text ?? '', (_start, _end, entities) => { if (entities.includes(entity)) count++; });
  }
  return Math.max(0, count - settledElsewhere(file, entity));
}

function settledElsewhere({ corpus, path }: Tagged['file'], entity: string): number {
  const { index } = corpus;
  const here = new Set(index.articleFile(path)?.articles.map(({ id }) => id));
  const tagged = [...index.mentionCounts(entity)].reduce((sum, [article, count]) => here.has(article) ? sum : sum + count, 0);
  const rejected = [...index.articleIds()].filter(id => !here.has(id)).flatMap(id => index.sidecars(id)).flatMap(({ file }) => file.sidecar.rejected);
  const names = corpus.names.gazetteer();
  return tagged + rejected.filter(each => names.find(each.anchor.quote).some(({ entities }) => entities.includes(entity))).length;
}
