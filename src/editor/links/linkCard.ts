import * as vscode from 'vscode';
import { isTurnable } from '../../core/links/links';
import type { LinkMark } from '../../core/marks/marks';
import { firstWords } from '../article/passage';
import type { Corpus } from '../corpus/corpus';
import { action, commandLink, escaped, newCard } from '../entities/card';
import type { Session } from '../session';
import { farPassage, refOf, relationAt } from './links';

/** As much of the far passage as a card shows; the rest is a click away. */
const mostText = 600;

/** A link on a card: what it says from here, the far passage with its article and date, and what can be done. */
export async function linkCard(session: Session, corpus: Corpus, link: LinkMark): Promise<vscode.MarkdownString> {
  const far = await farPassage(session, corpus, link);
  const ref = refOf(corpus, link);
  const card = newCard();
  const title = commandLink(escaped(far.title), 'seedmark.goToLinked', ref);
  card.appendMarkdown([`$(link) **${escaped(relationAt(corpus, link))}**`, title, escaped(far.date)].filter(Boolean).join(' · '));
  card.appendMarkdown(`\n\n> ${escaped(firstWords(far.text, mostText))}\n\n`);
  if (!far.isFound) card.appendMarkdown(`${missing(corpus, far.location)}\n\n`);
  if (link.link.note !== undefined) card.appendMarkdown(`*${escaped(link.link.note)}*\n\n`);
  card.appendMarkdown([
    action('arrow-right', vscode.l10n.t('Go'), 'seedmark.goToLinked', ref),
    action('link', vscode.l10n.t('Relation'), 'seedmark.editLinkRelation', ref),
    action('note', vscode.l10n.t('Note'), 'seedmark.editLinkNote', ref),
    ...isTurnable(corpus.index.config.relations, link.link) ? [action('arrow-swap', vscode.l10n.t('Turn round'), 'seedmark.turnLinkRound', ref)] : [],
    action('trash', vscode.l10n.t('Delete'), 'seedmark.deleteLink', ref),
  ].join(' &nbsp; '));
  return card;
}

function missing(corpus: Corpus, location: vscode.Location | undefined): string {
  if (location !== undefined) return `$(warning) ${escaped(vscode.l10n.t('These words cannot be found in the article any more.'))}`;
  // The article in the editor is read before all others.
  if (!corpus.isWhole) return escaped(vscode.l10n.t('The corpus is still being read.'));
  return `$(warning) ${escaped(vscode.l10n.t('The corpus does not have this article.'))}`;
}
