import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { articleCardOf, entityCard } from '../entities/card';
import { linkCard } from '../links/linkCard';
import { languageId, type Place, type Session } from '../session';
import { toRange } from '../window/convert';

/** The cards of the entity on a mention and of the far end on a linked passage, the innermost first; and that of the article on its delimiter or title. */
export function registerHover(session: Session): vscode.Disposable {
  return vscode.languages.registerHoverProvider({ language: languageId }, {
    async provideHover(document, position) {
      const place = await session.place(document, position);
      return place && (await markHover(session, place) ?? articleHover(place));
    },
  });
}

async function markHover(session: Session, { corpus, file, article, marks }: Place): Promise<vscode.Hover | undefined> {
  const cards = await Promise.all(marks.map(async mark => {
    if (mark.kind === 'link') return [await linkCard(session, corpus, mark)];
    const entity = corpus.index.entity(mark.mention.entity);
    return entity === undefined ? [] : [entityCard(corpus, entity, article.info.id)];
  }));
  const innermost = marks[0];
  return innermost && new vscode.Hover(cards.flat(), toRange(file.document, innermost.placement.span));
}

function articleHover({ corpus, file, article, offset }: Place): vscode.Hover | undefined {
  const { delimiter, title } = article.seed;
  const span = [delimiter?.span, title?.span].find(each => each !== undefined && holds(each, offset));
  return span && new vscode.Hover(articleCardOf(corpus, article.info), toRange(file.document, span));
}

function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
