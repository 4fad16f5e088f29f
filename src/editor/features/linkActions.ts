import * as vscode from 'vscode';
import { isTurnable } from '../../core/links/links';
import type { LinkMark } from '../../core/marks/marks';
import type { Corpus } from '../corpus/corpus';
import { linksAt, refOf, relationAt } from '../links/links';
import { languageId, type Session } from '../session';
import { toRange } from '../window/convert';

/** Ctrl+. on a linked passage: what can be done to the link. Only when it is asked for, so that no light bulb follows the caret. */
export function registerLinkActions(session: Session): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider({ language: languageId }, {
    async provideCodeActions(document, range, context) {
      if (context.triggerKind !== vscode.CodeActionTriggerKind.Invoke) return [];
      const place = await session.place(document, range.start);
      const links = place === undefined ? [] : linksAt(place).filter(mark => toRange(document, mark.placement.span).contains(range));
      return links.flatMap(link => place === undefined ? [] : actionsOn(place.corpus, link));
    },
  }, { providedCodeActionKinds: [vscode.CodeActionKind.Refactor] });
}

function actionsOn(corpus: Corpus, link: LinkMark): vscode.CodeAction[] {
  const { t } = vscode.l10n;
  const relation = relationAt(corpus, link);
  const action = (title: string, command: string): vscode.CodeAction => {
    const result = new vscode.CodeAction(title, vscode.CodeActionKind.Refactor);
    result.command = { title, command, arguments: [refOf(corpus, link)] };
    return result;
  };
  return [
    action(t('Link “{0}”: go to the other passage', relation), 'seedmark.goToLinked'),
    action(t('Link “{0}”: change the relation…', relation), 'seedmark.editLinkRelation'),
    action(t('Link “{0}”: edit the note…', relation), 'seedmark.editLinkNote'),
    ...isTurnable(corpus.index.config.relations, link.link) ? [action(t('Link “{0}”: turn round', relation), 'seedmark.turnLinkRound')] : [],
    action(t('Link “{0}”: delete', relation), 'seedmark.deleteLink'),
  ];
}
