import * as vscode from 'vscode';
import type { Choice } from '../../core/offers/offer';
import type { OpenArticle } from '../article/openArticle';
import type { OpenFile } from '../article/openFile';
import type { Session } from '../session';
import { pickEntity } from './entityPicker';

/** Asks as what some words of an article are to be tagged; `undefined` when the person turned away. */
export async function askEntity(session: Session, { corpus }: OpenFile, article: OpenArticle, quote: string, type?: string): Promise<Choice | undefined> {
  await corpus.prepare('picker');
  const { index } = corpus;
  const recent = session.recent.of(corpus);
  return pickEntity({
    index,
    picker: corpus.picker(),
    quote,
    recent,
    here: [...new Set(article.marks.flatMap(mark => mark.kind === 'mention' ? [mark.mention.entity] : []))],
    type,
    likelyType: index.entity(recent[0] ?? '')?.type,
  }, vscode.l10n.t('Tag'));
}
