import type * as vscode from 'vscode';
import { describe } from '../../core/anchor/describe';
import type { LinkTarget, Span } from '../../core/model';
import { trimmed } from '../../core/seed/lines';
import { sentenceAt } from '../../core/seed/sentences';
import { offsetsOf } from '../../core/text/offsets';
import type { Corpus } from '../corpus/corpus';
import type { Session } from '../session';
import { toSpan } from '../window/convert';
import { locate, type LocatedArticle } from './locate';
import type { OpenArticle } from './openArticle';
import type { OpenFile } from './openFile';

/** A stretch of an open article. */
export interface OpenPassage {
  readonly file: OpenFile;
  readonly article: OpenArticle;
  readonly span: Span;
}

/** A passage as a key binding or a script gives it: by position, by its words, or by the words nearest to a position. */
export interface PassageArgument {
  readonly article: string;
  /** In code points from the start of the article, as in a sidecar. */
  readonly at?: readonly [number, number];
  readonly quote?: string;
}

/** What is selected, without the space around it, else the sentence; nothing between paragraphs, and across two articles. */
export function passageAt(file: OpenFile, selection: vscode.Selection): OpenPassage | undefined {
  const text = file.document.getText();
  const at = file.document.offsetAt(selection.active);
  const article = file.articleAt(at);
  if (article === undefined) return undefined;
  const selected = trimmed(text, toSpan(file.document, selection));
  const span = selected.end > selected.start ? selected : sentenceOf(text, article, at);
  return span === undefined || span.start < article.info.span.start || span.end > article.info.span.end ? undefined : { file, article, span };
}

/** The words of a passage on one line, the end left out where they are many. */
export function firstWords(text: string, most = 60): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most - 15)).trimEnd()}…`;
}

/** The end of a link at a passage. */
export function targetAt({ file, article, span }: OpenPassage): LinkTarget {
  return { article: article.info.id, anchor: describe(file.document.getText(), article.info.span, span) };
}

/** The passage that is meant, as the end of a link; `undefined` when the corpus has no such article, or it has no such words. */
export async function targetOf(session: Session, corpus: Corpus, meant: PassageArgument): Promise<LinkTarget | undefined> {
  const article = await locate(session, corpus, meant.article);
  const span = article && spanOf(article, meant);
  return article && span && { article: meant.article, anchor: describe(article.text, article.span, span) };
}

function sentenceOf(text: string, { seed, info }: OpenArticle, at: number): Span | undefined {
  const blocks = [...seed.paragraphs, ...seed.title === undefined ? [] : [seed.title.span]];
  const block = blocks.find(each => each.start <= at && at <= each.end);
  return block === undefined ? undefined : sentenceAt(text, block, at) ?? sentenceAt(text, info.span, at);
}

function spanOf({ text, span }: LocatedArticle, { at, quote }: PassageArgument): Span | undefined {
  const body = text.slice(span.start, span.end);
  const offsets = offsetsOf(body);
  const said = at && { start: offsets.toUtf16(at[0]), end: offsets.toUtf16(at[1]) };
  const found = quote === undefined ? said : nearest(body, quote, said?.start ?? 0);
  if (found === undefined || found.end <= found.start) return undefined;
  return { start: span.start + found.start, end: span.start + found.end };
}

function nearest(text: string, quote: string, at: number): Span | undefined {
  let best: number | undefined;
  for (let start = quote === '' ? -1 : text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1)) {
    if (best === undefined || Math.abs(start - at) < Math.abs(best - at)) best = start;
  }
  return best === undefined ? undefined : { start: best, end: best + quote.length };
}
