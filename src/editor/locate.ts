import * as vscode from 'vscode';
import { readArticles } from '../core/corpus/article';
import { hasPlace, placing, type PlacedMark } from '../core/marks/placing';
import { marksOn } from '../core/marks/marks';
import type { Span } from '../core/model';
import { byBase, type OldTexts } from './bases';
import { positionsIn, toRange, type Positions } from './convert';
import type { Corpus } from './corpus';
import { inSlices } from './rests';
import type { Session } from './session';

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
  if (path === undefined) return undefined;
  const uri = corpus.files.uri(path);
  const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
  const open = document && await session.open(document);
  const article = open?.articles().find(each => each.info.id === id);
  if (document !== undefined && article !== undefined) {
    return { uri, text: document.getText(), positions: document, span: article.info.span, heading: article.info.heading, marks: article.marks };
  }
  const text = await corpus.files.read(path);
  return text === undefined ? undefined : located(corpus, uri, path, id, text, await session.files.oldTexts(corpus, path, id));
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

async function located(corpus: Corpus, uri: vscode.Uri, path: string, id: string, text: string, oldTexts: OldTexts): Promise<LocatedArticle | undefined> {
  const info = readArticles(path, text).articles.find(article => article.id === id);
  if (info === undefined) return undefined;
  const marks: PlacedMark[] = [];
  for (const [base, group] of byBase(corpus, path, info, marksOn(corpus.index, id), oldTexts)) {
    marks.push(...await inSlices(placing(text, info.span, group, base)));
  }
  return { uri, text, positions: positionsIn(text), span: info.span, heading: info.heading, marks };
}
