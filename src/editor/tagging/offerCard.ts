import * as vscode from 'vscode';
import type { Suggestion } from '../../core/names/suggest';
import { choiceFor, type NewOffer, type Offer } from '../../core/offers/offer';
import type { Corpus } from '../corpus/corpus';
import { action, escaped, headOf, newCard } from '../entities/card';
import { aliasReasonInWords, reasonInWords } from '../window/words';

/** Where an offer stands, for the commands on its card: the file, and the offset in UTF-16 units. */
export interface OfferPlace {
  readonly uri: string;
  readonly at: number;
}

/** What is offered on a card: as what, why, and what can be done about it. `quote` is what the text says. */
export function offerCard(corpus: Corpus, offer: Offer, quote: string, place: OfferPlace): vscode.MarkdownString {
  const card = newCard();
  card.appendMarkdown(offer.kind === 'new' ? newName(corpus, offer) : offer.entities.length === 1 ? onlyEntity(corpus, offer) : candidates(corpus, offer, place));
  const accept = offer.kind === 'known' && offer.entities.length > 1 ? [] : [action('check', vscode.l10n.t('Accept'), 'seedmark.acceptSuggestion', place)];
  const never = offer.kind === 'new' ? [] : [action('circle-slash', vscode.l10n.t('Never for “{0}”', quote), 'seedmark.rejectSuggestion', { ...place, never: true })];
  card.appendMarkdown([
    ...accept,
    action('check-all', vscode.l10n.t('Accept all here'), 'seedmark.acceptAllSuggestions', place),
    action('close', vscode.l10n.t('Reject'), 'seedmark.rejectSuggestion', place),
    ...never,
  ].join(' &nbsp; '));
  return card;
}

function onlyEntity(corpus: Corpus, { entities: [id = ''] }: Suggestion): string {
  const entity = corpus.index.entity(id);
  if (entity === undefined) return '';
  return headOf(corpus, entity) + (entity.description === '' ? '' : `${escaped(entity.description)}\n\n`);
}

/** Several entities bear the name: each can be taken, the likeliest first, and why it is. */
function candidates(corpus: Corpus, { entities, reason }: Suggestion, place: OfferPlace): string {
  const lines = entities.map((id, at) => {
    const entity = corpus.index.entity(id);
    const why = at === 0 ? reasonInWords(reason) : '';
    const facts = [entity?.description ?? '', why].filter(Boolean).map(escaped).join(' · ');
    return `- ${action('check', entity?.name ?? id, 'seedmark.acceptSuggestion', { ...place, entity: id })} ${facts}`;
  });
  return `${lines.join('\n')}\n\n`;
}

function newName(corpus: Corpus, offer: NewOffer): string {
  const { name, spans, aliasOf: [alias] } = offer.candidate;
  const count = escaped(vscode.l10n.t('{0} in this article', spans.length));
  const entity = corpus.index.entity(alias?.entity ?? '');
  if (alias !== undefined && entity !== undefined) {
    const why = vscode.l10n.t('“{0}” may be another name for it: {1}', name, aliasReasonInWords(alias.reason));
    return `${headOf(corpus, entity)}${escaped(why)} · ${count}\n\n`;
  }
  const choice = choiceFor(offer, corpus.index.config.types);
  const type = corpus.index.config.types.find(({ id }) => choice.kind === 'new' && id === choice.type);
  return `$(${type?.icon ?? 'tag'}) **${escaped(name)}** · ${escaped(type?.label ?? '')}\n\n${escaped(vscode.l10n.t('A new name'))} · ${count}\n\n`;
}
