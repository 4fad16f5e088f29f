import * as vscode from 'vscode';
import type { Span } from '../../core/model';
import { accepted, acceptedAll, acceptedNames, choiceWithoutQuestion, takingOf, type Acceptance, type Sheet } from '../../core/offers/acts';
import { choiceFor, type Choice, type Offer } from '../../core/offers/offer';
import type { Taking } from '../../core/offers/takings';
import { trimmed } from '../../core/seed/lines';
import type { ArticleOffers } from '../article/offers';
import type { OpenFile } from '../article/openFile';
import { askEntity } from '../entities/askEntity';
import type { Session } from '../session';
import { toSpan } from '../window/convert';
import { tell } from '../window/report';
import { reasonInWords } from '../window/words';
import { advance } from './advance';
import { quoteOf, tagAs } from './tagging';

/** What a key binding or a card may give. */
export interface DecideArguments {
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
export interface Spot {
  readonly editor: vscode.TextEditor;
  readonly file: OpenFile;
  readonly offers: ArticleOffers;
  readonly all: readonly Offer[];
  readonly at: number;
  /** What is selected, without white space at its ends. */
  readonly selections: readonly Span[];
}

/** Where a command is to decide: at the carets and selections, or where its arguments say. */
export async function spotFor(session: Session, { uri, at }: DecideArguments): Promise<Spot | undefined> {
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

/**
 * Tags what is offered at each cursor and in each selection, else the stretch that is selected itself. Answers what came of it;
 * `turned-away` also where nothing could be written.
 */
export async function accept(session: Session, spot: Spot, args: DecideArguments): Promise<'tagged' | 'nothing' | 'turned-away'> {
  const acceptance = accepted(sheetOf(spot, session.annotating.on), spot.selections);
  if (acceptance.kind === 'nothing') return 'nothing';
  return await take(session, spot, await takings(session, spot, acceptance, args), args) ? 'tagged' : 'turned-away';
}

/** Tags every place of the name at the caret, or all that is sure in the article. */
export async function acceptAll(session: Session, spot: Spot, args: DecideArguments): Promise<void> {
  const all = args.article === true ? acceptedAll(sheetOf(spot, true), { withNew: args.new === true })
    : await takings(session, spot, acceptedNames(sheetOf(spot, session.annotating.on), spot.selections), args);
  if (all?.length === 0) return tell(vscode.l10n.t('There is nothing to accept here without a decision.'));
  await take(session, spot, all, args);
}

function sheetOf({ file, offers }: Spot, withNew: boolean): Sheet {
  return offers.sheet(file.corpus.index.config.types, { withNew });
}

/** What is to be tagged as what. Undefined when the person turned away. */
async function takings(session: Session, spot: Spot, acceptance: Acceptance, args: DecideArguments): Promise<readonly Taking[] | undefined> {
  if (acceptance.kind === 'nothing') return [];
  if (acceptance.kind === 'several') return acceptance.takings;
  const choice = await choose(session, spot, acceptance.offer, args);
  return choice && [takingOf(acceptance.offer, acceptance.places, choice)];
}

async function take(session: Session, spot: Spot, all: readonly Taking[] | undefined, args: DecideArguments): Promise<boolean> {
  const taggings = all?.map(({ choice, spans }) => ({ choice, stretches: spans.map(span => ({ article: spot.offers.article, span })) }));
  if (taggings === undefined || !await tagAs(session, spot.file, taggings)) return false;
  await goOn(session, spot, args);
  return true;
}

/** What the offer means. Asks only where several entities bear the name and nothing speaks for one of them, or when told to. */
async function choose(session: Session, { file, offers: { article } }: Spot, offer: Offer, args: DecideArguments): Promise<Choice | undefined> {
  const { index } = file.corpus;
  if (args.entity !== undefined) return { kind: 'known', entity: args.entity };
  const entities = offer.kind === 'known' ? offer.entities : offer.candidate.aliasOf.map(({ entity }) => entity);
  const decided = choiceWithoutQuestion(offer, index.config.types);
  if (entities.length < 2 && args.choose === true) return askEntity(session, file, article, offer.span);
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

/** After a decision at the caret the caret goes on. In annotate mode every tag moves it, so there this has nothing to do. */
async function goOn(session: Session, { editor }: Spot, args: DecideArguments): Promise<void> {
  if (args.at === undefined && !session.annotating.on) await advance(session, editor);
}
