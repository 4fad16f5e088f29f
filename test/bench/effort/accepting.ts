import type { Span } from '../../../src/core/model';
import { accepted, acceptedAll, acceptedNames, choiceWithoutQuestion, takingOf, type Acceptance } from '../../../src/core/offers/acts';
import { choiceFor, offerAt, type NewOffer, type Offer } from '../../../src/core/offers/offer';
import { isUndecided, type Taking } from '../../../src/core/offers/takings';
import { defaultTypes } from '../../../src/core/store/defaults';
import type { Cause, Desk } from './desk';
import { covering, rowsOf, stretchOf } from './rows';

/* The keys that take what is offered. Each answers whether it could do anything. */

/** Shift+Enter: all that is certain. */
export function acceptCertain(desk: Desk): boolean {
  return acceptAll(desk, { withNew: false }, 'known name');
}

/** Ctrl+Enter: that, and the new names that are likely. */
export function acceptLikely(desk: Desk): boolean {
  return acceptAll(desk, { withNew: true }, 'new name');
}

function acceptAll(desk: Desk, options: { readonly withNew: boolean }, cause: Cause): boolean {
  const takings = acceptedAll(desk.sheet(), options);
  if (takings.length === 0) return false;
  desk.act('key', cause, 1);
  return desk.take(takings);
}

/** Enter or Shift+A where the caret has gone by itself. */
export function acceptHere(desk: Desk): boolean {
  const offer = offerAt(desk.offers(), desk.caret);
  if (offer === undefined || !desk.ready().has(offer)) return false;
  desk.act('key', desk.causeOf(offer), 1);
  const same = desk.sameName(offer);
  const isAll = same.length > 1 && same.every(each => desk.ready().has(each));
  desk.take(takenBy((isAll ? acceptedNames : accepted)(desk.sheet(), [offer.span])));
  desk.byEnter = !isAll;
  return true;
}

/** What is right, and what is wanted beside it, is selected, a stretch at a time; Enter. */
export function acceptRows(desk: Desk): boolean {
  const rows = wantedRows(desk, desk.ready());
  return rows.length > 0 && acceptSelected(desk, rows, accepted);
}

/** One place of each name that is right everywhere is selected; Shift+A. */
export function acceptNames(desk: Desk): boolean {
  const clean = new Set([...desk.ready()].filter(offer => desk.sameName(offer).every(each => desk.ready().has(each))));
  const rows = covering(wantedRows(desk, clean), offer => desk.sameName(offer));
  return rows.length > 0 && acceptSelected(desk, rows, acceptedNames);
}

/** The wanted ones as stretches to be selected: offers in a row together, unless that reads as one name; what is selected by hand alone. */
function wantedRows(desk: Desk, wanted: ReadonlySet<Offer>): Offer[][] {
  const offered = new Set(desk.offers());
  const all = [...desk.offers(), ...[...wanted].filter(offer => !offered.has(offer))].sort((one, other) => one.span.start - other.span.start || other.span.end - one.span.end);
  const rows = rowsOf(all, offer => !wanted.has(offer) ? isUndecided(offer) ? 'past' : 'out' : offered.has(offer) ? 'in' : 'alone');
  return rows.flatMap(row => under(desk, stretchOf(row)).length === row.length ? [row] : row.map(offer => [offer]));
}

/** Selects each stretch and presses the key. The caret stands on one name already. */
function acceptSelected(desk: Desk, rows: readonly (readonly Offer[])[], key: typeof accepted): boolean {
  const there = offerAt(desk.offers(), desk.caret);
  for (const row of rows) if (row.length !== 1 || row[0] !== there) desk.act('pointing', desk.causeOf(row[0]), 1);
  desk.act('key', desk.causeOf(rows[0]?.[0]), 1);
  desk.take(takenBy(key(desk.sheet(), rows.map(stretchOf))));
  desk.byEnter = key === accepted;
  return true;
}

/** What a key takes that asks nothing. */
function takenBy(acceptance: Acceptance): readonly Taking[] {
  if (acceptance.kind !== 'one') return acceptance.kind === 'several' ? acceptance.takings : [];
  const choice = choiceWithoutQuestion(acceptance.offer, defaultTypes);
  return choice === undefined ? [] : [takingOf(acceptance.offer, acceptance.places, choice)];
}

/** What a selection means. */
function under(desk: Desk, selection: Span): readonly Span[] {
  return takenBy(accepted(desk.sheet(), [selection])).flatMap(({ spans }) => spans);
}

/** W: the new names as a list; those are ticked that are right, or all and then the others unticked; Enter. */
export function acceptListed(desk: Desk): boolean {
  const stops = desk.offers().filter((offer): offer is NewOffer => offer.kind === 'new' && offer.candidate.spans[0] === offer.span);
  const right = stops.filter(offer => desk.sameName(offer).every(each => desk.ready().has(each)));
  if (right.length === 0) return false;
  desk.act('key', 'new name', 2);
  desk.act('pick', 'new name', Math.min(right.length, 1 + stops.length - right.length));
  return desk.take(right.map(({ candidate, ...offer }) => ({ choice: choiceFor({ ...offer, candidate }, defaultTypes), spans: candidate.spans })));
}
