import type * as vscode from 'vscode';
import type { ArticleInfo } from '../../core/corpus/article';
import type { Span } from '../../core/model';
import { suggestionsIn } from '../../core/offers/offers';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { Rests } from '../time/rests';
import { toRange } from '../window/convert';
import { fileNow, type FileNow } from './fileNow';
import { settledIn } from './settled';

/** An article, and where in it there is something to do. */
export interface Work {
  readonly article: ArticleInfo;
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

/**
 * The next article after `from`, around the end, that is not done and names something known untagged. Reads one file
 * after another until there is one. `undefined` when there is none, or nobody waits any more.
 */
export async function nextWithSuggestion(session: Session, corpus: Corpus, from: string, cancelled: vscode.CancellationToken): Promise<Work | undefined> {
  const files = new Files(session, corpus);
  await corpus.names.prepare('names');
  const rests = new Rests();
  for (const article of others(corpus, from)) {
    await rests.next();
    if (cancelled.isCancellationRequested) return undefined;
    if (corpus.index.status(article.id) === 'done') continue;
    const file = await files.read(article.path);
    const span = file && await firstSuggestion(corpus, article.id, file);
    if (file !== undefined && span !== undefined) return workAt(article, file, span);
  }
  return undefined;
}

/** The next article after `from`, around the end, that nobody has begun. */
export async function nextUntouched(session: Session, corpus: Corpus, from: string): Promise<Work | undefined> {
  const article = others(corpus, from).find(({ id }) => corpus.index.status(id) === 'untouched');
  const file = article && await fileNow(session, corpus, article.path);
  const info = file?.infos.find(({ id }) => id === article?.id);
  return file && info && workAt(info, file, info.heading);
}

/** All articles but one, in the order in which they are read, by date and those without one last, beginning after it. */
function others(corpus: Corpus, from: string): ArticleInfo[] {
  const { index } = corpus;
  const dated = [...index.articleIds()].flatMap(id => {
    const article = index.article(id);
    return article === undefined ? [] : [{ article, key: `${index.card(article).date || '9999'} ${id}` }];
  });
  const sorted = dated.sort((a, b) => a.key < b.key ? -1 : 1).map(({ article }) => article);
  const at = sorted.findIndex(({ id }) => id === from);
  return [...sorted.slice(at + 1), ...sorted.slice(0, Math.max(0, at))];
}

function workAt(article: ArticleInfo, { uri, positions }: FileNow, span: Span): Work {
  return { article, uri, range: toRange(positions, span) };
}

async function firstSuggestion(corpus: Corpus, id: string, file: FileNow): Promise<Span | undefined> {
  const article = await file.article(id);
  return article && suggestionsIn(file.text, article.seed, settledIn(corpus.index, article), corpus.names.knowledge())[0]?.span;
}

/** Reads files, and keeps the last: a bundle's articles mostly come together. */
class Files {
  #last: { readonly path: string; readonly file: FileNow | undefined } | undefined;

  constructor(private readonly session: Session, private readonly corpus: Corpus) {}

  async read(path: string): Promise<FileNow | undefined> {
    if (this.#last?.path !== path) this.#last = { path, file: await fileNow(this.session, this.corpus, path) };
    return this.#last.file;
  }
}
