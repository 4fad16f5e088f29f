import * as vscode from 'vscode';
import type { LinkMark } from '../../core/marks/marks';
import { hasPlace, type StandingMark } from '../../core/marks/placing';
import type { OpenFile } from '../article/openFile';
import { refOf } from '../links/links';
import { languageId, type Session } from '../session';
import { toRange } from '../window/convert';

type StandingLink = Extract<StandingMark, LinkMark>;

/** Makes linked passages clickable: Ctrl+click, or Cmd+click, goes to the far end. */
export function registerDocumentLinks(session: Session): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider({ language: languageId }, {
    async provideDocumentLinks(document) {
      const file = await session.open(document);
      if (file === undefined) return [];
      const byPlace = new Map<string, StandingLink[]>();
      for (const mark of standingLinks(file)) {
        const { start, end } = mark.placement.span;
        byPlace.set(`${start} ${end}`, [...byPlace.get(`${start} ${end}`) ?? [], mark]);
      }
      return [...byPlace.values()].flatMap(marks => documentLink(file, marks));
    },
  });
}

function standingLinks(file: OpenFile): StandingLink[] {
  return file.articles().flatMap(article => article.marks).filter(hasPlace).filter(mark => mark.kind === 'link');
}

/** Of several links on the same words the first one is followed; the card has them all. */
function documentLink(file: OpenFile, marks: readonly StandingLink[]): vscode.DocumentLink[] {
  const [first] = marks;
  if (first === undefined) return [];
  const argument = encodeURIComponent(JSON.stringify([refOf(file.corpus, first)]));
  const link = new vscode.DocumentLink(toRange(file.document, first.placement.span), vscode.Uri.parse(`command:seedmark.goToLinked?${argument}`));
  link.tooltip = vscode.l10n.t('Go to the linked passage');
  return [link];
}
