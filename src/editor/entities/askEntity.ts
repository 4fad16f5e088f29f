import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { quoteIn } from '../../core/offers/acts';
import { likelyType } from '../../core/offers/byHand';
import type { Choice } from '../../core/offers/offer';
import type { OpenArticle } from '../article/openArticle';
import type { OpenFile } from '../article/openFile';
import type { Session } from '../session';
import { pickEntity } from './entityPicker';

/** Asks as what some words of an article are to be tagged; `undefined` when the person turned away. */
export async function askEntity(session: Session, file: OpenFile, article: OpenArticle, span: Span, type?: string): Promise<Choice | undefined> {
  const { corpus } = file;
  const text = file.document.getText();
  await corpus.names.prepare('picker');
  const { index } = corpus;
  const recent = session.recent.of(corpus);
  return pickEntity({
    index,
    picker: corpus.names.picker(),
    quote: quoteIn(text, span),
    recent,
    here: [...new Set(article.marks.flatMap(mark => mark.kind === 'mention' ? [mark.mention.entity] : []))],
    type,
    likelyType: likelyType(text, article.info.span, span, corpus.names.knowledge(), index.config.types) ?? index.entity(recent[0] ?? '')?.type,
  }, vscode.l10n.t('Tag'));
}
