import type { EntityType, Span } from '../model';
import type { Candidate } from '../names/newNames';
import type { Suggestion } from '../names/suggest';
import { wholeNames } from './offers';

/** What a name is to be tagged as: one of the entities, or a new one. */
export type Choice =
  | { readonly kind: 'known'; readonly entity: string }
  | { readonly kind: 'new'; readonly name: string; readonly type: string };

/** A stretch that is offered to be tagged, at one place. */
export type Offer = Suggestion | NewOffer;

/** A name that nobody has catalogued. */
export interface NewOffer {
  readonly kind: 'new';
  readonly span: Span;
  readonly candidate: Candidate;
}

/** Everything that is offered, by place. */
export function offersFrom(suggestions: readonly Suggestion[], candidates: readonly Candidate[]): Offer[] {
  const others = candidates.flatMap(candidate => candidate.spans.map((span): Offer => ({ kind: 'new', span, candidate })));
  return [...suggestions, ...others].sort((one, other) => one.span.start - other.span.start);
}

/** The offer that covers an offset, else the one that ends there. */
export function offerAt(offers: readonly Offer[], offset: number): Offer | undefined {
  return offers.find(({ span }) => span.start <= offset && offset < span.end) ?? offers.find(({ span }) => span.end === offset);
}

/** What is offered at each caret, and within each selection or around it; each name that is new once. */
export function offersIn(offers: readonly Offer[], selections: readonly Span[]): Offer[] {
  const found = selections.flatMap(({ start, end }) => {
    const inside = offers.filter(({ span }) => start < end && start <= span.start && span.end <= end);
    const at = offerAt(offers, start);
    return inside.length > 0 ? inside : at === undefined ? [] : [at];
  });
  return [...new Map(found.map(offer => [offer.kind === 'new' ? offer.candidate : offer, offer])).values()];
}

/**
 * Where to go from an offset, forwards (`by` 1) or backwards (-1), around the end: to the known names while there are any,
 * then to the first place of each new one. Undefined when nothing is offered.
 */
export function nextOffer(offers: readonly Offer[], offset: number, by: 1 | -1): Offer | undefined {
  const known = offers.filter(({ kind }) => kind === 'known');
  const stops = known.length > 0 ? known : offers.filter(isFirstPlace);
  const inOrder = by === 1 ? stops : [...stops].reverse();
  return inOrder.find(({ span }) => (span.start - offset) * by > 0) ?? inOrder[0];
}

function isFirstPlace(offer: Offer): boolean {
  return offer.kind === 'new' && offer.candidate.spans[0]?.start === offer.span.start;
}

/** All offers of the same name: letter by letter, and of a known one those that may mean the same entity. */
export function ofSameName(offers: readonly Offer[], text: string, wanted: Offer, entity: string | undefined): Offer[] {
  const name = text.slice(wanted.span.start, wanted.span.end);
  return offers.filter(offer => offer.kind === wanted.kind && (offer.kind === 'new'
    ? wanted.kind === 'new' && offer.candidate === wanted.candidate
    : text.slice(offer.span.start, offer.span.end) === name && (entity === undefined || offer.entities.includes(entity))));
}

/**
 * The known names whose entity needs nobody's word: no other bears the name, or the article speaks of it already; and
 * the name is not a part of what looks like a longer one ("Singapore" in "Singapore Airlines").
 */
export function sureOffers(offers: readonly Offer[], text: string, article: Span): Suggestion[] {
  const sure = offers.filter((offer): offer is Suggestion => offer.kind === 'known' && (offer.reason.code === 'only' || offer.reason.code === 'mentioned-here'));
  return wholeNames(text, article, sure);
}

/** What accepting an offer means: the likeliest entity; of a new name the one that it seems to call, else one of its own. */
export function choiceFor(offer: Offer, types: readonly EntityType[]): Choice {
  if (offer.kind === 'known') return { kind: 'known', entity: offer.entities[0] ?? '' };
  const { name, type, aliasOf: [alias] } = offer.candidate;
  return alias === undefined ? { kind: 'new', name, type: typeFor(type, types) } : { kind: 'known', entity: alias.entity };
}

/** The type of the corpus that a guess stands for: the one so called, else the first that marks names. */
export function typeFor(guess: string, types: readonly EntityType[]): string {
  const naming = types.filter(({ marks }) => marks === 'names');
  return (naming.find(({ id }) => id === guess) ?? naming[0])?.id ?? guess;
}
