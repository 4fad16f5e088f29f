import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { decide, decisions, waitingIn, type Decision, type Waiting } from '../anchors';
import { toRange, toSpan } from '../convert';
import { together } from '../dispose';
import { report } from '../report';
import { languageId, type Session } from '../session';

/** Quick fixes for marks that need someone: take a place that was found, take the selection, or delete the mark. */
export function registerRepair(session: Session): vscode.Disposable {
  return together(
    vscode.languages.registerCodeActionsProvider({ language: languageId }, {
      async provideCodeActions(document, range) {
        const file = await session.open(document);
        if (file === undefined) return [];
        const editor = vscode.window.visibleTextEditors.find(each => each.document === document);
        const selection = editor && toSpan(document, editor.selection);
        return waitingIn(file).filter(({ span }) => touches(toSpan(document, range), span)).flatMap(each => actions(each, selection));
      },
    }, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
    vscode.commands.registerCommand('seedmark.decideMark', async (waiting: Waiting, decision: Decision) => report(session, await decide(session, waiting, decision))),
  );
}

function actions(waiting: Waiting, selection: Span | undefined): vscode.CodeAction[] {
  return decisions(waiting, selection).map((decision, at) => {
    const action = new vscode.CodeAction(decision.title, vscode.CodeActionKind.QuickFix);
    action.command = { title: decision.title, command: 'seedmark.decideMark', arguments: [waiting, decision] };
    action.diagnostics = vscode.languages.getDiagnostics(waiting.file.document.uri)
      .filter(each => each.code === waiting.code && each.range.isEqual(toRange(waiting.file.document, waiting.span)));
    action.isPreferred = at === 0 && decision.kind === 'place' && waiting.choices.length === 1;
    return action;
  });
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
