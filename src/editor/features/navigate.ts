import * as vscode from 'vscode';
import { articlesOf } from '../card';
import { toRange } from '../convert';
import { together } from '../dispose';
import type { Corpus } from '../corpus';
import { locate, locationOf } from '../locate';
import { tell } from '../report';
import type { Session } from '../session';

/** Steps through the mentions of an article, and through the articles of an entity. */
export function registerNavigate(session: Session): vscode.Disposable {
  return together(
    vscode.commands.registerCommand('seedmark.nextMention', (args?: StepArguments) => step(session, 1, args)),
    vscode.commands.registerCommand('seedmark.previousMention', (args?: StepArguments) => step(session, -1, args)),
    vscode.commands.registerCommand('seedmark.nextArticleWith', (entity?: string) => nextArticle(session, entity)),
    vscode.commands.registerCommand('seedmark.openArticle', (target: ArticleTarget) => openArticle(session, target)),
  );
}

/** What a key binding may give. */
interface StepArguments {
  /** Stop at what could be tagged too. */
  readonly orSuggestion?: boolean;
}

/** What a link in a card or an item of a tree asks for: an article, and where in it. */
export interface ArticleTarget {
  readonly corpus: string;
  readonly article: string;
  /** The first mention of this entity; or `mark`, a mark's key; else the heading. */
  readonly entity?: string;
  readonly mark?: string;
}

async function step(session: Session, by: 1 | -1, args: StepArguments | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const file = editor && await session.open(editor.document);
  if (editor === undefined || file === undefined) return;
  const at = editor.document.offsetAt(editor.selection.active);
  const mentions = file.standing().filter(mark => mark.kind === 'mention').map(mark => mark.placement.span);
  const offers = args?.orSuggestion === true ? file.offers().flatMap(each => each.all({ withNew: session.annotating.on })) : [];
  const spans = [...mentions, ...offers.map(({ span }) => span)].sort((a, b) => a.start - b.start);
  const next = by > 0
    ? spans.find(span => span.start > at) ?? spans[0]
    : spans.findLast(span => span.start < at) ?? spans.at(-1);
  if (next === undefined) return tell(vscode.l10n.t('This article has no mentions yet.'));
  show(editor, toRange(editor.document, { start: next.start, end: next.start }));
}

function show(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The next article with the entity under the caret, by date; after the last one the first. */
async function nextArticle(session: Session, given: string | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  const mark = place?.marks.find(each => each.kind === 'mention');
  const entity = given ?? mark?.mention.entity;
  if (place === undefined || entity === undefined) return tell(vscode.l10n.t('There is no mention under the caret.'));
  const all = articlesOf(place.corpus, entity).map(each => each.article.id);
  const next = all[(all.indexOf(place.article.info.id) + 1) % all.length];
  if (next === undefined || next === place.article.info.id) return tell(vscode.l10n.t('No other article has it.'));
  await open(session, place.corpus, { corpus: '', article: next, entity });
}

async function openArticle(session: Session, target: ArticleTarget): Promise<void> {
  const corpora = await session.corpora();
  const corpus = corpora.find(each => each.files.root.toString() === target.corpus);
  if (corpus !== undefined) await open(session, corpus, target);
}

async function open(session: Session, corpus: Corpus, { article, entity, mark }: ArticleTarget): Promise<void> {
  const found = await locate(session, corpus, article);
  if (found === undefined) return tell(vscode.l10n.t('There is no article {0} any more.', article));
  const key = mark ?? found.marks.find(each => each.kind === 'mention' && each.mention.entity === entity)?.key ?? '';
  const { uri, range } = locationOf(found, key);
  const editor = await vscode.window.showTextDocument(uri, { preview: true });
  show(editor, new vscode.Range(range.start, range.start));
}
