import type { Span } from '../../../src/core/model';
import { takenAsType } from '../../../src/core/offers/acts';
import { retyped } from '../../../src/core/offers/mending';
import { offerAt } from '../../../src/core/offers/offer';
import type { Taking } from '../../../src/core/offers/takings';
import type { GoldName } from '../gold';
import type { Cause, Desk } from './desk';
import { isSame } from './rows';

/* What is tagged by a type's key, or by a choice. Each answers whether it could do anything. */

/** A type's key: every name that it tags rightly is selected, then the key; for each type that is wanted. */
export function tagByType(desk: Desk): boolean {
  const byType = new Map<string, GoldName[]>();
  for (const gold of desk.mistyped()) byType.set(gold.type, [...byType.get(gold.type) ?? [], gold]);
  for (const gold of desk.missing()) {
    const type = desk.world.typeOf(desk.world.entityOf(gold) ?? '') ?? gold.type;
    if (!desk.isMistyped(gold) && meansByType(desk, gold, type) === gold.entity && !isClaimed(desk, byType.get(type) ?? [], gold)) byType.set(type, [...byType.get(type) ?? [], gold]);
  }
  const [first] = byType;
  if (first === undefined) return false;
  tagTogether(desk, first[1], first[0]);
  return true;
}

/** Two names of one new entity cannot be made by one key. */
function isClaimed(desk: Desk, others: readonly GoldName[], { entity, quote }: GoldName): boolean {
  return desk.world.entityOf({ entity }) === undefined && others.some(other => other.entity === entity && other.quote !== quote);
}

/** Each name is selected, a new one at one of its places; the key. On a mention it mends the type of what was made. */
function tagTogether(desk: Desk, golds: readonly GoldName[], type: string): void {
  const there = offerAt(desk.offers(), desk.caret);
  const cause = desk.causeFor(golds[0]);
  const selected: Span[] = [];
  const covered: Span[] = [];
  for (const gold of golds) {
    const mended = mendedBy(desk, gold.span, type);
    if (mended !== undefined) {
      desk.act('pointing', 'wrong type', 1);
      desk.world.retype(mended, type);
    } else if (!covered.some(span => isSame(span, gold.span))) {
      if (there === undefined || !isSame(there.span, gold.span)) desk.act('pointing', desk.causeFor(gold), 1);
      selected.push(gold.span);
      covered.push(...asType(desk, [gold.span], type).flatMap(({ spans }) => spans));
    }
  }
  desk.act('key', cause, 1);
  desk.take(asType(desk, selected, type));
}

/** The entity whose type the key mends on a stretch. */
function mendedBy(desk: Desk, stretch: Span, type: string): string | undefined {
  return retyped(desk.tagged, stretch, type, { typeOf: id => desk.world.typeOf(id), isElsewhere: id => desk.world.isElsewhere(id, desk.id) });
}

/** Whom a type's key takes a stretch for, as the gold calls it; a new one is right where the gold's is not made yet. */
function meansByType(desk: Desk, gold: GoldName, type: string): string | undefined {
  const [taking] = asType(desk, [gold.span], type);
  if (taking?.choice.kind === 'known') return desk.world.entity(taking.choice.entity)?.gold?.entity;
  return desk.world.entityOf(gold) === undefined ? gold.entity : undefined;
}

function asType(desk: Desk, stretches: readonly Span[], type: string): readonly Taking[] {
  return takenAsType(desk.sheet(), stretches, type, id => desk.world.typeOf(id));
}

/** What only a choice settles: all places of a name are selected, and the entity is found. */
export function tagByChoice(desk: Desk): boolean {
  const [first] = desk.missing();
  if (first === undefined) return false;
  const golds = desk.missing().filter(({ entity, quote }) => entity === first.entity && quote === first.quote);
  const there = offerAt(desk.offers(), desk.caret);
  const cause = desk.causeFor(first);
  desk.act('pointing', cause, golds.filter(({ span }) => there === undefined || !isSame(there.span, span)).length);
  choose(desk, first, cause);
  const known = desk.world.entityOf(first);
  return desk.take([{ choice: known === undefined ? { kind: 'new', name: first.quote, type: first.type } : { kind: 'known', entity: known }, spans: golds.map(({ span }) => span) }]);
}

/** R; or C and a line of whom the name may mean; or T, and the line of the picker, after letters where it is not in sight. */
function choose(desk: Desk, gold: GoldName, cause: Cause): void {
  desk.act('key', cause, 1);
  const known = desk.world.entityOf(gold);
  if (known !== undefined && desk.world.recent.at(-1) === known) return;
  const offer = desk.offers().find(({ span }) => isSame(span, gold.span));
  const meant = offer?.kind === 'known' ? offer.entities : offer?.candidate.aliasOf.map(({ entity }) => entity) ?? [];
  const isAsked = meant.length > 1 && known !== undefined && meant.includes(known);
  if (!isAsked) desk.act('typed', cause, desk.world.lettersFor(gold, [...new Set(desk.tagged.map(({ entity }) => entity))]));
  desk.act('pick', cause, 1);
}
