import type { EntityType, Span } from '../model';
import { NameParts } from '../names/nameParts';
import { isDescription } from '../names/innerName';
import type { Candidate } from '../names/newNames';
import { articles, particles } from '../names/vocabulary';
import { likelihoodsIn, type Habits } from './habits';
import { choiceFor, offerAt, sureOffers, type Choice, type Offer } from './offer';

/** What is to be tagged as one thing. */
export interface Taking {
  readonly choice: Choice;
  /** In the order in which the offers were given; never empty. */
  readonly spans: readonly Span[];
}

/**
 * What selections mean to be taken. A caret, and a selection of one offer: that offer. One that is longer or shorter than the
 * only offer in it, or reads as one name: just that stretch, as what the offer says ("Spokeswoman Sandy Angers"). A selection of
 * several: all of them that need no decision. Where nothing is offered: what `byHand` makes of it, if anything. By place.
 * @param selections without white space at their ends
 */
export function offersUnder(text: string, offers: readonly Offer[], selections: readonly Span[], byHand: (selection: Span) => Offer | undefined): Offer[] {
  const meant = new Map(selections.flatMap(selection => under(text, offers, selection, byHand)).map(offer => [`${offer.span.start} ${offer.span.end}`, offer]));
  return [...meant.values()].sort((one, other) => one.span.start - other.span.start);
}

function under(text: string, offers: readonly Offer[], selection: Span, byHand: (selection: Span) => Offer | undefined): Offer[] {
  const { start, end } = selection;
  const at = offerAt(offers, start);
  if (at !== undefined && (start === end || (at.span.start === start && at.span.end === end))) return [at];
  const isName = readsAsName(text.slice(start, end));
  const inside = offers.filter(({ span }) => start <= span.start && span.end <= end);
  if (inside.length > 1 && !isName) return inside.filter(offer => !isUndecided(offer));
  const [only] = at !== undefined && end <= at.span.end ? [at] : inside;
  const name = isName && !isDescription(text.slice(start, only?.span.start)) ? text.slice(start, end).replace(/\s+/gu, ' ') : undefined;
  const meant = only === undefined ? byHand(selection) : reshaped(only, selection, name);
  return meant === undefined ? [] : [meant];
}

/** Whether capitals and particles are all that a stretch holds: "Bank of China", but not "China and Japan". */
function readsAsName(stretch: string): boolean {
  return stretch.split(/\s+/u).every(word => /^[\p{Lu}\p{N}][^,;:()]*$/u.test(word) || particles.has(word) || articles.has(word));
}

/** An offer for a stretch that someone made longer or shorter; a new thing is called as that reads, if it reads as a name. */
function reshaped(offer: Offer, span: Span, name: string | undefined): Offer {
  return offer.kind === 'new' && name !== undefined ? { ...offer, span, candidate: { ...offer.candidate, name } } : { ...offer, span };
}

/** The known names that need nobody's word, and are more likely wanted here than not. */
export function certainOffers(offers: readonly Offer[], text: string, article: Span, habits: Habits): Offer[] {
  const likelihood = likelihoodsIn(text, article, habits);
  return sureOffers(offers, text, article).filter(offer => likelihood(offer) >= 0.5);
}

/** Those, and the new names that are more likely wanted than not. */
export function likelyOffers(offers: readonly Offer[], text: string, article: Span, habits: Habits): Offer[] {
  const likelihood = likelihoodsIn(text, article, habits);
  return [...certainOffers(offers, text, article, habits), ...offers.filter(offer => offer.kind === 'new' && likelihood(offer) >= 0.5)];
}

/** Whether several entities bear the name and nothing speaks for one of them. */
export function isUndecided(offer: Offer): boolean {
  return offer.kind === 'known' && offer.reason.code === 'undecided';
}

/**
 * What accepting offers together makes of them: one tagging for each entity. A new name that shortens another one among
 * them is the same: "Angers" with "Sandy Angers" makes one person.
 */
export function takingsOf(offers: readonly Offer[], types: readonly EntityType[]): Taking[] {
  const candidates = new Map(offers.flatMap(offer => offer.kind === 'new' ? [[offer.candidate.name, offer.candidate]] : []));
  const takings = new Map<string, { choice: Choice; spans: Span[] }>();
  for (const offer of offers) {
    const choice = choiceFor(longest(offer, candidates), types);
    const key = choice.kind === 'known' ? `known ${choice.entity}` : `new ${choice.name}`;
    const taking = takings.get(key);
    if (taking === undefined) takings.set(key, { choice, spans: [offer.span] });
    else taking.spans.push(offer.span);
  }
  return [...takings.values()];
}

/** The offer of the longer name that one shortens, if that is among them. */
function longest(offer: Offer, candidates: ReadonlyMap<string, Candidate>): Offer {
  const longer = offer.kind === 'new' ? candidates.get(offer.candidate.shortFor ?? '') : undefined;
  if (offer.kind !== 'new' || longer === undefined || !shortens(offer.candidate, longer)) return offer;
  return { ...offer, candidate: longer };
}

/** Whether two new names are most likely one thing: by the rules for known ones, and of one type but for a company's suffix. */
function shortens(short: Candidate, long: Candidate): boolean {
  if (short.aliasOf.length > 0) return false;
  const parts = new NameParts();
  parts.add({ id: long.name, name: long.name, type: long.type, aliases: [] });
  const [guess] = parts.guess(short.name);
  return guess !== undefined && (guess.reason === 'same-but-suffix' || short.type === long.type);
}
