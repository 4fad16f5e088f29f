import type { EntityType, Span } from '../model';
import type { Tagged } from './habits';
import { Gazetteer } from '../names/gazetteer';
import { outside } from '../names/suggest';
import { choiceOfType, offerByHand } from './byHand';
import { choiceFor, ofSameName, type Choice, type Offer } from './offer';
import type { Knowledge } from './offers';
import { certainOffers, isUndecided, likelyOffers, offersUnder, takingsOf, type Taking } from './takings';

/** An article as the keys of annotate mode find it. All spans count from the start of its file. */
export interface Sheet {
  /** Of the whole file. */
  readonly text: string;
  readonly article: Span;
  /** What of the article nobody tags: its headers, boilerplate. */
  readonly skip: readonly Span[];
  /** By place. */
  readonly offers: readonly Offer[];
  readonly tagged: readonly Tagged[];
  readonly knowledge: Pick<Knowledge, 'names' | 'parts' | 'habits'>;
  readonly types: readonly EntityType[];
}

/** What a key that accepts means: nothing that is offered; one name, at one place or several; several, each for what it most likely is. */
export type Acceptance =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'one'; readonly offer: Offer; readonly places: readonly Offer[] }
  | { readonly kind: 'several'; readonly takings: readonly Taking[] };

/** Enter: what is offered at each caret and in each selection; else the stretch that is selected itself. */
export function accepted(sheet: Sheet, selections: readonly Span[]): Acceptance {
  const offers = offersMeant(sheet, selections);
  const [first] = offers;
  if (first === undefined) return { kind: 'nothing' };
  return offers.length === 1 ? { kind: 'one', offer: first, places: offers } : several(sheet, offers);
}

/** Shift+A: every place of each name that the selections mean; of a stretch that is selected by hand every place of its words. */
export function acceptedNames(sheet: Sheet, selections: readonly Span[]): Acceptance {
  const offers = offersMeant(sheet, selections);
  const [first] = offers;
  if (first === undefined) return { kind: 'nothing' };
  const places = [...new Set(offers.flatMap(offer => [offer, ...placesOf(sheet, offer)]))];
  return offers.length === 1 ? { kind: 'one', offer: first, places } : several(sheet, places);
}

/** Shift+Enter: all that is certain in the article; with the new names that are likely it is Ctrl+Enter. */
export function acceptedAll({ text, article, offers, knowledge, types }: Sheet, { withNew }: { readonly withNew: boolean }): Taking[] {
  const accept = withNew ? likelyOffers : certainOffers;
  return takingsOf(accept(offers, text, article, knowledge.habits), types);
}

/** One name as what was chosen, at those of its places that may mean that. */
export function takingOf(offer: Offer, places: readonly Offer[], choice: Choice): Taking {
  const isFor = (place: Offer): boolean => place.kind === 'new' || choice.kind === 'new' || place.entities.includes(choice.entity);
  return { choice, spans: places.filter(place => place === offer || isFor(place)).map(({ span }) => span) };
}

/** What one name is accepted as without a question; undefined where several entities bear it and nothing speaks for one of them. */
export function choiceWithoutQuestion(offer: Offer, types: readonly EntityType[]): Choice | undefined {
  return isUndecided(offer) ? undefined : choiceFor(offer, types);
}

/** A type's key: each stretch as the entity of that type that it calls, or a new one of its own; a new name at all its places. */
export function takenAsType({ text, offers, knowledge }: Sheet, stretches: readonly Span[], type: string, typeOf: (entity: string) => string | undefined): Taking[] {
  const takings = new Map<string, { readonly choice: Choice; readonly spans: Map<number, Span> }>();
  for (const stretch of stretches) {
    const choice = choiceOfType(quoteIn(text, stretch), type, knowledge, typeOf);
    const key = choice.kind === 'known' ? `known ${choice.entity}` : `new ${choice.name}`;
    const taking = takings.get(key) ?? { choice, spans: new Map<number, Span>() };
    for (const span of everyPlace(offers, stretch)) taking.spans.set(span.start, span);
    takings.set(key, taking);
  }
  return [...takings.values()].map(({ choice, spans }) => ({ choice, spans: [...spans.values()] }));
}

/** A stretch's words, with white space as one space. */
export function quoteIn(text: string, { start, end }: Span): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

/** What selections mean to be taken: see `offersUnder`. What stands tagged already is not taken again. */
export function offersMeant({ text, article, offers, tagged, knowledge }: Sheet, selections: readonly Span[]): Offer[] {
  const isOpen = ({ start, end }: Span): boolean => start < end && article.start <= start && end <= article.end
    && !tagged.some(({ span }) => span.start === start && span.end === end);
  return offersUnder(text, offers, selections, selection => isOpen(selection) ? offerByHand(text, article, selection, knowledge) : undefined);
}

/** The other places of an offer's name. */
function placesOf({ text, article, skip, offers, tagged }: Sheet, offer: Offer): Offer[] {
  if (offers.includes(offer)) return ofSameName(offers, text, offer, undefined);
  const quote = quoteIn(text, offer.span);
  const words = new Gazetteer({ plurals: false });
  words.add(quote, '');
  return words.find(text, article)
    .filter(outside([...skip, ...tagged.map(({ span }) => span), offer.span]))
    .flatMap(({ span }) => quoteIn(text, span) === quote ? [{ ...offer, span }] : []);
}

function several({ types }: Sheet, offers: readonly Offer[]): Acceptance {
  return { kind: 'several', takings: takingsOf(offers.filter(offer => !isUndecided(offer)), types) };
}

/** One key settles what a new name is, so it settles that for all its places in the article. */
function everyPlace(offers: readonly Offer[], { start, end }: Span): readonly Span[] {
  const offer = offers.find(({ kind, span }) => kind === 'new' && span.start === start && span.end === end);
  return offer?.kind === 'new' ? offer.candidate.spans : [{ start, end }];
}
