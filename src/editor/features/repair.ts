import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { decide, decisions, toSelection, waitingIn, type Decision, type Waiting } from '../article/anchors';
import { together } from '../dispose';
import { languageId, type Session } from '../session';
import { pickDecision } from '../tagging/decisionPicker';
import { toRange, toSpan } from '../window/convert';
import { report } from '../window/report';

/** Of the marks that wait at other places, so many are offered for a selection: those that stood nearest to it. */
const mostElsewhere = 5;

/** Quick fixes for marks that need someone: take a place that was found, take the selection, look at each in the text first, or delete the mark. */
export function registerRepair(session: Session): vscode.Disposable {
  return together(
    vscode.languages.registerCodeActionsProvider({ language: languageId }, {
      async provideCodeActions(document, range) {
        const file = await session.open(document);
        if (file === undefined) return [];
        const editor = vscode.window.visibleTextEditors.find(each => each.document === document);
        const selection = editor && toSpan(document, editor.selection);
        const all = waitingIn(file);
        const here = all.filter(({ span }) => touches(toSpan(document, range), span));
        return [...here.flatMap(each => actions(each, selection)), ...selection === undefined ? [] : waitingElsewhere(all, here, selection)];
      },
    }, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
    vscode.commands.registerCommand('seedmark.decideMark', (waiting: Waiting, decision?: Decision) => decideMark(session, waiting, decision)),
  );
}

/** Without a decision it is asked for, and each is shown in the text while it is looked at. */
async function decideMark(session: Session, waiting: Waiting, decision: Decision | undefined): Promise<void> {
  const decided = decision ?? await pickDecision(waiting, vscode.l10n.t('Enter takes what is marked; Escape leaves the mark as it is'), []);
  if (decided !== undefined) report(session, await decide(session, waiting, decided));
}

function actions(waiting: Waiting, selection: Span | undefined): vscode.CodeAction[] {
  const all = decisions(waiting, selection).map((decision, at) => {
    const action = actionFor(waiting, decision.title, decision);
    action.isPreferred = at === 0 && decision.kind === 'place' && waiting.choices.length === 1;
    return action;
  });
  if (waiting.choices.length === 0) return all;
  return [...all.slice(0, -1), actionFor(waiting, vscode.l10n.t('Look at each choice in the text…')), ...all.slice(-1)];
}

/** Who has found the text of a mark selects it: the problem itself stands at a place that was proposed, or at the heading. */
function waitingElsewhere(all: readonly Waiting[], here: readonly Waiting[], selection: Span): vscode.CodeAction[] {
  if (selection.start === selection.end) return [];
  const distance = ({ article, mark }: Waiting): number => Math.abs(article.info.span.start + mark.anchor.at[0] - selection.start);
  return all
    .filter(each => each.code !== 'anchor-moved' && !here.includes(each) && isWithin(selection, each.article.info.span))
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, mostElsewhere)
    .map(each => {
      const decision = toSelection(each, selection);
      return actionFor(each, decision.title, decision);
    });
}

/** Without a decision, one that asks for it. */
function actionFor(waiting: Waiting, title: string, decision?: Decision): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command: 'seedmark.decideMark', arguments: [waiting, ...decision === undefined ? [] : [decision]] };
  action.diagnostics = vscode.languages.getDiagnostics(waiting.file.document.uri)
    .filter(each => each.code === waiting.code && each.range.isEqual(toRange(waiting.file.document, waiting.span)));
  return action;
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
