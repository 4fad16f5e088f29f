import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { sentenceAt } from '../../core/seed/sentences';
import { wordAt } from '../../core/seed/words';
import type { OpenFile } from '../article/openFile';
import { languageId, type Session } from '../session';
import { toRange } from '../window/convert';

/** Smart selection: word, name, sentence, paragraph, article. */
export function registerSelectionRanges(session: Session): vscode.Disposable {
  return vscode.languages.registerSelectionRangeProvider({ language: languageId }, {
    async provideSelectionRanges(document, positions) {
      const file = await session.open(document);
      return file === undefined ? [] : positions.map(position => nested(document, around(file, document.offsetAt(position))));
    },
  });
}

/** The spans around an offset, in no order. */
function around(file: OpenFile, offset: number): Span[] {
  const text = file.document.getText();
  const article = file.articleAt(offset);
  const paragraph = article?.seed.paragraphs.find(span => span.start <= offset && offset <= span.end);
  const spans = [
    wordAt(text, offset),
    ...file.at(offset).map(mark => mark.placement.span),
    paragraph && sentenceAt(text, paragraph, offset),
    paragraph,
    article?.seed.body,
    article?.seed.span,
    { start: 0, end: text.length },
  ];
  return spans.filter(span => span !== undefined);
}

/** Chains the spans from the shortest out; one that does not hold the one before is left out, as VS Code demands. */
function nested(document: vscode.TextDocument, spans: readonly Span[]): vscode.SelectionRange {
  const chain: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const inner = chain.at(-1);
    if (inner === undefined || (span.start <= inner.start && span.end >= inner.end && span.end - span.start > inner.end - inner.start)) chain.push(span);
  }
  const outermost = chain.at(-1) ?? { start: 0, end: 0 };
  return chain.slice(0, -1).reverse().reduce(
    (parent, span) => new vscode.SelectionRange(toRange(document, span), parent),
    new vscode.SelectionRange(toRange(document, outermost)),
  );
}
