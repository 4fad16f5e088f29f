import * as vscode from 'vscode';
import { hasPlace, type PlacedMark } from '../../core/marks/placing';
import type { Span } from '../../core/model';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { toRange, type Positions } from '../window/convert';
import { fileNow } from './fileNow';

/** An article wherever it is, in an editor or on disk, with the places of its marks. */
export interface LocatedArticle {
  readonly uri: vscode.Uri;
  /** The whole file's text, which the spans count in. */
  readonly text: string;
  readonly positions: Positions;
  /** The article's own text in it. */
  readonly span: Span;
  readonly heading: Span;
  readonly marks: readonly PlacedMark[];
}

/** Finds an article's text and marks; `undefined` when the corpus has no such article (any more). */
export async function locate(session: Session, corpus: Corpus, id: string): Promise<LocatedArticle | undefined> {
  const path = corpus.index.article(id)?.path;
  const file = path === undefined ? undefined : await fileNow(session, corpus, path);
  const article = await file?.article(id);
  if (file === undefined || article === undefined) return undefined;
  const { info: { span, heading }, marks } = article;
  return { uri: file.uri, text: file.text, positions: file.positions, span, heading, marks };
}

/** Where a mark stands; at the article's heading when its text cannot be found. */
export function locationOf(article: LocatedArticle, key: string): vscode.Location {
  const mark = article.marks.find(each => each.key === key);
  const span = mark !== undefined && hasPlace(mark) ? mark.placement.span : article.heading;
  return new vscode.Location(article.uri, toRange(article.positions, span));
}

/** Where a reader of an article begins; `undefined` when the corpus has no such article. */
export async function headingOf(session: Session, corpus: Corpus, id: string): Promise<vscode.Location | undefined> {
  const article = await locate(session, corpus, id);
  return article && new vscode.Location(article.uri, toRange(article.positions, article.heading));
}
