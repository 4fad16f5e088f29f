import type * as vscode from 'vscode';
import type { ArticleInfo } from '../core/corpus/article';
import { articlesOf } from '../core/corpus/article';
import { marksOn, rejectionsIn } from '../core/marks/marks';
import { placeMarks } from '../core/marks/placing';
import type { Span } from '../core/model';
import { suggestionsIn } from '../core/offers/offers';
import { parseSeed } from '../core/seed/parse';
import type { SeedFile } from '../core/seed/seedFile';
import type { Corpus } from './corpus';
import { positionsIn, toRange } from './convert';
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
export async function nextWithSuggestion(corpus: Corpus, from: string, cancelled: vscode.CancellationToken): Promise<Work | undefined> {
  const reader = new Reader(corpus);
  await corpus.prepare('names');
  for (const article of others(corpus, from)) {
    if (cancelled.isCancellationRequested) return undefined;
    if (corpus.index.status(article.id) === 'done') continue;
    const text = await reader.read(article.path);
    const span = firstSuggestion(corpus, article, text);
    if (text !== undefined && span !== undefined) return workAt(corpus, article, text.text, span);
  }
  return undefined;
}

/** The next article after `from`, around the end, that nobody has begun. */
export async function nextUntouched(corpus: Corpus, from: string): Promise<Work | undefined> {
  const article = others(corpus, from).find(({ id }) => corpus.index.status(id) === 'untouched');
  const text = article && await new Reader(corpus).read(article.path);
  return article && text && workAt(corpus, article, text.text, article.heading);
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

function workAt(corpus: Corpus, article: ArticleInfo, text: string, span: Span): Work {
  return { article, uri: corpus.files.uri(article.path), range: toRange(positionsIn(text), span) };
}

function firstSuggestion(corpus: Corpus, { id, path }: ArticleInfo, text: Text | undefined): Span | undefined {
  const at = text === undefined ? -1 : articlesOf(path, text.file).findIndex(article => article.id === id);
  const seed = text?.file.articles[at];
  if (text === undefined || seed === undefined) return undefined;
  const marks = placeMarks(text.text, seed.span, marksOn(corpus.index, id));
  const rejected = placeMarks(text.text, seed.span, rejectionsIn(corpus.index, id));
  return suggestionsIn(text.text, seed, settledIn(corpus.index, { marks, rejected }), corpus.knowledge())[0]?.span;
}

interface Text {
  readonly path: string;
  readonly text: string;
  readonly file: SeedFile;
}

/** Reads files as editors or the disk have them, and keeps the last: a bundle's articles mostly come together. */
class Reader {
  #last: Text | undefined;

  constructor(private readonly corpus: Corpus) {}

  async read(path: string): Promise<Text | undefined> {
    if (this.#last?.path === path) return this.#last;
    const text = this.corpus.unsaved(path)?.getText() ?? await this.corpus.files.read(path);
    this.#last = text === undefined ? undefined : { path, text, file: parseSeed(text) };
    return this.#last;
  }
}
