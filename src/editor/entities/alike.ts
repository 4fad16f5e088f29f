import { alikeProblems, finderOfDuplicates, mostUnasked } from '../../core/entities/alike';
import type { Duplicate } from '../../core/entities/duplicates';
import type { EntitiesFile } from '../../core/store/entitiesFile';
import type { Corpus } from '../corpus/corpus';
import { turn } from '../time/rests';

/** How many entities are looked at before others get their turn. */
const slice = 500;

/** The pairs of entities that are likely the same; undefined when the file has changed meanwhile. */
export async function duplicatesIn(corpus: Corpus, file: EntitiesFile): Promise<readonly Duplicate[] | undefined> {
  const finder = finderOfDuplicates();
  const pairs: Duplicate[] = [];
  for (let from = 0; from < file.entities.length; from += slice) {
    for (const entity of file.entities.slice(from, from + slice)) pairs.push(...finder.add(entity));
    await turn();
    if (corpus.index.entitiesFile !== file) return undefined;
  }
  return pairs;
}

/** How many such pairs a check tells of: of very many entities none. */
export async function countAlike(corpus: Corpus): Promise<number> {
  const { entitiesFile: file } = corpus.index;
  const pairs = file.entities.length > mostUnasked ? [] : await duplicatesIn(corpus, file) ?? [];
  return alikeProblems(file, pairs).length;
}
