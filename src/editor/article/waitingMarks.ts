import { waitingMarks, type WaitingMark } from '../../core/marks/waiting';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { fileNow } from './fileNow';

/** The files of a corpus in which a mark may wait for someone: those with articles that have marks. In no order. */
export function markedFiles({ index }: Corpus): string[] {
  return [...index.articlePaths()].filter(path => index.articleFile(path)?.articles.some(({ id }) => index.hasMarks(id)));
}

/** The marks that wait for someone in a file of articles, whether an editor shows it or not. */
export async function waitingInFile(session: Session, corpus: Corpus, path: string): Promise<readonly WaitingMark[]> {
  const { index } = corpus;
  const file = await fileNow(session, corpus, path);
  const waiting: WaitingMark[] = [];
  for (const { id } of file?.infos ?? []) {
    // Of several articles with one id the marks are the first one's.
    const article = index.hasMarks(id) && index.article(id)?.path === path ? await file?.article(id) : undefined;
    if (article !== undefined) waiting.push(...waitingMarks(article.info.heading, article.marks));
  }
  return waiting;
}
