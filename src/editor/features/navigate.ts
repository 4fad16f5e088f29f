import * as vscode from 'vscode';
import { locate, locationOf } from '../article/locate';
import type { Corpus } from '../corpus/corpus';
import { together } from '../dispose';
import { articlesOf } from '../entities/card';
import type { Session } from '../session';
import { articleIn, corpusIn, entityIn, markIn } from '../window/commandArguments';
import { toRange } from '../window/convert';
import { tell } from '../window/report';

/** Steps through the mentions of an article, and through the articles of an entity. */
export function registerNavigate(session: Session): vscode.Disposable {
  return together(
    vscode.commands.registerCommand('seedmark.nextMention', (args?: StepArguments) => session.decisions.run(() => step(session, 1, args))),
    vscode.commands.registerCommand('seedmark.previousMention', (args?: StepArguments) => session.decisions.run(() => step(session, -1, args))),
    vscode.commands.registerCommand('seedmark.nextArticleWith', (argument?: unknown) => nextArticle(session, argument)),
    vscode.commands.registerCommand('seedmark.openArticle', (argument?: unknown) => openArticle(session, argument)),
  );
}

/** What a key binding may give. */
interface StepArguments {
  /** Stop at what could be tagged too. */
  readonly orSuggestion?: boolean;
}

/** Where in an article: at the mark with this key, else at the first mention of the entity, else at the heading. */
interface Spot {
  readonly mark?: string | undefined;
  readonly entity?: string | undefined;
}

async function step(session: Session, by: 1 | -1, args: StepArguments | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const file = editor && await session.open(editor.document, args?.orSuggestion === true ? 'names' : undefined);
  if (editor === undefined || file === undefined) return;
  const at = editor.document.offsetAt(editor.selection.start);
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
async function nextArticle(session: Session, argument: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  const mark = place?.marks.find(each => each.kind === 'mention');
  const entity = entityIn(argument) ?? mark?.mention.entity;
  const corpus = corpusIn(argument, await session.corpora()) ?? place?.corpus;
  if (corpus === undefined || entity === undefined) return tell(vscode.l10n.t('There is no mention under the caret.'));
  const all = articlesOf(corpus, entity).map(each => each.article.id);
  const here = place?.article.info.id ?? '';
  const next = all[(all.indexOf(here) + 1) % all.length];
  if (next === undefined || next === here) return tell(vscode.l10n.t('No other article has it.'));
  await open(session, corpus, next, { entity });
}

async function openArticle(session: Session, argument: unknown): Promise<void> {
  const corpus = corpusIn(argument, await session.corpora());
  const article = articleIn(argument);
  if (corpus !== undefined && article !== undefined) await open(session, corpus, article, { mark: markIn(argument), entity: entityIn(argument) });
}

async function open(session: Session, corpus: Corpus, article: string, { mark, entity }: Spot): Promise<void> {
  const found = await locate(session, corpus, article);
  if (found === undefined) return tell(vscode.l10n.t('There is no article {0} any more.', article));
  const key = mark ?? found.marks.find(each => each.kind === 'mention' && each.mention.entity === entity)?.key ?? '';
  const { uri, range } = locationOf(found, key);
  const editor = await vscode.window.showTextDocument(uri, { preview: true });
  show(editor, new vscode.Range(range.start, range.start));
}
