import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { articleCardOf, entityCard } from '../card';
import { toRange } from '../convert';
import { languageId, type Place, type Session } from '../session';

/** The card of the entity on a mention, and that of the article on its delimiter or title. */
export function registerHover(session: Session): vscode.Disposable {
  return vscode.languages.registerHoverProvider({ language: languageId }, {
    async provideHover(document, position) {
      const place = await session.place(document, position);
      return place && (mentionHover(place) ?? articleHover(place));
    },
  });
}

function mentionHover({ corpus, file, article, marks }: Place): vscode.Hover | undefined {
  const cards = marks.flatMap(mark => {
    const entity = mark.kind === 'mention' ? corpus.index.entity(mark.mention.entity) : undefined;
    return entity === undefined ? [] : [entityCard(corpus, entity, article.info.id)];
  });
  const innermost = marks.find(mark => mark.kind === 'mention');
  return innermost && new vscode.Hover(cards, toRange(file.document, innermost.placement.span));
}

function articleHover({ corpus, file, article, offset }: Place): vscode.Hover | undefined {
  const { delimiter, title } = article.seed;
  const span = [delimiter?.span, title?.span].find(each => each !== undefined && holds(each, offset));
  return span && new vscode.Hover(articleCardOf(corpus, article.info), toRange(file.document, span));
}

function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
