import * as vscode from 'vscode';
import { together } from '../dispose';
import { statusWord } from '../entities/card';
import { languageId, type Session } from '../session';
import { Soon } from '../time/soon';
import { mentionCount } from '../window/counts';

/** The language status item: which corpus, which article, and how far the work on it is. */
export function registerStatus(session: Session): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('seedmark', { language: languageId });
  item.name = 'Seedmark';
  const refresh = new Soon(() => update(session, item), 100, session.failed('status'), 'last');
  refresh.ask();
  return together(
    item,
    refresh,
    session.onDidChange(refresh.ask),
    vscode.window.onDidChangeActiveTextEditor(refresh.ask),
    vscode.window.onDidChangeTextEditorSelection(refresh.ask),
  );
}

async function update(session: Session, item: vscode.LanguageStatusItem): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const place = editor && await session.place(editor.document, editor.selection.active);
  if (place === undefined) {
    item.text = vscode.l10n.t('No corpus');
    item.detail = vscode.l10n.t('Open a folder to annotate its articles');
    return;
  }
  const { corpus, article } = place;
  const mentions = article.marks.filter(mark => mark.kind === 'mention').length;
  const waiting = article.marks.filter(mark => mark.placement.state === 'needs-you').length;
  item.text = vscode.l10n.t('{0} · {1}', mentionCount(mentions), statusWord(corpus.index.status(article.info.id)));
  item.detail = waiting > 0 ? vscode.l10n.t('{0} marks need you', waiting) : corpus.index.card(article.info).title;
  item.severity = waiting > 0 ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  item.command = { title: vscode.l10n.t('Articles'), command: 'seedmark.articles.focus' };
}
