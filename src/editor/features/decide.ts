import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { trimmed } from '../../core/seed/lines';
import { aliasesMeant } from '../../core/offers/names';
import { accepted, acceptedAll, acceptedNames, choiceWithoutQuestion, takingOf, type Acceptance, type Sheet } from '../../core/offers/acts';
import { choiceFor, nextOffer, offerAt, type Choice, type Offer } from '../../core/offers/offer';
import type { Taking } from '../../core/offers/takings';
import { advance, select } from '../advance';
import { neverIntent, rejectIntent } from '../annotations';
import { toSpan } from '../convert';
import { together } from '../dispose';
import type { ArticleOffers } from '../offers';
import type { OpenFile } from '../openFile';
import { report, tell } from '../report';
import type { Session } from '../session';
import { anchorOf, quoteOf, tagAs } from '../tagging';
import { reasonInWords } from '../words';
import { nextWithSuggestion } from '../workLeft';

/** What a key binding or a card may give. */
interface DecideArguments {
  /** The document; the active editor's when left out. */
  readonly uri?: string;
  /** The offset of the suggestion; the caret when left out. */
  readonly at?: number;
  /** Accept as this entity. */
  readonly entity?: string;
  /** Ask which entity is meant, also where one is likely. */
  readonly choose?: boolean;
  /** Reject the name for its entity everywhere. */
  readonly never?: boolean;
  /** Accept all that is certain in the article. */
  readonly article?: boolean;
  /** With that, also the new names that are likely. */
  readonly new?: boolean;
  /** Go on in the next article that has suggestions. */
  readonly anywhere?: boolean;
}

/** Where a decision is made. */
interface Spot {
  readonly editor: vscode.TextEditor;
  readonly file: OpenFile;
  readonly offers: ArticleOffers;
  readonly all: readonly Offer[];
  readonly at: number;
  /** What is selected, without white space at its ends. */
  readonly selections: readonly Span[];
}

/** Accepting and rejecting what is offered, and going from one to the next. */
export function registerDecide(session: Session): vscode.Disposable {
  const inTurn = (id: string, work: (session: Session, args: DecideArguments) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, (args?: DecideArguments) => session.decisions.run(() => work(session, args ?? {})));
  return together(
    inTurn('seedmark.acceptSuggestion', accept),
    inTurn('seedmark.acceptAllSuggestions', acceptAll),
    inTurn('seedmark.rejectSuggestion', reject),
    inTurn('seedmark.nextSuggestion', (_, args) => args.anywhere === true ? goAnywhere(session) : step(session, 1)),
    inTurn('seedmark.previousSuggestion', () => step(session, -1)),
  );
}

async function spotFor(session: Session, { uri, at }: DecideArguments): Promise<Spot | undefined> {
  const editor = vscode.window.visibleTextEditors.find(each => each.document.uri.toString() === uri) ?? vscode.window.activeTextEditor;
  const file = editor && await session.open(editor.document, 'names');
  const offset = at ?? editor?.document.offsetAt(editor.selection.start) ?? 0;
  const article = file?.articleAt(offset);
  const offers = file?.offers().find(each => each.article === article);
  if (editor === undefined || file === undefined || offers === undefined) {
    tell(vscode.l10n.t('Open an article of a corpus first.'));
    return undefined;
  }
  const selections = at === undefined ? editor.selections.map(selection => trimmed(file.document.getText(), toSpan(editor.document, selection))) : [{ start: at, end: at }];
  return { editor, file, offers, all: offers.all({ withNew: session.annotating.on }), at: offset, selections };
}

/** Tags what is offered at each cursor and in each selection; where nothing is, goes to the next. */
async function accept(session: Session, args: DecideArguments): Promise<void> {
  const spot = await spotFor(session, args);
  if (spot === undefined) return;
  const acceptance = accepted(sheetOf(spot, session.annotating.on), spot.selections);
  if (acceptance.kind === 'nothing') return go(session, spot, 1);
  await take(session, spot, await takings(spot, acceptance, args), args);
}

/** Tags every place of the name at the caret, or all that is sure in the article. */
async function acceptAll(session: Session, args: DecideArguments): Promise<void> {
  const spot = await spotFor(session, args);
  if (spot === undefined) return;
  const all = args.article === true ? acceptedAll(sheetOf(spot, true), { withNew: args.new === true })
    : await takings(spot, acceptedNames(sheetOf(spot, session.annotating.on), spot.selections), args);
  if (all?.length === 0) return tell(vscode.l10n.t('There is nothing to accept here without a decision.'));
  await take(session, spot, all, args);
}

function sheetOf({ file, offers }: Spot, withNew: boolean): Sheet {
  return offers.sheet(file.corpus.index.config.types, { withNew });
}

/** What is to be tagged as what. Undefined when the person turned away. */
async function takings(spot: Spot, acceptance: Acceptance, args: DecideArguments): Promise<readonly Taking[] | undefined> {
  if (acceptance.kind === 'nothing') return [];
  if (acceptance.kind === 'several') return acceptance.takings;
  const choice = await choose(spot, acceptance.offer, args);
  return choice && [takingOf(acceptance.offer, acceptance.places, choice)];
}

async function take(session: Session, spot: Spot, all: readonly Taking[] | undefined, args: DecideArguments): Promise<void> {
  const taggings = all?.map(({ choice, spans }) => ({ choice, stretches: spans.map(span => ({ article: spot.offers.article, span })) }));
  if (taggings !== undefined && await tagAs(session, spot.file, taggings)) await goOn(session, spot, args);
}

/** What the offer means. Asks only where several entities bear the name and nothing speaks for one of them, or when told to. */
async function choose({ file }: Spot, offer: Offer, args: DecideArguments): Promise<Choice | undefined> {
  const { index } = file.corpus;
  if (args.entity !== undefined) return { kind: 'known', entity: args.entity };
  const entities = offer.kind === 'known' ? offer.entities : offer.candidate.aliasOf.map(({ entity }) => entity);
  const decided = choiceWithoutQuestion(offer, index.config.types);
  if (entities.length < 2 || (decided !== undefined && args.choose !== true)) return decided ?? choiceFor(offer, index.config.types);
  const items = entities.map((id, at) => {
    const entity = index.entity(id);
    const type = index.config.types.find(each => each.id === entity?.type);
    const why = at === 0 && offer.kind === 'known' && decided !== undefined ? reasonInWords(offer.reason) : '';
    return { label: `$(${type?.icon ?? 'tag'}) ${entity?.name ?? id}`, description: [entity?.description ?? '', why].filter(Boolean).join(' · '), entity: id };
  });
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Who or what is meant by “{0}”?', quoteOf(file, offer.span)), matchOnDescription: true });
  return picked && { kind: 'known', entity: picked.entity };
}

/** Says no: here, or with `never` to the name for its entity everywhere. A new name is rejected at all its places. */
async function reject(session: Session, args: DecideArguments): Promise<void> {
  const spot = await spotFor(session, args);
  const offer = spot && offerAt(spot.all, spot.at);
  if (spot === undefined) return;
  if (offer === undefined) return tell(vscode.l10n.t('There is no suggestion here.'));
  const { file } = spot;
  const quote = quoteOf(file, offer.span);
  const never = args.never === true && offer.kind === 'known';
  const intents = never ? nevers(file, offer.entities, quote) : [await rejections(session, spot, offer)];
  const label = never ? vscode.l10n.t('never offer “{0}”', quote) : vscode.l10n.t('reject “{0}”', quote);
  if (!report(session, await session.do(file.corpus, label, [file.document.uri], intents))) return;
  tell(never ? vscode.l10n.t('“{0}” is not offered any more', quote) : vscode.l10n.t('“{0}” is not offered here again', quote));
  if (args.at === undefined) await advance(session, spot.editor);
}

async function rejections(session: Session, { file, offers: { article } }: Spot, offer: Offer): Promise<ReturnType<typeof rejectIntent>> {
  const spans = offer.kind === 'new' ? offer.candidate.spans : [offer.span];
  const [entity, other] = offer.kind === 'known' ? offer.entities : [];
  const whose = entity !== undefined && other === undefined ? { entity } : {};
  const rejected = spans.map(span => ({ ...whose, anchor: anchorOf(file, { article, span }) }));
  return rejectIntent(file.corpus, article.info.id, await session.files.textId(file), rejected);
}

function nevers({ corpus }: OpenFile, entities: readonly string[], quote: string): ReturnType<typeof neverIntent>[] {
  return entities.flatMap(id => {
    const entity = corpus.index.entity(id);
    return entity === undefined ? [] : aliasesMeant(entity, quote).map(alias => neverIntent(corpus, id, alias));
  });
}

/** After a decision at the caret the caret goes on. In annotate mode every tag moves it, so there this has nothing to do. */
async function goOn(session: Session, { editor }: Spot, args: DecideArguments): Promise<void> {
  if (args.at === undefined && !session.annotating.on) await advance(session, editor);
}

async function step(session: Session, by: 1 | -1): Promise<void> {
  const spot = await spotFor(session, {});
  if (spot !== undefined) await go(session, spot, by);
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

async function goAnywhere(session: Session): Promise<void> {
  const spot = await spotFor(session, {});
  if (spot === undefined) return;
  const { file: { corpus }, offers: { article } } = spot;
  const work = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for suggestions') },
    (_, cancelled) => nextWithSuggestion(session, corpus, article.info.id, cancelled));
  if (work === undefined) return tell(vscode.l10n.t('No other article that is not done has suggestions.'));
  const editor = await vscode.window.showTextDocument(work.uri, { preview: true });
  select(editor, { start: editor.document.offsetAt(work.range.start), end: editor.document.offsetAt(work.range.end) });
}
