import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { languageId, type Session } from '../session';
import { toRange } from '../window/convert';

/** Folds each article of a bundle, and each header block. */
export function registerFolding(session: Session): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider({ language: languageId }, {
    async provideFoldingRanges(document) {
      const file = await session.open(document);
      if (file === undefined) return [];
      const { bundle, articles } = file.parsed();
      return articles.flatMap(article => {
        const whole = bundle ? [{ start: article.delimiter?.span.start ?? article.span.start, end: article.span.end }] : [];
        const headers = article.headerBlock === undefined ? [] : [article.headerBlock];
        return [...whole, ...headers].flatMap(span => fold(document, span));
      });
    },
  });
}

function fold(document: vscode.TextDocument, span: Span): vscode.FoldingRange[] {
  const { start, end } = toRange(document, span);
  const last = end.character === 0 ? end.line - 1 : end.line;
  return last > start.line ? [new vscode.FoldingRange(start.line, last, vscode.FoldingRangeKind.Region)] : [];
}
