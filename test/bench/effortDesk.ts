import type { Span } from '../../src/core/model';
import { accepted, acceptedAll, acceptedNames, choiceWithoutQuestion, offersMeant, quoteIn, takenAsType, takingOf, type Acceptance, type Sheet } from '../../src/core/offers/acts';
import { choiceFor, nextOffer, offerAt, offersFrom, ofSameName, type NewOffer, type Offer } from '../../src/core/offers/offer';
import { decisionsIn, type Tagged } from '../../src/core/offers/habits';
import { newNamesIn, suggestionsIn, wholeNames } from '../../src/core/offers/offers';
import { leftWithout, mentionsMeant, retyped } from '../../src/core/offers/mending';
import { resolve } from '../../src/core/offers/tagging';
import { isUndecided, takingsOf, type Taking } from '../../src/core/offers/takings';
import { notProse } from '../../src/core/seed/prose';
import type { SeedArticle } from '../../src/core/seed/seedFile';
import { defaultTypes } from '../../src/core/store/defaults';
import type { World } from './effortWorld';
import type { GoldName } from './gold';

/** How something was done: each is one action. A click and a selection by mouse are pointing. */
export type Means = 'key' | 'pointing' | 'pick' | 'typed';

/** What made it necessary. */
export type Cause = 'known name' | 'new name' | 'new alias' | 'ambiguous' | 'wrong type' | 'wrong entity' | 'missed' | 'wrong suggestion' | 'next article';

export interface Act {
  readonly means: Means;
  readonly cause: Cause;
  readonly count: number;
}

/** What a desk was, to come back to it. */
interface State {
  readonly tagged: readonly Tagged[];
  readonly acts: readonly Act[];
  readonly caret: number;
  readonly byEnter: boolean;
  readonly world: number;
}

/** One article in annotate mode: what commands do in it, and what that costs. Every method that acts answers whether it could. */
export class Desk {
  #tagged: readonly Tagged[] = [];
  #acts: readonly Act[] = [];
  #caret = 0;
  /** Whether the last thing done was an Enter: then Shift+D does the same and goes on. */
  #byEnter = false;
  #offers: readonly Offer[] | undefined;
  #ready: ReadonlySet<Offer> | undefined;

  constructor(readonly world: World, readonly id: string, readonly text: string, readonly seed: SeedArticle, readonly gold: readonly GoldName[]) {
    this.#advance();
  }

  get acts(): readonly Act[] {
    return this.#acts;
  }

  get tagged(): readonly Tagged[] {
    return this.#tagged;
  }

  get cost(): number {
    return this.#acts.reduce((sum, { count }) => sum + count, 0);
  }

  mark(): State {
    return { tagged: this.#tagged, acts: this.#acts, caret: this.#caret, byEnter: this.#byEnter, world: this.world.mark() };
  }

  rollback(to: State): void {
    this.#tagged = to.tagged;
    this.#acts = to.acts;
    this.#caret = to.caret;
    this.#byEnter = to.byEnter;
    this.world.rollback(to.world);
    this.#forget();
  }

  /** What annotate mode offers now, by place. */
  offers(): readonly Offer[] {
    return this.#offers ??= this.#look();
  }

  /** The gold names that do not stand rightly yet. */
  missing(): GoldName[] {
    return this.gold.filter(gold => !this.#tagged.some(mark => this.#isRight(mark, gold)));
  }

  /** A place of each entity that was made with a wrong type. */
  mistyped(): GoldName[] {
    const found = this.gold.filter(gold => this.#isMistyped(gold) && this.#tagged.some(mark => this.#isRight(mark, gold)));
    return found.filter((gold, at) => found.findIndex(({ entity }) => entity === gold.entity) === at);
  }

  /** The marks that the gold does not have. */
  wrong(): Tagged[] {
    return this.#tagged.filter(mark => !this.gold.some(gold => this.#isRight(mark, gold)));
  }

  #isRight({ span, entity }: Tagged, gold: GoldName): boolean {
    return isSame(span, gold.span) && entity === this.world.entityOf(gold);
  }

  #isMistyped(gold: GoldName): boolean {
    return this.world.isMistyped(this.world.entityOf(gold) ?? '');
  }

  // -- Accepting

  /** Shift+Enter: all that is certain. */
  acceptCertain(): boolean {
    return this.#acceptAll({ withNew: false }, 'known name');
  }

  /** Ctrl+Enter: that, and the new names that are likely. */
  acceptLikely(): boolean {
    return this.#acceptAll({ withNew: true }, 'new name');
  }

  #acceptAll(options: { readonly withNew: boolean }, cause: Cause): boolean {
    const takings = acceptedAll(this.#sheet(), options);
    if (takings.length === 0) return false;
    this.#act('key', cause, 1);
    return this.#take(takings);
  }

  /** Enter or Shift+A where the caret has gone by itself. */
  acceptHere(): boolean {
    const offer = offerAt(this.offers(), this.#caret);
    if (offer === undefined || !this.ready().has(offer)) return false;
    this.#act('key', this.#causeOf(offer), 1);
    const same = this.#sameName(offer);
    const isAll = same.length > 1 && same.every(each => this.ready().has(each));
    this.#take(this.#takings((isAll ? acceptedNames : accepted)(this.#sheet(), [offer.span])));
    this.#byEnter = !isAll;
    return true;
  }

  /** What is right, and what is wanted beside it, is selected, a stretch at a time; Enter. */
  acceptRows(): boolean {
    const rows = this.#rowsOf(this.ready());
    return rows.length > 0 && this.#acceptSelected(rows, accepted);
  }

  /** One place of each name that is right everywhere is selected; Shift+A. */
  acceptNames(): boolean {
    const clean = new Set([...this.ready()].filter(offer => this.#sameName(offer).every(each => this.ready().has(each))));
    const rows = covering(this.#rowsOf(clean), offer => this.#sameName(offer));
    return rows.length > 0 && this.#acceptSelected(rows, acceptedNames);
  }

  /** The wanted ones as stretches to be selected: offers in a row together, unless that reads as one name; what is selected by hand alone. */
  #rowsOf(wanted: ReadonlySet<Offer>): Offer[][] {
    const offered = new Set(this.offers());
    const all = [...this.offers(), ...[...wanted].filter(offer => !offered.has(offer))].sort((one, other) => one.span.start - other.span.start || other.span.end - one.span.end);
    const rows = rowsOf(all, offer => !wanted.has(offer) ? isUndecided(offer) ? 'past' : 'out' : offered.has(offer) ? 'in' : 'alone');
    return rows.flatMap(row => this.#under(stretchOf(row)).length === row.length ? [row] : row.map(offer => [offer]));
  }

  /** Selects each stretch and presses the key. The caret stands on one name already. */
  #acceptSelected(rows: readonly (readonly Offer[])[], key: typeof accepted): boolean {
    const there = offerAt(this.offers(), this.#caret);
    for (const row of rows) if (row.length !== 1 || row[0] !== there) this.#act('pointing', this.#causeOf(row[0]), 1);
    this.#act('key', this.#causeOf(rows[0]?.[0]), 1);
    this.#take(this.#takings(key(this.#sheet(), rows.map(stretchOf))));
    this.#byEnter = key === accepted;
    return true;
  }

  /** What a key takes that asks nothing. */
  #takings(acceptance: Acceptance): readonly Taking[] {
    if (acceptance.kind !== 'one') return acceptance.kind === 'several' ? acceptance.takings : [];
    const choice = choiceWithoutQuestion(acceptance.offer, defaultTypes);
    return choice === undefined ? [] : [takingOf(acceptance.offer, acceptance.places, choice)];
  }

  /** What a selection means. */
  #under(selection: Span): readonly Span[] {
    return this.#takings(accepted(this.#sheet(), [selection])).flatMap(({ spans }) => spans);
  }

  #sheet(): Sheet {
    return { text: this.text, article: this.seed.span, skip: notProse(this.seed), offers: this.offers(), tagged: this.#tagged, knowledge: this.world.knowledge(), types: defaultTypes };
  }

  /** W: the new names as a list; those are ticked that are right, or all and then the others unticked; Enter. */
  acceptListed(): boolean {
    const stops = this.offers().filter((offer): offer is NewOffer => offer.kind === 'new' && offer.candidate.spans[0] === offer.span);
    const right = stops.filter(offer => this.#sameName(offer).every(each => this.ready().has(each)));
    if (right.length === 0) return false;
    this.#act('key', 'new name', 2);
    this.#act('pick', 'new name', Math.min(right.length, 1 + stops.length - right.length));
    return this.#take(right.map(({ candidate, ...offer }) => ({ choice: choiceFor({ ...offer, candidate }, defaultTypes), spans: candidate.spans })));
  }

  /** What is right as it is, offered or selected by hand: accepting that, with all others of these, makes gold marks. */
  ready(): ReadonlySet<Offer> {
    return this.#ready ??= this.#findReady();
  }

  #findReady(): ReadonlySet<Offer> {
    const wanted = this.missing().flatMap(({ span }) => offersMeant(this.#sheet(), [span])).filter(offer => this.#goldAt(offer.span) !== undefined && !isUndecided(offer));
    const right = new Set<Span>();
    const claimed = new Set<string>();
    for (const taking of takingsOf(wanted, defaultTypes)) {
      const entity = this.#entityFor(taking);
      if (entity === undefined || (taking.choice.kind === 'new' && claimed.has(entity))) continue;
      claimed.add(entity);
      for (const span of taking.spans) if (this.#goldAt(span)?.entity === entity) right.add(span);
    }
    return new Set(wanted.filter(({ span }) => right.has(span)));
  }

  /** Whom a taking rightly means, as the gold calls it; undefined where it is wrong. */
  #entityFor({ choice, spans }: Taking): string | undefined {
    const [gold] = spans.flatMap(span => this.#goldAt(span) ?? []);
    if (choice.kind === 'known') return spans.map(span => this.#goldAt(span)).find(each => this.world.entityOf(each) === choice.entity)?.entity;
    return gold !== undefined && this.world.entityOf(gold) === undefined && gold.type === choice.type ? gold.entity : undefined;
  }

  /** Does what the commands do with takings. Which entity of the gold a new one is, is seen from where it is tagged. */
  #take(takings: readonly Taking[]): boolean {
    const { world } = this;
    const taggings = takings.map(({ choice, spans }) => ({ choice, stretches: spans.map(span => ({ span })) }));
    const resolved = resolve(taggings, { entity: id => world.entity(id), marksPassages: () => false, quoteOf: ({ span }) => quoteIn(this.text, span) });
    for (const { choice, id, name, type, gains, stretches } of resolved) {
      const [gold] = stretches.flatMap(({ span }) => this.#goldAt(span) ?? []);
      const before = choice.kind === 'known' ? world.entity(id) : { gold: world.entityOf(gold) === undefined ? gold : undefined, aliases: [] };
      if (before !== undefined && (choice.kind === 'new' || gains.length > 0)) world.put({ id, name, type, gold: before.gold, aliases: [...before.aliases, ...gains] });
      for (const { span } of stretches) this.#tag(span, id);
    }
    this.#advance();
    return true;
  }

  #sameName(offer: Offer): Offer[] {
    if (this.offers().includes(offer)) return ofSameName(this.offers(), this.text, offer, offer.kind === 'known' ? offer.entities[0] : undefined);
    const acceptance = acceptedNames(this.#sheet(), [offer.span]);
    const places = acceptance.kind === 'one' ? acceptance.places : [offer];
    return places.map(({ span }) => [...this.ready()].find(each => isSame(each.span, span)) ?? { ...offer, span }).sort((one, other) => one.span.start - other.span.start);
  }

  // -- Tagging by hand

  /** A type's key: every name that it tags rightly is selected, then the key; for each type that is wanted. */
  tagByType(): boolean {
    const byType = new Map<string, GoldName[]>();
    for (const gold of this.mistyped()) byType.set(gold.type, [...byType.get(gold.type) ?? [], gold]);
    for (const gold of this.missing()) {
      const type = this.world.typeOf(this.world.entityOf(gold) ?? '') ?? gold.type;
      if (!this.#isMistyped(gold) && this.#meansByType(gold, type) === gold.entity && !this.#isClaimed(byType.get(type) ?? [], gold)) byType.set(type, [...byType.get(type) ?? [], gold]);
    }
    const [first] = byType;
    if (first === undefined) return false;
    this.#tagTogether(first[1], first[0]);
    return true;
  }

  /** Two names of one new entity cannot be made by one key. */
  #isClaimed(others: readonly GoldName[], { entity, quote }: GoldName): boolean {
    return this.world.entityOf({ entity }) === undefined && others.some(other => other.entity === entity && other.quote !== quote);
  }

  /** Each name is selected, a new one at one of its places; the key. On a mention it mends the type of what was made. */
  #tagTogether(golds: readonly GoldName[], type: string): void {
    const there = offerAt(this.offers(), this.#caret);
    const cause = this.#causeFor(golds[0]);
    const selected: Span[] = [];
    const covered: Span[] = [];
    for (const gold of golds) {
      const mended = this.#retyped(gold.span, type);
      if (mended !== undefined) {
        this.#act('pointing', 'wrong type', 1);
        this.world.retype(mended, type);
      } else if (!covered.some(span => isSame(span, gold.span))) {
        if (there === undefined || !isSame(there.span, gold.span)) this.#act('pointing', this.#causeFor(gold), 1);
        selected.push(gold.span);
        covered.push(...this.#asType([gold.span], type).flatMap(({ spans }) => spans));
      }
    }
    this.#act('key', cause, 1);
    this.#take(this.#asType(selected, type));
  }

  /** The entity whose type the key mends on a stretch. */
  #retyped(stretch: Span, type: string): string | undefined {
    return retyped(this.#tagged, stretch, type, { typeOf: id => this.world.typeOf(id), isElsewhere: id => this.world.isElsewhere(id, this.id) });
  }

  /** Whom a type's key takes a stretch for, as the gold calls it; a new one is right where the gold's is not made yet. */
  #meansByType(gold: GoldName, type: string): string | undefined {
    const [taking] = this.#asType([gold.span], type);
    if (taking?.choice.kind === 'known') return this.world.entity(taking.choice.entity)?.gold?.entity;
    return this.world.entityOf(gold) === undefined ? gold.entity : undefined;
  }

  #asType(stretches: readonly Span[], type: string): readonly Taking[] {
    return takenAsType(this.#sheet(), stretches, type, id => this.world.typeOf(id));
  }

  /** What only a choice settles: all places of a name are selected, and the entity is found. */
  tagByChoice(): boolean {
    const [first] = this.missing();
    if (first === undefined) return false;
    const golds = this.missing().filter(({ entity, quote }) => entity === first.entity && quote === first.quote);
    const there = offerAt(this.offers(), this.#caret);
    const cause = this.#causeFor(first);
    this.#act('pointing', cause, golds.filter(({ span }) => there === undefined || !isSame(there.span, span)).length);
    this.#choose(first, cause);
    const known = this.world.entityOf(first);
    return this.#take([{ choice: known === undefined ? { kind: 'new', name: first.quote, type: first.type } : { kind: 'known', entity: known }, spans: golds.map(({ span }) => span) }]);
  }

  /** R; or C and a line of whom the name may mean; or T, and the line of the picker, after letters where it is not in sight. */
  #choose(gold: GoldName, cause: Cause): void {
    this.#act('key', cause, 1);
    const known = this.world.entityOf(gold);
    if (known !== undefined && this.world.recent.at(-1) === known) return;
    const offer = this.offers().find(({ span }) => isSame(span, gold.span));
    const meant = offer?.kind === 'known' ? offer.entities : offer?.candidate.aliasOf.map(({ entity }) => entity) ?? [];
    const isAsked = meant.length > 1 && known !== undefined && meant.includes(known);
    if (!isAsked) this.#act('typed', cause, this.world.lettersFor(gold, [...new Set(this.#tagged.map(({ entity }) => entity))]));
    this.#act('pick', cause, 1);
  }

  #causeOf(offer: Offer | undefined): Cause {
    if (offer !== undefined && !this.offers().includes(offer)) return 'missed';
    if (offer?.kind !== 'new') return 'known name';
    return offer.candidate.aliasOf.length > 0 ? 'new alias' : 'new name';
  }

  #causeFor(gold: GoldName | undefined): Cause {
    const offer = gold && this.offers().find(({ span }) => isSame(span, gold.span));
    if (gold !== undefined && this.#isMistyped(gold)) return 'wrong type';
    if (gold === undefined || this.#tagged.some(({ span }) => isSame(span, gold.span))) return 'wrong entity';
    if (offer === undefined) return 'missed';
    if (offer.kind === 'known') return isUndecided(offer) ? 'ambiguous' : 'wrong entity';
    const choice = choiceFor(offer, defaultTypes);
    if (this.world.entityOf(gold) !== undefined) return 'new alias';
    return choice.kind === 'known' ? 'wrong entity' : 'wrong type';
  }

  // -- Mending

  /** What is wrong is selected, a stretch at a time that holds no right mark; Backspace. */
  untagWrong(): void {
    const selections = this.#wrongSelections();
    this.#act('pointing', 'wrong suggestion', selections.length);
    this.#act('key', 'wrong suggestion', Math.min(selections.length, 1));
    const taken = mentionsMeant(this.#tagged, selections);
    for (const id of leftWithout(taken, entity => this.world.mentionCount(entity))) this.world.drop(id);
    for (const { span, entity } of taken) this.world.disuse(entity, this.text.slice(span.start, span.end), this.id);
    this.#tagged = this.#tagged.filter(mark => !taken.includes(mark));
  }

  /** What that will cost. */
  mendingCost(): number {
    const { length } = this.#wrongSelections();
    return length + Math.min(length, 1);
  }

  /** Stretches that hold wrong marks only; a wrong one alone, where a right one stands within it. */
  #wrongSelections(): readonly Span[] {
    const wrong = new Set(this.wrong());
    const marks = [...this.#tagged].sort((one, other) => one.span.start - other.span.start);
    const areWrong = (selection: Span): boolean => mentionsMeant(marks, [selection]).every(mark => wrong.has(mark));
    return rowsOf(marks, mark => wrong.has(mark) ? 'in' : 'out').flatMap(row => areWrong(stretchOf(row)) ? [stretchOf(row)] : row.map(({ span }) => span));
  }

  /** D, or Shift+D instead of the Enter that came last: the article is done, and the next one comes. */
  goOn(): void {
    this.#act('key', 'next article', this.goingOnCost());
  }

  /** What that will cost. */
  goingOnCost(): number {
    return this.#byEnter ? 0 : 1;
  }

  /** What the annotator has shown in it. */
  learn(): void {
    this.world.habits.add(decisionsIn(this.text, this.seed, this.#tagged, true));
  }

  // -- Inside

  #act(means: Means, cause: Cause, count: number): void {
    if (count > 0) this.#byEnter = false;
    if (count > 0) this.#acts = [...this.#acts, { means, cause, count }];
  }

  #tag(span: Span, entity: string): void {
    const name = this.text.slice(span.start, span.end);
    // What stands on exactly this stretch is changed.
    for (const mark of this.#tagged) if (isSame(mark.span, span)) this.world.disuse(mark.entity, name, this.id);
    this.#tagged = [...this.#tagged.filter(mark => !isSame(mark.span, span)), { span, entity }];
    this.world.use(entity, name, this.id);
    this.#forget();
  }

  #goldAt(span: Span): GoldName | undefined {
    return this.gold.find(gold => isSame(gold.span, span));
  }

  #forget(): void {
    this.#offers = undefined;
    this.#ready = undefined;
  }

  /** The caret goes on to the next offer. */
  #advance(): void {
    this.#caret = nextOffer(this.offers(), this.#caret, 1)?.span.start ?? this.#caret;
  }

  #look(): readonly Offer[] {
    const settled = { tagged: this.#tagged, rejected: [] };
    const knowledge = this.world.knowledge();
    const whole = wholeNames(this.text, this.seed.span, suggestionsIn(this.text, this.seed, settled, knowledge));
    return offersFrom(whole, newNamesIn(this.text, this.seed, settled, whole, knowledge));
  }
}

function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

/** The runs of what is in, with nothing between that is out; what one passes over is left aside. What is alone is a run of its own. */
function rowsOf<Item>(items: readonly Item[], where: (item: Item) => 'in' | 'alone' | 'past' | 'out'): Item[][] {
  const rows: Item[][] = [];
  let open = false;
  for (const item of items) {
    const found = where(item);
    if (found === 'in' && open) rows.at(-1)?.push(item);
    else if (found === 'in' || found === 'alone') rows.push([item]);
    if (found !== 'past') open = found === 'in';
  }
  return rows;
}

function stretchOf(row: readonly { readonly span: Span }[]): Span {
  return { start: row[0]?.span.start ?? 0, end: row.at(-1)?.span.end ?? 0 };
}

/** The fewest rows, taken greedily, that hold each name once. */
function covering(rows: readonly (readonly Offer[])[], sameAs: (offer: Offer) => readonly Offer[]): (readonly Offer[])[] {
  const open = new Set(rows.flat());
  const chosen: (readonly Offer[])[] = [];
  while (open.size > 0) {
    const namesIn = (row: readonly Offer[]): number => new Set(row.filter(offer => open.has(offer)).map(offer => sameAs(offer)[0])).size;
    const best = rows.reduce((one, other) => namesIn(other) > namesIn(one) ? other : one);
    chosen.push(best);
    for (const offer of best.flatMap(sameAs)) open.delete(offer);
  }
  return chosen;
}
