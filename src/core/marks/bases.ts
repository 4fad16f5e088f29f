import type { ArticleInfo } from '../corpus/article';
import { articleIn } from '../corpus/baseText';
import type { CorpusIndex } from '../corpus/corpusIndex';
import { marksOn, rejectionsIn, type Mark, type RejectionMark } from './marks';

/** What is looked for in a text: what is marked, and what is not to be. */
export type Anchored = Mark | RejectionMark;

/** Older texts of a file by git's ids of them; `undefined` for one that is not to be had, or is the text of now. */
export type OldTexts = ReadonlyMap<string, string | undefined>;

/** The ids of the texts of its file in which an article's marks were made. */
export function baseIds(index: CorpusIndex, article: string): readonly string[] {
  const own = [...marksOn(index, article), ...rejectionsIn(index, article)].flatMap(({ anchor }) => anchor.text ?? []);
  return [...new Set([...index.sidecars(article).map(({ file }) => file.sidecar.text), ...own])].filter(id => id !== '');
}

/** The marks by the article's text that their anchors come from; without one, those for which there is none, or none is needed. */
export function byBase<M extends Anchored>(index: CorpusIndex, path: string, article: ArticleInfo, marks: readonly M[], texts: OldTexts): ReadonlyMap<string | undefined, readonly M[]> {
  const groups = new Map<string | undefined, M[]>();
  const bases = new Map<string, string | undefined>();
  for (const mark of marks) {
    const id = baseId(index, article.id, mark);
    const text = texts.get(id);
    if (!bases.has(id)) bases.set(id, text === undefined ? undefined : articleIn(path, text, article.id));
    const base = bases.get(id);
    groups.set(base, [...groups.get(base) ?? [], mark]);
  }
  return groups;
}

/**
 * The id of the text that a mark was made in. One that waited for someone when its sidecar went on to a newer text names its own.
 * A link's far end stands in the sidecar of another article, which names a text of that one. For it serves what this article's own
 * sidecar names: where the end is not found in that, it is looked for by its quote.
 */
export function baseId(index: CorpusIndex, article: string, mark: Anchored): string {
  if (mark.anchor.text !== undefined) return mark.anchor.text;
  const isOwn = mark.kind !== 'link' || mark.end === 'from';
  return (isOwn ? index.sidecarFile(mark.path) : index.sidecars(article)[0]?.file)?.sidecar.text ?? '';
}
