import * as vscode from 'vscode';
import { aliasesMeant } from '../../core/offers/names';
import { nextOffer, offersIn, type Offer } from '../../core/offers/offer';
import type { OpenFile } from '../article/openFile';
import { nextWithSuggestion } from '../article/workLeft';
import { together } from '../dispose';
import type { Session } from '../session';
import { accept, acceptAll, spotFor, type DecideArguments, type Spot } from '../tagging/accepting';
import { advance, select } from '../tagging/advance';
import { anchorOf, quoteOf } from '../tagging/tagging';
import { report, tell } from '../window/report';
import { neverIntent, rejectIntent } from '../writing/annotations';

/** Accepting and rejecting what is offered, and going from one to the next. */
export function registerDecide(session: Session): vscode.Disposable {
  const inTurn = (id: string, work: (session: Session, spot: Spot, args: DecideArguments) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, (args: DecideArguments = {}) => session.decisions.run(async () => {
      const spot = await spotFor(session, args);
      if (spot !== undefined) await work(session, spot, args);
    }));
  return together(
    inTurn('seedmark.acceptSuggestion', acceptHere),
    inTurn('seedmark.acceptAllSuggestions', acceptAll),
    inTurn('seedmark.rejectSuggestion', reject),
    inTurn('seedmark.nextSuggestion', (_, spot, args) => args.anywhere === true ? goAnywhere(session, spot) : go(session, spot, 1)),
    inTurn('seedmark.previousSuggestion', (_, spot) => go(session, spot, -1)),
  );
}

/** Tags what is offered at the cursors; where nothing is, goes to the next. */
async function acceptHere(session: Session, spot: Spot, args: DecideArguments): Promise<void> {
  if (await accept(session, spot, args) === 'nothing') await go(session, spot, 1);
}

/** Says no: to what is offered at the cursors, or with `never` to the names for their entities everywhere. A new name is rejected at all its places. */
async function reject(session: Session, spot: Spot, args: DecideArguments): Promise<void> {
  const offers = offersIn(spot.all, spot.selections);
  const [first] = offers;
  if (first === undefined) return tell(vscode.l10n.t('There is no suggestion here.'));
  const { file } = spot;
  const quote = [...new Set(offers.map(({ span }) => quoteOf(file, span)))].join('”, “');
  const never = args.never === true && offers.every(({ kind }) => kind === 'known');
  const intents = never ? offers.flatMap(offer => nevers(file, offer)) : [await rejections(session, spot, offers)];
  const label = never ? vscode.l10n.t('never offer “{0}”', quote) : vscode.l10n.t('reject “{0}”', quote);
  if (!report(session, await session.do(file.corpus, label, [file.document.uri], intents))) return;
  tell(never ? vscode.l10n.t('“{0}” is not offered any more', quote) : vscode.l10n.t('“{0}” is not offered here again', quote));
  if (args.at === undefined) await advance(session, spot.editor);
}

async function rejections(session: Session, { file, offers: { article } }: Spot, offers: readonly Offer[]): Promise<ReturnType<typeof rejectIntent>> {
  const rejected = offers.flatMap(offer => {
    const [entity, other] = offer.kind === 'known' ? offer.entities : [];
    const whose = entity !== undefined && other === undefined ? { entity } : {};
    const spans = offer.kind === 'new' ? offer.candidate.spans : [offer.span];
    return spans.map(span => ({ ...whose, anchor: anchorOf(file, { article, span }) }));
  });
  return rejectIntent(file.corpus, article.info.id, await session.files.textId(file), rejected);
}

function nevers(file: OpenFile, offer: Offer): ReturnType<typeof neverIntent>[] {
  const { corpus } = file;
  return (offer.kind === 'known' ? offer.entities : []).flatMap(id => {
    const entity = corpus.index.entity(id);
    return entity === undefined ? [] : aliasesMeant(entity, quoteOf(file, offer.span)).map(alias => neverIntent(corpus, id, alias));
  });
}

/** Goes to the next offer of the article; in a bundle on to the next article that has one, but in annotate mode that is for D, which says that this one is done. */
async function go(session: Session, spot: Spot, by: 1 | -1): Promise<void> {
  const { on } = session.annotating;
  const next = nextOffer(spot.all, spot.at, by) ?? (on ? undefined : nextOffer(inOtherArticles(spot), spot.at, by));
  if (next !== undefined) return select(spot.editor, next.span);
  tell(on ? vscode.l10n.t('There is nothing left to decide in this article. D marks it as done and goes on.') : vscode.l10n.t('There is nothing left to decide in this article.'));
}

function inOtherArticles({ file }: Spot): Offer[] {
  return file.offers().flatMap(offers => offers.all({ withNew: false }));
}

async function goAnywhere(session: Session, { file: { corpus }, offers: { article } }: Spot): Promise<void> {
  const work = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for suggestions') },
    (_, cancelled) => nextWithSuggestion(session, corpus, article.info.id, cancelled));
  if (work === undefined) return tell(vscode.l10n.t('No other article that is not done has suggestions.'));
  const editor = await vscode.window.showTextDocument(work.uri, { preview: true });
  select(editor, { start: editor.document.offsetAt(work.range.start), end: editor.document.offsetAt(work.range.end) });
}
